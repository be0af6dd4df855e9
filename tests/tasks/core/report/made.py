"""Warehouses in a folder, with made rows, to report on."""

from collections.abc import Mapping
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tasks.core.run import Places, write_journal
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_ops import LATER, ops_tables
from tests.warehouse.made_rows import Row

VOID = ("meta", "br", "col")
STARTED = datetime(2026, 1, 5, 12)
STOPPED = "20260105T120000Z-0a1b2c"


def made_warehouse(folder: Path, **changed: list[Row]) -> Places:
    """A published warehouse of the made rows; `changed` are rows of tables of `ops`, by short name."""
    tables = {**made_tables(), **ops_tables(), **{f"ops.{name}": rows for name, rows in changed.items()}}
    return publish(folder, tables)


def publish(folder: Path, tables: Mapping[str, list[Row]]) -> Places:
    places = Places(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with connect(tables) as connection:
        connection.execute(f"attach '{places.published}' as made")
        connection.execute("copy from database memory to made")
    write_journal(places, LATER, {"state": "completed", "source": "raw", "code_version": "0.1.0+00000002"})
    return places


def stopped(places: Places, **entry: Any) -> Places:
    """The same with the journal of a run that failed."""
    given = {
        "state": "failed",
        "started_at": STARTED,
        "ended_at": datetime(2026, 1, 5, 12, 1, 30),
        "source": "raw",
        "code_version": "0.1.0+00000003",
        "step": "annotate",
        "reason": "Validation (warehouse) stops the run.",
        **entry,
    }
    write_journal(places, STOPPED, given)
    return places


class Page(HTMLParser):
    """A page taken apart; tags that are not closed in order fail."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def words(self) -> str:
        """All text, with single spaces."""
        return " ".join(" ".join(self.pieces).split())

    def attributes(self, tag: str, name: str) -> list[str | None]:
        return [values[name] for each, values in self.tags if each == tag and name in values]


def read_page(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))
