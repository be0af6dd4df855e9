-- Which rules are broken, why do they exist, and which rows break them in which words?
select
    rules.severity,
    rules.outcome,
    rules.rule_id,
    rules.n_failed,
    failed.path,
    failed.row_key,
    failed.detail,
    failed.text,
    failed.main_text,
    rules.n_open,
    rules.n_new,
    rules.reason
from mart.failed_rules as rules
left join mart.failed_rows as failed
    on failed.suite = rules.suite
    and failed.rule_id = rules.rule_id
    and failed.is_open
order by
    list_position(['critical', 'warning', 'info'], rules.severity),
    rules.rule_id,
    failed.path,
    len(failed.row_key),
    failed.row_key
