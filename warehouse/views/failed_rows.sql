-- Rows that broke a rule, those that stand and the gravest first, with their file and the text in question.
with latest as (
    select max(run_id) as run_id
    from ops.validations
),
publication as (
    select max(published_at) as published_at
    from ops.publication
),
reasons as (
    select suite, rule_id, arg_max(reason, run_id) as reason
    from ops.validations
    group by suite, rule_id
),
document_files as (
    select document_id, min(path) as path
    from raw.files
    where document_id in (select document_id from ops.failed_rows)
    group by document_id
)
select
    failed.resolved_at is null as is_open,
    coalesce(failed.run_id = latest.run_id, false) as is_new,
    failed.*,
    date_diff('second', failed.first_seen_at, coalesce(failed.resolved_at, publication.published_at)) / 86400
        as days_open,
    reasons.reason,
    document_files.path,
    case when is_open then texts.text end as text,
    case when is_open then texts.main_text end as main_text
from ops.failed_rows as failed
cross join latest
cross join publication
left join reasons
    on reasons.suite = failed.suite
    and reasons.rule_id = failed.rule_id
left join document_files
    on document_files.document_id = failed.document_id
left join mart.failed_texts as texts
    on texts.table_name = failed.table_name
    and texts.row_key = failed.row_key
order by
    is_open desc,
    list_position(['critical', 'warning', 'info'], failed.severity),
    failed.suite,
    failed.rule_id,
    document_files.path,
    len(failed.row_key),
    failed.row_key
