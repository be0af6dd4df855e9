"""What the explanations of views are made of: columns shown from another row, paths, counted rows."""

from collections.abc import Iterator

from schemas.model import Table
from schemas.tables import BY_NAME
from tasks.core.explain.model import ROWS, TEXT, Case, Evidence, Finder, Kind, Through
from tasks.core.explain.queries import bound
from tasks.core.explain.spans import files, row_evidence, sentence, spot

SHOWN = 8  # rows that are counted and listed
Shown = Through | Kind


def of_base(view: Table, base: str, key: tuple[str, ...] = ()) -> dict[str, Shown]:
    """The columns of a view that are those of a table, of the row with the same key."""
    table = BY_NAME[base]
    names = key or table.key
    return {name: Through(base, name, names) for name in view.column_names if name in table.column_names}


def through(base: str, key: tuple[str, ...], **columns: str) -> dict[str, Shown]:
    """Columns of a view, each with the column of another table that it shows."""
    return {name: Through(base, column, key) for name, column in columns.items()}


STATEMENT_TITLE = through("core.statements", ("statement_id",), statement_title="title")
STATEMENT = STATEMENT_TITLE | through(
    "core.statements", ("statement_id",), statement_issuer="issuer", statement_date_edtf="date_edtf"
)
ENTITY = through("core.entities", ("entity_id",), label="label", name="name", iso_code="iso_code")
RUN = through("ops.runs", ("run_id",), started_at="started_at", code_version="code_version")


def path_of(column: str = "document_id") -> Kind:
    """A path of the document that a column names."""
    return Kind(
        "A file that holds the document, of several the first by name.",
        ROWS,
        files(column),
        query=f"select min(path) from raw.files where document_id = ${column}",
    )


def listed(query: str, note: str = "counted") -> Finder:
    """The first spans of a query, which gives `document_id`, `start_char`, `end_char`."""

    def find(case: Case) -> Iterator[Evidence]:
        sql, values = bound(f"{query} limit {SHOWN}", case.row)
        for row in case.reader.rows(sql, *values):
            yield from spot(case.reader, row, note=note)

    return find


def rows_listed(query: str, note: str) -> Finder:
    """The first rows of a query, in words."""

    def find(case: Case) -> Iterator[Evidence]:
        sql, values = bound(f"{query} limit {SHOWN}", case.row)
        for row in case.reader.rows(sql, *values):
            said = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
            yield row_evidence(case, said, note, str(row.get("document_id") or ""))

    return find


def rendered(case: Case) -> Iterator[Evidence]:
    """The versions that the row's span lies in; of a mention or act, its sentence first."""
    row = case.row
    query = (
        "select versions.* from core.sentences as spans join core.versions as versions using (document_id)"
        " where spans.document_id = ? and spans.sentence_no = ?"
        " and versions.start_char < spans.end_char and versions.end_char > spans.start_char"
    )
    if "start_char" in row:
        query = "from core.versions where document_id = ? and start_char < ? and end_char > ?"
        values = [row["document_id"], row["end_char"], row["start_char"]]
    else:
        values = [row["document_id"], row["sentence_no"]]
    for one in case.reader.rows(f"{query} order by all", *values):
        yield from spot(case.reader, one, note=f"the span of {one['statement_id']} here, {one['relation']}")


def how_rendered(case: Case) -> str:
    if case.value is None:
        return "Empty: the text at this place lies in no statement."
    return "Of the versions that hold the place, the narrowest."


def rendered_by(spans: str, number: str) -> dict[str, Shown]:
    """The statement that a place renders, and whether its main version does so."""
    narrowest = (
        f"from core.{spans} as spans join core.versions as versions on versions.document_id = spans.document_id"
        " and versions.start_char < spans.end_char and versions.end_char > spans.start_char"
        f" where spans.document_id = $document_id and spans.{number} = ${number} and spans.in_statement"
        " order by versions.end_char - versions.start_char, versions.statement_id limit 1"
    )
    return {
        name: Kind(how_rendered, TEXT, rendered, query=f"select versions.{name} {narrowest}", step="group")
        for name in ("statement_id", "is_main")
    }


RENDERED = rendered_by("sentences", "sentence_no")
SENTENCE_TEXT = Kind(
    "The characters of the body at the sentence's span.",
    TEXT,
    sentence(note="the sentence"),
    query="select substr(documents.body, spans.start_char + 1, spans.end_char - spans.start_char)"
    " from core.sentences as spans join core.documents as documents on documents.document_id = spans.document_id"
    " where spans.document_id = $document_id and spans.sentence_no = $sentence_no",
)
