"""The source that the kept warehouses were made of, as it lay at their first run and at their second."""

import hashlib
from pathlib import Path

RAW = Path(__file__).parents[4] / "raw"
FULL = "nato-leaders-statement-full.txt"
TRUNCATED = "nato-leaders-statement-truncated.txt"
OPENING, CLOSING = "opening.txt", "closing.txt"
EMPTY = "empty.txt"


def halves() -> dict[str, str]:
    """The whole statement, cut in two between paragraphs."""
    paragraphs = (RAW / FULL).read_text(encoding="utf-8").split("\n\n")
    middle = len(paragraphs) // 2
    return {OPENING: "\n\n".join(paragraphs[:middle]), CLOSING: "\n\n".join(paragraphs[middle:])}


def first_look(source: Path) -> None:
    """Two halves of a statement, each a statement by itself as far as anybody can tell, and two files refused."""
    source.mkdir(parents=True, exist_ok=True)
    for name, text in halves().items():
        (source / name).write_text(text, encoding="utf-8")
    (source / EMPTY).write_bytes(b"")
    (source / TRUNCATED).write_bytes(b"")


def second_look(source: Path) -> None:
    """The whole statement came, which makes the halves one; one refused file is sound now, and one half is gone."""
    for name in (FULL, TRUNCATED):
        (source / name).write_bytes((RAW / name).read_bytes())
    (source / OPENING).unlink()


def contents() -> dict[str, bytes]:
    """The bytes of the four documents that were accepted, by document id."""
    given = [text.encode() for text in halves().values()] + [(RAW / name).read_bytes() for name in (FULL, TRUNCATED)]
    return {hashlib.sha256(content).hexdigest(): content for content in given}
