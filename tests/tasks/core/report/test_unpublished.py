"""The text in question of documents that nobody published: it is read where the run has it staged."""

from pathlib import Path

import pytest

from schemas.arrow import to_arrow
from schemas.staged import DOCUMENT_FACTS, SWEEP
from schemas.tables import MENTIONS, SENTENCES
from tasks.core.report.model import Bounds, Excerpt
from tasks.core.report.unpublished import unpublished_excerpts
from tasks.core.report.write import write_report
from tasks.core.run import Places
from tasks.core.staging import write_batch
from tests.tasks.core.report.made import STOPPED, read_page, stopped
from tests.warehouse.made import made_tables
from tests.warehouse.made_ops import failed_row, validation
from tests.warehouse.made_rows import A, C

BOUNDS = Bounds()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A folder in which a run stopped before anything was published."""
    tables = made_tables()
    facts = [{name: row[name] for name in DOCUMENT_FACTS.column_names} for row in tables["core.documents"]]
    structured = {
        "documents": to_arrow(DOCUMENT_FACTS, facts),
        "sentences": to_arrow(SENTENCES, tables["core.sentences"]),
    }
    places = Places(tmp_path / "it's a warehouse")
    write_batch(places.staging, "structure", "one", structured, 3)
    write_batch(places.staging, "validate", "two", structured, 3)
    sweep = dict.fromkeys(SWEEP.column_names) | {"path": "inbox/a.txt", "document_id": A}
    write_batch(places.staging, "intake", STOPPED, {"sweep": to_arrow(SWEEP, [sweep])}, 1)
    write_batch(places.staging, "annotate", "three", {"mentions": to_arrow(MENTIONS, tables["core.mentions"])}, 3)
    return places


def test_staged_rows_are_found_with_their_text(places: Places) -> None:
    rows = [
        failed_row("core.mentions", f"{A}/2", A),
        failed_row("core.sentences", f"{C}/1", C),
        failed_row("core.damages", f"{C}/1", C),
        failed_row("core.sentences", "-", None),
    ]
    found = unpublished_excerpts(places.staging, rows, BOUNDS)
    assert {key: each.marked for key, each in found.items()} == {
        ("core.mentions", f"{A}/2"): "Vienna",
        ("core.sentences", f"{C}/1"): "Ministers travel to Austria",
        ("core.damages", f"{C}/1"): "",
    }


def test_what_is_not_staged_is_not_found(tmp_path: Path, places: Places) -> None:
    row = failed_row("core.mentions", f"{'f' * 64}/2", "f" * 64)
    assert unpublished_excerpts(places.staging, [row], BOUNDS) == {}
    assert unpublished_excerpts(tmp_path / "nothing", [row], BOUNDS) == {}


def test_a_run_that_stopped_shows_the_text_that_stopped_it(places: Places) -> None:
    rows = [failed_row("core.sentences", f"{A}/4", A, severity="critical")]
    stopped(places, failed_rows=rows, validations=[validation(STOPPED, "soft", "critical", 1)])
    words = read_page(write_report(places, STOPPED)).words
    assert "inbox/a.txt row 4 ?" in words
    assert "of the war in Ukraine. marked: We stand with Ukraine and with its people. end of mark" in words


def test_half_a_batch_is_not_read(places: Places) -> None:
    (places.staging / "annotate" / "three").rename(places.staging / "annotate" / ".three.1.tmp")
    found = unpublished_excerpts(places.staging, [failed_row("core.mentions", f"{A}/2", A)], BOUNDS)
    assert found["core.mentions", f"{A}/2"] == Excerpt(
        after=found["core.mentions", f"{A}/2"].after, note="the text begins"
    )
