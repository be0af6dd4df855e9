-- What speaks against a file: refusals, broken rules, what was noted in reading it? Change the file here.
with findings as (
    select path, 1 as rank, 'refused by ' || step as finding, reason as what, detail, null as text, first_seen_at
    from mart.rejections
    where is_open
    union all
    select path, 2, severity, rule_id, detail, text, first_seen_at
    from mart.failed_rows
    where is_open
    union all
    select files.path, 3, 'noted by ' || notes.step, notes.note, notes.detail, null, files.first_seen_at
    from core.document_notes as notes
    join mart.files as files
        on files.document_id = notes.document_id
)
select path, finding, what, detail, text, first_seen_at
from findings
where path like '%truncated%'
order by path, rank, what, detail
