"""What explanations read from the published file: rows by key, texts, paths. Nothing is read twice."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from tasks.core.query import Row, read_rows

TEXT_QUERIES = {
    "body": "select body as shown from core.documents where document_id = ?",
    "text": "select text as shown from raw.texts where document_id = ?",
    "properties": "select properties as shown from raw.texts where document_id = ?",
}


class ExplainError(ValueError):
    """Something cannot be explained as it was named; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The published file, and what was read of it so far."""

    connection: duckdb.DuckDBPyConnection
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def rows(self, query: str, *given: Any) -> list[Row]:
        """Rows of a query."""
        key = (query, *map(repr, given))
        if key not in self.known:
            self.known[key] = read_rows(self.connection, query, *given)
        found: list[Row] = self.known[key]
        return found

    def row(self, query: str, *given: Any) -> Row | None:
        """The first row of a query; nothing if there is none."""
        return next(iter(self.rows(query, *given)), None)

    def text(self, document_id: str, place: str = "body") -> str:
        """The body of a document, its text before cleaning or its properties; empty if it has none (it is refused)."""
        found = self.row(TEXT_QUERIES[place], document_id)
        return str(found["shown"] or "") if found else ""

    def files(self, document_id: str) -> list[Row]:
        """The files that hold a document, those that are there first."""
        return self.rows(
            "from raw.files where document_id = ? order by state != 'present', first_seen_at, source, path", document_id
        )

    def path(self, document_id: str) -> str:
        """The first path of a document, after the name of its source; empty for none."""
        found = self.files(document_id)
        return f"{found[0]['source']}/{found[0]['path']}" if found else ""

    def document(self, document_id: str) -> Row:
        """The row of `core.documents` without its body; empty for a document that is refused."""
        return self.row("select * exclude (body) from core.documents where document_id = ?", document_id) or {}

    def statement(self, statement_id: str) -> Row:
        """The row of `core.statements`; empty for a name that no statement has any more."""
        return self.row("from core.statements where statement_id = ?", statement_id) or {}

    def versions(self, statement_id: str) -> list[Row]:
        """The versions of a statement, the main one first, then those that cover most."""
        return self.rows(
            "from core.versions where statement_id = ? order by is_main desc, coverage_ratio desc, document_id",
            statement_id,
        )

    def candidates(self, document_id: str, name: str) -> list[Row]:
        """The candidates for a metadata column of a document, the chosen one first, then those trusted most."""
        return self.rows(
            "from core.metadata_candidates where document_id = ? and field = ?"
            " order by is_chosen desc, confidence desc, candidate_no",
            document_id,
            name,
        )

    def entity(self, entity_id: str) -> Row:
        """The row of `core.entities`; empty if there is none."""
        return self.row("from core.entities where entity_id = ?", entity_id) or {}
