"""What somebody types: keys with slashes, cut ids, paths, lost names; and messages that say what to do."""

import pytest

from schemas.tables import BY_NAME
from tasks.core.ask.query import published
from tasks.core.explain.keys import divisions, find_column, find_row, find_table, key_of
from tasks.core.explain.reader import ExplainError, Reader
from tests.pipeline import Done
from tests.tasks.core.explain.made import COPY, FOLDER, OTHER, STATEMENT, id_of

FULL = "nato-leaders-statement-full.txt"


def found(reader: Reader, table: str, key: str) -> str:
    return key_of(BY_NAME[table], find_row(reader, find_table(table), key))


def refused(reader: Reader, table: str, key: str) -> str:
    with pytest.raises(ExplainError) as caught:
        find_row(reader, find_table(table), key)
    return str(caught.value)


def full_id(reader: Reader) -> str:
    return str(reader.rows("select document_id from raw.files where path = ?", FULL)[0]["document_id"])


@pytest.mark.parametrize("cut", [64, 12, 4])
def test_an_id_may_be_cut_short(reader: Reader, cut: int) -> None:
    document_id = full_id(reader)
    assert found(reader, "core.mentions", f"{document_id[:cut]}/12") == f"{document_id}/12"
    assert found(reader, "core.documents", document_id[:cut]) == document_id


@pytest.mark.parametrize("name", [FULL, f"raw/{FULL}", "leaders-statement-full.txt"])
def test_a_document_may_be_named_by_its_path(reader: Reader, name: str) -> None:
    assert found(reader, "core.sentences", f"{name}/3") == f"{full_id(reader)}/3"
    assert found(reader, "raw.files", name) == f"raw/{FULL}/{full_id(reader)}"


def test_columns_at_the_end_of_a_key_may_be_left_out(reader: Reader) -> None:
    document_id = full_id(reader)
    assert found(reader, "raw.files", f"raw/{FULL}") == f"raw/{FULL}/{document_id}"
    message = refused(reader, "core.mentions", document_id)
    assert message.startswith(f"{document_id}: several rows of core.mentions are meant.")
    assert f"\n  {document_id}/1  " in message
    assert message.endswith("\n  and more")


def test_values_may_hold_slashes(second: Done) -> None:
    with published(second.published) as connection:
        reader = Reader(connection)
        key = f"ports/{FOLDER}/statement.txt/{id_of(STATEMENT)}"
        assert found(reader, "raw.files", key) == key
        assert found(reader, "raw.files", f"ports/{FOLDER}/statement.txt") == key
        assert found(reader, "raw.files", f"{FOLDER}/statement.txt") == key
        changed = reader.rows("from ops.changed_rows where table_name = 'raw.files'")[0]
        whole = key_of(BY_NAME["ops.changed_rows"], changed)
        assert found(reader, "ops.changed_rows", whole) == whole


def test_a_lost_name_of_a_statement_leads_to_the_new_one(second: Done) -> None:
    with published(second.published) as connection:
        reader = Reader(connection)
        old, new = f"st-{id_of(COPY)[:16]}", f"st-{id_of(STATEMENT)[:16]}"
        assert {old, new} & {found(reader, "core.statements", old)} == {
            row["statement_id"] for row in reader.rows("from core.statement_history")
        }


def test_what_was_removed_or_refused_is_said(second: Done) -> None:
    with published(second.published) as connection:
        reader = Reader(connection)
        removed = reader.rows("from ops.changed_rows where change = 'removed' order by row_key")[0]
        told = refused(reader, removed["table_name"], removed["row_key"])
        assert told == f"{removed['row_key']}: was removed from {removed['table_name']} by run {removed['run_id']}." + (
            " See mart.changed_rows."
        )
        assert refused(reader, "core.documents", "broken.txt") == (
            "ports/broken.txt: was refused (binary). `communique explain ops.rejections ports/broken.txt` says why."
        )
        assert found(reader, "ops.rejections", "ports/broken.txt").startswith("ports/broken.txt/2026-01-")


def test_two_documents_with_one_text_are_listed(second: Done) -> None:
    with published(second.published) as connection:
        told = refused(Reader(connection), "raw.files", id_of(OTHER)[:12])
    assert told.splitlines()[1:] == [f"  ports/{name}/{id_of(OTHER)}" for name in ("again.txt", "mayors.txt")]


def test_wrong_names_are_answered_with_right_ones(reader: Reader) -> None:
    assert find_table("mentions_by_statement").name == "mart.mentions_by_statement"
    with pytest.raises(ExplainError, match=r"there is core\.mentions and mart\.mentions"):
        find_table("mentions")
    with pytest.raises(ExplainError, match=r"Did you mean core\.mentions"):
        find_table("core.mention")
    with pytest.raises(ExplainError, match=r"has no such column\. It has entity_id, label, name, iso_code"):
        find_column(BY_NAME["core.entities"], "title")
    message = refused(reader, "core.entities", "country:ZZ")
    assert message.startswith("country:ZZ: core.entities has no such row. Its key is entity_id. It has rows such as:\n")


@pytest.mark.parametrize(
    "key", ["", "/", "'; drop table core.mentions --", "x/y/z", "9" * 40, "\x1b[31m", "%", "\ud83d"]
)
def test_nonsense_is_refused_in_every_table(reader: Reader, key: str) -> None:
    for name in ("core.mentions", "core.entities", "raw.files", "ops.failed_rows", "core.statements"):
        assert "has no such row" in refused(reader, name, key)


def test_all_ways_to_divide_a_key_are_tried() -> None:
    assert list(divisions("a/b/c", 2)) == [("a", "b/c"), ("a/b", "c")]
    assert list(divisions("a/b", 3)) == []
    assert list(divisions("a", 1)) == [("a",)]
