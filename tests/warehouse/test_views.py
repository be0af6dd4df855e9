"""The views are what `schemas.views` says, and count a statement once."""

import duckdb
import pytest

from schemas.arrow import to_arrow
from schemas.model import Table
from schemas.views import FOLDER, VIEWS
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import ops_tables
from tests.warehouse.made_rows import ARTICLE, STATEMENT, A, B, C


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect({**made_tables(), **ops_tables()})


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
        ("old-code.txt", "rejected", False, None, "empty", []),
        ("old.txt", "missing", True, "full", None, []),
    ]


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
