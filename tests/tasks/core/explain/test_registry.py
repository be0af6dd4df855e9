"""Every column of every table and view has its own explanation; nothing is explained by a catch-all."""

import inspect

import pytest

from schemas.model import Table
from schemas.tables import BY_NAME, TABLES
from schemas.views import VIEWS
from tasks.core.explain.explain import kinds_of
from tasks.core.explain.model import BASES, RECORD, Kind, Through, nothing
from tasks.core.explain.registry import STEPS
from tests.tasks.core.explain.claims import CHECKED, CHECKS


def name_of(table: Table) -> str:
    return table.name


@pytest.mark.parametrize("table", [*TABLES, *VIEWS], ids=name_of)
def test_every_column_is_explained(table: Table) -> None:
    assert sorted(kinds_of(table)) == sorted(table.column_names)


@pytest.mark.parametrize("table", [*TABLES, *VIEWS], ids=name_of)
def test_every_kind_says_how_and_shows_what(table: Table) -> None:
    for column, kind in kinds_of(table).items():
        if isinstance(kind, Kind):
            assert kind.basis in BASES
            assert kind.find is not nothing, f"{table.name}.{column} has no evidence"
            told = kind.how if isinstance(kind.how, str) else inspect.getsource(kind.how)
            assert told.strip(), f"{table.name}.{column} is not said to come about in any way"


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_only_what_runs_wrote_of_themselves_and_of_files_is_its_own_record(table: Table) -> None:
    recorded = {column for column, kind in kinds_of(table).items() if isinstance(kind, Kind) and kind.basis == RECORD}
    allowed = {
        "raw.files": {"source", "path", "document_id", "n_bytes", "modified_at"},
        "raw.texts": {"document_id", "extractor"},
        "core.document_notes": {"document_id", "note_no", "step", "note", "n_found", "detail"},
        "core.statement_history": {"run_id"},
    }
    assert recorded <= (set(table.column_names) if table.schema == "ops" else allowed.get(table.name, set()))


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_a_view_is_explained_through_columns_that_there_are(view: Table) -> None:
    for column, shown in kinds_of(view).items():
        if isinstance(shown, Through):
            table = BY_NAME[shown.table]
            assert shown.column in table.column_names, f"{view.name}.{column}"
            assert len(shown.key) == len(table.key)
            assert set(shown.key) <= set(view.column_names)


def test_every_table_of_documents_names_the_step_that_makes_it() -> None:
    made = {table.name for table in TABLES if table.schema in ("raw", "core")} - {"core.document_notes"}
    assert set(STEPS) == made


@pytest.mark.parametrize("table", CHECKED, ids=name_of)
def test_every_column_has_a_check_of_its_evidence(table: Table) -> None:
    assert sorted(CHECKS[table.name]) == sorted(table.column_names)
