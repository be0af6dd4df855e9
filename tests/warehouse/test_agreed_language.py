"""The view of agreed language, and the recipes on it, over rows that the search itself made."""

from datetime import datetime

import duckdb
import pytest

from schemas.agreed_tables import AGREED_LANGUAGE
from schemas.agreed_views import MART_AGREED_LANGUAGE
from schemas.arrow import to_arrow
from schemas.rules_agreed import AGREED_RULES
from schemas.rules_model import Rule
from schemas.tables import BY_NAME
from schemas.views import view_sql
from tasks.core.agreed import MainText, find_agreed
from tasks.core.validate.queries import check_query
from tasks.core.validate.result import Offender
from tests.tasks.core.agreed.made import make_main

STATEMENTS = (
    ("st-000000000000000a", "Alliance", 2019, "Our forces protect every inch of Allied territory against any threat."),
    ("st-000000000000000b", "Union", 2021, "We will defend every inch of Allied territory, now and always."),
    ("st-000000000000000c", "Alliance", 2023, "They stand for every inch of NATO territory, every day."),
    ("st-000000000000000d", None, None, "Nobody shall take every inch of allied territory from its people."),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    mains = [make_main(name, [text], year) for name, _, year, text in STATEMENTS]
    tables = {
        AGREED_LANGUAGE: find_agreed(mains),
        BY_NAME["core.statements"]: [
            statement_row(main, issuer) for main, (_, issuer, _, _) in zip(mains, STATEMENTS, strict=True)
        ],
        BY_NAME["core.documents"]: [
            dict.fromkeys(BY_NAME["core.documents"].column_names) | dict(main.text.document) for main in mains
        ],
        BY_NAME["core.sentences"]: [dict(row) for main in mains for row in main.text.sentences],
        BY_NAME["core.versions"]: [version_row(main) for main in mains],
    }
    made = duckdb.connect()
    made.execute("create schema core; create schema mart")
    for table, rows in tables.items():
        made.register("given", to_arrow(table, rows))
        made.execute(f"create table {table.name} as from given")
        made.unregister("given")
    made.execute(f"create view {MART_AGREED_LANGUAGE.name} as {view_sql(MART_AGREED_LANGUAGE)}")
    return made


def statement_row(main: MainText, issuer: str | None) -> dict[str, object]:
    year = str(main.date_start.year) if main.date_start else None
    return dict.fromkeys(BY_NAME["core.statements"].column_names) | {
        "statement_id": main.statement_id,
        "main_document_id": main.text.document_id,
        "election_reasons": [],
        "carries_statement": True,
        "title": f"Statement of {year}",
        "issuer": issuer,
        "date_edtf": year,
        "date_start": main.date_start,
        "signatories": [],
        "language_code": "en",
        "n_documents": 1,
        "first_seen_at": datetime(2024, 1, 1),
    }


def version_row(main: MainText) -> dict[str, object]:
    return {
        "statement_id": main.statement_id,
        "document_id": main.text.document_id,
        "start_char": 0,
        "end_char": len(main.text.document["body"]),
        "relation": "full",
        "coverage_ratio": 1.0,
        "is_main": True,
        "evidence": "{}",
    }


def test_a_wording_is_told_with_its_first_and_last_use(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute("from mart.agreed_language")
    names = [column[0] for column in found.description]
    assert names == list(MART_AGREED_LANGUAGE.column_names)
    (row,) = found.fetchall()
    told = dict(zip(names, row, strict=True))
    del told["passage_id"]
    assert told == {
        "text": "every inch of Allied territory",
        "n_statements": 4,
        "n_uses": 4,
        "n_varied_uses": 1,
        "first_statement_id": "st-000000000000000a",
        "first_title": "Statement of 2019",
        "first_issuer": "Alliance",
        "first_date_edtf": "2019",
        "last_statement_id": "st-000000000000000c",
        "last_date_edtf": "2023",
        "issuers": ["Alliance", "Union"],
    }


def breaking(connection: duckdb.DuckDBPyConnection, rule: Rule) -> tuple[Offender, ...]:
    finding = check_query(connection, rule)
    assert finding.error == ""
    return finding.offenders


def test_rows_of_the_search_break_no_rule(connection: duckdb.DuckDBPyConnection) -> None:
    assert [rule.rule_id for rule in AGREED_RULES if breaking(connection, rule)] == []


@pytest.mark.parametrize(
    ("rule_id", "change"),
    [
        ("agreed_text_is_body", "set text = 'another'"),
        ("agreed_use_is_in_main_version", "set statement_id = 'st-000000000000000d'"),
        ("agreed_use_is_in_sentence", "set sentence_no = 9"),
        ("passage_has_one_first_use", "set is_first_use = false"),
        ("passage_is_in_several_statements", "set n_statements = 2"),
    ],
)
def test_a_broken_row_breaks_its_rule(connection: duckdb.DuckDBPyConnection, rule_id: str, change: str) -> None:
    (rule,) = [rule for rule in AGREED_RULES if rule.rule_id == rule_id]
    connection.execute("begin")
    connection.execute(f"update core.agreed_language {change}")
    assert breaking(connection, rule)
    connection.execute("rollback")


def test_the_history_of_a_phrase_is_in_order_of_date(connection: duckdb.DuckDBPyConnection) -> None:
    history = connection.execute(
        "select agreed.statement_id, agreed.change, agreed.text from core.agreed_language as agreed"
        " join core.statements as statements using (statement_id) where agreed.text ilike '%every inch%'"
        " order by statements.date_start nulls last"
    ).fetchall()
    assert history == [
        ("st-000000000000000a", "same", "every inch of Allied territory"),
        ("st-000000000000000b", "same", "every inch of Allied territory"),
        ("st-000000000000000c", "varied", "every inch of NATO territory"),
        ("st-000000000000000d", "same", "every inch of allied territory"),
    ]
