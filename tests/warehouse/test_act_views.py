"""What the views and recipes tell of acts and commitments, on the made rows."""

import duckdb
import pytest

from schemas.views import FOLDER
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import STATEMENT


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


def test_acts_are_shown_with_target_and_sentence_and_counted_in_the_main_version(
    made: duckdb.DuckDBPyConnection,
) -> None:
    rows = made.execute(
        "select statement_id, act, plover_code, target, target_iso_code, object_text, text "
        "from mart.speech_acts order by act_no"
    ).fetchall()
    assert rows == [
        (
            STATEMENT,
            "support",
            "SUPPORT",
            "Ukraine",
            "UA",
            "Ukraine and with its people",
            "We stand with Ukraine and with its people.",
        ),
        (
            STATEMENT,
            "concern",
            None,
            None,
            None,
            "about the growing need for food and for shelter",
            "We are deeply concerned about the growing need for food and for shelter.",
        ),
        (STATEMENT, "commit", "AGREE", None, None, "meet again", "We will meet again."),
    ]


def test_a_commitment_is_shown_with_its_act(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute("select act, verb, amount, unit, deadline_text, text from mart.commitments").fetchall()
    assert rows == [("commit", "will", 1.0, "meeting", "again", "We will meet again.")]


def test_the_recipe_on_targets_counts_acts_and_statements(made: duckdb.DuckDBPyConnection) -> None:
    (path,) = (FOLDER.parent / "queries").glob("*-who-condemns-asks-and-supports-whom.sql")
    assert made.execute(path.read_text(encoding="utf-8")).fetchall() == [
        ("Danube Council", "support", "Ukraine", 1, 1, "2021-05-03")
    ]
