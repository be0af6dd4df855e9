"""What copies lost, and where versions contradict each other, as an analyst asks for it."""

import duckdb
import pytest

from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import STATEMENT, B
from tests.warehouse.test_queries import NATO_FULL, NATO_TRUNCATED, answer


@pytest.fixture
def made() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_a_damage_shows_what_stood_there(made: duckdb.DuckDBPyConnection) -> None:
    query = "select statement_id, path, damage, text, main_text, n_lost_words from mart.damages order by damage_no"
    assert rows(made, query) == [
        (STATEMENT, "b.txt", "sentence_cut", "", "war in Ukraine", 3),
        (STATEMENT, "b.txt", "sentence_cut", "", "and for shelter", 3),
    ]


def test_every_version_has_its_counts_and_each_is_the_number_of_its_rows(made: duckdb.DuckDBPyConnection) -> None:
    query = """select path, is_main, n_damages, n_sentences_cut, n_words_lost, round(lost_ratio, 3)
        from mart.version_damage order by path"""
    assert rows(made, query) == [
        ("a.txt", True, 0, 0, 0, 0.0),
        ("b.txt", False, 2, 2, 6, 0.167),
        ("c.txt", True, 0, 0, 0, 0.0),
    ]


def test_what_reading_repaired_is_counted_beside_what_is_left(made: duckdb.DuckDBPyConnection) -> None:
    made.execute(f"insert into raw.removed values ('{B}', 900, 901, 'line_hyphen', '-')")
    made.execute(
        f"insert into core.document_notes values ('{B}', 1, 'extract', 'mojibake_repaired', null, 7, 'Mended.')"
    )
    query = "select path, n_hyphens_repaired, n_mojibake_repaired from mart.version_damage order by path"
    assert rows(made, query) == [("a.txt", 0, 0), ("b.txt", 1, 7), ("c.txt", 0, 0)]


def test_losses_are_sentences_and_entities_that_the_version_mentions_nowhere(made: duckdb.DuckDBPyConnection) -> None:
    query = "select loss, loss_key, is_whole, n_lost, is_elsewhere from mart.version_losses order by loss, loss_key"
    sentences = [("sentence", "3", False, 3, False), ("sentence", "5", False, 3, False)]
    promise = ("commitment", "1", True, 1, False)
    assert rows(made, query) == [promise, *sentences]
    made.execute(f"delete from core.mentions where document_id = '{B}' and entity_id = 'country:UA'")
    assert rows(made, query) == [promise, ("entity", "country:UA", True, 2, False), *sentences]


def test_a_commitment_is_lost_where_it_is_not_made_or_has_no_amount(made: duckdb.DuckDBPyConnection) -> None:
    query = "select loss_key, is_whole, lost from mart.version_losses where loss = 'commitment'"
    assert rows(made, query) == [("1", True, "We will meet again")]
    for table in ("speech_acts", "commitments"):
        made.execute(f"insert into core.{table} by name select * replace ('{B}' as document_id) from core.{table}")
    made.execute(f"update core.speech_acts set sentence_no = 4 where document_id = '{B}' and act_no = 3")
    made.execute(f"update core.commitments set amount = null where document_id = '{B}'")
    assert rows(made, query) == [("1", False, "We will meet again")]
    made.execute(f"update core.commitments set amount = 1 where document_id = '{B}'")
    assert rows(made, query) == []


def test_an_entity_of_another_statement_is_not_lost_to_the_corpus(made: duckdb.DuckDBPyConnection) -> None:
    made.execute(f"delete from core.mentions where document_id = '{B}' and entity_id = 'country:UA'")
    made.execute("update core.statements set carries_statement = true")
    made.execute("update core.mentions set entity_id = 'country:UA', in_statement = true where surface = 'Austria'")
    assert rows(made, "select lost, is_elsewhere from mart.version_losses where loss = 'entity'") == [("Ukraine", True)]


def test_a_conflict_shows_every_value_and_which_was_taken(made: duckdb.DuckDBPyConnection) -> None:
    query = "select field, value, is_resolved, path, rule from mart.metadata_conflicts order by path"
    assert rows(made, query) == [
        ("level", "organisation", True, "a.txt", "made"),
        ("level", "governments", False, "b.txt", "made"),
    ]


# The answers on the five statements were read off the texts of raw/ by hand.


def test_how_damaged_each_copy_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    (found,) = answer(warehouse, "how-damaged-is-each-copy")
    assert found == (NATO_TRUNCATED, "truncated", 0.196, 6, 30, 21, 2, 0, 1, 0, 0, 0, 2)


def test_what_the_corpus_would_lose_with_the_full_text(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [row[:5] for row in answer(warehouse, "what-the-corpus-would-lose")] == [
        (NATO_TRUNCATED, "DATE", "2022-03-02", 1, False),
        (NATO_TRUNCATED, "ORG", "UN General Assembly", 1, False),
        (NATO_TRUNCATED, "PLACE", "Mariupol", 1, False),
        (NATO_TRUNCATED, "QUANTITY", "millions of refugees", 1, False),
        (NATO_TRUNCATED, "DOC", "NATO Strategic Concept (2022)", 1, True),
        (NATO_TRUNCATED, "ORG", "European Union", 1, True),
    ]


def test_no_version_of_the_five_contradicts_another(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert answer(warehouse, "where-versions-contradict") == []


def test_counts_lead_to_rows(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = f"""
        select damages.damage, damages.main_text, damages.text
        from mart.damages as damages
        join mart.version_damage as counts
            on counts.document_id = damages.document_id and counts.statement_id = damages.statement_id
        where counts.path = '{NATO_TRUNCATED}' and damages.damage = 'word_misread'"""
    assert rows(warehouse, query) == [("word_misread", "recognized", "recognised")]
    assert rows(warehouse, f"select n_damages from mart.version_damage where path = '{NATO_FULL}'") == [(0,)]
