-- Rows that the last publications added, changed and removed, with the columns that differ.
with document_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
)
select
    changed.run_id,
    runs.started_at,
    runs.code_version,
    changed.table_name,
    changed.change,
    changed.row_key,
    changed.document_id,
    document_files.path,
    case
        when changed.change = 'changed' and json_valid(changed.after) then list_sort(json_keys(changed.after))
        else []
    end as changed_columns,
    changed.before,
    changed.after
from ops.changed_rows as changed
left join ops.runs as runs
    on runs.run_id = changed.run_id
left join document_files
    on document_files.document_id = changed.document_id
