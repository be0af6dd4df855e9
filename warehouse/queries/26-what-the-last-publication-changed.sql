-- How many rows of which table did the last publication add, change and remove?
select
    changes.published_at,
    changes.code_version,
    changes.table_name,
    changes.n_added,
    changes.n_changed,
    changes.n_removed
from mart.changes as changes
join ops.publication as publication
    on publication.run_id = changes.run_id
order by changes.n_added + changes.n_changed + changes.n_removed desc, changes.table_name
