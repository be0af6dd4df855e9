"""The text in question: what stands where a row points to, with some text around it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from schemas.model import Table
from schemas.rules_model import key_text
from schemas.tables import BY_NAME
from tasks.core.query import Row, read_rows
from tasks.core.report.model import Bounds, Excerpt

LEFT_OUT = " […] "
MAX_SPAN_CHARS = 4000  # of what is compared with the words of a rule
WORD_CHARS = 24  # a cut may move so far to fall between words
TEXT_QUERIES = {  # of one document
    "body": "select body from core.documents where document_id = ?",
    "text": "select text from raw.texts where document_id = ?",
    "properties": "select properties from raw.texts where document_id = ?",
}
OWN_TEXT = {"raw.removed": "'text'", "raw.texts": "'text'", "core.metadata_candidates": "evidence_in"}
OWN_SPANS = {"core.commitments": ("amount_start_char", "amount_end_char")}
ALIGNED = "core.sentence_alignments"
BEGINNING = "the text begins"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row points to: characters of a text of a document. Without a start it is the text as a whole."""

    document_id: str
    place: str = "body"
    start: int | None = None
    end: int | None = None
    note: str = ""


def spot_query(table: Table) -> str:
    """SQL of `row_key`, `owner_id`, `place`, `start_char`, `end_char`, `note` of some rows of a table."""
    start, end = OWN_SPANS.get(table.name, ("start_char", "end_char"))
    owner, note, join = "rows.document_id", "''", ""
    if table.name == ALIGNED:  # what a copy lost is read where it is whole: in the main version
        owner = "if(rows.main_sentence_no is null, rows.document_id, rows.main_document_id)"
        note = "if(rows.main_sentence_no is null, '', 'in the main version')"
        number = "coalesce(rows.main_sentence_no, rows.sentence_no)"
        join = f"left join core.sentences as spans on spans.document_id = {owner} and spans.sentence_no = {number}"
        start, end = "spans.start_char", "spans.end_char"
    elif start not in table.column_names or end not in table.column_names:
        start, end = "null", "null"
        if "sentence_no" in table.column_names:
            join = "left join core.sentences as spans using (document_id, sentence_no)"
            start, end = "spans.start_char", "spans.end_char"
    place = OWN_TEXT.get(table.name, "'body'")
    return (
        f"select {key_text(table, 'rows')} as row_key, {owner} as owner_id, {place} as place,"
        f" {start} as start_char, {end} as end_char, {note} as note from {table.name} as rows {join}"
        f" where rows.document_id in (select unnest(?)) and {key_text(table, 'rows')} in (select unnest(?))"
    )


def find_spots(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> dict[tuple[str, str], Spot]:
    """Where rows of `ops.failed_rows` point to, by table and key. A row that is not there points to its document."""
    wanted: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["document_id"]:
            wanted[row["table_name"]].append(row)
    found = {
        (name, row["row_key"]): Spot(row["document_id"], "text" if OWN_TEXT.get(name) == "'text'" else "body")
        for name, given in wanted.items()
        for row in given
    }
    for name, given in wanted.items():
        table = BY_NAME.get(name)
        if table is None or "document_id" not in table.column_names:
            continue
        keys = [row["row_key"] for row in given]
        for row in read_rows(connection, spot_query(table), [each["document_id"] for each in given], keys):
            spot = Spot(row["owner_id"], row["place"], row["start_char"], row["end_char"], row["note"])
            found[name, row["row_key"]] = spot
    return found


def read_excerpts(
    connection: duckdb.DuckDBPyConnection, spots: Mapping[tuple[str, str], Spot], bounds: Bounds
) -> dict[tuple[str, str], Excerpt]:
    """The text at each spot. One text is held at a time, however long they are; what is not there is left out."""
    wanted: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, spot in spots.items():
        wanted[spot.document_id, spot.place].append(key)
    found: dict[tuple[str, str], Excerpt] = {}
    for (document_id, place), keys in wanted.items():
        query = TEXT_QUERIES.get(place)
        row = connection.execute(query, [document_id]).fetchone() if query else None
        if row and row[0] is not None:
            found.update({key: excerpt(row[0], spots[key], bounds) for key in keys})
    return found


def excerpt(text: str, spot: Spot, bounds: Bounds) -> Excerpt:
    """The text at a spot, with some before and after it."""
    start, end = spot.start, spot.end
    if start is None or end is None:
        return Excerpt(after=beginning(text, bounds), note=BEGINNING)
    if not 0 <= start < end <= len(text):
        note = f"its span {start}–{end} does not lie in the text of {len(text):,} characters; {BEGINNING}"
        return Excerpt(after=beginning(text, bounds), note=note)
    return Excerpt(
        before=text_before(text, start, bounds.around_chars),
        marked=shortened(text[start:end], bounds.marked_chars),
        after=text_after(text, end, bounds.around_chars),
        note=spot.note,
        span=text[start:end][:MAX_SPAN_CHARS],
    )


def beginning(text: str, bounds: Bounds) -> str:
    return text_after(text, 0, bounds.around_chars + bounds.marked_chars)


def text_before(text: str, start: int, n_chars: int) -> str:
    """The text before a place, from a word on."""
    if start <= n_chars:
        return text[:start]
    shown = text[start - n_chars : start]
    space = shown.find(" ", 0, WORD_CHARS)
    return f"…{shown[space + 1 :]}"


def text_after(text: str, end: int, n_chars: int) -> str:
    """The text after a place, up to the end of a word."""
    if len(text) - end <= n_chars:
        return text[end:]
    shown = text[end : end + n_chars]
    space = shown.rfind(" ", max(0, n_chars - WORD_CHARS))
    return f"{shown[:space] if space > 0 else shown}…"


def shortened(text: str, n_chars: int) -> str:
    """A text without its middle, if it is long."""
    if len(text) <= n_chars:
        return text
    half = n_chars // 2
    first = text_after(text, 0, half).removesuffix("…")
    last = text_before(text, len(text), half).removeprefix("…")
    return f"{first.rstrip()}{LEFT_OUT}{last.lstrip()}"


def without_text(detail: str, shown: Excerpt) -> str:
    """What a rule says of a row, without the text that stands below it anyway."""
    span, said = " ".join(shown.span.split()), " ".join(detail.split())
    return said.removesuffix(f": {span}") if span else detail


def paths_of(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, str]:
    """The first path of each document."""
    rows = read_rows(
        connection,
        "select document_id, min(path) as path from raw.files where document_id in (select unnest(?)) group by all",
        list(document_ids),
    )
    return {row["document_id"]: row["path"] for row in rows}
