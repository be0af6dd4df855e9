-- Which figure of which source is out of bounds, or a tenth away from what it was in the runs before? Change that here.
select
    source,
    total,
    started_at,
    round(figure, 4) as figure,
    round(previous_figure, 4) as previous_figure,
    round(baseline, 4) as baseline,
    round(times_baseline, 2) as times_baseline,
    minimum,
    maximum,
    bound_state
from mart.totals
where bound_state != 'within' or abs(times_baseline - 1) >= 0.1
order by bound_state = 'within', abs(ln(nullif(times_baseline, 0))) desc nulls first, source, total
