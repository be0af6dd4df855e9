"""Evidence that stands in a document: characters with the words around them."""

from collections.abc import Iterator
from typing import Any

from tasks.core.explain.model import Case, Evidence, Finder
from tasks.core.explain.reader import Reader
from tasks.core.query import Row
from tasks.core.report.excerpts import shortened, text_after, text_before

AROUND_CHARS = 80  # before and after: half a sentence, to see what is meant
MAX_CHARS = 4000  # of a span; a longer one (a whole statement) is shown by its ends


def span(
    reader: Reader, document_id: str, start: int | None, end: int | None, in_: str = "body", **about: Any
) -> Iterator[Evidence]:
    """Characters of a document; nothing if it has no such span. An empty span is a place where something is gone."""
    text = reader.text(document_id, in_) if start is not None else ""
    if start is None or end is None or not 0 <= start <= end <= len(text):
        return
    yield Evidence(
        document_id,
        reader.path(document_id),
        start,
        end,
        shortened(text[start:end], MAX_CHARS),
        text_before(text, start, AROUND_CHARS),
        text_after(text, end, AROUND_CHARS),
        in_=in_,
        **about,
    )


def spot(reader: Reader, row: Row, in_: str = "body", **about: Any) -> Iterator[Evidence]:
    """The span that a row names by `document_id`, `start_char`, `end_char`."""
    return span(reader, row["document_id"], row["start_char"], row["end_char"], in_, **about)


def own_span(note: str = "", in_: str = "body") -> Finder:
    """The span of the row itself, with its rule where it has one."""

    def find(case: Case) -> Iterator[Evidence]:
        row = case.row
        return spot(case.reader, row, in_, note=note, rule=row.get("rule") or "", confidence=row.get("confidence"))

    return find


def named_span(start: str, end: str, note: str = "") -> Finder:
    """A span of the body that two other columns of the row name."""

    def find(case: Case) -> Iterator[Evidence]:
        return span(case.reader, case.document_id, case.row[start], case.row[end], note=note)

    return find


def sentence(column: str = "sentence_no", owner: str = "document_id", note: str = "") -> Finder:
    """The sentence that a column of the row numbers."""

    def find(case: Case) -> Iterator[Evidence]:
        found = sentence_row(case.reader, case.row[owner], case.row[column])
        return spot(case.reader, found, note=note) if found else iter(())

    return find


def sentence_row(reader: Reader, document_id: str, sentence_no: int | None) -> Row | None:
    if sentence_no is None:
        return None
    return reader.row("from core.sentences where document_id = ? and sentence_no = ?", document_id, sentence_no)


def paragraph(column: str = "paragraph_no", note: str = "") -> Finder:
    """The paragraph that a column of the row numbers."""

    def find(case: Case) -> Iterator[Evidence]:
        found = case.reader.row(
            "from core.paragraphs where document_id = ? and paragraph_no = ?", case.document_id, case.row[column]
        )
        return spot(case.reader, found, note=note) if found else iter(())

    return find


def statement_span(case: Case) -> Iterator[Evidence]:
    """The versions of statements that the row's span lies in."""
    start, end = case.row["start_char"], case.row["end_char"]
    versions = case.reader.rows("from core.versions where document_id = ? order by statement_id", case.document_id)
    for row in versions:
        if row["start_char"] < end and row["end_char"] > start:
            note = f"the span of {row['statement_id']} in this document ({row['relation']})"
            yield from spot(case.reader, row, note=note)


def found_words(reader: Reader, document_id: str, words: str, start: int, end: int, **about: Any) -> Iterator[Evidence]:
    """The first place in a stretch of the body where words stand, whatever their case."""
    body = reader.text(document_id)
    at = body[start:end].lower().find(words.lower())
    if at >= 0 and words and len(body[start:end].lower()) == end - start:
        yield from span(reader, document_id, start + at, start + at + len(words), **about)


def files(column: str = "document_id") -> Finder:
    """The files that hold the document that a column names."""

    def find(case: Case) -> Iterator[Evidence]:
        document_id = case.row.get(column) or ""
        for row in case.reader.files(document_id):
            yield file_evidence(row)

    return find


def file_evidence(row: Row, note: str = "") -> Evidence:
    """A row of `raw.files`."""
    said = note or f"{row['n_bytes']:,} bytes, {row['state']}, first seen {row['first_seen_at']:%Y-%m-%d %H:%M} UTC"
    path = f"{row['source']}/{row['path']}"
    return Evidence(row["document_id"], path, 0, len(row["path"]), row["path"], note=said, in_="path")


def both(*finders: Finder) -> Finder:
    """What several finders find, in order."""

    def find(case: Case) -> Iterator[Evidence]:
        for one in finders:
            yield from one(case)

    return find


def row_evidence(case: Case, text: str, note: str = "", document_id: str = "", rule: str = "") -> Evidence:
    """A row of the warehouse, in words."""
    reader = case.reader
    path = reader.path(document_id) if document_id else ""
    return Evidence(document_id, path, None, None, text, note=note, rule=rule, in_="warehouse")
