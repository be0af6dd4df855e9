-- Rows that broke a rule in the last run that validated, with the file that holds their document.
with latest as (
    select max(run_id) as run_id
    from ops.validations
),
document_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
)
select failed.*, document_files.path
from ops.failed_rows as failed
join latest
    on latest.run_id = failed.run_id
left join document_files
    on document_files.document_id = failed.document_id
