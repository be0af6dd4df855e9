"""What a killed run staged is taken up by the next, whatever came since; a source that fell away is not believed."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tasks.core.intake import batches, look, sweep, walk
from tasks.core.intake.news import read_news
from tasks.core.intake.read import read_file
from tasks.core.intake.sweep import intake
from tasks.core.intake.walk import FoundFile, SourceError
from tasks.core.run import Run
from tasks.core.selection import Selection
from tasks.core.staging import Batch
from tests.pipeline import new_run
from tests.tasks.core.intake.made import document_of, know


@pytest.fixture
def filled(source: Path) -> Path:
    for number in range(5):
        put(source, f"{number}.txt")
    return source


def put(source: Path, name: str) -> None:
    (source / name).write_text(f"We, the ministers, met on {name} and agreed.", encoding="utf-8")


def run_over(source: Path, batch_documents: int = 2) -> Run:
    return new_run(source, source.parent / "warehouse", batch_documents=batch_documents)


def held(batches: list[Batch]) -> list[list[str]]:
    """The paths of the documents in each batch."""
    return [batch.read("intake")["path"].to_pylist() for batch in batches]


def first_seen(batches: list[Batch]) -> set[object]:
    return {moment for batch in batches for moment in batch.read("intake")["first_seen_at"].to_pylist()}


def test_batches_that_still_stand_are_taken_up_before_new_ones_are_made(filled: Path) -> None:
    killed = run_over(filled)
    before = intake(killed)
    assert held(before) == [["0.txt", "1.txt"], ["2.txt", "3.txt"], ["4.txt"]]
    put(filled, "00 came meanwhile.txt")
    (filled / "3.txt").unlink()
    later = run_over(filled)
    after = intake(later)
    assert held(after) == [["0.txt", "1.txt"], ["4.txt"], ["00 came meanwhile.txt", "2.txt"]]
    assert [batch.outcome for batch in after] == ["reused", "reused", "computed"]
    assert [batch.key for batch in after[:2]] == [before[0].key, before[2].key]
    assert first_seen(after[:2]) == {killed.started_at}
    assert first_seen(after[2:]) == {later.started_at}
    assert read_news(later).numbers["new"] == 5


def test_batches_of_two_killed_runs_do_not_share_a_document(filled: Path) -> None:
    first = intake(run_over(filled, 5))
    shutil.move(first[0].folder, filled.parent / "kept")
    second = intake(run_over(filled, 2))
    shutil.move(filled.parent / "kept", first[0].folder)
    third = intake(run_over(filled, 5))
    assert [batch.key for batch in third] == [first[0].key]
    assert held(second) != held(third)


@pytest.mark.parametrize("change", ["code", "bytes", "smaller batches", "damaged"])
def test_batches_that_do_not_stand_any_more_are_made_anew(
    filled: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = intake(run_over(filled, 5))
    if change == "code":
        monkeypatch.setattr(batches, "step_fingerprint", lambda step: f"another {step}")
    elif change == "bytes":
        (filled / "2.txt").write_text("We met and did not agree.", encoding="utf-8")
    elif change == "damaged":
        file = before[0].file("intake")
        file.write_bytes(file.read_bytes()[:-8])
    later = run_over(filled, 3 if change == "smaller batches" else 5)
    after = intake(later)
    assert {batch.outcome for batch in after} == {"computed"}
    assert first_seen(after) == {later.started_at}


def test_a_batch_never_holds_documents_that_begin_at_different_steps(filled: Path) -> None:
    known = know(filled)
    corrected = {document_of(filled / name): "" for name in ("0.txt", "3.txt")}
    put(filled, "new.txt")
    run = new_run(filled, known.warehouse, batch_documents=3, corrections=corrected)
    found = intake(run)
    assert held(found) == [["new.txt"], ["0.txt", "3.txt"]]
    assert [set(batch.read("intake")["step"].to_pylist()) for batch in found] == [{"extract"}, {"structure"}]
    assert read_news(run).reasons == ("1 new", "2 to be done again")


def test_rows_that_are_taken_from_the_warehouse_are_taken_anew_after_a_load(filled: Path) -> None:
    known = know(filled)
    run = new_run(filled, known.warehouse, selection=Selection("structure"))
    (before,) = intake(run)
    assert [batch.key for batch in intake(run)] == [before.key]
    with duckdb.connect(str(known.places.build)) as connection:
        connection.execute("update ops.publication set publication_id = 'another load'")
    (after,) = intake(run)
    assert (after.outcome, held([after])) == ("computed", held([before]))


def test_a_source_that_lost_all_of_its_files_stops_the_run(source: Path) -> None:
    for number in range(sweep.SUSPICIOUS_FILES):
        put(source, f"{number}.txt")
    known = know(source, refused={"1.txt": "extract"}, unread=("2.txt",))
    for file in source.iterdir():
        file.unlink()
    with pytest.raises(SourceError, match=r"the last sweep saw 10\. Is it mounted\?.*--allow-empty"):
        intake(new_run(source, known.warehouse))
    taken_away = new_run(source, known.warehouse, allow_empty=True)
    assert intake(taken_away) == []
    assert read_news(taken_away).reasons == ("10 gone",)


def test_a_few_files_may_be_taken_out_by_hand(source: Path) -> None:
    for number in range(sweep.SUSPICIOUS_FILES - 1):
        put(source, f"{number}.txt")
    known = know(source)
    for file in source.iterdir():
        file.unlink()
    run = new_run(source, known.warehouse)
    assert intake(run) == []
    assert read_news(run).reasons == ("9 gone",)


def test_a_source_that_goes_away_in_mid_run_stops_the_run(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls_away(found: FoundFile, max_bytes: int) -> object:
        if filled.exists():
            filled.rename(filled.with_name("elsewhere"))
        return read_file(found, max_bytes)

    monkeypatch.setattr(look, "read_file", falls_away)
    with pytest.raises(SourceError, match="the folder went away during the run"):
        intake(run_over(filled))


def test_another_folder_in_the_place_of_the_source_is_noticed(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a share falls away, and the bare folder that it was mounted on is there."""

    def falls_away(found: FoundFile, max_bytes: int) -> object:
        if not filled.with_name("elsewhere").exists():
            filled.rename(filled.with_name("elsewhere"))
            filled.mkdir()
        return read_file(found, max_bytes)

    monkeypatch.setattr(look, "read_file", falls_away)
    with pytest.raises(SourceError, match="the folder went away during the run"):
        intake(run_over(filled))


def test_a_source_that_goes_away_while_it_is_listed_is_no_rejection(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = walk.check_source

    def falls_away(source: Path) -> None:
        real(source)
        shutil.rmtree(filled)
        filled.mkdir(mode=0o700)
        filled.rmdir()

    monkeypatch.setattr(walk, "check_source", falls_away)
    with pytest.raises(SourceError, match="went away during the run"):
        intake(run_over(filled))
