"""False alarms on the field sample: whatever a rule says of it stands in benchmarks/alarms.csv, with why it is true.

Usage: python -m benchmarks.alarms [--show]

Reads the twelve documents of ../shared/samples/docs. A warning that is not listed, one that is listed and gone, another
number of rows, a broken critical rule or a rule that could not be applied ends with code 1. With --show, the rows.
"""

import argparse
import csv
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.quality import sources
from benchmarks.shared import ROOT
from tests.pipeline import rows_of, sweep

LISTED = ROOT / "benchmarks" / "alarms.csv"
FILE_OF_ROW = """
    select coalesce(min(path), '-') as path, failed.rule_id, severity, row_key, detail
    from ops.failed_rows as failed
    left join raw.files using (document_id)
    group by all
"""

Alarms = dict[tuple[str, str], int]


def listed() -> Alarms:
    """The number of rows by file and rule."""
    with LISTED.open(encoding="utf-8", newline="") as lines:
        return {(row["file"], row["rule_id"]): int(row["n_rows"]) for row in csv.DictReader(lines)}


def found(published: Path) -> Alarms:
    """The same, as the rules say it."""
    query = f"select path, rule_id, count(*) from ({FILE_OF_ROW}) group by path, rule_id order by all"
    return {(path, rule_id): n_rows for path, rule_id, n_rows in rows_of(published, query)}


def complaints(published: Path, known: Mapping[tuple[str, str], int]) -> list[str]:
    """What is not as listed."""
    seen = found(published)
    lines = [
        f"{path}: {rule_id} names {seen.get((path, rule_id), 0)} rows, listed are {known.get((path, rule_id), 0)}"
        for path, rule_id in sorted(seen.keys() | known.keys())
        if seen.get((path, rule_id), 0) != known.get((path, rule_id), 0)
    ]
    stopped = rows_of(
        published,
        "select rule_id, severity, outcome from ops.validations "
        "where outcome = 'errored' or (severity = 'critical' and outcome = 'failed') order by all",
    )
    refused = rows_of(published, "select path, reason, detail from ops.rejections order by all")
    return [*lines, *(f"{rule_id}: {severity}, {outcome}" for rule_id, severity, outcome in stopped)] + [
        f"{path}: refused, {reason}: {detail}" for path, reason, detail in refused
    ]


def main() -> int:
    """Run the pipeline over the sample, print what rules say, compare with the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the rows as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sample"
        source.mkdir()
        for file in sources(set())["sample"]:
            shutil.copy2(file, source)
        published = sweep(source, Path(folder) / "warehouse").published
        rows = rows_of(published, f"from ({FILE_OF_ROW}) order by all")
        wrong = complaints(published, listed())
    for path, rule_id, severity, _, detail in rows if options.show else ():
        print(f"{path}: {rule_id} ({severity}): {detail}")
    print(
        f"{len(rows)} rows of {len({(path, rule_id) for path, rule_id, *_ in rows})} alarms, {len(wrong)} not as listed"
    )
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
