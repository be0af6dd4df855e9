-- How many rows each publication added, changed and removed, table by table, the latest first.
select
    changes.run_id,
    runs.started_at,
    runs.published_at,
    runs.code_version,
    changes.table_name,
    cast(coalesce(sum(changes.n_rows) filter (where changes.change = 'added'), 0) as bigint) as n_added,
    cast(coalesce(sum(changes.n_rows) filter (where changes.change = 'changed'), 0) as bigint) as n_changed,
    cast(coalesce(sum(changes.n_rows) filter (where changes.change = 'removed'), 0) as bigint) as n_removed
from ops.changes as changes
left join ops.runs as runs
    on runs.run_id = changes.run_id
group by changes.run_id, runs.started_at, runs.published_at, runs.code_version, changes.table_name
order by changes.run_id desc, changes.table_name
