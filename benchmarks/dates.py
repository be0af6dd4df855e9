"""Dates of their own that documents state, found, and dates of others, left alone.

Usage: python -m benchmarks.dates [--all-manners]

Sixty made documents (tests/tasks/core/structure/dated: twelve issuers, ten languages, fifteen manners and three
formats) are read twice, with their own date and without it; with --all-manners, each issuer is read in every manner.
The five statements of raw/ are read without what dates them, and with a dateline and front matter.
Ends with code 1 where one date is invented or more than two in sixty are missed.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator

from benchmarks.shared import ROOT
from tasks.core.structure import structure_document
from tests.tasks.core.structure.dated import MANNERS, N_TUNED, Body, Dated, bodies, documents, markdown, plain

MIN_FOUND_SHARE = 58 / 60
OWN_DATES = re.compile(r"(?i)\b(?:24 march 2022|march 24, 2022|bucharest, 2024)\b|\bdate 2022-11-29\s")


def found_in(document: Dated) -> str | None:
    date: str | None = structure_document("0" * 64, document.read, document.media_type).document["date_edtf"]
    return date


def statements() -> Iterator[tuple[str, str]]:
    """The five statements without what dates them."""
    for path in sorted((ROOT / "raw").iterdir()):
        yield path.stem, OWN_DATES.sub("", path.read_text(encoding="utf-8"))


def dated_statements() -> Iterator[Dated]:
    """The five statements with a dateline in front, and with front matter."""
    for name, text in statements():
        read, media_type = plain("Statement", "Brussels, 24 March 2022", text)
        yield Dated(f"{name}/dateline", read, media_type, "2022-03-24")
        read, media_type = markdown("date: 2022-03-24\n", text)
        yield Dated(f"{name}/front_matter", read, media_type, "2022-03-24")


def undated_statements() -> Iterator[Dated]:
    for name, text in statements():
        read, media_type = plain(text)
        yield Dated(name, read, media_type, None)


def every_manner(of: tuple[Body, ...], is_dated: bool) -> Iterator[Dated]:
    for body in of:
        for manner in MANNERS:
            read, media_type = manner(body, is_dated)
            yield Dated(f"{body.name}/{manner.__name__}", read, media_type, body["iso"] if is_dated else None)


def wrong(made: Iterable[Dated]) -> tuple[int, list[str]]:
    """How many documents there were, and those whose date is another than the one they state."""
    compared = [(one, found_in(one)) for one in made]
    return len(compared), [f"{one.name}: {date}, not {one.edtf}" for one, date in compared if date != one.edtf]


def main() -> int:
    """Measure, print, compare with the bars."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all-manners", action="store_true", help="each issuer in every manner, not in five")
    make = every_manner if parser.parse_args().all_manners else documents
    tuned, others = bodies()[:N_TUNED], bodies()[N_TUNED:]
    is_below = False
    for label, undated, dated in (
        ("tuned on", make(tuned, False), make(tuned, True)),
        ("not tuned on", make(others, False), make(others, True)),
        ("five statements", undated_statements(), dated_statements()),
    ):
        n_undated, invented = wrong(undated)
        n_dated, missed = wrong(dated)
        is_below = is_below or bool(invented) or len(missed) > (1 - MIN_FOUND_SHARE) * n_dated
        print(f"{label}: {len(invented)} of {n_undated} invented, {n_dated - len(missed)} of {n_dated} found")
        for line in (*invented, *missed):
            print(f"  {line}", file=sys.stderr)
    return int(is_below)


if __name__ == "__main__":
    sys.exit(main())
