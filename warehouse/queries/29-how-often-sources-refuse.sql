-- How often is a file of which source refused, why, and in which month?
select
    source,
    strftime(first_seen_at, '%Y-%m') as month,
    step,
    reason,
    count(*) as n_refused,
    count(*) filter (where is_open) as n_open,
    count(distinct path) as n_paths,
    min(path) as example
from mart.rejections
group by source, month, step, reason
order by source, month, n_refused desc, step, reason
