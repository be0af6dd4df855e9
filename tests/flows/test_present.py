"""What is printed holds nothing that could drive a terminal."""

import csv
import io
import json
from datetime import date, datetime

from rich.console import Console

from flows.present import as_csv, as_json, print_answer, printable
from tasks.core.ask.query import Answer

HOSTILE = "before\x1b[2J\x07[red]after\u202e\x9b"


def printed(answer: Answer) -> str:
    out = io.StringIO()
    print_answer(Console(width=120, file=out, force_terminal=False), answer)
    return out.getvalue()


def test_control_characters_and_markup_of_documents_stay_text() -> None:
    shown = printed(Answer(("text",), [(HOSTILE,)]))
    assert "[red]after" in shown
    assert not set("\x1b\x07\u202e\x9b") & set(shown)


def test_values_of_every_kind_are_shown() -> None:
    assert printable(None) == ""
    assert printable(["BG", "CZ"]) == "BG, CZ"
    assert printable(0.79786) == "0.7979"
    assert printable(datetime(2026, 1, 2, 3, 4, 5)) == "2026-01-02 03:04:05"
    assert len(printable("x" * 10_000)) < 500


def test_csv_and_json_are_whole_and_can_be_read_back() -> None:
    answer = Answer(("a", "b", "c"), [("x" * 10_000, ["BG"], date(2022, 3, 24)), (None, [], None)])
    (header, first, second) = csv.reader(io.StringIO(as_csv(answer)))
    assert header == ["a", "b", "c"]
    assert first == ["x" * 10_000, '["BG"]', "2022-03-24"]
    assert second == ["", "[]", ""]
    assert json.loads(as_json(answer))[0] == {"a": "x" * 10_000, "b": ["BG"], "c": "2022-03-24"}


def test_what_is_too_wide_for_a_table_is_shown_row_by_row() -> None:
    narrow = printed(Answer(("a", "b"), [("x", 1), ("y", 2)]))
    assert narrow.splitlines()[0].split() == ["a", "┃", "b"]
    wide = printed(Answer(tuple(f"column_{n}" for n in range(20)), [tuple(range(20)), tuple(range(20))]))
    assert [line.split() for line in wide.splitlines()[:3]] == [["row", "1"], ["column_0", "0"], ["column_1", "1"]]
    assert wide.splitlines()[-1] == "2 rows"
    assert printed(Answer(("a",), [])).splitlines()[-1] == "0 rows"
