"""Writing the report of a run beside the warehouse."""

from pathlib import Path

from tasks.core.report.collect import collect
from tasks.core.report.model import Bounds, Report
from tasks.core.report.page import as_page
from tasks.core.run import Places, write_atomically

MAX_BYTES = 2_000_000  # of a page: beyond, browsers on small machines begin to stumble
MIN_ROWS = 1  # of a rule; less cannot be shown


def write_report(places: Places, run_id: str, bounds: Bounds | None = None) -> Path:
    """Write `reports/<run_id>.html`, and the same as `report.html` beside the warehouse; the path of the first.

    Raises:
        LookupError: there is no run of that id.
        OSError: the folder cannot be written.
        duckdb.Error: the published warehouse is damaged.
    """
    bounds = bounds or Bounds()
    report = collect(places, run_id, bounds)
    page = as_page(report, bounds).encode()
    while len(page) > MAX_BYTES and bounds.rows > MIN_ROWS:
        bounds = bounds.halved()
        report = collect(places, run_id, bounds)
        page = as_page(report, bounds).encode()
    return write_pages(places, report, bounds, page)


def write_pages(places: Places, report: Report, bounds: Bounds, page: bytes) -> Path:
    """The page, and its copy one folder higher."""
    path = places.reports / f"{report.headline.run_id}.html"
    write_atomically(path, page)
    write_atomically(places.report, as_page(report, bounds, f"{path.parent.name}/").encode())
    return path
