"""What a source amounts to: counts of what is there, means, shares, and the newest apart."""

from datetime import timedelta

import pytest

from schemas.vocabularies import TOTALS
from tasks.core.totals.measure import NEWEST, measure
from tests.tasks.core.totals.made import fill, overlaid, rejection, source_file
from tests.warehouse.made_rows import NOON, A, B, C

OF_MADE = {
    "files": 3.0,
    "missing_files": 1.0,
    "rejected_files": 0.0,
    "rejected_share": 0.0,
    "newest_rejected_share": 0.0,
    "documents": 3.0,
    "statements": 1.0,
    "documents_per_statement": 2.0,
    "characters_per_document": 542 / 3,
    "sentences_per_document": 4.0,
    "mentions_per_document": 10 / 3,
    "acts_per_document": 1.0,
    "titled_share": 1.0,
    "issuer_share": 2 / 3,
    "dated_share": 1 / 3,
    "newest_characters": 191.0,
    "newest_sentences": 4.0,
    "newest_mentions": 3.0,
}
NOTHING = {"files": 0.0, "missing_files": 0.0, "rejected_files": 0.0, "documents": 0.0, "statements": 0.0}


def digest(number: int) -> str:
    return f"{number:064x}"


def test_the_made_warehouse_is_measured_whole() -> None:
    with overlaid() as connection:
        found = measure(connection, [])
    assert found == {"raw": OF_MADE}
    assert list(found["raw"]) == list(TOTALS)


def test_a_source_that_is_asked_for_and_unknown_has_nothing() -> None:
    with overlaid() as connection:
        assert measure(connection, [], ["raw", "other"]) == {"other": NOTHING, "raw": OF_MADE}


def test_a_source_counts_what_its_own_files_carry() -> None:
    files = [source_file("one", "a", A), source_file("one", "a again", A), source_file("two", "b", B)]
    with overlaid([*files, source_file("two", "c", C)]) as connection:
        found = measure(connection, [])
    shown = ("files", "documents", "statements", "documents_per_statement", "dated_share")
    assert {source: tuple(figures[name] for name in shown) for source, figures in found.items()} == {
        "one": (2.0, 1.0, 1.0, 1.0, 1.0),
        "two": (2.0, 2.0, 1.0, 1.0, 0.0),
    }


def test_of_a_source_without_documents_there_are_no_means() -> None:
    with overlaid([source_file("raw", "a", A, "missing"), source_file("raw", "b", B, "missing")]) as connection:
        assert measure(connection, []) == {"raw": {**NOTHING, "missing_files": 2.0}}


def test_a_path_is_gone_once_whatever_bytes_it_had_and_not_while_it_has_others() -> None:
    a = [source_file("raw", "a", document, state) for document, state in ((A, "missing"), (B, "missing"))]
    c = [source_file("raw", "c", document, state) for document, state in ((A, "missing"), (C, "present"))]
    with overlaid([*a, *c, source_file("raw", "d", A, "replaced")]) as connection:
        found = measure(connection, [])["raw"]
    assert (found["files"], found["missing_files"]) == (1.0, 1.0)


def test_refused_files_are_those_of_before_with_what_the_run_makes_and_resolves() -> None:
    with overlaid([source_file("raw", "a", A), source_file("raw", "bad", digest(1), "rejected")]) as connection:
        before = [rejection("bad", digest(1)), rejection("mended"), rejection("long ago", is_open=False)]
        fill(connection, "ops.rejections", before)
        resolved = {**rejection("mended"), "resolved_at": NOON + timedelta(days=9)}
        found = measure(connection, [resolved, rejection("new", day=9)])["raw"]
    assert (found["files"], found["rejected_files"], found["rejected_share"]) == (3.0, 2.0, 2 / 3)


def test_a_known_file_that_could_not_be_read_again_is_one_file_and_refused() -> None:
    with overlaid([source_file("raw", "a", A), source_file("raw", "b", B)]) as connection:
        found = measure(connection, [rejection("a")])["raw"]
    assert (found["files"], found["rejected_files"], found["documents"]) == (2.0, 1.0, 2.0)


def test_a_source_whose_every_file_was_refused_is_known_and_full() -> None:
    with overlaid([]) as connection:
        found = measure(connection, [rejection("a"), rejection("b")])
    assert found == {
        "raw": {**NOTHING, "files": 2.0, "rejected_files": 2.0, "rejected_share": 1.0, "newest_rejected_share": 1.0}
    }


def test_the_newest_files_tell_what_the_share_of_all_hides() -> None:
    old = [source_file("raw", f"old {number}", A) for number in range(950)]
    with overlaid(old) as connection:
        found = measure(connection, [rejection(f"new {number}", digest(number), day=1) for number in range(NEWEST)])
    assert found["raw"]["rejected_share"] == pytest.approx(0.05)
    assert found["raw"]["newest_rejected_share"] == 1.0


def test_a_file_refused_again_for_another_reason_is_not_new() -> None:
    files = [source_file("raw", f"good {number}", A, day=1) for number in range(NEWEST)]
    bad = [(f"bad {number}", digest(number)) for number in range(NEWEST)]
    with overlaid(files) as connection:
        fill(connection, "ops.rejections", [rejection(*one) for one in bad])
        closed = [{**rejection(*one), "resolved_at": NOON + timedelta(days=2)} for one in bad]
        found = measure(connection, [*closed, *(rejection(*one, day=2) for one in bad)])["raw"]
    assert (found["rejected_share"], found["newest_rejected_share"]) == (0.5, 0.0)


def test_the_newest_documents_are_those_seen_last_however_often() -> None:
    with overlaid() as connection:
        connection.execute("delete from raw.files")
        connection.execute(
            "insert into raw.files by name select 'raw' as source, 'f' || i as path, md5(i::varchar) || md5('') as"
            f" document_id, timestamp '2026-01-01' + interval (i) day as first_seen_at, 'present' as state"
            f" from range({2 * NEWEST}) as numbers (i)"
        )
        connection.execute(
            "insert into core.documents by name select document_id, repeat('x', if(i < 50, 1000, 10)) as body"
            " from (select document_id, row_number() over (order by first_seen_at) - 1 as i from raw.files)"
        )
        assert measure(connection, [])["raw"]["newest_characters"] == 10.0
        again = "'copy of ' || path as path, timestamp '2027-01-01' as first_seen_at"
        connection.execute(f"insert into raw.files select * replace ({again}) from raw.files")
        found = measure(connection, [])["raw"]
    assert (found["files"], found["documents"]) == (4.0 * NEWEST, 2.0 * NEWEST)
    assert (found["newest_characters"], found["characters_per_document"]) == (10.0, 505.0)
