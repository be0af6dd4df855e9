"""What a flow run shows of itself in Prefect's user interface, beside its graph and its log."""

import duckdb
import httpx
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.logging import get_run_logger

from tasks.core.run import Places
from tasks.core.runpage.facts import read_facts
from tasks.core.runpage.summary import summary
from tasks.core.runpage.tables import SUMMARY, tables


def show(places: Places, run_id: str) -> None:
    """Show what a run did. That it cannot be shown fails no run: it is told."""
    try:
        facts = read_facts(places, run_id)
        for each in tables(facts):
            create_table_artifact(table=each.rows, key=each.key, description=each.told)
        create_markdown_artifact(summary(facts), key=SUMMARY, description=facts.told)
    except (OSError, ValueError, LookupError, duckdb.Error, httpx.HTTPError) as error:
        get_run_logger().warning("what the run did could not be shown: %s", error)


def show_plan(text: str) -> None:
    """Show what a rebuild would do, as it is printed; each line is indented, so that nothing in it is markup."""
    create_markdown_artifact("".join(f"    {line}\n" for line in text.splitlines()), key="plan")
