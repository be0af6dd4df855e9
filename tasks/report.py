"""Pages about a run and its tables, beside the warehouse, with links to them among the run's artifacts."""

import duckdb
from prefect import task
from prefect.artifacts import create_link_artifact
from prefect.logging import get_run_logger

from tasks.core.publish.stage import Published
from tasks.core.report.write import write_report
from tasks.core.run import Places, Run
from tasks.core.validate.data_docs import NOTE, build_data_docs


def report(places: Places, run_id: str) -> str:
    """Write the page and link it. That it cannot be written fails no run: it is told, and the path is empty then."""
    try:
        page = write_report(places, run_id)
    except (OSError, LookupError, duckdb.Error) as error:
        get_run_logger().warning("the report could not be written: %s", error)
        return ""
    create_link_artifact(key="report", link=page.as_uri(), link_text=page.name, description="What came of this run")
    return str(page)


@task(name="report")
def report_run(run: Run, published: Published) -> str:
    """The page about a run that published."""
    return report(run.places, published.publication_id)


@task(name="data-docs")
def write_data_docs(run: Run) -> str:
    """Great Expectations' own pages about the published tables. What is published stands, whatever becomes of them."""
    try:
        page = build_data_docs(run.places.published, run.places.data_docs)
    except (OSError, duckdb.Error) as error:
        get_run_logger().warning("the Data Docs could not be built: %s", error)
        return ""
    create_link_artifact(key="data-docs", link=page.as_uri(), link_text=page.parent.name, description=NOTE)
    return str(page)
