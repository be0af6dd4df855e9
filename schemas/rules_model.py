"""What a rule is: what must hold of the rows, why, and what follows when it does not."""

from dataclasses import dataclass

from schemas.model import Table

NO_DOCUMENT = "cast(null as varchar)"  # SQL, for rows that are not about one document
CRITICAL = "critical"
WARNING = "warning"
INFO = "info"
DOCUMENTS = "documents"
ANNOTATIONS = "annotations"
WAREHOUSE = "warehouse"
GATES = (DOCUMENTS, ANNOTATIONS)  # suites that look at one document at a time, and refuse it
LONG_TEXT_CHARS = 100_000  # slices of shorter ones cost less than their chunks, if they are few
CHUNK_CHARS = 512  # most spans are shorter; of one that is longer the chunks are put together
PIECE_CHUNKS = 128  # chunks are cut from pieces of so many, so that those of a long text are not all counted off from 0


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation on the values of a column, each row by itself. Empty values pass all kinds but `not_null`.

    `kind` is `not_null`, `pattern` (matched whole), `vocabulary` or `between` (bounds inclusive). Of a list column the
    items are checked.
    """

    kind: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that several rules start from: `select` is run once, before them, and found under `name`."""

    name: str
    select: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query for the rows that break the rule: `row_key`, `document_id` (may be empty), `detail`.

    `population` is what stands after `select count(*) from`, for the number of rows that the rule looks at. Both may
    read from `parts`, and a part from those before it.
    """

    offending: str
    population: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `rule_id` is unique; `suites` are those that it belongs to.

    In the suites of `GATES` a critical rule refuses the documents that break it, in the others it stops the run.
    """

    rule_id: str
    severity: str
    table_name: str
    column_name: str | None
    reason: str
    check: Expectation | Query
    suites: tuple[str, ...] = (WAREHOUSE,)


def key_text(table: Table, alias: str = "") -> str:
    """SQL of the row's key as text, its columns joined by `/`."""
    prefix = f"{alias}." if alias else ""
    return f"concat_ws('/', {', '.join(prefix + name for name in table.key)})"


def slice_text(text: str, spans: str) -> str:
    """SQL of the characters of `text` that a row of `spans` covers."""
    return f"substr({text}, {spans}.start_char + 1, {spans}.end_char - {spans}.start_char)"


def chunked(whole: str, text: str) -> str:
    """A `SELECT` of all texts in chunks: `document_id`, `chunk_no` from 0, `chunk`.

    Chunk n holds the characters from n * CHUNK_CHARS, twice so many: any span of that length which begins in its first
    half. To find a place DuckDB counts a text's characters from the beginning each time, so slices are taken of chunks.
    """
    piece_chars = PIECE_CHUNKS * CHUNK_CHARS
    pieces = f"range(length({text}) // {piece_chars} + 1)"
    chunks = f"range(least(length(piece) // {CHUNK_CHARS} + 1, {PIECE_CHUNKS}))"
    return f"""
            with texts as (
                select document_id, case
                    when length({text}) <= {piece_chars} then [{text}]
                    else list_transform(
                        {pieces}, lambda n: substr({text}, n * {piece_chars} + 1, {piece_chars + CHUNK_CHARS})
                    )
                end as pieces
                from {whole}
            ),
            parted as (
                select document_id, unnest(pieces) as piece, generate_subscripts(pieces, 1) - 1 as piece_no from texts
            ),
            cut as (
                select document_id, piece_no,
                    list_transform(
                        {chunks}, lambda n: substr(piece, n * {CHUNK_CHARS} + 1, {2 * CHUNK_CHARS})
                    ) as chunks
                from parted
            )
            select document_id, unnest(chunks) as chunk,
                piece_no * {PIECE_CHUNKS} + generate_subscripts(chunks, 1) - 1 as chunk_no
            from cut"""


BODY_CHUNKS = Part("body_chunks", chunked("core.documents", "body"))


def sliced(spans: str, whole: str, text: str) -> str:
    """SQL of all rows of `spans` with their characters of `whole`.`text` as the column `slice`.

    For few spans of a text: those of a text that is not long are taken of it directly.
    """
    return f"""(
            select spans.*, {slice_text(f"wholes.{text}", "spans")} as slice
            from {spans} as spans
            join {whole} as wholes using (document_id)
            where length(wholes.{text}) <= {LONG_TEXT_CHARS}
            union all
            {put_together(spans, f"({chunked(f'{whole} where length({text}) > {LONG_TEXT_CHARS}', text)})", "true")}
        )"""


def body_slices(spans: str) -> str:
    """The same of bodies, for many spans of each, by `BODY_CHUNKS`; '' for what lies beyond the end."""
    return f"""(
            select spans.*,
                coalesce(substr(chunk, start_char % {CHUNK_CHARS} + 1, end_char - start_char), '') as slice
            from {spans} as spans
            left join body_chunks as chunks
                on chunks.document_id = spans.document_id and chunk_no = start_char // {CHUNK_CHARS}
            where coalesce(end_char - start_char, 0) <= {CHUNK_CHARS}
                and spans.document_id in (select document_id from core.documents where body is not null)
            union all
            {put_together(spans, "body_chunks", f"end_char - start_char > {CHUNK_CHARS}")}
        )"""


def put_together(spans: str, chunks: str, condition: str) -> str:
    """A `SELECT` of the spans that meet a condition, with the slice out of all chunks that each touches."""
    return f"""select * exclude (touched),
                substr(touched, start_char % {CHUNK_CHARS} + 1, end_char - start_char) as slice
            from (
                select spans.*, string_agg(left(chunk, {CHUNK_CHARS}), '' order by chunk_no) as touched
                from {spans} as spans
                join {chunks} as chunks
                    on chunks.document_id = spans.document_id
                    and chunk_no between start_char // {CHUNK_CHARS}
                        and greatest(end_char - 1, start_char) // {CHUNK_CHARS}
                where {condition}
                group by all
            )"""


def warehouse_rule(
    rule_id: str,
    table_column: str,
    reason: str,
    offending: str,
    population: str,
    severity: str = CRITICAL,
    suites: tuple[str, ...] = (WAREHOUSE,),
    parts: tuple[Part, ...] = (),
) -> Rule:
    """A rule of the suite `warehouse`. `table_column` is `schema.table` or `schema.table.column`."""
    schema, table, *column = table_column.split(".")
    query = Query(offending, population, parts)
    return Rule(rule_id, severity, f"{schema}.{table}", column[0] if column else None, reason, query, suites)


def annotation_rule(
    rule_id: str,
    table_column: str,
    reason: str,
    offending: str,
    population: str,
    severity: str = CRITICAL,
    parts: tuple[Part, ...] = (),
) -> Rule:
    """A rule of the suite `annotations`: on what annotation made of one document, beside its body and sentences."""
    return warehouse_rule(rule_id, table_column, reason, offending, population, severity, (ANNOTATIONS,), parts)
