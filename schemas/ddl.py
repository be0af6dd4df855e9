"""DuckDB definitions derived from the tables: `CREATE TABLE`, and the comments that make the file explain itself."""

from collections.abc import Iterator, Sequence

from schemas.model import Column, Table
from schemas.tables import TABLES


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A SQL identifier, quoted so that words such as `change` stay names."""
    return '"' + name.replace('"', '""') + '"'


def qualified(table: Table) -> str:
    """Schema and name of a table, quoted."""
    return f"{identifier(table.schema)}.{identifier(table.short_name)}"


def column_definition(column: Column) -> str:
    """Name, type and NOT NULL of a column."""
    return f"{identifier(column.name)} {column.sql_type}{' not null' if column.required else ''}"


def create_table(table: Table) -> str:
    """The `CREATE TABLE IF NOT EXISTS` of a table. Keys are checked by validation, not by an index."""
    columns = ",\n    ".join(column_definition(column) for column in table.columns)
    return f"create table if not exists {qualified(table)} (\n    {columns}\n)"


def table_comment(table: Table) -> str:
    """What the catalogue says of a table."""
    grain = table.grain[0].upper() + table.grain[1:]
    key = f" Key: {', '.join(table.key)}." if table.key else ""
    empty = f" Empty on the five statements of raw/: {table.why_empty}." if table.why_empty else ""
    return f"{grain}.{key}{empty}"


def comments(table: Table, kind: str = "table") -> Iterator[str]:
    """`COMMENT ON` for a table or view and each of its columns."""
    yield f"comment on {kind} {qualified(table)} is {quoted(table_comment(table))}"
    for column in table.columns:
        yield f"comment on column {qualified(table)}.{identifier(column.name)} is {quoted(column.description)}"


def create_tables(tables: Sequence[Table] = TABLES) -> Iterator[str]:
    """Schemas and tables, in order."""
    for schema in dict.fromkeys(table.schema for table in tables):
        yield f"create schema if not exists {identifier(schema)}"
    yield from map(create_table, tables)


def create_all(tables: Sequence[Table] = TABLES) -> Iterator[str]:
    """Everything that an empty warehouse needs, with the comments that make it explain itself."""
    yield from create_tables(tables)
    for table in tables:
        yield from comments(table)
