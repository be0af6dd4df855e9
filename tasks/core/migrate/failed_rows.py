"""`ops.failed_rows` as a history, made of one row per run.

A row of the suite `warehouse`, which looks at all rows, stood from the start of the run that found it to that of the
next completed run that looked and did not. The suite `documents` looks at the documents of a run alone: a row stands
until its document was carried again, which is known of the last time. What is wrong still is found by the next run.
"""

HISTORY = """
with found as (
    select given.*, coalesce(run.started_at, strptime(left(given.run_id, 16), '%Y%m%dT%H%M%SZ')) as started_at,
        coalesce(run.code_version, 'unknown') as code_version
    from ({rows}) as given left join old.ops.runs as run using (run_id)
),
looks as (
    select distinct check_.suite, run.started_at
    from old.ops.validations as check_ join old.ops.runs as run using (run_id)
    where run.state = 'completed' and check_.suite = 'warehouse'
),
carried as (
    select 'documents' as suite, done.document_id, run.started_at
    from old.ops.document_steps as done join old.ops.runs as run using (run_id)
    where done.step = 'validate'
),
sound as (
    select found.suite, found.rule_id, found.row_key, looks.started_at
    from found join looks on looks.suite = found.suite
    union
    select found.suite, found.rule_id, found.row_key, carried.started_at
    from found join carried on carried.suite = found.suite and carried.document_id = found.document_id
    except
    select suite, rule_id, row_key, started_at from found
),
ended as (
    select found.*, min(sound.started_at) as resolved_at
    from found left join sound
        on sound.suite = found.suite and sound.rule_id = found.rule_id and sound.row_key = found.row_key
        and sound.started_at > found.started_at
    group by all
)
select
    arg_min(run_id, started_at) as run_id, suite, rule_id, arg_max(severity, started_at) as severity,
    arg_max(table_name, started_at) as table_name, row_key, arg_max(document_id, started_at) as document_id,
    arg_max(detail, started_at) as detail, arg_min(code_version, started_at) as code_version,
    min(started_at) as first_seen_at, resolved_at
from ended
group by suite, rule_id, row_key, resolved_at
"""
