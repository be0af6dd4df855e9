-- Rules that failed or could not be applied in the last run that validated, or that rows break as of now.
-- A run looks at new documents alone where a rule is about each by itself, so that rows of others can still break it.
with latest as (
    select max(run_id) as run_id
    from ops.validations
),
last_applied as (
    select *
    from ops.validations
    qualify row_number() over (partition by suite, rule_id order by run_id desc) = 1
),
standing as (
    select
        failed.suite,
        failed.rule_id,
        count(*) as n_open,
        count(*) filter (where failed.run_id = latest.run_id) as n_new,
        min(failed.first_seen_at) as first_failed_at,
        arg_min(failed.code_version, failed.first_seen_at) as first_code_version
    from ops.failed_rows as failed
    cross join latest
    where failed.resolved_at is null
    group by failed.suite, failed.rule_id
)
select
    rules.run_id,
    rules.suite,
    rules.rule_id,
    rules.severity,
    rules.table_name,
    rules.column_name,
    rules.outcome,
    rules.n_checked,
    rules.n_failed,
    coalesce(standing.n_new, 0) as n_new,
    coalesce(standing.n_open, 0) as n_open,
    rules.reason,
    standing.first_failed_at,
    standing.first_code_version
from last_applied as rules
cross join latest
left join standing
    on standing.suite = rules.suite
    and standing.rule_id = rules.rule_id
where (rules.run_id = latest.run_id and rules.outcome != 'passed') or standing.n_open > 0
order by
    list_position(['critical', 'warning', 'info'], rules.severity),
    rules.suite,
    rules.rule_id
