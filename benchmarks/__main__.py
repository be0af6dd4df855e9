"""All benchmarks in a row; the exit code says whether a floor was missed."""

import subprocess
import sys

from benchmarks.shared import MISSING

MODULES = (
    "benchmarks.quality",
    "benchmarks.light",
    "benchmarks.publication",
    "benchmarks.entities.score",
    "benchmarks.entities.foreign",
    "benchmarks.entities.generality",
    "benchmarks.entities.ruler",
    "benchmarks.entities.speed",
    "benchmarks.expressions",
    "benchmarks.acts.score",
    "benchmarks.acts.forms",
    "benchmarks.versions.score",
    "benchmarks.versions.relations",
    "benchmarks.versions.alignment",
    "benchmarks.versions.quoting",
    "benchmarks.versions.damage",
    "benchmarks.versions.agreed",
    "benchmarks.versions.order",
    "benchmarks.versions.speed",
    "benchmarks.versions.growth",
    "benchmarks.coats",
    "benchmarks.orders",
    "benchmarks.dates",
    "benchmarks.languages",
    "benchmarks.memory",
    "benchmarks.alarms",
    "benchmarks.explain",
    "benchmarks.idle",
    "benchmarks.arrival",
    "benchmarks.ui",
    "benchmarks.validation",
    "benchmarks.report",
    "benchmarks.cost",
)


def main() -> int:
    """Run each benchmark as its own program, so that none warms the next."""
    codes = []
    for module in MODULES:
        print(f"--- python -m {module}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", module], check=False).returncode)
    return max((code for code in codes if code != MISSING), default=0)


if __name__ == "__main__":
    sys.exit(main())
