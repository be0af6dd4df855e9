"""Which of the runs that statements share are passages: wording, each once, with its varied uses."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from tasks.core.agreed.corpus import Corpus
from tasks.core.agreed.groups import Groups, make_groups
from tasks.core.agreed.loose import loose_runs
from tasks.core.agreed.model import Passage, Use
from tasks.core.agreed.runs import SharedRuns, closed_runs, shared_grams
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.variants import find_variants

ROUNDING = 1e-6

Near = dict[int, list[tuple[Passage, Use]]]


def find_passages(corpus: Corpus, settings: Agreed) -> list[Passage]:
    """All passages, the longest first."""
    grams = shared_grams(corpus.words, settings.size, settings.part_words)
    wording: list[Passage] = []
    light: list[Groups] = []
    for shared in closed_runs(corpus.words, grams, settings.size):
        found, rest = sorted_out(shared, corpus, settings)
        wording += found
        light.append(rest)
    runs = without_chance([*wording, *loose_runs(light, corpus, settings)], corpus, settings)
    chosen: list[Passage] = []
    held = Held()
    for run in sorted(runs, key=rank):
        if held.n_surroundings(run) < settings.min_surroundings:
            continue
        varied = find_variants(run, corpus, grams, settings)
        passage = Passage(tuple(sorted([*run.uses, *varied], key=lambda use: use.start)))
        held.add(passage, len(chosen))
        chosen.append(passage)
    return merged(chosen, corpus)


def merged(passages: Sequence[Passage], corpus: Corpus) -> list[Passage]:
    """Passages that have the same words in their first uses made one, without uses that lie in each other."""
    found: dict[bytes, list[Use]] = defaultdict(list)
    for passage in passages:
        found[corpus.ids(passage.first).tobytes()] += passage.uses
    made = []
    for uses in found.values():
        kept: list[Use] = []
        for use in sorted(uses, key=lambda each: (each.start, -each.end)):
            if not kept or not kept[-1].holds(use):
                kept.append(use)
        made.append(Passage(tuple(kept)))
    return made


def rank(passage: Passage) -> tuple[int, int, int]:
    """The longest first; of equals the one in most statements, then the earliest."""
    return -passage.n_words, -passage.n_statements, passage.first.start


def sorted_out(shared: SharedRuns, corpus: Corpus, settings: Agreed) -> tuple[list[Passage], Groups]:
    """The runs that are wording, without the function words that they end with; and places of the others."""
    order = np.argsort(shared.runs, kind="stable")
    places, runs = shared.starts[order], shared.runs[order]
    is_first = np.append(True, runs[1:] != runs[:-1])[: len(runs)]
    firsts = np.flatnonzero(is_first)
    bounds = np.append(firsts, len(places))
    starts = places[firsts]
    ends = corpus.content.trimmed(starts, starts + shared.n_words[order][firsts])
    can_be = corpus.content.weight(starts, ends) >= settings.min_weight_of_long - ROUNDING
    can_be &= ends - starts >= settings.size
    is_wording = np.zeros(len(firsts), np.bool_)
    found = []
    for run in np.flatnonzero(can_be).tolist():
        start, end = int(starts[run]), int(ends[run])
        if corpus.is_wording(corpus.use(start, end)):
            is_wording[run] = True
            found.append(Passage(corpus.uses(places[bounds[run] : bounds[run + 1]], end - start)))
    is_light = np.repeat(~is_wording, np.diff(bounds))
    rest = places[is_light]
    return found, make_groups(corpus.words, rest, rest, is_first[is_light])


class Held:
    """Uses of the passages chosen so far, by sentence."""

    def __init__(self) -> None:
        self._uses: dict[int, list[tuple[Use, int]]] = defaultdict(list)

    def add(self, passage: Passage, number: int) -> None:
        for use in passage.uses:
            self._uses[use.sentence].append((use, number))

    def n_surroundings(self, run: Passage) -> int:
        """Statements in which no use of the run lies in a passage, and passages that hold it in the others."""
        around: dict[int, set[int]] = defaultdict(set)
        for use in run.uses:
            around[use.statement] |= {number for other, number in self._uses[use.sentence] if other.holds(use)}
        held = [numbers for numbers in around.values() if numbers]
        n_free = len(around) - len(held)
        if held and set.intersection(*held):
            return n_free + 1
        return n_free + len({min(numbers) for numbers in held})


def without_chance(runs: Sequence[Passage], corpus: Corpus, settings: Agreed) -> list[Passage]:
    """Runs that are more than a run of more statements with a word or two that stand beside it by chance."""
    looked_at = {use.sentence for run in runs for use in run.uses[: settings.n_looked_at]}
    near: Near = defaultdict(list)
    for run in sorted(runs, key=lambda each: -each.n_statements):
        for use in run.uses:
            if use.sentence in looked_at:
                near[use.sentence].append((run, use))
    return [run for run in runs if not is_chance(run, near, corpus, settings)]


def is_chance(run: Passage, near: Near, corpus: Corpus, settings: Agreed) -> bool:
    """`near` holds the runs of most statements first."""
    for use in run.uses[: settings.n_looked_at]:
        for other, other_use in near[use.sentence]:
            if other.n_statements <= run.n_statements:
                break
            if (
                overlaps(use, other_use)
                and run.statements <= other.statements
                and adds_little(use, other_use, corpus, settings)
            ):
                return True
    return False


def overlaps(use: Use, other: Use) -> bool:
    """They share words, and the use has others too."""
    return other.start < use.end and use.start < other.end and (use.start < other.start or other.end < use.end)


def adds_little(use: Use, other: Use, corpus: Corpus, settings: Agreed) -> bool:
    """What a use has beyond the other one is no wording of its own."""
    start, end = max(use.start, other.start), min(use.end, other.end)
    shared = corpus.weight(Use(use.statement, start, end, use.sentence))
    return corpus.weight(use) - shared < min(settings.min_added, settings.min_added_share * shared)
