-- Files that were refused, those still refused first, the newest of them on top.
select
    resolved_at is null as is_open,
    source,
    path,
    document_id,
    step,
    reason,
    detail,
    run_id,
    first_seen_at,
    resolved_at
from ops.rejections
order by is_open desc, first_seen_at desc, source, path
