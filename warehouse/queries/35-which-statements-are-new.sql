-- Which statements did the last publication add or change, and which gained a version, of what relation?
select
    coalesce(statements.title, statements.issuer) as statement,
    statements.date_edtf,
    changed.table_name,
    changed.change,
    coalesce(changed.path, main_files.path) as path,
    versions.relation,
    changed.changed_columns,
    changed.before,
    changed.after
from mart.changed_rows as changed
join ops.publication as publication
    on publication.run_id = changed.run_id
left join core.statements as statements
    on statements.statement_id = split_part(changed.row_key, '/', 1)
left join core.versions as versions
    on changed.row_key = versions.statement_id || '/' || versions.document_id
left join (select document_id, min(path) as path from raw.files group by document_id) as main_files
    on main_files.document_id = statements.main_document_id
where changed.table_name in ('core.statements', 'core.versions')
order by changed.row_key, path
