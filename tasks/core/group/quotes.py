"""Which statements an article quotes, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tasks.core.group.blocks import quotation_blocks
from tasks.core.group.masks import Mask, Places, Range, edges_of, keep_runs, mask_of, ranges_of, stretches
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE
from tasks.core.group.texts import Text

FAR = 10**9


@dataclass(frozen=True, slots=True)
class Source:
    """What an article has in common with those texts of one family that are its candidates, and how many they are."""

    mask: Mask  # words of the article that stand in 3-grams of any of them
    n_words: int  # of the longest of them
    n_texts: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one article holds of one family. `stretches` are ranges of the article's words, the end excluded."""

    family: int
    stretches: tuple[Range, ...]
    n_quoted: int
    quoted_share: float  # of the statement's words


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read against the statements of the corpus: what it quotes, and what nobody accounts for."""

    quotations: tuple[Quotation, ...]
    unexplained: tuple[int, ...]  # sentences of its statement, by index in the text


def read_article(article: Text, sources: Mapping[int, Source], settings: Grouping) -> Reading:
    """Statements an article quotes, each word accounted for by one of them alone.

    `sources` are the families that may be quoted. Wording that two statements share goes to the one that the article
    quotes more of, so that stock phrases make no second link.
    """
    masks = {
        family: mask
        for family, source in sorted(sources.items())
        if (mask := keep_runs(source.mask, settings.min_run)).sum() >= settings.min_quoted_of_short
    }
    chosen = choose(article, masks, sources, settings)
    quotations = []
    for family, mask in share_out(chosen).items():
        kept = quoted_words(article, mask, settings)
        if n_quoted := int(kept.sum()):
            share = min(n_quoted / sources[family].n_words, 1.0)
            quotations.append(Quotation(family, stretches(kept, settings.max_gap), n_quoted, share))
    return Reading(tuple(quotations), unexplained(article, quotations, settings))


def choose(
    article: Text, masks: Mapping[int, Mask], sources: Mapping[int, Source], settings: Grouping
) -> dict[int, Mask]:
    """Families that are quoted at length, the most quoted first, each by words that those before do not account for.

    Of two that account for the same words, the one of which more texts do, then the shorter one. What the article does
    not mark as a quotation tells nothing where many families have it: stock phrases, legal clauses.
    """
    is_stated = stated_words(article)
    is_told = is_stated | (np.sum(list(masks.values()), axis=0) <= settings.max_holders)
    is_told |= mask_of(quotation_blocks(article, settings), len(article.word_ids))
    free = np.ones(len(article.word_ids), np.bool_)
    chosen: dict[int, Mask] = {}
    waiting = dict(masks)
    while waiting:
        n_free = {family: int((mask & free).sum()) for family, mask in waiting.items()}
        family = min(waiting, key=lambda each: (-n_free[each], -sources[each].n_texts, sources[each].n_words, each))
        mask = waiting.pop(family)
        if n_free[family] < settings.min_quoted_of_short:
            break
        kept = quoted_words(article, with_context(mask, free, settings), settings)
        if is_at_length(article, kept & is_told, is_stated, free | kept, sources[family].n_words, settings):
            chosen[family] = mask
            free &= ~mask
    return chosen


def with_context(mask: Mask, free: Mask, settings: Grouping) -> Mask:
    """Free words of the mask, and the rest of the stretches that have many: it is of one piece with them."""
    counted = mask & free
    for start, end in stretches(mask, settings.max_gap):
        if int(counted[start:end].sum()) >= settings.min_quoted_of_short:
            counted[start:end] = mask[start:end]
    return counted


def stated_words(article: Text) -> Mask:
    """Words in sentences that the article marks as somebody's statement."""
    return np.repeat([bool(each["in_statement"]) for each in article.sentences], article.counts)


def quoted_words(article: Text, mask: Mask, settings: Grouping) -> Mask:
    """Words of the mask that are a quotation: long runs, and shorter ones that make up most of a sentence."""
    held = np.bincount(article.sentence_of, mask, len(article.counts))
    is_quoted = (held >= settings.min_explained * np.maximum(article.counts, 1))[article.sentence_of]
    n_before = np.concatenate(([0], np.cumsum(is_quoted)))
    starts, ends = edges_of(mask)
    n_in_quoted = n_before[ends] - n_before[starts]
    return keep_runs(mask, np.where(n_in_quoted > 0, settings.min_run, settings.min_clause))


def share_out(masks: Mapping[int, Mask]) -> dict[int, Mask]:
    """Each word given to one statement: wording that several have goes with the nearest words that only one has."""
    if len(masks) < 2:
        return dict(masks)
    families = list(masks)
    held = np.stack([masks[family] for family in families])
    is_contested = held.sum(axis=0) > 1
    alone = held & ~is_contested
    # the word after a quotation can happen to go on as another statement does: it is no sign of that one
    places = [np.flatnonzero(keep_runs(row, SIZE)) for row in alone]
    for start, end in ranges_of(is_contested):
        rivals = [at for at in range(len(families)) if held[at, start:end].any()]
        winner = min(rivals, key=lambda at: (distance(places[at], start, end), at))
        alone[winner, start:end] |= held[winner, start:end]
    return {family: alone[at] for at, family in enumerate(families)}


def distance(places: Places, start: int, end: int) -> int:
    """Words between a range and the nearest of the places, which are sorted."""
    at = int(np.searchsorted(places, start))
    before = start - int(places[at - 1]) if at else FAR
    after = int(places[at]) - end + 1 if at < len(places) else FAR
    return min(before, after)


def is_at_length(article: Text, kept: Mask, is_stated: Mask, free: Mask, n_words: int, settings: Grouping) -> bool:
    """Enough words, and much of the statement, of what the article quotes, or of the sentences that they stand in.

    An article never quotes much of a long statement. But where it takes whole sentences it is this text that it
    quotes, while another edition of a series shares only parts of them. Of a short statement, fewer words do if they
    are both.
    """
    n_quoted = int(kept.sum())
    is_touched = (np.bincount(article.sentence_of, kept, len(article.counts)) > 0)[article.sentence_of]
    is_verbatim = n_quoted >= settings.min_verbatim * int((is_touched & free).sum())
    is_much = n_quoted >= settings.min_quoted_share * n_words
    if n_quoted < settings.min_quoted:
        is_most = n_quoted >= settings.min_share_of_short * n_words
        return n_quoted >= settings.min_quoted_of_short and (is_most or (is_verbatim and is_much))
    n_stated = int((kept & is_stated).sum())
    return is_verbatim or is_much or n_stated >= settings.min_quoted_own * max(int(is_stated.sum()), 1)


def unexplained(article: Text, quotations: Sequence[Quotation], settings: Grouping) -> tuple[int, ...]:
    """Sentences of the article's statement most of whose words no quoted statement has.

    Beside what it quotes for certain, only what stands between quotation marks is another statement's: the rest is the
    reporter's own, or a summary.
    """
    n_words = len(article.word_ids)
    free = ~mask_of([stretch for each in quotations for stretch in each.stretches], n_words) & stated_words(article)
    if quotations and int(free.sum()) >= settings.min_quoted:
        free &= mask_of(quotation_blocks(article, settings), n_words)
    n_free = np.bincount(article.sentence_of, free, len(article.counts))
    is_free = n_free > (1 - settings.min_explained) * np.asarray(article.counts)
    return tuple(np.flatnonzero(is_free).tolist())


def founds_statement(article: Text, reading: Reading, settings: Grouping) -> bool:
    """The article carries a statement that has no fuller text elsewhere, or nothing at all: its family is its own."""
    if not reading.quotations:
        return True
    n_stated = int(stated_words(article).sum())
    return n_unexplained(article, reading) >= max(settings.min_quoted, settings.min_unexplained * n_stated)


def n_unexplained(article: Text, reading: Reading) -> int:
    return sum(article.counts[at] for at in reading.unexplained)
