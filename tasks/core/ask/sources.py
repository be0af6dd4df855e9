"""The sources that a warehouse knows, and the documents that somebody names, for those who make it again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.core.ask.query import published
from tasks.core.compare.find import find_document
from tasks.core.run import Places, journals_backwards

NOWHERE = "source"  # below the state folder, for a source of which no journal says where it lies: it is never there


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its last completed run saw it. `settings` are those of that run; empty if nothing tells of them."""

    name: str
    folder: Path
    settings: Mapping[str, Any] = field(default_factory=dict)


def known_sources(places: Places) -> tuple[Source, ...]:
    """All sources that have files in the published warehouse, by name.

    Raises:
        QueryError: nothing is published yet, or it cannot be read.
    """
    with published(places.published) as connection:
        rows = connection.execute("select distinct source from raw.files order by source").fetchall()
    waiting = {name for (name,) in rows}
    found: dict[str, Source] = {}
    for journal in journals_backwards(places):
        if not waiting:
            break
        name = str(journal.get("source", ""))
        if name in waiting and journal.get("state") == "completed":
            waiting.discard(name)
            found[name] = Source(name, Path(journal["source_folder"]), journal.get("settings", {}))
    return tuple(found.get(name, Source(name, places.state / NOWHERE)) for (name,) in rows)


def named_documents(places: Places, given: Iterable[str]) -> tuple[str, ...]:
    """Ids of the documents that somebody names by paths, ids, or beginnings of them, sorted.

    Raises:
        QueryError: nothing is published yet, or it cannot be read.
        ValueError: a name fits no document, or several.
    """
    names = list(given)
    if not names:
        return ()
    with published(places.published) as connection:
        return tuple(sorted({find_document(connection, each).document_id for each in names}))
