-- Figures of each source after each run, beside the run before, their baseline and their bounds.
select
    totals.source,
    totals.total,
    totals.run_id,
    runs.started_at,
    runs.code_version,
    totals.figure,
    lag(totals.figure) over (
        partition by totals.source, totals.total
        order by totals.run_id
    ) as previous_figure,
    totals.baseline,
    totals.figure / nullif(totals.baseline, 0) as times_baseline,
    totals.minimum,
    totals.maximum,
    case
        when totals.figure < totals.minimum then 'below'
        when totals.figure > totals.maximum then 'above'
        else 'within'
    end as bound_state
from ops.totals as totals
left join ops.runs as runs
    on runs.run_id = totals.run_id
