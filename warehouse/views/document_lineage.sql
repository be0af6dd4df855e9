-- What each document's rows were made from: step by step the run, its code, and the fingerprint of the step.
with document_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
)
select
    steps.document_id,
    document_files.path,
    steps.step,
    list_position(
        ['intake', 'extract', 'structure', 'validate', 'group', 'annotate', 'load', 'publish'], steps.step
    ) as step_no,
    steps.outcome,
    steps.run_id,
    runs.started_at,
    runs.code_version,
    steps.step_fingerprint,
    steps.input_hash
from ops.document_steps as steps
left join ops.runs as runs
    on runs.run_id = steps.run_id
left join document_files
    on document_files.document_id = steps.document_id
order by document_files.path, steps.document_id, step_no
