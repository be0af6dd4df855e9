"""A warehouse of many documents, by SQL: the rows of a small one multiplied, and one in a hundred of them spoilt."""

from collections.abc import Iterator

import duckdb

from schemas.ddl import quoted
from schemas.model import Table
from schemas.rules import CHECKED_TABLES

ONE_IN = 100  # rows of a table that are spoilt
IDS = {  # columns that name a document, statement or passage: how the name of a copy is written
    **dict.fromkeys(("document_id", "main_document_id", "other_document_id"), "{}"),
    **dict.fromkeys(("statement_id", "old_statement_id", "first_statement_id"), "'st-' || left({}, 16)"),
    "passage_id": "'pa-' || left({}, 16)",
}
COUNTED = ("n_documents", "n_statements", "n_occurrences")  # of a phrase, over all documents
ALONE = ("core.entities", "core.memberships", "core.uncovered_phrases")  # tables whose rows hang on no one document
IN_ORDER = """
    update core.version_pairs
    set document_id = other_document_id, other_document_id = document_id,
        containment = other_containment, other_containment = containment
    where document_id > other_document_id"""
"""The new ids of a pair may be the other way round."""

SPOILT: dict[str, tuple[str, ...]] = {  # what is set in the spoilt rows of a table; each gets an equal share of them
    "raw.files": ("state = 'gone'", "media_type = null", "n_bytes = -1", "document_id = repeat('0', 64)"),
    "raw.texts": ("n_pages = 99", "extractor = null"),
    "raw.removed": ("end_char = start_char", "text = 'no such text'", "rule = null"),
    "core.documents": (
        "kind = 'poem'",
        "level = 'club'",
        "language_code = 'English'",
        "date_edtf = 'in May'",
        "body = ' '",
        "is_statement = not is_statement",
        "signatories = ['AT', 'ukraine', null]",
        "n_numbered = -1",
        "title = 'Words that stand nowhere'",
        "statement_id = 'st-0'",
    ),
    "core.statements": (
        "n_documents = n_documents + 1",
        "issuer = null",
        "main_document_id = repeat('0', 64)",
        "election_reasons = ['luck']",
    ),
    "core.versions": ("relation = 'odd'", "coverage_ratio = 2", "end_char = 10000000", "is_main = not is_main"),
    "core.metadata_candidates": ("evidence = 'nowhere'", "field = 'colour'", "confidence = 3", "is_chosen = null"),
    "core.paragraphs": (
        "role = 'limerick'",
        "start_char = start_char - 3",
        "end_char = 10000000",
        "language_code = 'English'",
        "paragraph_no = paragraph_no + 500",
    ),
    "core.sentences": (
        "start_char = start_char - 2",
        "end_char = start_char",
        "paragraph_no = 999",
        "sentence_no = sentence_no + 500",
        "in_statement = null",
    ),
    "core.version_pairs": ("decision = 'tossed'", "score = -1"),
    "core.sentence_alignments": ("change = 'odd'", "main_sentence_no = 999"),
    "core.damages": ("damage = 'odd'", "end_char = 10000000"),
    "core.agreed_language": ("text = 'We'", "is_first_use = not is_first_use", "passage_id = 'pa-0'"),
    "core.entities": ("label = 'THING'", "iso_code = 'XX'"),
    "core.mentions": (
        "surface = 'Nowhere'",
        "label = 'THING'",
        "entity_id = 'country:XX'",
        "start_char = start_char + 1",
        "confidence = 9",
        "mention_no = mention_no + 500",
    ),
    "core.speech_acts": (
        "act = 'sing'",
        "object_text = 'other words'",
        "sentence_no = 999",
        "act_no = act_no + 500",
        "verb_end_char = null",
    ),
    "core.commitments": ("amount_start_char = 0", "deadline_text = 'tomorrow'", "act_no = 999"),
    "core.uncovered_spans": ("phrase = phrase || ' '", "n_occurrences = 0", "start_char = start_char + 1"),
    "core.uncovered_phrases": ("n_documents = n_documents + 1", "example = null"),
}


def of_copies(table: Table, factor: int) -> str:
    """A `SELECT` of so many copies of a table's rows, the first with the ids as they are."""
    if table.name in ALONE:
        counted = ", ".join(f"{name} * {factor} as {name}" for name in COUNTED if name in table.column_names)
        return f"select *{f' replace ({counted})' if counted else ''} from made.{table.name}"
    replaced = []
    for name, written in IDS.items():
        if name in table.column_names:
            value = written.format(f"sha256({name} || '/' || copy)")
            replaced.append(f"case when copy = 0 or {name} is null then {name} else {value} end as {name}")
    if "path" in table.column_names:
        replaced.append("copy || '/' || path as path")
    copies = f"made.{table.name}, range({factor}) as copies (copy)"
    return f"select * exclude (copy) replace ({', '.join(replaced)}) from {copies}"


def multiply(connection: duckdb.DuckDBPyConnection, published: str, factor: int) -> None:
    """Fill the tables that are checked with the rows of a published file, so many times; no constraint is kept."""
    connection.execute(f"attach {quoted(published)} as made (read_only)")
    connection.execute("create schema raw; create schema core")
    for table in CHECKED_TABLES:
        connection.execute(f"create table {table.name} as {of_copies(table, factor)}")
    connection.execute(IN_ORDER)
    connection.execute("detach made")


def updates() -> Iterator[str]:
    """The changes, in a fixed order. Which rows are spoilt depends on their place alone."""
    for name, settings in SPOILT.items():
        for number, setting in enumerate(settings):
            share = f"rowid % {ONE_IN * len(settings)} = {number * ONE_IN + number}"
            yield f"update {name} set {setting} where {share}"


def spoil(connection: duckdb.DuckDBPyConnection) -> int:
    """Spoil one row in a hundred of each table; gives how many were."""
    counts = [connection.execute(update).fetchone() for update in updates()]
    return sum(row[0] for row in counts if row)
