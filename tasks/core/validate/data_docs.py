"""Great Expectations' own pages about the rules on values, made on request.

Nothing is fetched to build them. The pages themselves load scripts, fonts and styles from the web when they are opened;
the report of a run does not. The library writes values into its pages as they are, so they are escaped before.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.ddl import identifier, qualified, quoted
from schemas.model import Column, Table
from schemas.rules import CHECKED_TABLES, Expectation, all_rules
from tasks.core.overlay import SETTINGS
from tasks.core.validate import expectations
from tasks.core.validate.frames import ColumnRule, column_rule, projection

NOTE = "These pages load scripts, fonts and styles from the web when they are opened; the report of a run does not."
SITE = "rules"
INDEX = "index.html"
ABOUT = "ABOUT.txt"
ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))


@dataclass(frozen=True, slots=True)
class Sample:
    """How much of a table goes into its page."""

    rows: int = 50_000  # some 10 MB as a frame, since texts are left out; a run itself checks all rows


def build_data_docs(published: Path, folder: Path, sample: Sample | None = None) -> Path:
    """Pages about the tables of a published warehouse, in a folder that replaces an older one; the first of the pages.

    Raises:
        duckdb.IOException: the warehouse cannot be opened.
        OSError: the folder cannot be written.
    """
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    with duckdb.connect(str(published), read_only=True, config=SETTINGS) as connection, expectations.ONE_AT_A_TIME:
        write_site(connection, unfinished, sample or Sample())
    (unfinished / ABOUT).write_text(f"{NOTE}\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    return folder / INDEX


def write_site(connection: duckdb.DuckDBPyConnection, folder: Path, sample: Sample) -> None:
    """One suite for each table, what came of it, and the pages that show both."""
    context = new_context(folder)
    source = context.data_sources.add_pandas("warehouse")
    for table in CHECKED_TABLES:
        rows = source.add_dataframe_asset(table.name).add_batch_definition_whole_dataframe("rows")
        suite = context.suites.add(suite_of(table, told_rows(connection, table, sample)))
        library = expectations.library()
        definition = library.ValidationDefinition(name=table.name, data=rows, suite=suite)
        frame = frame_of(connection, table, sample)
        context.validation_definitions.add(definition).run(
            batch_parameters={"dataframe": frame}, result_format="SUMMARY"
        )
    context.build_data_docs(site_names=[SITE])


def new_context(folder: Path) -> Any:
    """A project of the library in memory, with its one site in a folder."""
    context = expectations.library().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    for site_name in list(context.variables.data_docs_sites):
        context.delete_data_docs_site(site_name)  # else it writes into a folder of its own
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())}
    index = {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False}
    config = {"class_name": "SiteBuilder", "store_backend": backend, "site_index_builder": index}
    context.add_data_docs_site(site_name=SITE, site_config={**config, "show_how_to_buttons": False})
    return context


def rules_on_values(table: Table) -> list[ColumnRule]:
    """The rules on the values of a table's columns."""
    rules = (rule for rule in all_rules() if rule.table_name == table.name and isinstance(rule.check, Expectation))
    return [column_rule(table, rule) for rule in rules]


def suite_of(table: Table, told: str) -> Any:
    """A table's rules as a suite, each with its id and its reason."""
    suite = expectations.library().ExpectationSuite(name=table.name, notes=[f"{table.grain}.", told, NOTE])
    for checked in rules_on_values(table):
        expectation = expectations.gx_expectation(checked)
        expectation.notes = f"{checked.rule.rule_id}: {checked.rule.reason}"
        expectation.meta = {**expectation.meta, "reason": checked.rule.reason}
        suite.add_expectation(expectation)
    return suite


def told_rows(connection: duckdb.DuckDBPyConnection, table: Table, sample: Sample) -> str:
    """How many rows of a table were checked, of how many."""
    ((n_rows,),) = connection.execute(f"select count(*) from {qualified(table)}").fetchall()
    checked = min(n_rows, sample.rows)
    return f"{checked:,} of {n_rows:,} rows were checked{', the first by key' if checked < n_rows else ''}."


def copied(column: Column, kinds: set[str]) -> str:
    """SQL of a column for its frame; a mere mark where only presence is asked for, so that no text is copied."""
    name = identifier(column.name)
    return (
        f"case when {name} is null then null else true end as {name}" if kinds == {"not_null"} else projection(column)
    )


def escaped(column: Column, kinds: set[str]) -> str:
    """SQL of the same column with its text escaped."""
    name = value = identifier(column.name)
    if kinds == {"not_null"} or not column.sql_type.startswith("VARCHAR"):
        return name
    for sign, safe in ESCAPES:
        value = f"replace({value}, {quoted(sign)}, {quoted(safe)})"
    return f"{value} as {name}"


def frame_of(connection: duckdb.DuckDBPyConnection, table: Table, sample: Sample) -> Any:
    """The first rows of a table by key, only the columns that rules look at."""
    kinds: dict[Column, set[str]] = {}
    for checked in rules_on_values(table):
        kinds.setdefault(checked.column, set()).add(checked.expectation.kind)
    columns, safe = (", ".join(each(*item) for item in kinds.items()) for each in (copied, escaped))
    order = ", ".join(map(identifier, table.key))
    rows = f"(from {qualified(table)} order by {order} limit {sample.rows})"
    return connection.execute(f"select {safe} from (select {columns} from {rows})").df()
