-- How many refusals and rows that break rules were found, resolved and left open by each run, and on which code?
with findings as (
    select 'refused' as severity, first_seen_at, resolved_at
    from ops.rejections
    union all
    select severity, first_seen_at, resolved_at
    from ops.failed_rows
)
select
    runs.started_at,
    runs.code_version,
    findings.severity,
    count(*) filter (where findings.first_seen_at = runs.started_at) as n_found,
    count(*) filter (where findings.resolved_at = runs.started_at) as n_resolved,
    count(*) filter (where coalesce(findings.resolved_at > runs.started_at, true)) as n_open
from ops.runs as runs
join findings
    on findings.first_seen_at <= runs.started_at
    and (findings.resolved_at is null or findings.resolved_at >= runs.started_at)
group by runs.started_at, runs.code_version, findings.severity
order by runs.started_at desc, list_position(['refused', 'critical', 'warning', 'info'], findings.severity)
