"""Texts that hold large parts of two unlike statements: they quote, whatever kind they were taken for."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from tasks.core.group.members import find_sources
from tasks.core.group.quotes import Mask, quoted_words, shared_words, stretches
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text


def find_compounds(
    names: Sequence[str], texts: Mapping[str, Text], partners: Mapping[str, Sequence[str]], settings: Grouping
) -> set[str]:
    """Those of the named documents that quote two others which have little in common.

    Left as they are, they would make one statement of two. A full text whose beginning and end lie around as copies is
    not among them: it holds those copies whole.
    """
    sources = find_sources(texts, partners, settings)
    held = {name: [sources[other] for other in sorted(partners[name]) if other in sources] for name in names}
    return {name for name in names if len(held[name]) > 1 and is_compound(texts[name], held[name], settings)}


def is_compound(text: Text, sources: Sequence[Text], settings: Grouping) -> bool:
    """Two of the sources stand in it side by side and make up most of it. Others may hold both, so pairs are tried."""
    parts = []
    for source in sources:
        mask = quoted_words(text, shared_words(text, [source], settings), settings)
        n_quoted = int(mask.sum())
        if n_quoted >= settings.whole_containment * min(len(mask), len(source.word_ids)):
            return False  # one holds the other whole: a version
        if is_part(mask, len(source.word_ids), settings):
            parts.append((mask, source))
    return any(
        are_side_by_side(one, other, settings) and are_unlike(one_text, other_text, settings)
        for (one, one_text), (other, other_text) in combinations(parts, 2)
    )


def is_part(mask: Mask, n_words: int, settings: Grouping) -> bool:
    """A clean and considerable part of a text of so many words."""
    n_quoted = int(mask.sum())
    is_clean = n_quoted >= settings.min_clean_stretch * len(stretches(mask, settings.max_gap))
    return is_clean and n_quoted >= max(settings.min_quoted, settings.min_quoted_share * n_words)


def are_side_by_side(one: Mask, other: Mask, settings: Grouping) -> bool:
    n_both, n_smaller = int((one & other).sum()), int(min(one.sum(), other.sum()))
    n_either = int((one | other).sum())
    return n_both <= settings.unlike_coverage * n_smaller and n_either >= settings.min_compound * len(one)


def are_unlike(one: Text, other: Text, settings: Grouping) -> bool:
    """Next to nothing is shared."""
    shares = (shared_words(one, [other], settings).mean(), shared_words(other, [one], settings).mean())
    return float(max(shares)) < settings.unlike_coverage
