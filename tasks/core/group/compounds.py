"""Texts that hold large parts of two unlike statements: they quote, whatever kind they were taken for."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from tasks.core.group.evidence import Evidence
from tasks.core.group.hosts import is_copy
from tasks.core.group.masks import Mask, SharedWording, keep_runs, stretches
from tasks.core.group.quotes import quoted_words
from tasks.core.group.reviewed import Pair
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

Looks = Mapping[Pair, Evidence]


def find_compounds(
    texts: Mapping[str, Text],
    sources: Mapping[str, Sequence[str]],
    looks: Looks,
    shared: SharedWording,
    settings: Grouping,
) -> set[str]:
    """Those of the texts that hold parts of two others, side by side, which have little in common.

    Left as they are, they would make one statement of two. A full text whose beginning and end lie around as copies is
    not among them: it holds those copies all through. `sources` are candidate partners but for those that may quote.
    """
    return {
        name
        for name, text in texts.items()
        if (likely := likely_pairs(name, sources.get(name, ()), len(text.distinct_runs), looks, settings))
        and is_compound(name, likely, shared, settings)
    }


def likely_pairs(name: str, sources: Sequence[str], n_runs: int, looks: Looks, settings: Grouping) -> list[Pair]:
    """Pairs of sources that can make up the text, by what a first look at the candidates shows.

    None where the text or a source holds the other whole: those are versions.
    """
    known = {other: looks[(name, other) if name < other else (other, name)] for other in sources}
    if any(each.likeness >= settings.whole_containment for each in known.values()):
        return []
    large = [other for other, each in known.items() if each.n_shared_runs >= settings.min_page_stretch]
    return [
        pair
        for pair in combinations(large, 2)
        if known[pair[0]].n_shared_runs + known[pair[1]].n_shared_runs >= settings.min_compound_runs * n_runs
        and (pair not in looks or looks[pair].likeness < settings.min_alike)
    ]


def is_compound(name: str, unlike: Sequence[Pair], shared: SharedWording, settings: Grouping) -> bool:
    """Two of the sources stand in it side by side and make up most of it. Others may hold both, so pairs are tried.

    None of them is a version of it; that is told first, since it is true of most texts and quickly found.
    """
    sources = list(dict.fromkeys(other for pair in unlike for other in pair))
    if any(are_versions(name, each, shared, settings) for each in sources):
        return False
    parts = {other: part_of(name, other, shared, settings) for other in sources}
    for one, other in unlike:
        mask, other_mask = parts[one], parts[other]
        if (
            mask is not None
            and other_mask is not None
            and are_side_by_side(mask, other_mask, settings)
            and are_unlike((one, other), shared, settings)
        ):
            return True
    return False


def are_versions(name: str, other: str, shared: SharedWording, settings: Grouping) -> bool:
    return is_copy(name, [other], shared, settings) or is_copy(other, [name], shared, settings)


def are_unlike(pair: Pair, shared: SharedWording, settings: Grouping) -> bool:
    """Next to nothing is shared: no editions of one series, no versions of one statement."""
    return all(
        float(keep_runs(shared.of(*each), settings.min_run).mean()) < settings.unlike_coverage
        for each in (pair, pair[::-1])
    )


def part_of(name: str, other: str, shared: SharedWording, settings: Grouping) -> Mask | None:
    """Words that the text has of the other, if they are a clean and considerable part of that one."""
    held = keep_runs(shared.of(name, other), settings.min_run)
    if max((end - start for start, end in stretches(held, settings.max_gap)), default=0) < settings.min_page_stretch:
        return None
    mask = quoted_words(shared.texts[name], held, settings)
    n_quoted = int(mask.sum())
    lengths = [end - start for start, end in stretches(mask, settings.max_gap)]
    is_clean = n_quoted >= settings.min_clean_stretch * len(lengths)
    is_long = max(lengths, default=0) >= settings.min_page_stretch
    n_words = len(shared.texts[other].word_ids)
    return mask if is_clean and is_long and n_quoted >= settings.min_quoted_share * n_words else None


def are_side_by_side(one: Mask, other: Mask, settings: Grouping) -> bool:
    n_both, n_smaller = int((one & other).sum()), int(min(one.sum(), other.sum()))
    n_either = int((one | other).sum())
    return n_both <= settings.unlike_coverage * n_smaller and n_either >= settings.min_compound * len(one)
