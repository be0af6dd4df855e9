-- Which flow run was it, what did it do, how far did it come, and why did it end? Those that published nothing first.
select
    runs.started_at,
    runs.source,
    runs.selection,
    runs.state,
    runs.step as last_step,
    runs.reason,
    runs.n_loaded,
    runs.n_rejected,
    round(date_diff('millisecond', runs.started_at, runs.ended_at) / 1000, 1) as seconds,
    string_agg(
        format('{} {} {}', steps.step, steps.n_rows, steps.outcome),
        ', '
        order by steps.step, steps.outcome
    ) as steps,
    '/runs/flow-run/' || runs.flow_run_id as page,
    runs.run_id
from ops.runs as runs
left join ops.steps as steps
    on steps.run_id = runs.run_id
group by all
order by max(runs.published_at) is not null, runs.started_at desc
