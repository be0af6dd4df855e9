-- Which files are refused as of now, why, and what is to be done about it?
select path, step, reason, detail, first_seen_at, run_id
from mart.rejections
where is_open
order by first_seen_at desc, path
