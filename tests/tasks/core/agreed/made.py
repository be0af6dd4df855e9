"""Made main texts: statements from paragraphs, each its own main version."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tasks.core.agreed import MainText
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import make_document

Row = dict[str, Any]


def make_main(name: str, paragraphs: Sequence[str], year: int | None = None, **facts: Any) -> MainText:
    """The main text of statement `name`, of the first day of a year."""
    document, spans, sentences = make_document(name, paragraphs, **facts)
    (text,) = make_texts([document], spans, sentences).values()
    return MainText(name, text, date(year, 1, 1) if year else None)


def passages(rows: Iterable[Row]) -> dict[str, list[tuple[str, str, str]]]:
    """By the words of the first use: statement, change and words of every use, by statement."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["passage_id"], []).append(row)
    return {
        next(row["text"] for row in uses if row["is_first_use"]): sorted(
            (row["statement_id"], row["change"], row["text"]) for row in uses
        )
        for uses in found.values()
    }


def shown(row: Row) -> str:
    """A word diff in one line."""
    return " ".join(f"{step['op']}[{step['words']}]" for step in row["word_diff"])
