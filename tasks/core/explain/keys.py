"""From what somebody typed to a table, a column and a row.

KEY is the key columns joined by `/`. A value may hold a `/` itself: all ways to divide the key are tried against the
rows that there are, so that nothing has to be escaped. Columns at the end of the key may be left out, and ids may be
cut short, as long as one row alone is meant; a document may be named by its path, or the end of it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz import process

from schemas.ddl import identifier, qualified
from schemas.model import Column, Table
from schemas.tables import TABLES
from schemas.views import VIEWS
from tasks.core.compare.find import FINDERS, by_statement
from tasks.core.explain.reader import ExplainError, Reader
from tasks.core.query import Row

SEPARATOR = "/"
MAX_SHOWN = 10  # rows that a message lists
MAX_WAYS = 500  # to divide a key; more slashes than that has no key
MIN_PREFIX = 4  # characters of an id that is cut short
HINTS = ("surface", "title", "phrase", "path", "text", "name", "verb", "damage", "change", "value", "role", "step")
HINT_CHARS = 60
NUMBERS = ("INTEGER", "BIGINT")
TIMES = ("TIMESTAMP", "DATE")
ALIKE = 60.0  # of 100


def find_table(given: str) -> Table:
    """The table or view of that name; its schema may be left out where one alone has it.

    Raises:
        ExplainError: there is none, or there are two.
    """
    known = {table.name: table for table in (*TABLES, *VIEWS)}
    found = [known[given]] if given in known else [table for table in known.values() if table.short_name == given]
    if len(found) == 1:
        return found[0]
    if found:
        raise ExplainError(f"{given}: there is {' and '.join(table.name for table in found)}. Name one of them.")
    near = [name for name, _, _ in process.extract(given, list(known), limit=3, score_cutoff=ALIKE)]
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise ExplainError(f"{given}: there is no such table or view.{meant} They stand in warehouse/DICTIONARY.md.")


def find_column(table: Table, given: str) -> str:
    """The column of that name; empty for none given.

    Raises:
        ExplainError: the table has no such column.
    """
    if given and given not in table.column_names:
        raise ExplainError(f"{given}: {table.name} has no such column. It has {', '.join(table.column_names)}.")
    return given


def find_row(reader: Reader, table: Table, given: str) -> Row:
    """The one row that a key names.

    Raises:
        ExplainError: it names none, or several.
    """
    given = given.encode("utf-8", "replace").decode("utf-8")  # bytes on a command line need not be text
    for is_exact in (True, False):
        for n_parts in range(len(table.key), 0, -1):
            found = matching(reader, table, given, n_parts, is_exact)
            whole = [row for row in found if key_of(table, row) == given]  # a key column can be empty
            if len(found) == 1 or len(whole) == 1:
                return read_row(reader, table, (whole or found)[0])
            if found:
                raise ExplainError(ambiguous(reader, table, given, found))
    if found := of_document(reader, table, given):
        if len(found) == 1:
            return read_row(reader, table, found[0])
        raise ExplainError(ambiguous(reader, table, given, found))
    raise ExplainError(unknown(reader, table, given))


def divisions(given: str, n_parts: int) -> Iterator[tuple[str, ...]]:
    """All ways to divide a key into so many parts."""
    pieces = given.split(SEPARATOR)
    for number, cuts in enumerate(combinations(range(1, len(pieces)), n_parts - 1)):
        if number == MAX_WAYS:
            return
        bounds = (0, *cuts, len(pieces))
        yield tuple(SEPARATOR.join(pieces[start:end]) for start, end in pairwise(bounds))


def key_columns(table: Table) -> tuple[Column, ...]:
    return tuple(table.column(name) for name in table.key)


def matching(reader: Reader, table: Table, given: str, n_parts: int, is_exact: bool) -> list[Row]:
    """The keys of rows whose first columns are the parts of what was given, however it is divided."""
    columns = key_columns(table)[:n_parts]
    conditions, values = [], list[object]()
    for parts in divisions(given, n_parts):
        ways = [condition(reader, column, part, is_exact) for column, part in zip(columns, parts, strict=True)]
        if all(sql for sql, _ in ways):
            conditions.append(f"({' and '.join(sql for sql, _ in ways)})")
            values += [value for _, own in ways for value in own]
    return keys_where(reader, table, " or ".join(conditions), values) if conditions else []


def keys_where(reader: Reader, table: Table, condition: str, values: Sequence[object]) -> list[Row]:
    """Keys of the rows for which a condition holds, one more than are shown."""
    names = ", ".join(identifier(name) for name in table.key)
    query = f"select {names} from {qualified(table)} where {condition} order by all limit {MAX_SHOWN + 1}"
    return reader.rows(query, *values)


def condition(reader: Reader, column: Column, part: str, is_exact: bool) -> tuple[str, tuple[object, ...]]:
    """SQL with its values that is true of a key column where the part names its value; empty if no value can be so."""
    name = identifier(column.name)
    if column.sql_type in NUMBERS:
        return (f"{name} = ?", (int(part),)) if part.isdecimal() and len(part) < 19 else ("", ())
    if column.sql_type in TIMES:
        return (f"starts_with(cast({name} as varchar), ?)", (part.replace("T", " "),)) if part else ("", ())
    if is_exact:
        return f"{name} = ?", (part,)
    if column.name.endswith("document_id"):
        return f"{name} in (select unnest(?))", (document_ids(reader, part),)
    if column.name.endswith("statement_id") and len(part) >= MIN_PREFIX:
        own = sorted({str(named.statement_id) for named, _ in by_statement(reader.connection, part)})
        return f"({name} in (select unnest(?)) or starts_with({name}, ?))", (own, part)
    if column.name.endswith(("_id", "_hash")) and len(part) >= MIN_PREFIX:
        return f"starts_with({name}, ?)", (part,)
    return f"{name} = ?", (part,)


def document_ids(reader: Reader, given: str) -> list[str]:
    """The documents that a path, the end of one, an id or its beginning, or a statement names."""
    if not given:
        return []
    refused = reader.rows(
        "select distinct document_id from raw.files where path = ? or source || '/' || path = ?"
        " or length(?) >= 4 and starts_with(document_id, ?)",
        *[given] * 4,
    )
    for finder in FINDERS:
        if found := {named.document_id for named, _ in finder(reader.connection, given)}:
            return sorted(found)
    return sorted(row["document_id"] for row in refused if row["document_id"])


def of_document(reader: Reader, table: Table, given: str) -> list[Row]:
    """Keys of the rows of a document that is named alone, in tables where a document is not the key's first column."""
    if "document_id" not in table.key or table.key[0] == "document_id":
        return []
    found = document_ids(reader, given)
    return keys_where(reader, table, "document_id in (select unnest(?))", [found]) if found else []


def read_row(reader: Reader, table: Table, key: Row) -> Row:
    """The whole row of a key."""
    condition = " and ".join(f"{identifier(name)} is not distinct from ?" for name in table.key)
    found = reader.row(f"from {qualified(table)} where {condition}", *(key[name] for name in table.key))
    assert found is not None, "the key was read from the same file"
    return found


def key_of(table: Table, row: Row) -> str:
    """The key of a row as it is typed, and as `row_key` has it."""
    return SEPARATOR.join(str(row[name]) for name in table.key if row[name] is not None)


def ambiguous(reader: Reader, table: Table, given: str, found: Sequence[Row]) -> str:
    """Which rows are meant."""
    hint = next((name for name in HINTS if name in table.column_names and name not in table.key), "")
    lines = []
    for key in found[:MAX_SHOWN]:
        said = str(read_row(reader, table, key)[hint] or "") if hint else ""
        said = " ".join(said.split())[:HINT_CHARS]
        lines.append(f"\n  {key_of(table, key)}{f'  {said}' if said else ''}")
    more = "\n  and more" if len(found) > MAX_SHOWN else ""
    return f"{given}: several rows of {table.name} are meant. Name one by its whole key:{''.join(lines)}{more}"


def unknown(reader: Reader, table: Table, given: str) -> str:
    """That there is no such row: it was removed, its file was refused, or it never was; with keys that there are."""
    removed = reader.row(
        "select run_id from ops.changed_rows where table_name = ? and row_key = ? and change = 'removed'"
        " order by run_id desc",
        table.name,
        given,
    )
    if removed:
        return f"{given}: was removed from {table.name} by run {removed['run_id']}. See mart.changed_rows."
    refused = reader.row(
        "select source, path, reason from ops.rejections where resolved_at is null and (? in (path, document_id,"
        " source || '/' || path) or ends_with(path, '/' || ?)) order by all",
        *[given] * 2,
    )
    if refused:
        name = f"{refused['source']}/{refused['path']}"
        return f"{name}: was refused ({refused['reason']}). `communique explain ops.rejections {name}` says why."
    names = ", ".join(identifier(name) for name in table.key)
    some = reader.rows(f"select {names} from {qualified(table)} limit 3")
    like = "".join(f"\n  {key_of(table, row)}" for row in some)
    has = f" It has rows such as:{like}" if some else " It has no rows."
    return f"{given}: {table.name} has no such row. Its key is {SEPARATOR.join(table.key)}.{has}"
