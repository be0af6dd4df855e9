"""The parts about what is new: files, statements, figures, changed rows; what the steps cost; where to ask more."""

from collections.abc import Iterator, Mapping, Sequence

from tasks.core.report.charts import charts
from tasks.core.report.elements import Child, Html, cut, element, outside
from tasks.core.report.headline import is_beyond, more, recipe
from tasks.core.report.model import Arrival, Bounds, ChangedRow, Report, StatementNews, TableChange, Total
from tasks.core.report.tables import table
from tasks.core.report.words import NONE, amount, clock, figure, noun, several, short_key, signed_share

OUTCOMES = ("refused", "loaded", "duplicate", "missing")
CHANGES = ("added", "changed", "removed")
UNPUBLISHED = "The run failed, so nothing of it is published; its files are taken in by the next run that succeeds."
RECIPES = (
    ("Which files are refused, and why?", "from mart.rejections where is_open"),
    ("Which rows break which rule?", "from mart.failed_rows where is_open"),
    ("How did a rule fare over time?", "from mart.rule_history"),
    ("What changed with each publication?", "from mart.changes"),
    ("How did figures move?", "from mart.totals_over_time"),
    ("Which statements are there?", "from mart.statements"),
)


def without(report: Report, nothing: str) -> str:
    """What stands in the place of rows: that there is nothing to tell, or that nothing came of the run."""
    return UNPUBLISHED if report.headline.state == "failed" else nothing


def arrived(report: Report, bounds: Bounds) -> Iterator[Child]:
    """Files that were new, changed or gone, and what became of each."""
    arrivals = report.arrivals
    counts = arrivals.counts or {}
    if not arrivals.rows:
        yield element("p", without(report, "No file was new, changed or gone."), class_="none")
        return
    yield element("p", " · ".join(f"{counts[name]:,} {name}" for name in OUTCOMES if name in counts))
    columns = ("file", "outcome", "kind", "statement", "relation", "covers", "note")
    yield table(
        f"{several(len(arrivals.rows), 'file')} of the sweep",
        columns,
        (file_cells(row, bounds) for row in arrivals.rows),
        (5,),
    )
    yield more(report, sum(counts.values()) - len(arrivals.rows), "from mart.files order by last_seen_at desc")


def file_cells(row: Arrival, bounds: Bounds) -> Sequence[Child]:
    covers = f"{row.coverage_ratio:.0%}" if row.coverage_ratio is not None else NONE
    return (
        outside(cut(f"{row.source}/{row.path}", bounds.cell_chars)),
        element("span", row.outcome, class_=f"tag {row.outcome}"),
        row.kind or NONE,
        outside(cut(row.statement_title or row.statement_id, bounds.cell_chars)) if row.statement_id else NONE,
        row.relation or NONE,
        covers,
        row.reason or NONE,
    )


def statements(report: Report, bounds: Bounds) -> Iterator[Child]:
    """Statements that are new or gained versions, and names that were lost."""
    found = report.statements
    if found.rows:
        yield element("p", f"{found.n_new:,} new, {found.n_grown:,} known with new versions.")
        columns = ("statement", "issuer", "date", "news", "versions")
        yield table("Statements with news", columns, (statement_cells(row, bounds) for row in found.rows))
        yield more(report, found.n_new + found.n_grown - len(found.rows), "from mart.statements")
    else:
        yield element("p", without(report, "No statement is new or gained a version."), class_="none")
    if found.renames:
        yield table("Names that statements lost", ("old name", "name", "why"), found.renames)


def statement_cells(row: StatementNews, bounds: Bounds) -> Sequence[Child]:
    title = cut(row.title or row.statement_id, bounds.cell_chars)
    items = [element("li", outside(cut(version, bounds.cell_chars))) for version in row.versions]
    if row.n_documents > len(row.versions):
        items.append(element("li", f"and {row.n_documents - len(row.versions):,} more"))
    return (
        outside(title),
        outside(row.issuer) if row.issuer else NONE,
        row.date_edtf or NONE,
        element("span", "new" if row.is_new else "gained versions", class_="tag new"),
        element("ul", *items, class_="versions"),
    )


def figures(report: Report, _: Bounds) -> Iterator[Child]:
    """How figures moved against earlier runs."""
    if not report.series and not report.totals:
        yield element("p", "There are no figures of earlier runs yet.", class_="none")
        return
    yield charts(report.series)
    beyond = [row for row in report.totals if is_beyond(row.figure, row.minimum, row.maximum)]
    if beyond:
        yield element("h3", f"Out of bounds ({len(beyond)})")
        yield totals_table(beyond)
    if report.totals:
        yield element("details", element("summary", f"All {len(report.totals)} figures"), totals_table(report.totals))


def totals_table(rows: Sequence[Total]) -> Html:
    columns = ("figure", "source", "now", "median before", "moved", "allowed", "verdict")
    return table("Figures of the sources", columns, (total_cells(row) for row in rows), numeric=(2, 3, 4))


def total_cells(row: Total) -> Sequence[Child]:
    bounds = [f"from {amount(row.total, row.minimum)}"] if row.minimum is not None and row.minimum > 0 else []
    bounds += [f"up to {amount(row.total, row.maximum)}"] if row.maximum is not None else []
    verdict, look = "within bounds", "plain"
    if is_beyond(row.figure, row.minimum, row.maximum):
        is_low = row.minimum is not None and row.figure < row.minimum
        verdict, look = ("below the minimum", "critical") if is_low else ("above the maximum", "warning")
    return (
        noun(row.total),
        outside(row.source),
        amount(row.total, row.figure),
        amount(row.total, row.baseline),
        signed_share(row.figure, row.baseline).removesuffix(" against") if row.baseline is not None else NONE,
        " ".join(bounds) or "anything",
        element("span", verdict, class_=f"tag {look}"),
    )


def changes(report: Report, bounds: Bounds) -> Iterator[Child]:
    """What changed in the tables since the last publication."""
    if not report.changes:
        yield element("p", "No row was added, changed or removed.", class_="none")
        return
    rows = (change_cells(each) for each in report.changes)
    yield table("Rows by table", ("table", *CHANGES), rows, numeric=(1, 2, 3))
    for each in report.changes:
        if each.rows:
            yield table_changes(report, each, bounds)


def change_cells(change: TableChange) -> Sequence[Child]:
    counts = (figure(change.counts[name]) if name in change.counts else NONE for name in CHANGES)
    return (element("code", change.table_name), *counts)


def table_changes(report: Report, change: TableChange, bounds: Bounds) -> Html:
    """The first rows that were changed or removed in a table."""
    n_all = sum(change.counts.get(name, 0) for name in ("changed", "removed"))
    query = f"from mart.changed_rows where run_id = '{report.headline.run_id}' and table_name = '{change.table_name}'"
    rows = (changed_cells(row, bounds) for row in change.rows)
    return element(
        "details",
        element("summary", element("code", change.table_name), f": {several(n_all, 'row')} changed or removed"),
        table(f"Rows of {change.table_name}", ("row", "change", "before", "after"), rows),
        more(report, n_all - len(change.rows), query),
    )


def changed_cells(row: ChangedRow, bounds: Bounds) -> Sequence[Child]:
    return (
        outside(cut(short_key(row.row_key), bounds.cell_chars)),
        row.change,
        columns_list(row.before, bounds),
        columns_list(row.after, bounds) if row.after else NONE,
    )


def columns_list(values: Mapping[str, str], bounds: Bounds) -> Html:
    """Columns with their values, one below the other."""
    pairs = (
        element("div", element("dt", outside(name)), element("dd", outside(cut(value, bounds.cell_chars // 2))))
        for name, value in values.items()
    )
    return element("dl", *pairs, class_="values")


def steps(report: Report, _: Bounds) -> Iterator[Child]:
    """What each step did, and what it cost."""
    if not report.steps:
        yield element("p", "The steps of this run were not noted.", class_="none")
        return
    rows = (
        (row.step, row.outcome, figure(row.n_rows), f"{row.seconds:.2f}", f"{row.cpu_seconds:.2f}")
        for row in report.steps
    )
    columns = ("step", "outcome", "documents or files", "seconds", "processor seconds")
    yield table("Steps of the run", columns, rows, numeric=(2, 3, 4))


def recipes(report: Report, _: Bounds) -> Iterator[Child]:
    """Questions with the commands that answer them."""
    for question, query in RECIPES:
        yield element("p", question, element("br"), recipe(report, query), class_="recipe")
    began = clock(report.headline.started_at)
    yield element("p", f"This page says how things stood after the run of {began} UTC, and does not change.")
