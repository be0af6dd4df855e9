"""A small warehouse made by hand, in which every rule holds but those on the damaged copy.

Document A is a statement in full, B a copy that lost words, C an article that carries none.
"""

from collections.abc import Mapping
from datetime import date

import duckdb

from schemas.arrow import to_arrow
from schemas.ddl import identifier, qualified
from schemas.rules import CHECKED_TABLES
from schemas.tables import TABLES
from schemas.views import VIEWS, view_sql
from tests.warehouse.made_acts import acts, commitments, uncovered_phrase, uncovered_span
from tests.warehouse.made_rows import (
    ARTICLE,
    CUT,
    FULL,
    NEWS,
    RUN_ID,
    STATEMENT,
    A,
    B,
    C,
    Row,
    agreed_use,
    alignment,
    candidates,
    damage,
    document,
    entity,
    file,
    mentions,
    statement,
    structure,
    version,
)

MEANINGS = {
    "Vienna": ("PLACE", "place:vienna"),
    "Ukraine": ("COUNTRY", "country:UA"),
    "Danube Council": ("ORG", "org:danube-council"),
    "Austria": ("COUNTRY", "country:AT"),
}


def made_tables() -> dict[str, list[Row]]:
    """Rows of every table that is checked, by its name."""
    parts = {key: structure(key, content) for key, content in ((A, FULL), (B, CUT), (C, NEWS))}
    body_a, body_b, body_c = (parts[key][0] for key in (A, B, C))
    dated = {"date_edtf": "2021-05-03", "date_start": date(2021, 5, 3), "date_end": date(2021, 5, 3)}
    said = {"title": "Statement of the Danube Council", "issuer": "Danube Council", "level": "organisation"}
    documents = [
        document(A, body_a, **dated, **said, place="Vienna", signatories=["AT", "UA"]),
        document(B, body_b, **{**said, "level": "governments"}, relation="truncated", coverage_ratio=0.7),
        document(
            C, body_c, statement_id=ARTICLE, kind="article", is_statement=False, carries_statement=False, n_numbered=0,
            title="Ministers travel to Austria",
        ),
    ]  # fmt: skip
    return {
        "raw.files": [file("a.txt", A), file("b.txt", B), file("c.txt", C), file("old.txt", C, "missing")],
        "raw.texts": [
            {
                "document_id": key,
                "text": parts[key][0] + "\nShare" + "\f" * (key == A),
                "properties": "",
                "extractor": "utf-8",
                "n_pages": 1 + (key == A),
            }
            for key in (A, B, C)
        ],
        "core.document_notes": [
            {
                "document_id": A,
                "note_no": 1,
                "step": "extract",
                "note": "needs_ocr",
                "page_no": 2,
                "n_found": None,
                "detail": "Page 2 is a picture.",
            }
        ],
        "raw.marks": [
            {"document_id": key, "start_char": 0, "end_char": len(body), "mark": "block"}
            for key, body in ((A, body_a), (B, body_b))
        ],
        "raw.removed": [
            {
                "document_id": key,
                "start_char": len(body) + at,
                "end_char": len(body) + end,
                "rule": "made",
                "text": text,
            }
            for key, body in ((A, body_a), (B, body_b))
            for at, end, text in ((0, 1, "\n"), (1, 6, "Share"))
        ],
        "core.documents": documents,
        "core.statements": [
            statement(
                STATEMENT,
                A,
                2,
                **dated,
                **said,
                place="Vienna",
                date_basis="stated",
                signatories=["AT", "UA"],
                conflicting_fields=["level"],
            ),
            statement(ARTICLE, C, 1, carries_statement=False, title="Ministers travel to Austria"),
        ],
        "core.versions": [
            version(STATEMENT, A, body_a, "full", 1.0, True),
            version(STATEMENT, B, body_b, "truncated", 0.7, False),
            version(ARTICLE, C, body_c, "full", 1.0, True),
        ],
        "core.statement_history": [
            {"old_statement_id": "st-00000000000000dd", "statement_id": STATEMENT, "run_id": RUN_ID, "reason": "merged"}
        ],
        "core.metadata_candidates": [row for given in documents for row in candidates(given, given["body"])],
        "core.paragraphs": [row for key in (A, B, C) for row in parts[key][1]],
        "core.sentences": [row for key in (A, B, C) for row in parts[key][2]],
        "core.version_pairs": [
            {
                "document_id": first,
                "other_document_id": second,
                "score": score,
                "containment": score,
                "other_containment": score,
                "decision": decision,
                "relation": relation,
                "evidence": f'{{"reason": "{reason}"}}',
            }
            for first, second, score, decision, relation, reason in (
                (A, B, 0.8, "linked", "truncated", "score"),
                (A, C, 0.1, "below_gate", "shares_text", "coverage"),
            )
        ],
        "core.speech_acts": acts(A, body_a, parts[A][2]),
        "core.commitments": commitments(A, body_a),
        "core.uncovered_spans": [uncovered_span(A, body_a, "with its people", 4)],
        "core.uncovered_phrases": [
            uncovered_phrase(A, body_a, "with its people", "We stand with Ukraine and with its people.")
        ],
        "core.sentence_alignments": [
            alignment(1, 2, 3, "cut"),
            alignment(2, 2, 4, "same"),
            alignment(3, 3, 5, "cut"),
            alignment(4, 4, 6, "same"),
        ],
        "core.damages": [
            damage(1, "sentence_cut", "to speak of the", "war in Ukraine", 3, (body_b, body_a)),
            damage(2, "sentence_cut", "need for food", "and for shelter", 5, (body_b, body_a)),
        ],
        "core.agreed_language": [
            agreed_use(A, STATEMENT, body_a, "We stand with Ukraine", 4, "same"),
            agreed_use(C, ARTICLE, body_c, "The ministers of four states", 2, "varied"),
        ],
        "core.entities": [
            entity("country:AT", "COUNTRY", "Austria", "AT"),
            entity("country:UA", "COUNTRY", "Ukraine", "UA"),
            entity("org:danube-council", "ORG", "Danube Council"),
            entity("place:vienna", "PLACE", "Vienna"),
        ],
        "core.memberships": [
            {
                "organisation_id": "org:danube-council",
                "member_id": member,
                "date_start": since,
                "date_end": until,
                "precision": "day",
            }
            for member, since, until in (
                ("country:AT", date(1990, 1, 1), date(1999, 12, 31)),
                ("country:AT", date(2001, 1, 1), None),
                ("country:UA", date(1992, 1, 1), None),
            )
        ],
        "core.mentions": [row for key in (A, B, C) for row in mentions(key, parts[key][0], parts[key][2], MEANINGS)],
    }


def connect(tables: Mapping[str, list[Row]]) -> duckdb.DuckDBPyConnection:
    """A warehouse in memory that holds these rows, without constraints, with all tables and views."""
    connection = duckdb.connect()
    for schema in ("raw", "core", "ops", "mart"):
        connection.execute(f"create schema {identifier(schema)}")
    for table in TABLES:
        arrow = to_arrow(table, tables.get(table.name, ()))
        connection.register("given", arrow)
        columns = ", ".join(
            f"cast({identifier(c.name)} as {c.sql_type}) as {identifier(c.name)}" for c in table.columns
        )
        connection.execute(f"create table {qualified(table)} as select {columns} from given")
        connection.unregister("given")
    for view in VIEWS:
        connection.execute(f"create view {qualified(view)} as {view_sql(view)}")
    return connection


CHECKED_NAMES = tuple(table.name for table in CHECKED_TABLES)
