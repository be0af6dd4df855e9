"""What people type is one document, or they are told which it could be."""

from pathlib import Path

import duckdb
import pytest

from tasks.core.ask.query import published
from tasks.core.compare.find import CompareError, Named, find_document
from tests.pipeline import Done, rows_of


def find(done: Done, given: str) -> Named:
    with published(done.published) as connection:
        return find_document(connection, given)


def id_of(done: Done, path: str) -> str:
    ((found,),) = rows_of(done.published, "select document_id from raw.files where path = ?", path)
    return str(found)


@pytest.mark.parametrize(
    "given",
    ["leaders/damaged.txt", "inbox/leaders/damaged.txt", "./inbox/leaders/damaged.txt", "damaged.txt", "aged.txt"],
)
def test_a_path_may_be_given_with_its_source_or_by_its_end(versions: Done, given: str) -> None:
    assert find(versions, given) == Named(id_of(versions, "leaders/damaged.txt"))


def test_whole_names_go_before_ends_of_names(versions: Done) -> None:
    assert find(versions, "arabic.txt") == Named(id_of(versions, "arabic.txt"))
    assert find(versions, "copy.txt") == Named(id_of(versions, "leaders/copy.txt"))


def test_an_id_may_be_given_by_its_beginning(versions: Done) -> None:
    document_id = id_of(versions, "article.txt")
    for given in (document_id, document_id[:4], document_id[:9].upper()):
        assert find(versions, given) == Named(document_id)
    with pytest.raises(CompareError, match="no such document"):
        find(versions, document_id[:3])


def test_a_statement_means_its_main_version(versions: Done) -> None:
    ((statement_id, main),) = rows_of(
        versions.published,
        "select statement_id, main_document_id from core.statements join core.versions using (statement_id)"
        " where document_id = ?",
        id_of(versions, "leaders/damaged.txt"),
    )
    assert find(versions, statement_id) == Named(main, statement_id)
    assert find(versions, statement_id[:9]) == Named(main, statement_id)


def test_a_statement_is_found_by_the_names_that_it_lost(versions: Done, tmp_path: Path) -> None:
    ((statement_id, main),) = rows_of(
        versions.published,
        "select statement_id, main_document_id from core.statements order by statement_id limit 1",
    )
    copy = tmp_path / "statements.duckdb"
    copy.write_bytes(versions.published.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            "insert into core.statement_history (old_statement_id, statement_id, run_id, reason) values"
            " ('st-ffffffffffffffff', 'st-eeeeeeeeeeeeeeee', 'r', 'merged'), ('st-eeeeeeeeeeeeeeee', ?, 'r', 'merged')",
            [statement_id],
        )
        assert find_document(connection, "st-ffffffffffffffff") == Named(main, statement_id)


def test_what_fits_several_documents_is_answered_with_at_most_five_of_them(versions: Done) -> None:
    with pytest.raises(CompareError) as caught:
        find(versions, ".txt")
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(".txt: 11 documents are meant by this. Name one by its path or more of its id")
    assert len(lines) == 1 + 5 + 1
    assert lines[-1] == "  and 6 more"
    with pytest.raises(CompareError) as caught:
        find(versions, "short.txt")
    shown = [f"  {id_of(versions, path)[:12]}  inbox/{path}" for path in ("arabic-short.txt", "japanese-short.txt")]
    assert str(caught.value).splitlines()[1:] == sorted(shown)


def test_what_fits_nothing_is_answered_with_what_is_called_alike(versions: Done) -> None:
    with pytest.raises(CompareError) as caught:
        find(versions, "leaders/demaged.txt")
    assert str(caught.value).splitlines()[0].startswith("leaders/demaged.txt: no such document is published.")
    assert str(caught.value).splitlines()[1] == "  leaders/damaged.txt"
    for given in ("", "st-0000", "zzzzzzzzzzzz", "%", "'; drop table core.documents; --"):
        with pytest.raises(CompareError):
            find(versions, given)


def test_a_refused_file_is_called_refused(versions: Done) -> None:
    with pytest.raises(CompareError, match=r"empty\.txt: was refused \(empty\)"):
        find(versions, "empty.txt")
