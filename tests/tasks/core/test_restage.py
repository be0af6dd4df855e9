"""Rows that are taken from the warehouse are those that the steps would make again."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tasks.core.extract.stage import extract_batch
from tasks.core.intake.read import bytes_path
from tasks.core.intake.sweep import intake
from tasks.core.selection import Selection
from tasks.core.staging import Batch
from tasks.core.structure import stage as structure_stage
from tasks.core.structure.corrections import packed
from tasks.core.structure.stage import structure_batch
from tests.pipeline import RAW, Done, all_rows, new_run, rows_of, sweep

HEADER = "document_id,field,value,author,reason,date\n"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="windows-1250">
<title>Joint statement on fisheries</title></head><body><nav><ul>
<li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><main><h1>Joint statement on fisheries</h1>
<p>Bergen, 4 June 2022</p>
<p>We, the ministers of Norland and Sudland, met in Bergen today and discussed the fisheries of the sea off Malmö.</p>
<p>We agreed on quotas for the coming year, and on a common watch over the waters between our two countries.</p>
<ul><li>The quotas are shared in equal parts.</li><li>The watch begins on 1 January 2023.</li></ul>
</main><footer>Copyright Ministry of Fisheries</footer></body></html>"""
NOTES = """# Joint statement on railways

Narvik, 5 June 2022

We, the ministers of Norland and Sudland, met in Narvik today[^1] and discussed the railways of the north.

1. We welcome the new line.
2. We will meet again next year.

[^1]: The meeting was held at the station.
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A run over the five statements and two that come with marks, in batches of three."""
    source = tmp_path_factory.mktemp("known") / "inbox"
    shutil.copytree(RAW, source)
    (source / "page.html").write_text(PAGE, encoding="utf-8")
    (source / "notes.md").write_text(NOTES, encoding="utf-8")
    return sweep(source, source.parent / "warehouse", batch_documents=3)


@pytest.fixture
def again(known: Done, tmp_path: Path) -> Path:
    """A copy of that warehouse, which a test may write to. Its source is gone: a rebuild does not look at it."""
    return Path(shutil.copytree(known.run.warehouse, tmp_path / "warehouse"))


def carried(known: Done, warehouse: Path, step: str) -> list[Batch]:
    """The batches that a rebuild from a step on hands to the gate for documents."""
    run = new_run(known.run.source, warehouse, batch_documents=3, selection=Selection(step))
    return [structure_batch(extract_batch(batch, run), run) for batch in intake(run)]


def tables(batches: list[Batch]) -> list[dict[str, Any]]:
    return [
        {file.stem: batch.read(file.stem) for file in Path(batch.folder).glob("*.parquet") if file.stem != "intake"}
        for batch in batches
    ]


def test_later_steps_see_the_very_tables_that_they_would_see_after_computing(known: Done, again: Path) -> None:
    computed, kept = carried(known, again, "extract"), carried(known, again, "validate")
    assert [batch.outcome for batch in (*computed, *kept)] == ["computed"] * 3 + ["kept"] * 3
    assert [batch.n_rows for batch in kept] == [3, 3, 1]
    for made, taken in zip(tables(computed), tables(kept), strict=True):
        assert made.keys() == taken.keys()
        assert {name: table.schema for name, table in made.items()} == {n: t.schema for n, t in taken.items()}
        assert {name: table.to_pylist() for name, table in made.items()} == {n: t.to_pylist() for n, t in taken.items()}
    assert sum(table["marks"].num_rows for table in tables(kept)) > 5
    assert sum(table["notes"].num_rows for table in tables(kept)) > 0


@pytest.mark.parametrize("step", ["structure", "validate"])
def test_a_rebuild_from_a_step_on_gives_the_rows_of_a_fresh_warehouse(
    step: str, known: Done, again: Path, tmp_path: Path
) -> None:
    done = sweep(tmp_path / "inbox", again, batch_documents=2, selection=Selection(step))
    assert done.news.reasons == ("7 to be done again",)
    assert all_rows(done.published) == all_rows(known.published)
    outcomes = rows_of(
        done.published,
        "select step, outcome, sum(n_rows)::int from ops.steps where run_id = ? and step in ('extract', 'structure')"
        " group by all order by all",
        done.run.run_id,
    )
    made = "computed" if step == "structure" else "kept"
    assert outcomes == [("extract", "kept", 7), ("structure", made, 7)]


def test_a_correction_is_applied_without_reading_the_document_again(
    known: Done, again: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes that were kept of it are gone, and so is its file."""
    real = structure_stage.structure_document
    seen: list[str] = []

    def observed(document_id: str, *rest: Any) -> Any:
        seen.append(document_id)
        return real(document_id, *rest)

    monkeypatch.setattr(structure_stage, "structure_document", observed)
    query = "select document_id from raw.files where path = 'page.html'"
    ((page,),) = rows_of(known.published, query)
    bytes_path(again / ".state" / "bytes", page).unlink()
    corrections = packed(HEADER + f"{page},place,Oslo,A. Reviewer,the printed copy,2026-01-02\n")
    done = sweep(tmp_path / "inbox", again, corrections=corrections, selection=Selection())
    assert seen == [page]
    place = rows_of(done.published, "select place from core.documents where document_id = ?", page)
    assert place == [("Oslo",)]
