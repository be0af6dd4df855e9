-- Since when, and since which version of the code, do rows break rules? Those that have stood longest come first.
select
    first_seen_at,
    round(days_open, 1) as days_open,
    code_version,
    severity,
    rule_id,
    path,
    row_key,
    detail,
    text
from mart.failed_rows
where is_open
order by first_seen_at, list_position(['critical', 'warning', 'info'], severity), rule_id, path, len(row_key), row_key
