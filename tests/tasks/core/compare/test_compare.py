"""Two documents of a warehouse: the right versions of them, and what grouping stored."""

from typing import Any

import pytest

from tasks.core.ask.query import QueryError
from tasks.core.compare import CompareError, Comparison, compare_versions
from tasks.core.compare.model import OUTSIDE
from tasks.core.compare.verdict import verdict
from tests.pipeline import Done, rows_of

TURNED = {"missing": "added", "added": "missing"}


def keys(comparison: Comparison) -> list[tuple[Any, ...]]:
    """Sentence numbers and changes of all rows that were compared."""
    return [
        (row.left and row.left.sentence_no, row.right and row.right.sentence_no, row.change)
        for row in comparison.rows
        if row.change != OUTSIDE
    ]


def stored(done: Done, version: str) -> list[tuple[Any, ...]]:
    """What grouping stored of a version against its main one: number of its sentence, of the main one's, the change."""
    return rows_of(
        done.published,
        "select sentence_no, main_sentence_no, change from core.sentence_alignments join raw.files using (document_id)"
        " where path = ? order by alignment_no",
        version,
    )


def main_of(done: Done, version: str) -> str:
    ((found,),) = rows_of(
        done.published,
        "select main_document_id from core.versions join core.statements using (statement_id)"
        " join raw.files using (document_id) where path = ?",
        version,
    )
    return str(found)


@pytest.mark.parametrize("version", ["leaders/damaged.txt", "arabic-short.txt", "japanese-short.txt"])
def test_against_the_main_version_it_shows_what_is_stored(versions: Done, version: str) -> None:
    expected = stored(versions, version)
    assert expected
    main = main_of(versions, version)
    from_main = compare_versions(versions.published, main, version)
    assert keys(from_main) == [(main_no, number, change) for number, main_no, change in expected]
    assert from_main.left.is_main
    to_main = compare_versions(versions.published, version, main)
    assert [key[:2] for key in keys(to_main)] == [(number, main_no) for number, main_no, _ in expected]
    for (*_, change), (*_, before) in zip(keys(to_main), expected, strict=True):
        assert change == TURNED.get(before, before) or {change, before} <= {"cut", "edited"}


def test_of_an_article_only_what_it_quotes_is_compared(versions: Done) -> None:
    main = main_of(versions, "article.txt")
    comparison = compare_versions(versions.published, "article.txt", main)
    expected = [(number, main_no) for number, main_no, _ in stored(versions, "article.txt")]
    assert [key[:2] for key in keys(comparison)] == expected
    outside = [row.left.text for row in comparison.rows if row.change == OUTSIDE and row.left]
    assert outside[0] == "Leaders meet in Brussels"
    assert "Nobody could say for how long." in outside
    assert "missing" not in comparison.counts
    assert comparison.left.relation == "excerpt-in-article"


def test_two_copies_have_identical_words(versions: Done) -> None:
    comparison = compare_versions(versions.published, "leaders/full.txt", "leaders/copy.txt")
    assert set(comparison.counts) == {"same"}
    assert "Their words are identical." in verdict(comparison)
    assert comparison.judgement
    assert (comparison.judgement.decision, comparison.judgement.relation) == ("linked", "duplicate")


def test_the_same_document_twice_is_said_to_be_the_same(versions: Done) -> None:
    comparison = compare_versions(versions.published, "french.txt", "french.txt")
    assert verdict(comparison) == ["A and B are the same document."]


def test_neither_needs_to_be_the_main_version(versions: Done) -> None:
    main = main_of(versions, "leaders/damaged.txt")
    other = next(path for path in ("leaders/full.txt", "leaders/copy.txt") if not is_file(versions, path, main))
    comparison = compare_versions(versions.published, other, "leaders/damaged.txt")
    assert keys(comparison) == keys(compare_versions(versions.published, main, "leaders/damaged.txt"))
    assert verdict(comparison)[0].endswith("neither is its main version.")
    assert comparison.judgement
    assert comparison.judgement.decision == "linked"


def is_file(done: Done, path: str, document_id: str) -> bool:
    return bool(rows_of(done.published, "from raw.files where path = ? and document_id = ?", path, document_id))


def test_two_statements_that_share_nothing_are_said_to(versions: Done) -> None:
    comparison = compare_versions(versions.published, "french.txt", "leaders/damaged.txt")
    shown = " ".join(verdict(comparison))
    assert "versions of two statements" in shown
    assert "two languages, fr and en" in shown
    assert "share next to nothing" in shown
    assert "Grouping never compared the two" in shown


def test_two_editions_are_compared_with_the_reason_why_they_are_two(five: Done) -> None:
    paths = "b9-leaders-joint-statement.txt", "b9-defence-ministers-joint-statement.txt"
    comparison = compare_versions(five.published, *paths)
    assert comparison.left.statement_id != comparison.right.statement_id
    assert comparison.judgement
    assert comparison.judgement.decision != "linked"
    assert comparison.judgement.evidence
    assert {"same", "edited"} & set(comparison.counts)
    back = compare_versions(five.published, *paths[::-1])
    assert back.judgement
    assert comparison.judgement.left_containment == back.judgement.right_containment


def test_the_direction_of_writing_is_the_texts(versions: Done) -> None:
    comparison = compare_versions(versions.published, "arabic.txt", "japanese.txt")
    assert (comparison.left.is_right_to_left, comparison.right.is_right_to_left) == (True, False)


def test_what_cannot_be_compared_is_an_error_that_says_what_to_do(versions: Done) -> None:
    with pytest.raises(CompareError, match="no such document is published"):
        compare_versions(versions.published, "french.txt", "nowhere.txt")
    with pytest.raises(QueryError, match="communique ingest"):
        compare_versions(versions.run.warehouse / "none.duckdb", "a", "b")
