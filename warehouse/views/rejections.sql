-- Files that were refused, those still refused first, the newest of them on top. Days count up to this publication.
with publication as (
    select max(code_version) as code_version, max(published_at) as published_at
    from ops.publication
),
runs_open as (
    select rejections.source, rejections.path, rejections.first_seen_at, count(*) as n_runs_open
    from ops.rejections as rejections
    join ops.runs as runs
        on runs.started_at >= rejections.first_seen_at
        and (rejections.resolved_at is null or runs.started_at < rejections.resolved_at)
    group by all
)
select
    rejections.resolved_at is null as is_open,
    rejections.source,
    rejections.path,
    rejections.document_id,
    rejections.step,
    rejections.reason,
    rejections.detail,
    rejections.run_id,
    rejections.code_version,
    rejections.first_seen_at,
    rejections.resolved_at,
    rejections.code_version != publication.code_version as is_other_code,
    row_number() over (
        partition by rejections.source, rejections.path
        order by rejections.first_seen_at
    ) - 1 as n_refused_before,
    coalesce(runs_open.n_runs_open, 0) as n_runs_open,
    date_diff(
        'second', rejections.first_seen_at, coalesce(rejections.resolved_at, publication.published_at)
    ) / 86400 as days_open
from ops.rejections as rejections
cross join publication
left join runs_open
    on runs_open.source = rejections.source
    and runs_open.path = rejections.path
    and runs_open.first_seen_at = rejections.first_seen_at
order by is_open desc, rejections.first_seen_at desc, rejections.source, rejections.path
