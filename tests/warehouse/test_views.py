"""The views are what `schemas.views` says, and count a statement once."""

import re
from datetime import datetime, timedelta

import duckdb
import pytest

from schemas.arrow import to_arrow
from schemas.model import Table
from schemas.tables import BY_NAME
from schemas.views import FOLDER, VIEWS
from schemas.vocabularies import SEVERITIES, STEPS
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import ARTICLE, NOON, RUN_ID, STATEMENT, A, B, C, Row


def run(run_id: str, started_at: datetime) -> Row:
    numbers = {name: 0 for name in BY_NAME["ops.runs"].column_names if name.startswith("n_")}
    return {
        **dict.fromkeys(BY_NAME["ops.runs"].column_names),
        **numbers,
        "run_id": run_id,
        "started_at": started_at,
        "ended_at": started_at + timedelta(seconds=12.5),
        "state": "completed",
        "code_version": "1",
        "settings_hash": "0",
    }


def rejection(path: str, document_id: str | None, resolved_at: datetime | None) -> Row:
    return {
        "source": "raw",
        "path": path,
        "document_id": document_id,
        "step": "intake",
        "reason": "empty",
        "detail": "0 bytes; put text into it, or remove it",
        "run_id": RUN_ID,
        "first_seen_at": NOON,
        "resolved_at": resolved_at,
    }


def validation(run_id: str, rule_id: str, severity: str, outcome: str) -> Row:
    return {
        "run_id": run_id,
        "suite": "warehouse",
        "rule_id": rule_id,
        "severity": severity,
        "table_name": "core.statements",
        "column_name": None,
        "outcome": outcome,
        "n_checked": 2,
        "n_failed": 0,
        "reason": "Because.",
    }


LATER = "20260103T030405Z-0a1b2c"


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    tables = made_tables()
    tables["ops.runs"] = [run(RUN_ID, NOON), run(LATER, NOON + timedelta(days=1))]
    tables["ops.steps"] = [
        {"run_id": LATER, "step": step, "outcome": outcome, "n_rows": 5, "seconds": 0.25, "cpu_seconds": 0.1}
        for step, outcome in (("extract", "computed"), ("intake", "computed"), ("extract", "reused"))
    ]
    tables["ops.rejections"] = [
        rejection("a.txt", "d" * 64, NOON),
        rejection("no-bytes.txt", None, None),
    ]
    tables["ops.validations"] = [
        validation(RUN_ID, "old", "critical", "failed"),
        validation(LATER, "soft", "warning", "failed"),
        validation(LATER, "odd", "critical", "errored"),
        validation(LATER, "fine", "critical", "passed"),
    ]
    tables["ops.failed_rows"] = [
        {
            "run_id": run_id,
            "suite": "warehouse",
            "rule_id": "soft",
            "severity": "warning",
            "table_name": "core.statements",
            "row_key": STATEMENT,
            "document_id": A,
            "detail": "?",
        }
        for run_id in (RUN_ID, LATER)
    ]
    return connect(tables)


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_it_promises(made: duckdb.DuckDBPyConnection, view: Table) -> None:
    described = [(name, kind) for name, kind, *_ in rows(made, f"describe {view.name}")]
    assert described == [(column.name, column.sql_type) for column in view.columns]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_keeps_its_key_and_what_it_requires(made: duckdb.DuckDBPyConnection, view: Table) -> None:
    found = made.execute(f"from {view.name}").to_arrow_table()
    assert found.num_rows > 0
    keys = list(zip(*(found.column(name).to_pylist() for name in view.key), strict=True))
    assert len(set(keys)) == len(keys)
    assert to_arrow(view, found.to_pylist()).num_rows == found.num_rows
    empty = [column.name for column in view.columns if column.required and found.column(column.name).null_count]
    assert empty == []


def test_every_file_of_the_folder_is_a_view() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(view.short_name for view in VIEWS)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_sql_reads_as_sql(view: Table) -> None:
    text = (FOLDER / f"{view.short_name}.sql").read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert code == code.lower().replace(r"\s+", r"\S+")
    assert ";" not in code
    assert max(len(line) for line in text.splitlines()) <= 120
    assert text.endswith("\n")


def test_statements_are_those_that_a_document_carries(made: duckdb.DuckDBPyConnection) -> None:
    query = """select statement_id, n_documents, n_paragraphs, n_sentences, n_words, n_mentions, main_path
        from mart.statements"""
    assert rows(made, query) == [(STATEMENT, 2, 2, 4, 36, 3, "a.txt")]


def test_versions_say_what_they_kept(made: duckdb.DuckDBPyConnection) -> None:
    query = """select path, is_main, n_sentences, n_main_sentences,
            n_sentences_same, n_sentences_cut, n_sentences_missing
        from mart.versions order by path"""
    assert rows(made, query) == [
        ("a.txt", True, 4, 4, 4, 0, 0),
        ("b.txt", False, 3, 4, 2, 2, 0),
        ("c.txt", True, 1, 1, 1, 0, 0),
    ]


def test_text_is_that_of_the_span(made: duckdb.DuckDBPyConnection) -> None:
    query = f"select statement_id, is_main, printed_number, text from mart.sentences where document_id = '{B}'"
    assert rows(made, query + " order by sentence_no")[:2] == [
        (None, None, None, "Statement of the Danube Council"),
        (STATEMENT, False, "1", "We met in Vienna to speak of the We stand with Ukraine and with its people."),
    ]
    query = f"select statement_id, text from mart.paragraphs where document_id = '{A}' and printed_number = '2'"
    assert rows(made, query) == [
        (
            STATEMENT,
            "2. We are deeply concerned about the growing need for food and for shelter. We will meet again.",
        )
    ]


def test_mentions_are_counted_once_per_statement(made: duckdb.DuckDBPyConnection) -> None:
    query = "select name, n_mentions from mart.mentions_by_statement order by name"
    assert rows(made, query) == [("Ukraine", 2), ("Vienna", 1)]
    query = "select name, year, n_statements, n_mentions from mart.entities_over_time order by name"
    assert rows(made, query) == [("Ukraine", 2021, 1, 2), ("Vienna", 2021, 1, 1)]
    assert rows(
        made, f"select count(*) from mart.mentions where document_id = '{C}' and statement_id = '{ARTICLE}'"
    ) == [(1,)]


def test_alignments_show_both_texts(made: duckdb.DuckDBPyConnection) -> None:
    query = "select change, text, main_text from mart.sentence_alignments where alignment_no = 3"
    assert rows(made, query) == [
        (
            "cut",
            "We are deeply concerned about the growing need for food",
            "We are deeply concerned about the growing need for food and for shelter.",
        )
    ]


def test_every_file_has_its_outcome(made: duckdb.DuckDBPyConnection) -> None:
    query = "select path, state, is_duplicate_file, relation, reason, notes from mart.files order by path"
    assert rows(made, query) == [
        ("a.txt", "present", False, "full", None, ["needs_ocr"]),
        ("b.txt", "present", False, "truncated", None, []),
        ("c.txt", "present", False, "full", None, []),
        ("no-bytes.txt", "rejected", False, None, "empty", []),
        ("old.txt", "missing", True, "full", None, []),
    ]


def test_open_rejections_come_first(made: duckdb.DuckDBPyConnection) -> None:
    assert rows(made, "select is_open, path from mart.rejections") == [(True, "no-bytes.txt"), (False, "a.txt")]


def test_the_latest_run_sums_up(made: duckdb.DuckDBPyConnection) -> None:
    query = """select run_id, seconds, steps_summary, n_rules, n_rules_failed, n_rules_errored, n_open_rejections
        from mart.latest_run"""
    steps = "intake: 5 computed in 0.25 s · extract: 5 computed in 0.25 s · extract: 5 reused in 0.25 s"
    assert rows(made, query) == [(LATER, 12.5, steps, 3, 1, 1, 1)]


def test_failed_rules_are_those_of_the_last_run_that_validated(made: duckdb.DuckDBPyConnection) -> None:
    query = "select rule_id, severity, outcome from mart.failed_rules"
    assert rows(made, query) == [("odd", "critical", "errored"), ("soft", "warning", "failed")]
    assert rows(made, "select run_id, rule_id, path from mart.failed_rows") == [(LATER, "soft", "a.txt")]


def test_steps_are_summed_up_in_the_order_of_the_pipeline() -> None:
    text = (FOLDER / "latest_run.sql").read_text(encoding="utf-8")
    assert re.search(r"\[('intake'.*?)\]", text, re.DOTALL).group(1).split(", ") == [repr(step) for step in STEPS]


def test_the_gravest_rules_come_first_in_the_order_of_severities() -> None:
    text = (FOLDER / "failed_rules.sql").read_text(encoding="utf-8")
    assert f"list_position({list(SEVERITIES)}, validations.severity)" in text


def test_a_pair_says_why_its_documents_are_one_statement_or_two(made: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        made, "select path, other_path, is_one_statement, decision, reason from mart.version_pairs order by other_path"
    )
    assert found == [
        ("a.txt", "b.txt", True, "linked", "score"),
        ("a.txt", "c.txt", False, "below_gate", "coverage"),
    ]


def test_a_lost_name_leads_to_the_statement_that_has_it_now(made: duckdb.DuckDBPyConnection) -> None:
    found = rows(made, "select old_statement_id, statement_id, reason, statement_issuer from mart.statement_history")
    assert found == [("st-00000000000000dd", STATEMENT, "merged", "Danube Council")]
