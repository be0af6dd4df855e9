-- Which rows did the last publication change, in which columns, and what did they say before? Change the table here.
select
    changed.table_name,
    changed.change,
    changed.path,
    changed.row_key,
    changed.changed_columns,
    changed.before,
    changed.after
from mart.changed_rows as changed
join ops.publication as publication
    on publication.run_id = changed.run_id
where changed.table_name like 'core.%'
order by changed.table_name, changed.change, changed.path, len(changed.row_key), changed.row_key
