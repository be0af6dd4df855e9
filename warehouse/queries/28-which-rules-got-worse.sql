-- Which rules got worse, in which run, and was that the first run on another version of the code?
select
    started_at,
    code_version,
    is_code_changed,
    trend,
    severity,
    suite,
    rule_id,
    outcome,
    n_failed_before,
    n_failed
from mart.rule_history
where trend in ('new', 'worse')
order by run_id desc, list_position(['critical', 'warning', 'info'], severity), suite, rule_id
