-- Which files are refused as of now, why, since when, and what is to be done about it?
select
    path,
    step,
    reason,
    detail,
    first_seen_at,
    run_id,
    round(days_open, 1) as days_open,
    n_refused_before
from mart.rejections
where is_open
order by first_seen_at desc, path
