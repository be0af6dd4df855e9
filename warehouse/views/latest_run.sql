-- The run that began last, with what its steps and rules did.
with latest as (
    select *
    from ops.runs
    order by started_at desc, run_id desc
    limit 1
),
summaries as (
    select
        run_id,
        string_agg(
            format('{}: {} {} in {:.2f} s', step, n_rows, outcome, seconds),
            ' · '
            order by
                list_position(
                    ['intake', 'extract', 'structure', 'validate', 'group', 'annotate', 'load', 'publish'], step
                ),
                outcome
        ) as steps_summary
    from ops.steps
    group by run_id
),
rules as (
    select
        run_id,
        count(*) as n_rules,
        count(*) filter (where outcome = 'failed') as n_rules_failed,
        count(*) filter (where outcome = 'errored') as n_rules_errored
    from ops.validations
    group by run_id
),
standing as (
    select
        count(*) as n_open_failed_rows,
        count(*) filter (where severity = 'critical') as n_open_critical_rows
    from ops.failed_rows
    where resolved_at is null
)
select
    latest.*,
    date_diff('millisecond', latest.started_at, latest.ended_at) / 1000 as seconds,
    summaries.steps_summary,
    coalesce(rules.n_rules, 0) as n_rules,
    coalesce(rules.n_rules_failed, 0) as n_rules_failed,
    coalesce(rules.n_rules_errored, 0) as n_rules_errored,
    (select count(*) from ops.rejections where resolved_at is null) as n_open_rejections,
    standing.n_open_failed_rows,
    standing.n_open_critical_rows,
    case
        when latest.published_at is not null or latest.state = 'failed' then 'reports/' || latest.run_id || '.html'
    end as report_path
from latest
cross join standing
left join summaries
    on summaries.run_id = latest.run_id
left join rules
    on rules.run_id = latest.run_id
