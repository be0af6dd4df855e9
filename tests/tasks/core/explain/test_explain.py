"""Whole explanations: what a value is from, what was not chosen, who set it, what made it, what speaks against it."""

from pathlib import Path

import pytest

from tasks.core.ask.query import QueryError
from tasks.core.explain import ExplainError, Explanation, explain
from tests.pipeline import Done, rows_of
from tests.tasks.core.explain.made import OTHER, STATEMENT, id_of

FULL, TRUNCATED = "nato-leaders-statement-full.txt", "nato-leaders-statement-truncated.txt"


def told(found: Explanation) -> list[tuple[str, str]]:
    return [(one.path, one.text) for one in found.evidence]


def test_a_date_that_only_the_copy_states_is_traced_to_the_copy(five: Done) -> None:
    statement = rows_of(five.published, "select statement_id from core.statements where date_basis = 'version'")[0][0]
    found = explain(five.published, "core.statements", statement, "date_edtf")
    assert found.value == "2022-03-24"
    assert told(found) == [(f"raw/{TRUNCATED}", "24 March 2022")]
    assert found.evidence[0].rule == "dateline"
    assert found.how == "Stated by 1 of 2 versions; the best evidence counts, whichever version has it."
    assert [(source.files) for source in found.sources] == [
        (("raw", FULL, "present"),),
        (("raw", TRUNCATED, "present"),),
    ]
    assert {made.step for made in found.lineage if made.is_own} == {"group"}


def test_what_is_stated_nowhere_is_said_to_be_so(five: Done) -> None:
    found = explain(five.published, "core.documents", FULL, "date_edtf")
    assert (found.value, found.evidence, found.others) == (None, (), ())
    assert found.how == "Nothing stated: no rule found a candidate."


def test_candidates_that_were_not_chosen_say_why(five: Done) -> None:
    found = explain(five.published, "core.documents", "b9-leaders-joint-statement.txt", "title")
    assert [(one.text, one.rule) for one in found.evidence] == [(found.value, found.evidence[0].rule)]
    assert found.others
    assert all(" trusted " in one.note for one in found.others)


def test_a_mention_leads_to_its_span_its_entity_and_the_step_that_found_it(five: Done) -> None:
    found = explain(five.published, "mart.mentions", f"{FULL}/1", "entity_id")
    (key, start, end), *_ = rows_of(
        five.published,
        "select document_id || '/1', start_char, end_char from core.mentions join raw.files using (document_id)"
        " where path = ? and mention_no = 1",
        FULL,
    )
    assert (found.table, found.key, found.column) == ("core.mentions", key, "entity_id")
    assert found.asked == "The view shows core.mentions.entity_id as mart.mentions.entity_id."
    assert (found.evidence[0].start_char, found.evidence[0].end_char) == (start, end)
    steps = rows_of(
        five.published,
        "select step_fingerprint, run_id from ops.document_steps where document_id = ? and step = 'annotate'",
        key.partition("/")[0],
    )
    assert [(made.fingerprint, made.run_id) for made in found.lineage if made.is_own] == steps
    assert [made.step for made in found.lineage] == ["extract", "structure", "validate", "group", "annotate"]
    assert {rule.column for rule in found.validations.rules} <= {"entity_id", ""}


def test_findings_on_the_row_are_told(five: Done) -> None:
    table, key, rule = rows_of(
        five.published,
        "select table_name, row_key, rule_id from ops.failed_rows where resolved_at is null order by all",
    )[0]
    found = explain(five.published, table, key)
    assert rule in [one.rule_id for one in found.validations.open]


def test_a_view_that_counts_gives_the_query_and_the_rows(five: Done) -> None:
    statement = rows_of(five.published, "select statement_id from mart.statements order by all")[0][0]
    found = explain(five.published, "mart.statements", statement, "n_mentions")
    assert rows_of(five.published, found.query) == [(found.value,)]
    assert len(found.evidence) == min(found.value, 8)


def test_a_value_that_a_person_set_names_the_person(second: Done) -> None:
    found = explain(second.published, "core.documents", id_of(OTHER), "place")
    assert found.value == "Stavanger"
    assert [(one.in_, one.text) for one in found.evidence] == [
        ("corrections", "the printed copy, page 2 (A. Reviewer)")
    ]
    assert {one.note for one in found.others} == {"says Bergen: a person's correction goes before it"}
    assert [(one.in_, one.note) for one in found.people] == [("corrections", "place: Stavanger")]
    assert [(one.change, one.before, one.after) for one in found.changes] == [
        ("changed", '{"place":"Bergen"}', '{"place":"Stavanger"}')
    ]


def test_a_reviewed_pair_names_the_person_and_the_reason(second: Done) -> None:
    found = explain(second.published, "core.documents", id_of(STATEMENT), "statement_id")
    assert [(one.in_, one.text) for one in found.people] == [("reviewed", "the same meeting (A. Reviewer)")]


def test_versions_that_contradict_each_other_are_told(second: Done) -> None:
    key = rows_of(second.published, "select statement_id from core.statements where n_documents = 2")[0][0]
    found = explain(second.published, "core.statements", key, "date_edtf")
    assert told(found)[0][1] == "3 May 2023"
    assert [one.text for one in found.others] == ["4 May 2023"]
    assert "contradict" in found.how
    conflicts = explain(second.published, "core.statements", key, "conflicting_fields")
    assert {one.text for one in conflicts.evidence} == {"3 May 2023", "4 May 2023"}


def test_a_refused_file_is_explained_by_its_rejection(second: Done) -> None:
    found = explain(second.published, "raw.files", "ports/broken.txt", "state")
    assert found.value == "rejected"
    assert found.evidence[0].text.startswith("binary: ")
    assert [(one.path, one.reason, one.resolved_at) for one in found.refused] == [("ports/broken.txt", "binary", None)]


def test_a_row_has_every_column_in_short(five: Done) -> None:
    found = explain(five.published, "core.mentions", f"{FULL}/1")
    assert [cell.column for cell in found.cells][:6] == [
        "document_id",
        "mention_no",
        "sentence_no",
        "start_char",
        "end_char",
        "surface",
    ]
    assert {cell.column: cell.evidence.text for cell in found.cells if cell.evidence}["surface"] == next(
        cell.value for cell in found.cells if cell.column == "surface"
    )


def test_no_warehouse_and_no_such_table_are_said(tmp_path: Path, five: Done) -> None:
    with pytest.raises(QueryError, match=r"nothing is published yet\. Run `communique ingest` first"):
        explain(tmp_path / "statements.duckdb", "core.mentions", "x")
    with pytest.raises(ExplainError, match=r"there is no such table or view"):
        explain(five.published, "duckdb_secrets()", "x")
