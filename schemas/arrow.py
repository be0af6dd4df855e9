"""Arrow schemas derived from the tables, so that rows staged between steps have the types of the warehouse."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from schemas.model import Table

Row = Mapping[str, Any]

SCALARS = {
    "VARCHAR": pa.string(),
    "JSON": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


def arrow_type(sql_type: str) -> pa.DataType:
    """The Arrow type of a DuckDB type as used in `schemas.columns`.

    Raises:
        KeyError: a type that no column uses yet.
    """
    if sql_type.endswith("[]"):
        return pa.list_(arrow_type(sql_type[:-2]))
    if sql_type.startswith("STRUCT("):
        fields = (field.strip().split(" ", 1) for field in sql_type[len("STRUCT(") : -1].split(","))
        return pa.struct([(name, arrow_type(kind)) for name, kind in fields])
    return SCALARS[sql_type]


def arrow_schema(table: Table) -> pa.Schema:
    """All columns of a table in order."""
    return pa.schema([pa.field(column.name, arrow_type(column.sql_type)) for column in table.columns])


def to_arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table.

    Raises:
        KeyError: a row has no value for a column. Say `None` where there is none.
        pyarrow.ArrowInvalid: a value is not of its column's type.
    """
    given = list(rows)
    columns = {name: [row[name] for row in given] for name in table.column_names}
    return pa.Table.from_pydict(columns, schema=arrow_schema(table))
