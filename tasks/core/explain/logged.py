"""Finders of evidence for `ops.*`: the runs that wrote the rows, and the rows that they are about."""

from collections.abc import Iterator

from schemas.tables import BY_NAME
from tasks.core.explain.model import Case, Evidence
from tasks.core.explain.spans import file_evidence, row_evidence, span, spot
from tasks.core.query import Row
from tasks.core.report.excerpts import find_spots

SHOWN = 6  # rows that are listed
SHOWN_CHARS = 200


def run_row(case: Case) -> Iterator[Evidence]:
    """The run that the row names."""
    for row in case.reader.rows("from ops.runs where run_id = ?", case.row["run_id"]):
        yield run_evidence(case, row)


def run_evidence(case: Case, row: Row) -> Evidence:
    said = f"ops.runs {row['run_id']}: {row['state']}, began {row['started_at']}, code {row['code_version']}"
    flow = f", flow run {row['flow_run_id']}" if row["flow_run_id"] else ""
    return row_evidence(case, said, f"the run{flow}")


def steps_of_run(case: Case) -> Iterator[Evidence]:
    """What the steps of the run did."""
    query = "select step, outcome, sum(n_rows) as n from ops.steps where run_id = ? group by all order by all"
    found = case.reader.rows(query, case.row["run_id"])
    said = ", ".join(f"{row['step']}: {row['n']} {row['outcome']}" for row in found)
    if said:
        yield row_evidence(case, f"ops.steps: {said}", "what its steps did")


def files_of_run(case: Case) -> Iterator[Evidence]:
    """Files that the run saw first, and those that it refused."""
    row = case.row
    for one in case.reader.rows(
        "from raw.files where first_seen_at = ? order by path limit ?", row["started_at"], SHOWN
    ):
        yield file_evidence(one)
    for one in case.reader.rows("from ops.rejections where run_id = ? order by path limit ?", row["run_id"], SHOWN):
        yield row_evidence(case, f"{one['path']}: {one['reason']}: {one['detail']}", f"refused at {one['step']}")


def documents_of_step(case: Case) -> Iterator[Evidence]:
    """Documents that the step of the run carried."""
    query = "from ops.document_steps where run_id = ? and step = ? order by document_id limit ?"
    for row in case.reader.rows(query, case.row["run_id"], case.row["step"], SHOWN):
        path = case.reader.path(row["document_id"])
        said = f"ops.document_steps {row['document_id'][:12]} {row['outcome']}: {path}"
        yield row_evidence(case, said, "a document that it carried", row["document_id"])


def beginning(case: Case) -> Iterator[Evidence]:
    """The beginning of the document's body."""
    size = min(len(case.reader.text(case.document_id)), SHOWN_CHARS) if case.document_id else 0
    if size:
        yield from span(case.reader, case.document_id, 0, size, note="the body begins")


def refused_files(case: Case) -> Iterator[Evidence]:
    """The files at the path that was refused."""
    query = "from raw.files where source = ? and path = ? order by first_seen_at desc"
    found = case.reader.rows(query, case.row["source"], case.row["path"])
    for row in found:
        yield file_evidence(row)
    if not found:
        path = f"{case.row['source']}/{case.row['path']}"
        yield Evidence(
            "", path, 0, len(case.row["path"]), case.row["path"], note="of it no bytes could be had", in_="path"
        )


def failing_row(case: Case) -> Iterator[Evidence]:
    """The row that broke the rule: where it stands in a text, else as it is."""
    row = case.row
    place = find_spots(case.reader.connection, [row]).get((row["table_name"], row["row_key"]))
    if place and place.start is not None:
        note = f"the row {row['row_key']} of {row['table_name']} {place.note}".rstrip()
        yield from span(case.reader, place.document_id, place.start, place.end, place.place, note=note)
    elif row["document_id"]:
        yield from beginning(case)
    yield row_evidence(case, f"{row['table_name']} {row['row_key']}", row["detail"], row["document_id"] or "")


def rule_row(case: Case) -> Iterator[Evidence]:
    """The rule as the last run applied it."""
    query = "from ops.validations where suite = ? and rule_id = ? order by run_id desc limit 1"
    for row in case.reader.rows(query, case.row["suite"], case.row["rule_id"]):
        said = (
            f"ops.validations {row['rule_id']}: {row['outcome']}, {row['n_failed']} of {row['n_checked']} rows failed"
        )
        yield row_evidence(case, said, row["reason"])


def rows_of_rule(case: Case) -> Iterator[Evidence]:
    """Rows that break the rule."""
    query = "from ops.failed_rows where suite = ? and rule_id = ? order by resolved_at nulls first, row_key limit ?"
    for row in case.reader.rows(query, case.row["suite"], case.row["rule_id"], SHOWN):
        state = "broke it, resolved since" if row["resolved_at"] else "breaks it"
        yield row_evidence(
            case, f"{row['table_name']} {row['row_key']}: {row['detail']}", state, row["document_id"] or ""
        )


def totals_before(case: Case) -> Iterator[Evidence]:
    """The same figure after the runs before."""
    query = "from ops.totals where source = ? and total = ? and run_id <= ? order by run_id desc limit ?"
    for row in case.reader.rows(query, case.row["source"], case.row["total"], case.row["run_id"], SHOWN):
        yield row_evidence(
            case, f"ops.totals {row['run_id']}: {row['total']} {row['figure']:g}", "the figure over time"
        )


def changed_rows(case: Case) -> Iterator[Evidence]:
    """Rows of the table that the run changed so."""
    query = "from ops.changed_rows where run_id = ? and table_name = ? and change = ? order by row_key limit ?"
    row = case.row
    for one in case.reader.rows(query, row["run_id"], row["table_name"], row["change"], SHOWN):
        yield row_evidence(case, f"{one['table_name']} {one['row_key']}", one["change"], one["document_id"] or "")


def changed_row(case: Case) -> Iterator[Evidence]:
    """The row that was changed, as it is now."""
    row = case.row
    yield row_evidence(
        case, f"before {row['before'] or '-'}, after {row['after'] or '-'}", "what differed", row["document_id"] or ""
    )
    table = BY_NAME.get(row["table_name"])
    if table and {"document_id", "start_char", "end_char"} <= set(table.column_names):
        place = find_spots(case.reader.connection, [row]).get((row["table_name"], row["row_key"]))
        if place and place.start is not None:
            yield from span(
                case.reader, place.document_id, place.start, place.end, place.place, note="the row as it is now"
            )


def step_rows(case: Case) -> Iterator[Evidence]:
    """The rows of the document that the step made, by the first of them."""
    tables = {"annotate": "core.mentions", "structure": "core.sentences", "group": "core.versions"}
    table = tables.get(case.row["step"])
    if table:
        query = f"from {table} where document_id = ? order by start_char limit 1"
        for row in case.reader.rows(query, case.document_id):
            yield from spot(case.reader, row, note=f"the first row of {table} that it made")
