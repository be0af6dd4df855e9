"""The words every table is made of: a column is defined once, a table lists columns."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Column:
    """One column, with everything that SQL, checks and the dictionary derive from it.

    `sql_type` is a DuckDB type. `required` means NOT NULL. `pattern` is a regular expression that a text matches whole.
    `vocabulary` lists the only allowed values (of the items, for a list). `minimum` and `maximum` are inclusive.
    `references` is `schema.table.column`, of a table that holds every value of this column.
    """

    name: str
    sql_type: str
    description: str
    required: bool = False
    pattern: str = ""
    vocabulary: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""
    is_clock: bool = False  # differs between two runs over the same files
    is_run: bool = False  # names a run, likewise

    @property
    def is_list(self) -> bool:
        return self.sql_type.endswith("[]")


@dataclass(frozen=True, slots=True)
class Table:
    """One published table or view.

    `grain` says what a row is. `key` names the columns that are unique together. `why_empty` explains a table that has
    no row on the five statements of `raw/`. `scope` says what a load replaces: the rows of the documents it carries
    (`document`), the whole table (`corpus`), or nothing, rows only being added or updated by key (`log`).
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    scope: str = "document"
    why_empty: str = ""

    @property
    def schema(self) -> str:
        return self.name.split(".")[0]

    @property
    def short_name(self) -> str:
        return self.name.split(".")[1]

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: the table has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def required(column: Column) -> Column:
    """The same column where it must be filled."""
    return replace(column, required=True)


def optional(column: Column) -> Column:
    """The same column where it may be empty."""
    return replace(column, required=False)


def local(column: Column) -> Column:
    """The same column in the table that defines its values, where it references nothing."""
    return replace(column, references="")


def all_columns(tables: Iterable[Table]) -> dict[str, tuple[Column, ...]]:
    """Every definition in use, by column name."""
    found: dict[str, tuple[Column, ...]] = {}
    for table in tables:
        for column in table.columns:
            found[column.name] = (*found.get(column.name, ()), column)
    return found
