"""What arrived: refused files, files with what became of them, statements that are new or gained versions."""

from collections import defaultdict

import duckdb

from tasks.core.query import Row, read_rows
from tasks.core.report.model import Arrival, Arrivals, Bounds, Refusal, Refusals, StatementNews, Statements
from tasks.core.report.moment import Moment, named_rows

REFUSALS = """
    with told as (
        select *,
            case
                when resolved_at = $started_at then 'resolved'
                when resolved_at is null and run_id = $run_id then 'new'
                when resolved_at is null then 'open'
            end as standing
        from ops.rejections
    )
    select source, path, step, reason, left(detail, 4000) as detail, first_seen_at, standing,
        count(*) over (partition by standing) as n_all
    from told
    where standing is not null
    qualify row_number() over (partition by standing order by first_seen_at desc, source, path) <= $n_rows
    order by standing, first_seen_at desc, source, path"""
ARRIVALS = """
    with waiting as (  -- documents that were refused until now: no file of theirs was accepted before
        select distinct document_id
        from ops.rejections
        where document_id is not null and first_seen_at < $started_at and coalesce(resolved_at >= $started_at, true)
    ),
    known as (
        select distinct document_id
        from raw.files
        where first_seen_at < $started_at and document_id not in (from waiting)
    ),
    touched as (
        select source, path, document_id, state,
            case
                when state = 'missing' then 'missing'
                when state = 'rejected' then 'refused'
                when document_id in (from known) then 'duplicate'
                when row_number() over (partition by document_id, state order by source, path) > 1 then 'duplicate'
                else 'loaded'
            end as outcome,
            exists (
                from raw.files as other
                where other.source = files.source and other.path = files.path and other.state = 'replaced'
                    and other.last_seen_at = $started_at
            ) as is_replacement
        from raw.files as files
        where last_seen_at = $started_at and state != 'replaced'
    ),
    unread as (
        select source, path, document_id, 'rejected' as state, 'refused' as outcome, false as is_replacement
        from ops.rejections
        where run_id = $run_id and resolved_at is null
            and not exists (
                from touched where touched.source = rejections.source and touched.path = rejections.path
            )
    ),
    arrived as (from touched union all from unread)
    select arrived.source, arrived.path, outcome, is_replacement, documents.kind, documents.relation,
        documents.coverage_ratio, documents.statement_id, statements.title, open.reason,
        count(*) over (partition by outcome) as n_all
    from arrived
    left join core.documents as documents
        on documents.document_id = arrived.document_id
    left join core.statements as statements
        on statements.statement_id = documents.statement_id
    left join ops.rejections as open
        on open.source = arrived.source and open.path = arrived.path and open.resolved_at is null
    qualify row_number() over (partition by outcome order by arrived.source, arrived.path) <= $n_rows
    order by list_position(['refused', 'loaded', 'duplicate', 'missing'], outcome), arrived.source, arrived.path"""
SINCE = """
    with since as (
        select coalesce(max(started_at), timestamp '0001-01-01') as moment from ops.runs
        where run_id < $run_id and published_at is not null
    ),
    arrived as (
        select document_id from raw.files
        group by document_id
        having min(first_seen_at) > (select moment from since) and min(first_seen_at) <= $started_at
        union
        select document_id from ops.changed_rows
        where run_id = $run_id and table_name = 'core.documents' and change = 'added'
    ),"""  # documents that came after the publication before: one that a killed run staged was first seen by that
STATEMENTS = f"""
    {SINCE}
    touched as (
        select statements.*, coalesce(first_seen_at > since.moment, false) as is_new
        from core.statements as statements
        cross join since
        where statement_id in (select statement_id from core.versions where document_id in (from arrived))
    )
    select statement_id, title, issuer, date_edtf, is_new, n_documents,
        count(*) filter (where is_new) over () as n_new,
        count(*) filter (where not is_new) over () as n_grown
    from touched
    order by is_new, n_documents desc, title, statement_id
    limit $n_rows"""
VERSIONS = """
    select versions.statement_id, relation, coverage_ratio, is_main, coalesce(path, left(document_id, 12)) as path
    from core.versions as versions
    left join (select document_id, min(path) as path from raw.files group by document_id) using (document_id)
    where versions.statement_id in (select unnest(?))
    qualify row_number() over (partition by versions.statement_id order by is_main desc, coverage_ratio desc, path) <= 6
    order by versions.statement_id, is_main desc, coverage_ratio desc, path"""
RENAMES = """
    select old_statement_id, statement_id, reason from core.statement_history
    where run_id = ? order by all limit 20"""


def read_refusals(connection: duckdb.DuckDBPyConnection, moment: Moment, bounds: Bounds) -> Refusals:
    """Files that this run refused, those that are refused from before, those that it accepted or found gone."""
    given = {"run_id": moment.run_id, "started_at": moment.started_at, "n_rows": bounds.refusals}
    rows = named_rows(connection, REFUSALS, given)
    counts = {row["standing"]: row.pop("n_all") for row in rows}
    return Refusals(tuple(Refusal(**row) for row in rows), counts)


def read_arrivals(connection: duckdb.DuckDBPyConnection, moment: Moment, bounds: Bounds) -> Arrivals:
    """Files that were new, changed or gone in this run, with what became of each."""
    given = {"run_id": moment.run_id, "started_at": moment.started_at, "n_rows": bounds.files}
    rows = named_rows(connection, ARRIVALS, given)
    counts = {row["outcome"]: row["n_all"] for row in rows}
    return Arrivals(tuple(arrival(row) for row in rows[: bounds.files]), counts)


def arrival(row: Row) -> Arrival:
    return Arrival(
        source=row["source"],
        path=row["path"],
        outcome=row["outcome"],
        kind=row["kind"] or "",
        statement_id=row["statement_id"] or "",
        statement_title=row["title"] or "",
        relation=row["relation"] or "",
        coverage_ratio=row["coverage_ratio"],
        reason=row["reason"] or ("in the place of other content" if row["is_replacement"] else ""),
    )


def read_statements(connection: duckdb.DuckDBPyConnection, moment: Moment, bounds: Bounds) -> Statements:
    """Statements that are new in this run or gained versions, and names that were lost."""
    given = {"run_id": moment.run_id, "started_at": moment.started_at, "n_rows": bounds.statements}
    rows = named_rows(connection, STATEMENTS, given)
    versions: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_rows(connection, VERSIONS, [row["statement_id"] for row in rows]):
        versions[row["statement_id"]].append(version_text(row))
    news = tuple(
        StatementNews(
            statement_id=row["statement_id"],
            title=row["title"] or "",
            issuer=row["issuer"] or "",
            date_edtf=row["date_edtf"] or "",
            is_new=row["is_new"],
            n_documents=row["n_documents"],
            versions=tuple(versions[row["statement_id"]]),
        )
        for row in rows
    )
    renames = tuple(tuple(row.values()) for row in read_rows(connection, RENAMES, moment.run_id))
    return Statements(news, rows[0]["n_new"] if rows else 0, rows[0]["n_grown"] if rows else 0, renames)


def version_text(row: Row) -> str:
    """A version in words: its path, whether it is the main one, else how it stands to that."""
    if row["is_main"]:
        return f"{row['path']} (main version)"
    covers = f", covers {row['coverage_ratio']:.0%}" if row["coverage_ratio"] is not None else ""
    return f"{row['path']} ({row['relation']}{covers})"
