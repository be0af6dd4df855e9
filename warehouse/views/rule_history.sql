-- How each rule fared in each run that applied it, beside the run before.
with outcomes as (
    select
        validations.*,
        runs.started_at,
        runs.code_version,
        list_position(['passed', 'failed', 'errored'], validations.outcome) as badness
    from ops.validations as validations
    left join ops.runs as runs
        on runs.run_id = validations.run_id
),
compared as (
    select
        *,
        lag(badness) over by_run as badness_before,
        lag(n_failed) over by_run as n_failed_before,
        lag(code_version) over by_run as code_version_before
    from outcomes
    window by_run as (partition by suite, rule_id order by run_id)
)
select
    run_id,
    started_at,
    code_version,
    coalesce(code_version != code_version_before, false) as is_code_changed,
    suite,
    rule_id,
    severity,
    table_name,
    outcome,
    n_checked,
    n_failed,
    n_failed_before,
    case
        when badness > 1 and coalesce(badness_before, 1) = 1 then 'new'
        when badness = 1 and badness_before > 1 then 'resolved'
        when badness > badness_before then 'worse'
        when badness < badness_before then 'better'
        when n_failed > n_failed_before then 'worse'
        when n_failed < n_failed_before then 'better'
        else 'same'
    end as trend,
    reason
from compared
