"""Laws over whole runs: nothing disappears, the same files give the same warehouse, readers see whole publications."""

import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tasks.core.annotate import stage
from tasks.core.intake import read
from tasks.core.reading import ReadText
from tasks.core.structure import stage as structure_stage
from tests.pipeline import RAW, Done, all_rows, rows_of, sweep

STATEMENT = """Joint statement of the foreign ministers of Norland and Sudland

{place}, 3 May 2021

We, the ministers of foreign affairs, met today and discussed the {topic} between our peoples.
We reaffirm our commitment to {topic} and to the peaceful settlement of all disputes in the region.
We call on all parties to return to the table, and we welcome the work of the joint commission on {topic}.
We will meet again next spring, and we thank our hosts for their warm welcome to {place}.
"""


def put(source: Path, name: str, content: str | bytes) -> Path:
    path = source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def made(place: str, topic: str) -> str:
    return STATEMENT.format(place=place, topic=topic)


def counts(done: Done) -> tuple[int, ...]:
    """Seen, unchanged, loaded, duplicates, rejected, missing; checked against law 1."""
    given = done.loaded.counts if done.loaded else {**done.news.counts}
    names = ("n_files_seen", "n_unchanged", "n_loaded", "n_duplicate_files", "n_rejected", "n_missing")
    numbers = tuple(int(given.get(name, 0)) for name in names)
    assert numbers[0] == sum(numbers[1:5])
    return numbers


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def states(done: Done) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, state in rows_of(done.published, "select path, state from raw.files order by path, state"):
        found.setdefault(path, []).append(state)
    return found


def rejections(done: Done) -> list[tuple[str, str, str, bool]]:
    return rows_of(
        done.published,
        "select path, step, reason, resolved_at is null from ops.rejections order by path, first_seen_at",
    )


def test_a_second_run_changes_nothing(source: Path, tmp_path: Path) -> None:
    shutil.copytree(RAW, source, dirs_exist_ok=True)
    first = sweep(source, tmp_path / "warehouse")
    before = (digest(first.published), first.published.stat().st_ino)
    second = sweep(source, tmp_path / "warehouse")
    assert second.loaded is None
    assert counts(second) == (5, 5, 0, 0, 0, 0)
    assert (digest(second.published), second.published.stat().st_ino) == before
    assert not second.run.places.staging.exists()


def test_files_added_edited_removed_duplicated_and_broken(source: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    put(source, "a.txt", made("Oslo", "fisheries"))
    put(source, "b.txt", made("Bergen", "railways"))
    assert counts(sweep(source, warehouse)) == (2, 0, 2, 0, 0, 0)

    put(source, "a.txt", made("Oslo", "forestry"))
    (source / "b.txt").unlink()
    put(source, "c/copy.txt", made("Oslo", "forestry"))
    put(source, "d.txt", made("Narvik", "harbours"))
    put(source, "empty.txt", "")
    put(source, "noise.txt", bytes(range(256)) * 20)
    put(source, "notes.txt", "{\\rtf1\\ansi We met.}")
    done = sweep(source, warehouse)
    assert counts(done) == (6, 0, 2, 1, 3, 1)
    assert states(done) == {
        "a.txt": ["present", "replaced"],
        "b.txt": ["missing"],
        "c/copy.txt": ["present"],
        "d.txt": ["present"],
        "empty.txt": ["rejected"],
        "noise.txt": ["rejected"],
        "notes.txt": ["rejected"],
    }
    assert rejections(done) == [
        ("empty.txt", "extract", "empty", True),
        ("noise.txt", "extract", "binary", True),
        ("notes.txt", "extract", "unsupported_format", True),
    ]
    kept = {path.name for path in done.run.places.bytes.rglob("*") if path.is_file()}
    assert kept == {name for (name,) in rows_of(done.published, "select document_id from core.documents")}
    assert not done.run.places.staging.exists()
    present = rows_of(done.published, "select is_present, count(*) from core.documents group by all order by all")
    assert present == [(False, 2), (True, 2)]


def test_a_rejection_is_resolved_when_the_file_is_mended_or_gone(source: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    put(source, "a.txt", "")
    put(source, "b.txt", "")
    put(source, "ok.txt", made("Oslo", "fisheries"))
    assert counts(sweep(source, warehouse)) == (3, 0, 1, 0, 2, 0)
    assert counts(sweep(source, warehouse)) == (3, 3, 0, 0, 0, 0)
    put(source, "a.txt", made("Bergen", "railways"))
    (source / "b.txt").unlink()
    done = sweep(source, warehouse)
    assert counts(done) == (2, 1, 1, 0, 0, 1)
    assert rejections(done) == [("a.txt", "extract", "empty", False), ("b.txt", "extract", "empty", False)]


def test_a_file_that_comes_back_is_a_duplicate_of_what_is_known(source: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    put(source, "a.txt", made("Oslo", "fisheries"))
    put(source, "b.txt", made("Bergen", "railways"))
    sweep(source, warehouse)
    (source / "a.txt").unlink()
    assert counts(sweep(source, warehouse)) == (1, 1, 0, 0, 0, 1)
    put(source, "a.txt", made("Oslo", "fisheries"))
    done = sweep(source, warehouse)
    assert counts(done) == (2, 1, 0, 1, 0, 0)
    assert states(done) == {"a.txt": ["present"], "b.txt": ["present"]}
    assert len(rows_of(done.published, "from core.documents")) == 2


def test_a_second_copy_of_refused_bytes_is_refused_too(source: Path, tmp_path: Path) -> None:
    put(source, "a.txt", bytes(range(256)) * 20)
    sweep(source, tmp_path / "warehouse")
    put(source, "b.txt", bytes(range(256)) * 20)
    done = sweep(source, tmp_path / "warehouse")
    assert counts(done) == (2, 1, 0, 0, 1, 0)
    assert rejections(done) == [("a.txt", "extract", "binary", True), ("b.txt", "extract", "binary", True)]


def test_a_file_without_rights_is_refused_and_the_rest_is_loaded(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal of the system is made by hand, since for root it never comes."""
    closed = put(source, "closed.txt", "x")
    real = read.open_without_waiting

    def refuses_one(location: Path) -> int:
        if location == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(location))
        return real(location)

    monkeypatch.setattr(read, "open_without_waiting", refuses_one)
    put(source, "ok.txt", made("Oslo", "fisheries"))
    done = sweep(source, tmp_path / "warehouse")
    assert counts(done) == (2, 0, 1, 0, 1, 0)
    assert rejections(done) == [("closed.txt", "intake", "unreadable", True)]


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_is_loaded(source: Path, tmp_path: Path) -> None:
    (source / "turning.txt").symlink_to(source / "turning.txt")
    os.mkfifo(source / "pipe")
    put(source, "ok.txt", made("Oslo", "fisheries"))
    done = sweep(source, tmp_path / "warehouse")
    assert counts(done) == (3, 0, 1, 0, 2, 0)
    assert [(path, step) for path, step, _, _ in rejections(done)] == [("pipe", "intake"), ("turning.txt", "intake")]
    assert counts(sweep(source, tmp_path / "warehouse")) == (3, 3, 0, 0, 0, 0)


def test_an_empty_source_gives_an_empty_warehouse_once(source: Path, tmp_path: Path) -> None:
    first = sweep(source, tmp_path / "warehouse")
    assert first.loaded is not None
    assert rows_of(first.published, "from core.documents") == []
    assert sweep(source, tmp_path / "warehouse").loaded is None


def test_any_order_and_size_of_batches_gives_the_same_rows(five: Done, source: Path, tmp_path: Path) -> None:
    expected = all_rows(five.published)
    files = sorted(RAW.iterdir())
    source = source.parent / "raw"
    for name, batch_documents, groups in (
        ("one batch each", 1, [files]),
        ("one at a time", 200, [[file] for file in files]),
        ("copy first", 2, [files[4:], files[:4]]),
    ):
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        for group in groups:
            for file in group:
                shutil.copy2(file, source)
            done = sweep(source, tmp_path / name, batch_documents=batch_documents)
        assert members(done) == members(five), name
        assert all_rows(done.published) == expected, name


def members(done: Done) -> set[frozenset[str]]:
    """The families, by their files."""
    query = "select list(path) from core.versions join raw.files using (document_id) group by statement_id"
    return {frozenset(paths) for (paths,) in rows_of(done.published, query)}


def test_a_run_that_was_killed_before_publication_is_published_by_the_next(source: Path, tmp_path: Path) -> None:
    put(source, "a.txt", made("Oslo", "fisheries"))
    first = sweep(source, tmp_path / "warehouse")
    put(source, "b.txt", made("Bergen", "railways"))
    old = first.published.read_bytes()
    second = sweep(source, tmp_path / "warehouse")
    second.published.chmod(0o644)
    second.published.write_bytes(old)  # as if the process had died between load and publish
    third = sweep(source, tmp_path / "warehouse")
    assert third.news.reasons == ("last load not published",)
    assert len(rows_of(third.published, "from core.documents")) == 2


def test_the_publication_before_is_kept_to_go_back_to(source: Path, tmp_path: Path) -> None:
    put(source, "a.txt", made("Oslo", "fisheries"))
    first = sweep(source, tmp_path / "warehouse")
    put(source, "b.txt", made("Bergen", "railways"))
    second = sweep(source, tmp_path / "warehouse")
    ids = [
        rows_of(file, "select publication_id from ops.publication")[0][0]
        for file in (second.run.places.previous, second.published)
    ]
    assert ids == [first.run.run_id, second.run.run_id]


def test_a_run_is_told_in_ops(five: Done) -> None:
    (row,) = rows_of(five.published, "select run_id, state, n_files_seen, n_loaded, n_rejected from ops.runs")
    assert row == (five.run.run_id, "completed", 5, 5, 0)
    steps = rows_of(five.published, "select step, outcome, n_rows from ops.steps order by step, outcome")
    assert [(step, n_rows) for step, outcome, n_rows in steps if outcome == "computed"] == [
        ("annotate", 5),
        ("extract", 5),
        ("group", 5),
        ("intake", 5),
        ("load", 5),
        ("structure", 5),
        ("validate", 20),  # documents, annotations, the whole warehouse, its figures
    ]
    done = rows_of(five.published, "select step, outcome, count(*) from ops.document_steps group by all order by all")
    steps_done = ("annotate", "extract", "group", "structure", "validate")
    assert done == [(step, "accepted", 5) for step in steps_done]


def test_a_document_refused_by_annotation_is_taken_out_and_its_family_resolved_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, copy = "nato-leaders-statement-full.txt", "nato-leaders-statement-truncated.txt"
    for name in (full, copy):
        shutil.copy2(RAW / name, source)
    full_id = digest(source / full)
    real = stage.annotate_documents

    def trips_over_the_full_text(documents: Any, *rest: Any) -> Any:
        if any(row["document_id"] == full_id for row in documents):
            raise IndexError("planted")
        return real(documents, *rest)

    monkeypatch.setattr(stage, "annotate_documents", trips_over_the_full_text)
    done = sweep(source, tmp_path / "warehouse")
    assert counts(done) == (2, 0, 1, 0, 1, 0)
    assert rejections(done) == [(full, "annotate", "annotate_failed", True)]
    main = "select document_id, relation, coverage_ratio from core.versions"
    assert rows_of(done.published, main) == [(digest(source / copy), "full", 1.0)]
    assert rows_of(done.published, "select count(*) > 100, count(distinct document_id) from core.mentions") == [
        (True, 1)
    ]


def test_a_text_that_structuring_trips_over_is_refused_and_the_rest_is_loaded(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(source, "a.txt", made("Oslo", "fisheries"))
    put(source, "b.txt", made("Bergen", "railways"))
    real = structure_stage.structure_document

    def trips_over_railways(document_id: str, read: ReadText, *rest: Any) -> Any:
        if "railways" in read.text:
            raise KeyError("planted")
        return real(document_id, read, *rest)

    monkeypatch.setattr(structure_stage, "structure_document", trips_over_railways)
    done = sweep(source, tmp_path / "warehouse")
    assert counts(done) == (2, 0, 1, 0, 1, 0)
    assert rejections(done) == [("b.txt", "structure", "structure_failed", True)]
    (detail,) = rows_of(done.published, "select detail from ops.rejections")[0]
    assert "KeyError: 'planted'" in detail
