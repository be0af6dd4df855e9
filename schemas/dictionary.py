"""The data dictionary, generated from the tables, views and rules: `python -m schemas.dictionary [--check]`.

Without an option it writes `warehouse/DICTIONARY.md`; with `--check` it exits 1 when that file is stale.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from schemas.model import Column, Table
from schemas.rules import Rule, all_rules
from schemas.tables import TABLES
from schemas.views import VIEWS

TARGET = Path(__file__).parents[1] / "warehouse" / "DICTIONARY.md"
COMMAND = "python -m schemas.dictionary"

SCHEMAS = {
    "raw": "as found",
    "core": "facts with keys",
    "mart": "views for analysts; a statement is counted once, by its main version",
    "ops": "how the pipeline fared",
}
INTRODUCTION = f"""# Data dictionary

What every table and view of the warehouse holds. Generated from `schemas/` by `{COMMAND}`; do not edit.

Offsets count characters (Unicode code points) from 0, the end excluded. Times are UTC. Ratios lie between 0 and 1.
The same words stand as comments in the database: `select * from duckdb_columns()`.
"""


def cell(text: str) -> str:
    """Text that does not end a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    return f"`{cell(text)}`"


def bounds(column: Column) -> str:
    """The range of a number, or an empty text."""
    if column.minimum is None and column.maximum is None:
        return ""
    if column.maximum is None:
        return f"≥ {column.minimum:g}."
    return f"{column.minimum:g} to {column.maximum:g}." if column.minimum is not None else f"≤ {column.maximum:g}."


def description(column: Column) -> str:
    """What a column means, with all that its values have to be."""
    parts = [
        column.description,
        f"One of {', '.join(code(word) for word in column.vocabulary)}." if column.vocabulary else "",
        f"Form: {code(column.pattern)}." if column.pattern else "",
        bounds(column),
        f"→ {code(column.references)}" if column.references else "",
    ]
    return " ".join(part for part in (parts[0].replace("|", "\\|"), *parts[1:]) if part)


def column_lines(columns: Iterable[Column]) -> Iterator[str]:
    yield "| column | type | required | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in columns:
        required = "yes" if column.required else ""
        yield f"| {code(column.name)} | {code(column.sql_type)} | {required} | {description(column)} |"


def rule_lines(rules: Sequence[Rule]) -> Iterator[str]:
    """The rules on a table that were written by hand; those derived from its columns can be read off them."""
    if rules:
        yield ""
        yield "| rule | severity | suites | why |"
        yield "| --- | --- | --- | --- |"
    for rule in rules:
        yield f"| {code(rule.rule_id)} | {rule.severity} | {', '.join(rule.suites)} | {cell(rule.reason)} |"


def table_lines(table: Table, rules: Sequence[Rule]) -> Iterator[str]:
    grain = table.grain[0].upper() + table.grain[1:]
    derived = [rule for rule in rules if rule.rule_id.startswith(f"{table.name}.")]
    written = [rule for rule in rules if rule not in derived]
    yield ""
    yield f"### {table.name}"
    yield ""
    yield f"{grain}. Key: {', '.join(code(name) for name in table.key)}."
    if table.why_empty:
        yield f"Empty on the five statements of `raw/`: {table.why_empty}."
    yield ""
    yield from column_lines(table.columns)
    if rules:
        yield ""
        yield f"Rules: {len(derived)} derived from these columns{', and' if written else '.'}"
    yield from rule_lines(written)


def dictionary() -> str:
    """The whole dictionary as Markdown."""
    rules = all_rules()
    lines = [INTRODUCTION.rstrip()]
    for schema, meaning in SCHEMAS.items():
        lines += ["", f"## {schema}: {meaning}"]
        for table in (*TABLES, *VIEWS):
            if table.schema == schema:
                lines += table_lines(table, [rule for rule in rules if rule.table_name == table.name])
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the file; the exit code."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Write the data dictionary of the warehouse.")
    parser.add_argument("--check", action="store_true", help="exit 1 if the written dictionary is stale")
    parser.add_argument("--target", type=Path, default=TARGET, help="the file (default: %(default)s)")
    options = parser.parse_args(arguments)
    wanted = dictionary()
    if not options.check:
        options.target.write_text(wanted, encoding="utf-8")
        return 0
    found = options.target.read_text(encoding="utf-8") if options.target.exists() else ""
    if found == wanted:
        return 0
    sys.stderr.write(f"{options.target} is stale: run `{COMMAND}`\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
