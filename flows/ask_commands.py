"""The commands that ask: how the warehouse stands, SQL on it, two versions side by side. None of them writes."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import DEFAULT_WAREHOUSE, WRONG_USAGE, Warehouse, console, fail
from tasks.core.ask.query import QueryError, ask
from tasks.core.run import Places


class Format(StrEnum):
    """How `sql` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class StatusFormat(StrEnum):
    """How `status` prints."""

    TEXT = "text"
    JSON = "json"


class Printed(StrEnum):
    """How `explain` shows where a value comes from."""

    TEXT = "text"
    JSON = "json"


class Layout(StrEnum):
    """How `diff` shows two versions."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def status(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    output: Annotated[StatusFormat, typer.Option("--format", help="How to print it.")] = StatusFormat.TEXT,
) -> None:
    """Say in one line how the warehouse stands, then what is published, how the last runs went, and what is refused.

    Exit codes: 0 sound; 1 somebody has to do something, and the first line says what; 2 there is no such folder.
    """
    from flows.standing import print_status, read_service
    from tasks.core.ask.status import as_json, read_status
    from tasks.core.ask.verdict import needs_a_person_now

    if not warehouse.is_dir():
        raise fail(f"{warehouse}: there is no such folder. Name the warehouse with --warehouse DIR.", WRONG_USAGE)
    found = read_status(Places(warehouse.resolve()), service=read_service())
    if output is StatusFormat.JSON:
        sys.stdout.write(as_json(found) + "\n")
    else:
        print_status(console(), found)
    raise typer.Exit(int(needs_a_person_now(found)))


def sql(
    query: Annotated[str, typer.Argument(help='A query in DuckDB\'s SQL, such as "from mart.statements".')],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    output: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
) -> None:
    """Ask the published warehouse. Read only; nothing outside the warehouse can be reached.

    What there is: `communique sql "select view_name, comment from duckdb_views() where schema_name = 'mart'"`, or
    warehouse/DICTIONARY.md; what others asked first: warehouse/queries/.
    """
    from flows.present import as_csv, as_json, print_answer

    try:
        asked = Path(query).read_text(encoding="utf-8") if query.endswith(".sql") else query
    except OSError as error:
        raise fail(f"{query}: cannot be read ({error.strerror}). Name a file with a query.", WRONG_USAGE) from error
    try:
        answer = ask(Places(warehouse.resolve()).published, asked)
    except QueryError as error:
        raise fail(str(error)) from error
    if output is Format.TABLE:
        print_answer(console(), answer)
    else:
        sys.stdout.write((as_csv if output is Format.CSV else as_json)(answer) + "\n")


def explain(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A table or view, such as core.statements.")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its key columns, joined by /; beginnings of ids will do.")],
    column: Annotated[str, typer.Argument(metavar="[COLUMN]", help="The whole row if not given.")] = "",
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    layout: Annotated[Printed, typer.Option("--format", help="How to show it.")] = Printed.TEXT,
) -> None:
    """Show where a value comes from: document, span, rule, step and run, what rules say of it, and what was not chosen.

    A value in KEY may hold a / itself: all ways to divide KEY are tried against the rows that there are.

    Exit codes: 0 shown; 1 nothing is published, or it cannot be read; 2 TABLE, KEY or COLUMN names nothing, or several.
    """
    from flows.compare import plain_lines
    from flows.explanation import show_explanation
    from tasks.core.explain import ExplainError
    from tasks.core.explain import explain as explain_value

    try:
        explanation = explain_value(Places(warehouse.resolve()).published, table, key, column)
    except ExplainError as error:
        raise fail(plain_lines(str(error)), WRONG_USAGE) from error
    except QueryError as error:
        raise fail(plain_lines(str(error))) from error
    show_explanation(console(), explanation, layout.value)


def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="Path of a file, its end, document id or its beginning.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The same; a statement id means its main version.")],
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    layout: Annotated[Layout, typer.Option("--format", help="How to show them.")] = Layout.TEXT,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there instead of printing.", dir_okay=False)
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show all sentences; fold nothing.")] = False,
) -> None:
    """Show two versions side by side, sentence by sentence, and why they are one statement or not.

    Exit codes: 0 shown; 1 nothing is published, or FILE cannot be written; 2 A or B names no document, or several.
    """
    from flows.compare import plain_lines, show_comparison
    from tasks.core.compare import CompareError, compare_versions

    try:
        comparison = compare_versions(Places(warehouse.resolve()).published, a, b)
        show_comparison(console(), comparison, layout, show_all, output)
    except CompareError as error:
        raise fail(plain_lines(str(error)), WRONG_USAGE) from error
    except (QueryError, OSError) as error:
        raise fail(plain_lines(str(error))) from error
