"""What made runs show: one that published, one with more refusals than a page holds, one that rules stopped."""

from pathlib import Path

from tasks.core.runpage.facts import MAX_ROWS, read_facts
from tasks.core.runpage.summary import summary
from tasks.core.runpage.tables import REFUSED, RULES, refused_table, rules_table, tables
from tests.tasks.core.report.made import STOPPED, made_warehouse, stopped
from tests.warehouse.made_ops import LATER, SECOND, failed_row, rejection, validation
from tests.warehouse.made_rows import A

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) | `a`.txt"
SHOWN = r"\<img src=x onerror=alert(1)\> \[x\](javascript:alert(1)) \| \`a\`.txt"


def test_what_this_run_refused_comes_first_then_what_stands_from_before(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path / "warehouse")
    rows = refused_table(read_facts(places, LATER))
    assert [(row["file"], row["reason"], row["step"], row["standing"]) for row in rows] == [
        ("no-bytes.txt", "empty", "intake", "new in this run"),
        ("old-code.txt", "empty", "intake", "from before"),
    ]
    assert {row["what was seen, and what to do"] for row in rows} == {"0 bytes; put text into it, or remove it"}
    (card,) = (each.told for each in tables(read_facts(places, LATER)) if each.key == REFUSED)
    assert card == "no-bytes.txt: empty\n\nold-code.txt: empty\n\n1 new in this run, 1 from before"


def test_more_files_than_a_table_shows_are_counted_with_the_question_for_them(tmp_path: Path) -> None:
    many = [rejection(f"{number:04}.txt", f"{number:064x}", LATER) for number in range(MAX_ROWS + 7)]
    places = made_warehouse(tmp_path / "warehouse", rejections=many)
    rows = refused_table(read_facts(places, LATER))
    assert len(rows) == MAX_ROWS + 1
    assert rows[-1] == {"file": f'7 more: communique sql "from mart.rejections" --warehouse {places.folder}'}
    told = summary(read_facts(places, LATER))
    assert f"### {MAX_ROWS + 7} files refused in this run" in told
    assert f"artifact `{REFUSED}`" in told


def test_names_of_files_are_text_wherever_they_stand(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path / "warehouse", rejections=[rejection(HOSTILE, None, LATER)])
    facts = read_facts(places, LATER)
    assert [row["file"] for row in refused_table(facts)] == [SHOWN]
    assert f"| {SHOWN} | `empty` at intake |" in summary(facts)
    assert HOSTILE not in summary(facts)
    assert all(HOSTILE not in each.told for each in tables(facts))


def test_a_run_that_rules_stopped_names_them_and_what_readers_see(tmp_path: Path) -> None:
    reason = "Validation (warehouse) stops the run: rule spans_slice_back is broken by 2 row(s)."
    broken = validation(STOPPED, "spans_slice_back", "critical", 2)
    rows = [failed_row("core.sentences", f"{A}/{number}", A, rule_id="spans_slice_back") for number in (1, 2)]
    refused = [{"path": "new.pdf", "document_id": "d" * 64, "step": "extract", "reason": "damaged", "detail": "?"}]
    entry = {"validations": [broken], "failed_rows": rows, "refused": refused, "doing": "validate", "reason": reason}
    told_by = {"exception": "ValidationStopError", "concerned": ["validate warehouse; batch 0a1b2c: a.txt"]}
    places = stopped(made_warehouse(tmp_path / "warehouse"), **entry, **told_by)
    facts = read_facts(places, STOPPED)
    assert [(row["rule"], row["rows"], row["why"]) for row in rules_table(facts)][:1] == [
        ("spans_slice_back", 2, "Why spans_slice_back.")
    ]
    assert [(row["file"], row["standing"]) for row in refused_table(facts)][:1] == [("new.pdf", "new in this run")]
    told = summary(facts)
    assert told.startswith("## Failed at step validate")
    assert "**Why, and what to do:** ValidationStopError: Validation (warehouse) stops the run:" in told
    assert "- validate warehouse; batch 0a1b2c: a.txt" in told
    assert f"**Readers see** what was published before, untouched: run `{LATER}`" in told
    assert f"artifact `{RULES}`" in told


def test_a_run_that_rebuilt_says_what(tmp_path: Path) -> None:
    places = stopped(made_warehouse(tmp_path / "warehouse"), selection="structure of 3 documents")
    assert "rebuild structure of 3 documents" in summary(read_facts(places, STOPPED))
    assert SECOND not in summary(read_facts(places, STOPPED))
