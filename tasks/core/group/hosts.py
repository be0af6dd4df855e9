"""Which texts quote others: articles, but for copies taken for some, and whatever else holds quotations at length."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from tasks.core.group.blocks import quotation_blocks
from tasks.core.group.masks import Mask, Range, SharedWording, edges_of, keep_runs, mask_of
from tasks.core.group.quotes import stated_words
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

OWN_TEXT = ("other",)  # orders and forms enact what they cite

Partners = Mapping[str, Sequence[str]]


def find_quoting(
    texts: Mapping[str, Text], partners: Partners, sources: Partners, shared: SharedWording, settings: Grouping
) -> dict[str, Text]:
    """The texts that quote, with only what they quote marked as the statement that they carry.

    An article that some other text holds all through is a copy of that, whatever it was taken for. A text that was not
    taken for an article quotes where its partners account for what it has between quotation marks. Linked as wholes
    such texts would be versions that changed nearly every word, and joined with all that quote the same. All of this
    is told by a text, its partners, and their texts; `partners` come with those first that share most, `sources` are
    the partners that cannot quote.
    """
    found = {}
    for name, text in texts.items():
        if text.is_quoting:
            if not is_copy(name, sources.get(name, ()), shared, settings):
                found[name] = text
        elif partners.get(name) and may_quote(text, settings):
            quoted = quoted_blocks(name, partners[name], shared, settings)
            if quoted and not is_copy(name, partners[name], shared, settings):
                found[name] = as_article(text, quoted, settings)
    return found


def may_quote(text: Text, settings: Grouping) -> bool:
    """An article, or a text with more than citations between quotation marks."""
    if text.is_quoting or text.document["kind"] in OWN_TEXT:
        return text.is_quoting
    n_quoted = sum(end - start for start, end in quotation_blocks(text, settings))
    return n_quoted >= settings.min_block_share * len(text.word_ids)


def is_copy(name: str, others: Sequence[str], shared: SharedWording, settings: Grouping) -> bool:
    """One of the others has wording of the text all through: it leaves hardly a stretch that is the text's own."""
    text = shared.texts[name]
    return any(is_held(text, shared.of(name, other), settings) for other in others)


def is_held(text: Text, mask: Mask, settings: Grouping) -> bool:
    """No stretches of its own, and no more shared where the text marks a statement than elsewhere."""
    starts, ends = edges_of(~mask)
    own = ends - starts
    if int(own[own >= settings.own_stretch].sum()) > settings.max_own_words * len(mask):
        return False
    is_stated = stated_words(text)
    n_own = len(mask) - int(is_stated.sum())
    if not settings.max_own_words * len(mask) < n_own < len(mask):
        return True
    return float(mask[~is_stated].mean()) >= settings.min_evenness * float(mask[is_stated].mean())


def quoted_blocks(name: str, partners: Sequence[str], shared: SharedWording, settings: Grouping) -> list[Range]:
    """Blocks that are somebody else's words, if they are more than a citation."""
    text = shared.texts[name]
    quoted = [
        block
        for block in quotation_blocks(text, settings)
        if any(is_quoted(keep_runs(shared.of(name, other), settings.min_run), block, settings) for other in partners)
    ]
    n_quoted = sum(end - start for start, end in quoted)
    return quoted if n_quoted >= settings.min_block_share * len(text.word_ids) else []


def is_quoted(mask: Mask, block: Range, settings: Grouping) -> bool:
    """A partner accounts for the block, and for neither what stands before it nor what follows.

    One that goes on beyond the marks is a version, and the quotation is the statement's own.
    """
    start, end = block
    around = (mask[max(start - settings.block_context, 0) : start], mask[end : end + settings.block_context])
    goes_on = any(2 * int(side.sum()) > len(side) for side in around)
    return not goes_on and float(mask[start:end].mean()) >= settings.min_explained_block


def as_article(text: Text, quoted: Sequence[Range], settings: Grouping) -> Text:
    """The text with only the quoted sentences marked as the statement that it carries."""
    held = np.bincount(text.sentence_of, mask_of(quoted, len(text.word_ids)), len(text.counts))
    sentences = tuple(
        {**sentence, "in_statement": bool(n_held >= settings.min_explained * count > 0)}
        for sentence, count, n_held in zip(text.sentences, text.counts, held.tolist(), strict=True)
    )
    return replace(text, sentences=sentences, is_quoting=True)
