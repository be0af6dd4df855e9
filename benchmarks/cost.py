"""What a document costs: CPU of each step, over made statements, as a ratio to a fixed loop in the same process.

Usage: python -m benchmarks.cost [--documents N] [--profile]

The steps run as in a sweep, over batches of 200. Before and after each call the calibration loop runs, so that a slow
or busy machine slows both. 1.0 is the CPU of one round of that loop: plain Python, dictionaries, regular expressions;
1 ms on the machine that the budget was written on. So a ratio reads as milliseconds there. The CPU of readers'
processes counts. The median of the calls is reported; what runs once over all documents is one call.
The exit code is 1 if a ceiling of `cost.json` is exceeded.
"""

import argparse
import cProfile
import json
import os
import pstats
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from benchmarks.made_documents import made_documents
from tasks.core.annotate import batch as annotating
from tasks.core.annotate.stage import annotate_batch
from tasks.core.extract.stage import extract_batch
from tasks.core.group.agree import agree_all
from tasks.core.group.stage import group_all, stage_due
from tasks.core.intake.sweep import intake
from tasks.core.load import load as loading
from tasks.core.load.load import load
from tasks.core.publish.stage import publish_run
from tasks.core.run import Run
from tasks.core.staging import Batch
from tasks.core.structure import document as structuring
from tasks.core.structure.stage import structure_batch
from tasks.core.totals.stage import validate_totals
from tasks.core.validate.stage import validate_annotated, validate_batch, validate_warehouse
from tasks.core.warm import warm_up
from tests.pipeline import new_run

CEILINGS = Path(__file__).with_name("cost.json")
PROC = Path("/proc")
ROUNDS = 12  # of the calibration loop, before a call and after it
TEXT = "On 24 March 2022 the Ministers of Karovelin and Dormarta, meeting in Zanlo, adopted a joint text. " * 30
TOKEN = re.compile(r"[A-Z][a-z]+|[a-z]+|\d+")
Given = TypeVar("Given")


def loop() -> int:
    """The fixed work that everything is compared with."""
    counts: Counter[str] = Counter()
    for word in TOKEN.findall(TEXT):
        counts[word] += len(word)
    letters = {word: [letter for letter in word if letter > "m"] for word in counts}
    spans = [(match.start(), match.end()) for match in TOKEN.finditer(TEXT)]
    inside = sum(last - first for first, last in spans if TEXT[first:last] in letters)
    return inside + sum(number * number % 7 for number in range(20400))


def readers_seconds(parent: int | None = None) -> float:
    """CPU of the processes that this one has started and that still live; 0 where the system does not tell."""
    seconds = 0.0
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == (parent or os.getpid()):
                seconds += int(stat.with_name("schedstat").read_text().split()[0]) / 1e9 + readers_seconds(
                    int(stat.parent.name)
                )
        except (OSError, ValueError, IndexError):  # it has ended meanwhile
            continue
    return seconds


def cpu() -> float:
    """CPU seconds of this process and of those that it started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + readers_seconds()


def unit() -> float:
    """CPU seconds of one round of the loop."""
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        loop()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


@dataclass
class Meter:
    """Costs per document of the calls of each step, in rounds of the loop."""

    costs: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    units: list[float] = field(default_factory=list)
    inner: float = 0.0
    inner_step: str = ""

    def __call__(self, step: str, n_documents: int, call: Callable[..., Given], *given: Any) -> Given:
        """The call's value, its cost noted."""
        before = unit()
        self.inner, begun = 0.0, cpu()
        value = call(*given)
        seconds = cpu() - begun
        mean = (before + unit()) / 2
        self.units.append(mean)
        self.costs[step].append((seconds - self.inner) / mean / n_documents)
        if self.inner:
            self.costs[self.inner_step].append(self.inner / mean / n_documents)
        return value

    @contextmanager
    def counting(self, module: Any, name: str, step: str) -> Iterator[None]:
        """A function's share of the calls is counted apart, as a step of its own."""
        self.inner_step = step
        real = getattr(module, name)

        def counted(*given: Any) -> Any:
            begun = time.process_time()
            try:
                return real(*given)
            finally:
                self.inner += time.process_time() - begun

        with mock.patch.object(module, name, counted):
            yield

    def medians(self) -> dict[str, float]:
        return {step: statistics.median(costs) for step, costs in self.costs.items()}


def write(folder: Path, texts: Sequence[str]) -> None:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def sweep(run: Run, meter: Meter) -> None:
    """One run of all steps, each measured. The made documents are such that none is refused late."""
    swept = meter("intake", 1, intake, run)
    total = sum(batch.n_rows for batch in swept)
    meter.costs["intake"] = [cost / total for cost in meter.costs["intake"]]
    read = by_batch(meter, "extract", swept, extract_batch, run)
    with meter.counting(structuring, "detect_languages", "language"):
        structured = by_batch(meter, "structure", read, structure_batch, run)
    accepted = by_batch(meter, "validate", structured, validate_batch, run)
    grouped = meter("group", total, group_all, run, accepted, [])
    due = meter("due", total, stage_due, run, accepted, grouped)
    with meter.counting(annotating, "find_acts", "acts"):
        annotated = by_batch(meter, "annotate", due, annotate_batch, run)
    cleared = by_batch(meter, "validate_annotations", annotated, validate_annotated, run)
    grouped = meter("agree", total, agree_all, run, accepted, grouped)
    last = [("validate_warehouse", validate_warehouse), ("validate_totals", validate_totals)]
    checked = [meter(name, total, gate, run, accepted, grouped, cleared) for name, gate in last]
    with meter.counting(loading, "remember", "index"):
        given = (swept, read, structured, accepted, grouped, due, annotated, cleared, checked)
        loaded = meter("load", total, load, run, *given)
    meter("publish", total, publish_run, run, loaded)


def by_batch(
    meter: Meter, step: str, batches: Sequence[Batch], call: Callable[[Batch, Run], Batch], run: Run
) -> list[Batch]:
    return [meter(step, batch.n_rows, call, batch, run) for batch in batches]


def report(meter: Meter) -> int:
    """Print each step's share and what it may be; 1 if something is over its ceiling."""
    medians = meter.medians()
    rules = json.loads(CEILINGS.read_text(encoding="utf-8"))
    milliseconds = 1000 * statistics.median(meter.units)
    print(f"1.0 is {milliseconds:.2f} ms of CPU here; the budget is 7.0 for a document of 3,800 characters")
    costs = {part: sum(medians.get(step, 0.0) for step in rule["steps"]) for part, rule in rules.items()}
    total = sum(costs.values())
    for part, rule in rules.items():
        steps = " + ".join(f"{step} {medians.get(step, 0.0):.2f}" for step in rule["steps"])
        over = [name for name in ("budget", "ceiling") if costs[part] > rule[name]]
        mark = f" OVER ITS {' AND '.join(over).upper()}" if over else ""
        share = f"{costs[part]:5.2f} {costs[part] / total:5.0%}"
        print(f"{part:10} {share}  budget {rule['budget']:.1f}, ceiling {rule['ceiling']:.1f}{mark}  ({steps})")
    beside = {step for step in medians if not any(step in rule["steps"] for rule in rules.values())}
    print(
        f"{'all':10} {total:5.2f}        beside it: "
        + ", ".join(f"{step} {medians[step]:.2f}" for step in sorted(beside))
    )
    return int(any(costs[part] > rule["ceiling"] for part, rule in rules.items()))


def main() -> int:
    """Measure and report; a warm-up of one batch goes before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes, by function, instead")
    options = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "first", list(made_documents(50, seed=1)))
        write(folder / "source", list(made_documents(options.documents)))
        sweep(new_run(folder / "first", folder / "warm"), Meter())
        meter, profile = Meter(), cProfile.Profile(time.process_time)
        run = new_run(folder / "source", folder / "warehouse", batch_documents=200)
        if options.profile:
            profile.runcall(sweep, run, meter)
            pstats.Stats(profile).sort_stats("tottime").print_stats(60)
            return 0
        sweep(run, meter)
    return report(meter)


if __name__ == "__main__":
    sys.exit(main())
