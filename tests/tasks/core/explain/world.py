"""What checks of explanations know of a warehouse by themselves: its rows, its texts, the files it was made from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from tasks.core.explain import Evidence, Explanation

TEXTS = {"body": ("core.documents", "body"), "text": ("raw.texts", "text"), "properties": ("raw.texts", "properties")}
SHORTENED = " […] "


@dataclass(frozen=True)
class World:
    """A published warehouse, read by plain queries, and the folder of the source."""

    connection: duckdb.DuckDBPyConnection
    source: Path
    known: dict[Any, Any] = field(default_factory=dict)

    def rows(self, query: str, *given: Any) -> list[tuple[Any, ...]]:
        key = (query, *map(str, given))
        if key not in self.known:
            self.known[key] = self.connection.execute(query, list(given)).fetchall()
        found: list[tuple[Any, ...]] = self.known[key]
        return found

    def one(self, query: str, *given: Any) -> Any:
        found = self.rows(query, *given)
        return found[0][0] if found else None

    def text(self, document_id: str, place: str) -> str:
        table, column = TEXTS[place]
        return str(self.one(f"select {column} from {table} where document_id = ?", document_id) or "")

    def file(self, path: str) -> Path:
        """The file of a path that begins with the name of the source."""
        return self.source / path.partition("/")[2]


@dataclass(frozen=True)
class Seen:
    """A cell with its explanation, as a check sees it."""

    world: World
    row: dict[str, Any]
    found: Explanation

    @property
    def value(self) -> Any:
        return self.row[self.found.column]

    def at(self, column: str) -> "Seen":
        """The same evidence, held against another column."""
        return Seen(self.world, self.row, replace(self.found, column=column))

    @property
    def spans(self) -> list[Evidence]:
        """Pieces of evidence that stand in a document."""
        return [one for one in self.found.evidence if one.in_ in TEXTS]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.spans]

    @property
    def said(self) -> str:
        """All the words of the evidence, wherever they stand."""
        return "\n".join(one.text for one in self.found.evidence)


def stands(world: World, one: Evidence) -> bool:
    """A piece of evidence stands where it says, with the words around it that it says."""
    if one.in_ not in TEXTS:
        return bool(one.text) or one.in_ in ("path", "warehouse")
    text = world.text(one.document_id, one.in_)
    if one.start_char is None or one.end_char is None or not 0 <= one.start_char <= one.end_char <= len(text):
        return False
    span = text[one.start_char : one.end_char]
    first, _, last = one.text.partition(SHORTENED)
    is_span = span == one.text or (SHORTENED in one.text and span.startswith(first) and span.endswith(last))
    is_before = text[: one.start_char].endswith(one.before.removeprefix("…"))
    is_after = text[one.end_char :].startswith(one.after.removesuffix("…"))
    paths = world.rows("select source || '/' || path from raw.files where document_id = ?", one.document_id)
    return is_span and is_before and is_after and (one.path,) in paths


def words(text: Any) -> list[str]:
    """Words in small letters, numbers among them."""
    return re.findall(r"\w+", str(text).casefold())


def in_order(some: Sequence[str], others: Sequence[str]) -> bool:
    """All of the first words stand among the others, in their order."""
    left = iter(others)
    return all(any(word == other for other in left) for word in some)
