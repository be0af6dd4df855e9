"""Pages about a run and its tables, beside the warehouse, with links to them among the run's artifacts."""

from pathlib import Path

import duckdb
import httpx
from prefect import task
from prefect.artifacts import create_link_artifact
from prefect.logging import get_run_logger

from tasks.core.publish.stage import Published
from tasks.core.report.write import write_report
from tasks.core.run import Places, Run
from tasks.core.runpage.text import cell
from tasks.core.validate.data_docs import NOTE, build_data_docs

REPORT, DATA_DOCS = "6-report", "7-data-docs"  # keys of artifacts, after those of `tasks.artifacts`


def report(places: Places, run_id: str) -> str:
    """Write the page and link it. That it cannot be written fails no run: it is told, and the path is empty then."""
    try:
        page = write_report(places, run_id)
    except (OSError, LookupError, duckdb.Error) as error:
        get_run_logger().warning("the report could not be written: %s", error)
        return ""
    link(REPORT, page, page.name, f"The page about this run: {cell(str(page))}")
    return str(page)


def link(key: str, page: Path, text: str, description: str) -> None:
    """Link a page among the artifacts. That the server does not answer fails no run: it is told."""
    try:
        create_link_artifact(key=key, link=page.as_uri(), link_text=text, description=description)
    except httpx.HTTPError as error:
        get_run_logger().warning("%s could not be linked: %s", page, error)


@task(name="report", task_run_name="report")
def report_run(run: Run, published: Published) -> str:
    """The page about a run that published."""
    return report(run.places, published.publication_id)


@task(name="data-docs", task_run_name="data docs")
def write_data_docs(run: Run) -> str:
    """Great Expectations' own pages about the published tables. What is published stands, whatever becomes of them."""
    try:
        page = build_data_docs(run.places.published, run.places.data_docs)
    except (OSError, duckdb.Error) as error:
        get_run_logger().warning("the Data Docs could not be built: %s", error)
        return ""
    link(DATA_DOCS, page, page.parent.name, NOTE)
    return str(page)
