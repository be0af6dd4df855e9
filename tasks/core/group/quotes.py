"""Which statements an article quotes, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import SIZE
from tasks.core.group.texts import Text

Mask: TypeAlias = npt.NDArray[np.bool_]

FAR = 10**9


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one article holds of one family. `stretches` are ranges of the article's words, the end excluded."""

    family: int
    stretches: tuple[tuple[int, int], ...]
    n_quoted: int
    quoted_share: float  # of the statement's words


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read against the statements of the corpus: what it quotes, and which sentences nobody accounts for."""

    quotations: tuple[Quotation, ...]
    unexplained: tuple[int, ...]  # sentences of its statement, by index in the text


def read_article(article: Text, carriers: Mapping[int, Sequence[Text]], settings: Grouping) -> Reading:
    """Statements an article quotes, the most quoted first; each word is accounted for by one of them alone.

    `carriers` are texts of each family that may be quoted. Wording that two statements share goes to the one that the
    article quotes more of, so that stock phrases make no second link.
    """
    masks = {family: shared_words(article, texts, settings) for family, texts in sorted(carriers.items())}
    sizes = {family: max(len(text.word_ids) for text in texts) for family, texts in carriers.items()}
    is_stated = np.repeat([bool(each["in_statement"]) for each in article.sentences], article.counts)
    free = np.ones(len(article.word_ids), np.bool_)
    chosen: dict[int, Mask] = {}
    waiting = dict(masks)
    while waiting:
        family = max(waiting, key=lambda each: (int((waiting[each] & free).sum()), -each))
        mask = quoted_words(article, waiting.pop(family) & free, settings)
        if is_at_length(mask, is_stated, sizes[family], settings):
            chosen[family] = masks[family]
            free &= ~masks[family]
    quotations = []
    for family, mask in share_out(chosen).items():
        kept = quoted_words(article, mask, settings)
        n_quoted = int(kept.sum())
        ranges = stretches(kept, settings.max_gap)
        if n_quoted:
            quotations.append(Quotation(family, ranges, n_quoted, min(n_quoted / sizes[family], 1.0)))
    return Reading(tuple(quotations), unexplained(article, quotations, settings))


def quoted_words(article: Text, mask: Mask, settings: Grouping) -> Mask:
    """Words of the mask that are a quotation: long runs, and shorter ones that make up most of a sentence."""
    held = np.bincount(article.sentence_of, mask, len(article.counts))
    is_quoted = held >= settings.min_explained * np.maximum(article.counts, 1)
    kept = np.zeros(len(mask), np.bool_)
    for start, end in ranges_of(mask):
        is_sentence = bool(is_quoted[article.sentence_of[start:end]].any())
        kept[start:end] = end - start >= (settings.min_run if is_sentence else settings.min_clause)
    return kept


def share_out(masks: Mapping[int, Mask]) -> dict[int, Mask]:
    """Each word given to one statement: wording that several have goes with the nearest words that only one has."""
    if len(masks) < 2:
        return dict(masks)
    families = list(masks)
    held = np.stack([masks[family] for family in families])
    is_contested = held.sum(axis=0) > 1
    alone = held & ~is_contested
    # the word after a quotation can happen to go on as another statement does: it is no sign of that one
    places = [np.flatnonzero(long_runs(row, SIZE)) for row in alone]
    for start, end in ranges_of(is_contested):
        rivals = [at for at in range(len(families)) if held[at, start:end].any()]
        winner = min(rivals, key=lambda at: (distance(places[at], start, end), at))
        alone[winner, start:end] |= held[winner, start:end]
    return {family: alone[at] for at, family in enumerate(families)}


def distance(places: npt.NDArray[np.int64], start: int, end: int) -> int:
    """Words between a range and the nearest of the places, which are sorted."""
    at = int(np.searchsorted(places, start))
    before = start - int(places[at - 1]) if at else FAR
    after = int(places[at]) - end + 1 if at < len(places) else FAR
    return min(before, after)


def shared_words(article: Text, texts: Sequence[Text], settings: Grouping) -> Mask:
    """Words of the article that stand in runs that any of the texts has too."""
    mask = np.zeros(len(article.word_ids), np.bool_)
    for text in texts:
        is_shared = np.isin(article.runs, text.distinct_runs)
        own = np.zeros(len(mask), np.bool_)
        for step in range(SIZE):
            own[step : step + len(is_shared)] |= is_shared
        mask |= long_runs(own, settings.min_run)
    return mask


def ranges_of(mask: Mask) -> list[tuple[int, int]]:
    """Where the mask is true: first and end of each run."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def long_runs(mask: Mask, at_least: int) -> Mask:
    kept = np.zeros(len(mask), np.bool_)
    for start, end in ranges_of(mask):
        kept[start:end] = end - start >= at_least
    return kept


def stretches(mask: Mask, max_gap: int) -> tuple[tuple[int, int], ...]:
    """Runs of the mask, those joined that only a few words part."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges_of(mask):
        if joined and start - joined[-1][1] <= max_gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def is_at_length(mask: Mask, is_stated: Mask, n_words: int, settings: Grouping) -> bool:
    """Enough words, and much of the statement or of what the article quotes."""
    n_quoted = int(mask.sum())
    share = n_quoted / n_words
    if n_quoted < settings.min_quoted:
        return n_quoted >= settings.min_quoted_of_short and share >= settings.min_share_of_short
    n_stated = int(is_stated.sum())
    own_share = int((mask & is_stated).sum()) / n_stated if n_stated else 0.0
    return share >= settings.min_quoted_share or own_share >= settings.min_quoted_own


def unexplained(article: Text, quotations: Sequence[Quotation], settings: Grouping) -> tuple[int, ...]:
    """Sentences of the article's statement most of whose words no quoted statement has."""
    free = np.ones(len(article.word_ids), np.bool_)
    for start, end in (stretch for each in quotations for stretch in each.stretches):
        free[start:end] = False
    n_free = np.bincount(article.sentence_of, free, len(article.counts))
    return tuple(
        at
        for at, (sentence, count) in enumerate(zip(article.sentences, article.counts, strict=True))
        if sentence["in_statement"] and count and n_free[at] > (1 - settings.min_explained) * count
    )


def founds_statement(article: Text, reading: Reading, settings: Grouping) -> bool:
    """The article carries a statement that has no fuller text elsewhere, or nothing at all: its family is its own."""
    if not reading.quotations:
        return True
    n_stated = sum(count for each, count in zip(article.sentences, article.counts, strict=True) if each["in_statement"])
    return n_unexplained(article, reading) >= max(settings.min_quoted, settings.min_unexplained * n_stated)


def n_unexplained(article: Text, reading: Reading) -> int:
    return sum(article.counts[at] for at in reading.unexplained)
