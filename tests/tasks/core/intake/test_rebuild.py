"""A rebuild takes the files as the last sweep left them, and reads again what has to be read and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from tasks.core import determinants
from tasks.core.intake import due
from tasks.core.intake.news import News, read_news
from tasks.core.intake.read import bytes_path
from tasks.core.intake.sweep import intake, read_sweep
from tasks.core.intake.walk import SourceError
from tasks.core.run import Run
from tasks.core.selection import Selection
from tests.pipeline import new_run, rows_of, sweep
from tests.tasks.core.intake.made import MODIFIED, TEXT, document_of, know

REFUSED, UNREAD = {"empty.txt": "extract", "odd.txt": "annotate"}, ("closed.txt",)
STATEMENT = "Joint statement\n\nOslo, 3 May 2021\n\nWe, the ministers, met today and agreed on {}.\n"


@pytest.fixture
def filled(source: Path) -> Path:
    for name in ("a.txt", "b.txt", "c/d.txt", *REFUSED, *UNREAD):
        put(source, name)
    return source


def put(source: Path, name: str, text: str = "") -> None:
    path = source / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text or f"We met on {name}.", encoding="utf-8")


def rebuild(known: Run, selection: Selection, **settings: Any) -> tuple[dict[str, str], dict[str, Any], News]:
    """What a rebuild does again, by path the first step; the rows of all files by path; and why it goes on."""
    run = new_run(known.source, known.warehouse, selection=selection, **settings)
    batches = intake(run)
    staged = [row for batch in batches for row in batch.read("intake").to_pylist()]
    return {row["path"]: row["step"] for row in staged}, {row["path"]: row for row in read_sweep(run)}, read_news(run)


def told(row: dict[str, Any]) -> tuple[str, str | None]:
    return row["outcome"], row["reason"]


def test_files_count_as_they_were_without_a_look_at_the_source(filled: Path) -> None:
    known = know(filled, REFUSED, UNREAD)
    documents = {path: document_of(filled / path) for path in ("a.txt", "empty.txt")}
    filled.rename(filled.with_name("elsewhere"))
    done, rows, news = rebuild(known, Selection("extract"))
    assert done == {"a.txt": "extract", "b.txt": "extract", "c/d.txt": "extract"}
    assert news.reasons == ("3 to be done again",)
    assert list(rows) == sorted(["a.txt", "b.txt", "c/d.txt", *REFUSED, *UNREAD])
    assert {told(row) for path, row in rows.items() if path not in UNREAD} == {("unchanged", None)}
    assert told(rows["closed.txt"]) == ("unchanged", "unreadable")
    assert rows["empty.txt"] == {
        "path": "empty.txt",
        "document_id": documents["empty.txt"],
        "n_bytes": 7,
        "media_type": TEXT,
        "named_media_type": TEXT,
        "modified_at": MODIFIED,
        "outcome": "unchanged",
        "reason": None,
        "detail": None,
    }


@pytest.mark.parametrize(
    ("selection", "expected", "reasons"),
    [
        (Selection(), {}, ()),
        (Selection("structure"), dict.fromkeys(("a.txt", "b.txt", "c/d.txt"), "structure"), ("3 to be done again",)),
        (Selection("group"), {}, ("3 to be grouped again",)),
        (Selection("annotate"), {}, ("3 to be annotated again",)),
    ],
)
def test_steps_that_are_asked_for_are_done_again(
    filled: Path, selection: Selection, expected: dict[str, str], reasons: tuple[str, ...]
) -> None:
    done, _, news = rebuild(know(filled, REFUSED, UNREAD), selection)
    assert (done, news.reasons) == (expected, reasons)


def test_documents_that_are_asked_for_are_done_again_and_no_others(filled: Path) -> None:
    known = know(filled, REFUSED, UNREAD)
    asked = tuple(sorted([document_of(filled / "b.txt"), document_of(filled / "odd.txt"), "f" * 64]))
    assert rebuild(known, Selection("validate", asked))[0] == {"b.txt": "validate", "odd.txt": "extract"}
    assert rebuild(known, Selection("annotate", asked))[2].reasons == (
        "1 to be done again",
        "1 to be annotated again",
    )
    assert rebuild(known, Selection(documents=asked))[2].reasons == ()


def test_what_is_stale_is_done_again_from_its_first_stale_step_on(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that was refused is stale too; its file is not read again, so it waits for the next sweep."""
    known = know(filled, REFUSED, UNREAD)
    real = determinants.step_fingerprint
    changed = {"structure": "changed", "annotate": "changed"}
    monkeypatch.setattr(determinants, "step_fingerprint", lambda step: changed.get(step) or real(step))
    done, _, news = rebuild(known, Selection())
    assert done == dict.fromkeys(("a.txt", "b.txt", "c/d.txt"), "structure")
    assert news.reasons == ("3 to be done again", "3 to be annotated again")
    assert news.left == ()


def test_refused_files_are_read_again_where_they_lie(filled: Path) -> None:
    known = know(filled, {**REFUSED, "c/d.txt": "extract"}, (*UNREAD, "b.txt"))
    put(filled, "a.txt", "changed, and nobody looks at it")
    put(filled, "new.txt")
    put(filled, "empty.txt", "We met in Oslo.")
    (filled / "c" / "d.txt").unlink()
    (filled / "b.txt").unlink()
    done, rows, news = rebuild(known, Selection(rejected=True))
    assert done == {"closed.txt": "extract", "empty.txt": "extract", "odd.txt": "extract"}
    assert {path: told(row) for path, row in rows.items()} == {
        "a.txt": ("unchanged", None),
        "closed.txt": ("new", None),
        "empty.txt": ("changed", None),
        "odd.txt": ("unchanged", None),
    }
    assert news.reasons == ("1 new", "1 changed", "2 gone", "1 to be done again")


def test_a_folder_that_could_not_be_listed_is_read_with_all_that_lies_in_it(filled: Path) -> None:
    put(filled, "locked", "stands for a folder without rights")
    known = know(filled, unread=("locked",))
    (filled / "locked").unlink()
    (filled / "locked").mkdir()
    put(filled, "locked/one.txt")
    put(filled, "locked too.txt")
    done, rows, _ = rebuild(known, Selection(rejected=True))
    assert done == {"locked/one.txt": "extract"}
    assert "locked" not in rows
    assert "locked too.txt" not in rows


def test_a_source_that_is_gone_is_told_to_those_who_want_its_refused_files_read(filled: Path) -> None:
    known = know(filled, REFUSED)
    filled.rename(filled.with_name("elsewhere"))
    with pytest.raises(SourceError, match="there is no such folder"):
        rebuild(known, Selection(rejected=True))


@pytest.mark.parametrize("lies", ["the same", "another", "gone", "no source"])
def test_a_document_whose_bytes_are_not_kept_is_read_from_its_file_or_stays_as_it_is(filled: Path, lies: str) -> None:
    known, document_id = know(filled), document_of(filled / "a.txt")
    kept = bytes_path(known.places.bytes, document_id)
    kept.unlink()
    if lies == "another":
        put(filled, "a.txt", "We met elsewhere.")
    elif lies == "gone":
        (filled / "a.txt").unlink()
    elif lies == "no source":
        filled.rename(filled.with_name("elsewhere"))
    done, rows, news = rebuild(known, Selection("extract", (document_id,)))
    is_read = lies == "the same"
    assert done == ({"a.txt": "extract"} if is_read else {})
    assert kept.exists() is is_read
    assert news.left == (() if is_read else (document_id,))
    assert news.reasons == (("1 to be done again",) if is_read else ())
    assert told(rows["a.txt"]) == ("unchanged", None)


def test_kept_bytes_that_were_damaged_are_not_read(filled: Path) -> None:
    known, document_id = know(filled), document_of(filled / "a.txt")
    bytes_path(known.places.bytes, document_id).write_text("damaged", encoding="utf-8")
    assert rebuild(known, Selection("extract", (document_id,)))[2].left == (document_id,)


def test_what_bytes_are_is_told_again_when_they_are_read_again(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = know(filled, REFUSED, UNREAD)
    monkeypatch.setattr(due, "sniff", lambda content: f"{len(content)} bytes")
    _, rows, _ = rebuild(known, Selection("extract", (document_of(filled / "a.txt"),)))
    assert [rows[path]["media_type"] for path in ("a.txt", "b.txt")] == [
        f"{(filled / 'a.txt').stat().st_size} bytes",
        TEXT,
    ]


def test_a_refused_file_that_was_mended_is_loaded_and_its_rejection_resolved(source: Path, tmp_path: Path) -> None:
    put(source, "ok.txt", STATEMENT.format("fisheries"))
    put(source, "bad.txt", " ")
    put(source, "gone.txt", "\n")
    sweep(source, tmp_path / "warehouse")
    put(source, "bad.txt", STATEMENT.format("railways"))
    (source / "gone.txt").unlink()
    put(source, "new.txt", STATEMENT.format("forests"))
    done = sweep(source, tmp_path / "warehouse", selection=Selection(rejected=True))
    assert done.news.reasons == ("1 changed", "1 gone")
    query = "select path, state from raw.files order by path, state"
    assert rows_of(done.published, query) == [
        ("bad.txt", "present"),
        ("bad.txt", "replaced"),
        ("gone.txt", "missing"),
        ("ok.txt", "present"),
    ]
    open_query = "select path, resolved_at is null from ops.rejections order by path"
    assert rows_of(done.published, open_query) == [("bad.txt", False), ("gone.txt", False)]
    assert done.loaded is not None
    assert (done.loaded.counts["n_files_seen"], done.loaded.counts["n_loaded"], done.loaded.counts["n_missing"]) == (
        2,
        1,
        1,
    )
