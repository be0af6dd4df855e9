-- Which run, on which version of the code, made the rows of a document, step by step? Change the file here.
select
    path,
    step,
    outcome,
    started_at,
    code_version,
    step_fingerprint,
    run_id
from mart.document_lineage
where path like '%nato-leaders-statement-%'
order by path, step_no
