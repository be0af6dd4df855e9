"""The command line `communique`. Each command is a few lines: read the arguments, call, print."""

import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.options import Options
from flows.settings import be_quiet, opt_out
from tasks.core.ask.query import QueryError, ask
from tasks.core.ask.status import read_status
from tasks.core.extract.limits import DEFAULT_LIMITS
from tasks.core.run import DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES, Places

FAILED, WRONG_USAGE = 1, 2
PIPE_COLUMNS = 160

app = typer.Typer(
    name="communique",
    help="Official statements into a warehouse that people can trust.\n\n"
    'Start with `communique ingest raw`, then ask: `communique sql "from mart.statements"`.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Warehouse = Annotated[Path, typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse.")]
DEFAULT_WAREHOUSE = Path("warehouse")


class Format(StrEnum):
    """How `sql` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Layout(StrEnum):
    """How `diff` shows two versions."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def console() -> Console:
    """Standard output; wide where it is no terminal, so that cells are not folded in files and pipes."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_COLUMNS)


def fail(message: str, code: int = FAILED) -> typer.Exit:
    """Say what went wrong on standard error, and end with a code."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"communique: {message}", markup=False)
    return typer.Exit(code)


def tell_progress() -> None:
    """Show what a run is doing, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    log = logging.getLogger("communique")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


@app.command()
def ingest(
    source: Annotated[Path, typer.Argument(help="Folder with the files, read recursively.")] = Path("raw"),
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    source_name: Annotated[
        str, typer.Option(help="Name of the source in the tables; the folder's name if not given.")
    ] = "",
    batch_documents: Annotated[
        int, typer.Option(min=1, help="Documents that one task carries.")
    ] = DEFAULT_BATCH_DOCUMENTS,
    max_file_bytes: Annotated[int, typer.Option(min=1, help="Larger files are refused.")] = DEFAULT_MAX_FILE_BYTES,
    corrections: Annotated[
        str, typer.Option(metavar="FILE", help="Reviewed metadata; corrections.csv in the warehouse if not given.")
    ] = "",
    reviewed: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="Documents that are always or never one statement; reviewed.csv in the warehouse."
        ),
    ] = "",
    totals: Annotated[
        str,
        typer.Option(metavar="FILE", help="Bounds for the figures of a source; totals.csv in the warehouse."),
    ] = "",
    memory_mib: Annotated[
        int, typer.Option(min=64, help="Memory for reading one file, in MiB.")
    ] = DEFAULT_LIMITS.memory_mib,
    cpu_seconds: Annotated[
        float, typer.Option(min=1, help="Processor time for reading one small file; large ones get more.")
    ] = DEFAULT_LIMITS.cpu_seconds,
    text_chars: Annotated[
        int, typer.Option(min=1, help="A file with more text is refused.")
    ] = DEFAULT_LIMITS.text_chars,
    spacy_model: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy model, or its folder, that helps the rules.")
    ] = "",
    data_docs: Annotated[
        bool,
        typer.Option("--data-docs", help="Great Expectations' own pages too, which load from the web when opened."),
    ] = False,
) -> None:
    """Take in what is new or changed in SOURCE, and publish the warehouse.

    Running it again changes nothing. A file that cannot be read is refused with its reason and stops nothing.

    Exit codes: 0 done, refused files included; 1 the run failed and what was published before stands; 2 wrong usage.
    """
    from flows.command import IngestError, run_ingest

    limits = replace(DEFAULT_LIMITS, memory_mib=memory_mib, cpu_seconds=cpu_seconds, text_chars=text_chars)
    tell_progress()
    try:
        run_ingest(
            Options(
                source,
                warehouse,
                source_name,
                batch_documents,
                max_file_bytes,
                corrections,
                reviewed,
                totals,
                limits,
                spacy_model,
                data_docs,
            ),
            console(),
        )
    except IngestError as error:
        raise fail(str(error), error.exit_code) from error


@app.command()
def status(warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """Show what is published, what is refused, and how the last runs went."""
    from flows.present import print_status

    if not warehouse.is_dir():
        raise fail(f"{warehouse}: there is no such folder. Name the warehouse with --warehouse DIR.", WRONG_USAGE)
    try:
        print_status(console(), read_status(Places(warehouse.resolve())))
    except QueryError as error:
        raise fail(str(error)) from error


@app.command()
def restore(warehouse: Warehouse = DEFAULT_WAREHOUSE) -> None:
    """Go back to the publication before the last. Doing it twice is as if nothing had been done.

    What the run that is taken back had taken in is new to the next run; to keep a file out, take it out of the source.

    Exit codes: 0 done; 1 there is nothing to go back to, a run is writing, or the folder cannot be written.
    """
    from flows.present import as_text
    from tasks.core.lock import WarehouseBusyError
    from tasks.core.publish.restore import RestoreError
    from tasks.core.publish.restore import restore as go_back
    from tasks.core.shape import ShapeError

    try:
        done = go_back(Places(warehouse.resolve()))
    except (RestoreError, ShapeError, WarehouseBusyError, OSError) as error:
        raise fail(str(error)) from error
    taken_back = f"; {done.taken_back} is taken back, and kept as the one before" if done.taken_back else ""
    published_at = as_text(done.published_at)
    console().print(f"Published again: {done.publication_id} of {published_at} UTC{taken_back}.", markup=False)


@app.command()
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


@app.command()
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


def arguments(given: Sequence[str]) -> list[str]:
    """What was typed; a query that begins with a comment (`-- what it asks`) is not taken for an option."""
    return [f"\n{each}" if each.startswith("--") and (" " in each.split("=")[0]) else each for each in given]


def main() -> None:
    """Entry point of the command `communique`."""
    opt_out()
    be_quiet()
    app(args=arguments(sys.argv[1:]))


if __name__ == "__main__":
    main()
