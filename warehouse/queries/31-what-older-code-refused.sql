-- Which files were refused by older code, and with which code were they tried last? A new step tries them again.
select
    rejections.path,
    rejections.step,
    rejections.reason,
    rejections.code_version as refused_with,
    tried.code_version as last_tried_with,
    rejections.first_seen_at,
    round(rejections.days_open, 1) as days_open,
    rejections.n_runs_open
from mart.rejections as rejections
left join mart.document_lineage as tried
    on tried.document_id = rejections.document_id
    and tried.step = rejections.step
    and tried.outcome = 'rejected'
where rejections.is_open and rejections.is_other_code
order by rejections.first_seen_at, rejections.path
