-- Rules that failed or could not be applied in the last run that validated.
with latest as (
    select max(run_id) as run_id
    from ops.validations
)
select validations.*
from ops.validations as validations
join latest
    on latest.run_id = validations.run_id
where validations.outcome != 'passed'
order by
    list_position(['critical', 'warning', 'info'], validations.severity),
    validations.suite,
    validations.rule_id
