-- How long do refusals stay open, by what refused them and why?
select
    step,
    reason,
    count(*) as n_refused,
    count(*) filter (where is_open) as n_open,
    round(median(days_open) filter (where not is_open), 1) as median_days_until_resolved,
    round(max(days_open) filter (where is_open), 1) as longest_days_open
from mart.rejections
group by step, reason
order by n_open desc, n_refused desc, step, reason
