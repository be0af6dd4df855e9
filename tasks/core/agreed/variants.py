"""Uses of a wording that vary it: most of its words in order, a few others between."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
from rapidfuzz.distance import LCSseq

from tasks.core.agreed.corpus import Corpus, Sentence
from tasks.core.agreed.model import Passage, Use
from tasks.core.agreed.runs import NONE, Grams, Places
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.wording import Wording
from tasks.core.group.sequences import Block, Blocks, common_blocks


@dataclass(frozen=True, slots=True)
class Wanted:
    """A use that others are held against."""

    first: Use
    ids: "array[int]"
    wording: Wording
    start: int  # first word, of those of its sentence
    weight: float

    def kept_weight(self, blocks: Blocks, settings: Agreed) -> float:
        """Weight of the blocks that others have too."""
        at = self.start
        return sum(self.wording.weight(at + start, at + start + length, settings) for start, _, length in blocks)


def find_variants(run: Passage, corpus: Corpus, grams: Grams, settings: Agreed) -> Sequence[Use]:
    """One use of each statement that has the run not as it is, but much like it."""
    hits = n_gram_places(run, corpus, grams, settings.max_crowd * len(run.uses))
    if not len(hits):
        return ()
    sentences, n_hits = np.unique(corpus.words.sentence[hits], return_counts=True)
    enough = settings.min_hit_share * run.n_words - settings.size + 1
    return alike_uses(run.first, sentences[n_hits >= enough].tolist(), corpus, settings)


def n_gram_places(run: Passage, corpus: Corpus, grams: Grams, at_most: int) -> Places:
    """Where n-grams of the run stand in statements that do not have it; crowded ones are not looked at."""
    inside = dict.fromkeys(gram for gram in grams.at[run.first.start : run.first.end].tolist() if gram != NONE)
    found = [places for places in map(grams.places, inside) if len(places) <= at_most]
    places = np.concatenate([np.empty(0, np.int64), *found])
    statements = corpus.words.statement[places].tolist()
    return places[[number not in run.statements for number in statements]]


def alike_uses(first: Use, sentences: Iterable[int], corpus: Corpus, settings: Agreed) -> list[Use]:
    """The best use of each statement in some sentences that is much like the first one."""
    sentence = corpus.sentence(first.sentence)
    wanted = Wanted(first, corpus.ids(first), sentence.wording, first.start - sentence.start, corpus.weight(first))
    best: dict[int, tuple[int, Use]] = {}
    known: dict[str, tuple[int, int, int] | None] = {}
    for number in sentences:
        other = corpus.sentence(number)
        text = other.text
        if text not in known:
            known[text] = alike_part(wanted, other, corpus, settings)
        found = known[text]
        if found is not None:
            n_kept, start, end = found
            use = corpus.use(other.start + start, other.start + end)
            if n_kept > best.get(use.statement, (0, use))[0]:
                best[use.statement] = n_kept, use
    return [best[statement][1] for statement in sorted(best)]


def alike_part(wanted: Wanted, sentence: Sentence, corpus: Corpus, settings: Agreed) -> tuple[int, int, int] | None:
    """How many words are kept by the part of a sentence that is much like a use, its first word, and its end."""
    n_wanted, n_words = len(wanted.ids), len(sentence.ids)
    least = ceil(settings.min_alike * n_wanted)
    if n_words < least or n_wanted * n_words > settings.max_cells:
        return None
    if LCSseq.similarity(wanted.ids, sentence.ids, score_cutoff=least) < least:
        return None
    kept = common_blocks(wanted.ids, sentence.ids)
    if len(kept) > 1:
        kept = without_loose_ends(densest(kept, settings.max_gap))
    n_kept = n_words_of(kept)
    if n_kept < least:
        return None
    use = corpus.trimmed(corpus.use(sentence.start + kept[0][1], sentence.start + kept[-1][1] + kept[-1][2]))
    if use.end - use.start < settings.size or n_kept < settings.min_alike * (use.end - use.start):
        return None
    weight = wanted.kept_weight(kept, settings)
    if weight < max(settings.min_alike_weight * wanted.weight, settings.min_weight_of_long):
        return None
    is_enough = weight >= settings.min_alike_weight * corpus.most_weight(use)
    if not is_enough and weight < settings.min_alike_weight * corpus.weight(use):
        return None
    return n_kept, use.start - sentence.start, use.end - sentence.start


def densest(blocks: Blocks, max_gap: int) -> Blocks:
    """Of the blocks, parted where a gap is too wide, the part with most words."""
    return max(dense_parts(blocks, max_gap), key=n_words_of)


def n_words_of(blocks: Blocks) -> int:
    return sum([length for _, _, length in blocks])


def dense_parts(blocks: Blocks, max_gap: int) -> list[Blocks]:
    """The blocks, parted where a gap is too wide on either side."""
    parts = [[blocks[0]]]
    for before, block in pairwise(blocks):
        if gap(before, block) > max_gap:
            parts.append([block])
        else:
            parts[-1].append(block)
    return parts


def without_loose_ends(blocks: Blocks) -> Blocks:
    """The blocks without those at either end that are shorter than the gap which parts them from the others."""
    while len(blocks) > 1 and blocks[-1][2] < gap(blocks[-2], blocks[-1]):
        blocks = blocks[:-1]
    while len(blocks) > 1 and blocks[0][2] < gap(blocks[0], blocks[1]):
        blocks = blocks[1:]
    return blocks


def gap(before: Block, block: Block) -> int:
    """Words between two blocks, on the side that has more of them."""
    return max(block[0] - before[0], block[1] - before[1]) - before[2]
