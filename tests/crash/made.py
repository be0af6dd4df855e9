"""Sources for the crash matrix: what lies there at first, and what arrives before the run that is killed."""

import shutil
from pathlib import Path

from tests.pipeline import RAW

TEXT = """Joint statement of the foreign ministers of {one} and {other}

{place}, {day} May 2021

We, the ministers of foreign affairs of {one} and {other}, met today in {place} and discussed the {topic}.
We reaffirm our commitment to {topic} and to the peaceful settlement of all disputes in the region.
We call on all parties to return to the table, and we welcome the work of the joint commission on {topic}.
We will meet again next spring, and we thank our hosts for their warm welcome to {place}.
"""
FIRST = (
    ("Norway", "Sweden", "Oslo", 3, "fisheries"),
    ("Finland", "Estonia", "Helsinki", 5, "safe shipping"),
)
LATER = (
    ("Poland", "Latvia", "Warsaw", 7, "energy security"),
    ("Spain", "Italy", "Madrid", 9, "rural development"),
    ("Greece", "Cyprus", "Athens", 11, "cultural heritage"),
)
COPIED = "We will meet again next spring, and we thank our hosts for their warm welcome to Oslo.\n"


def made(statement: tuple[str, str, str, int, str]) -> str:
    one, other, place, day, topic = statement
    return TEXT.format(one=one, other=other, place=place, day=day, topic=topic)


def write_all(source: Path, statements: tuple[tuple[str, str, str, int, str], ...]) -> None:
    for statement in statements:
        (source / f"{statement[2].lower()}.txt").write_text(made(statement), encoding="utf-8")


def fill(source: Path) -> None:
    """What the first run finds: made statements, and one file that is refused."""
    source.mkdir()
    write_all(source, FIRST)
    (source / "noise.txt").write_bytes(bytes(range(256)) * 4)


def arrive(source: Path) -> None:
    """What the second run finds new: statements, a text of `raw/`, a copy of what is known, with and without its end.

    One file is gone and one is changed; the refused one is mended.
    """
    write_all(source, LATER)
    shutil.copy(sorted(RAW.iterdir())[0], source)
    (source / "oslo copy.txt").write_bytes((source / "oslo.txt").read_bytes())
    (source / "oslo short.txt").write_text(made(FIRST[0]).replace(COPIED, ""), encoding="utf-8")
    (source / "helsinki.txt").unlink()
    (source / "noise.txt").write_text("We, the ministers, met in Bern and agreed on nothing.\n", encoding="utf-8")
