"""What `communique ingest` says at its end: files with their outcomes, statements with their versions, what to ask."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from flows.present import as_table
from tasks.core.ask.query import Answer, ask
from tasks.core.run import Places

if TYPE_CHECKING:
    from flows.pipeline import Summary

MAX_SHOWN = 40  # of files and of statements: a screen; the warehouse has them all
FILES = """
    select path as file, state, kind, coalesce(relation, '') as relation, coalesce(reason, '') as refused
    from mart.files order by state = 'present', path
"""
STATEMENTS = """
    select
        coalesce(title, '(no title) ' || coalesce(issuer, 'issuer unknown')) as statement,
        issuer,
        date_edtf as date,
        place,
        list(version order by is_main desc, version) as versions
    from mart.statements
    join (
        select statement_id, is_main,
            min(path) || ': ' || relation || format(' {:.0f} %', 100 * coverage_ratio) as version
        from core.versions join raw.files using (document_id)
        group by statement_id, document_id, is_main, relation, coverage_ratio
    ) using (statement_id)
    group by all order by date_edtf nulls last, statement
"""
NEXT = (
    ("What did the copies lose?", "from mart.versions where not is_main"),
    (
        "Who is mentioned, counted once per statement?",
        "from mart.mentions_by_statement order by n_mentions desc limit 20",
    ),
    ("Who promised what, how much, and by when?", "from mart.commitments"),
    ("Where does a value come from?", "from core.metadata_candidates where field = 'date_edtf'"),
)


def print_summary(console: Console, summary: "Summary", places: Places) -> None:
    """What a run did, and what to ask next."""
    if not summary.is_published:
        n_files = summary.counts.get("n_files_seen", 0)
        console.print(f"Nothing new: {n_files} files seen, all as they were. The published warehouse is untouched.")
        return
    counts = ", ".join(f"{n} {name.removeprefix('n_').replace('_', ' ')}" for name, n in summary.counts.items())
    console.print(Text(f"\nPublished {places.published}\n{counts}\n"))
    for heading, query in (("Files", FILES), ("Statements", STATEMENTS)):
        print_some(console, heading, ask(places.published, query))
    if summary.report:
        console.print(Text(f"Report: {summary.report}\n"))
    console.print("Ask next:")
    for question, query in NEXT:
        console.print(Text(f'  {question}\n    {command()} sql "{query}"{warehouse_option(places)}'))


def command() -> str:
    """How this command is called from here: by its name where the shell finds it, else by its path."""
    if shutil.which("communique"):
        return "communique"
    called = Path(sys.argv[0])
    return str(called.relative_to(Path.cwd()) if called.is_relative_to(Path.cwd()) else called)


def warehouse_option(places: Places) -> str:
    """The option that names a warehouse, where it is not the default of the folder."""
    is_default = places.folder == (Path.cwd() / "warehouse").resolve()
    return "" if is_default else f" --warehouse {places.folder}"


def print_some(console: Console, heading: str, answer: Answer) -> None:
    """The first rows of an answer, and how many more there are."""
    console.print(Text(f"{heading} ({len(answer.rows)})", style="bold"))
    console.print(as_table(Answer(answer.columns, answer.rows[:MAX_SHOWN])))
    if len(answer.rows) > MAX_SHOWN:
        console.print(f"... and {len(answer.rows) - MAX_SHOWN} more")
    console.print()
