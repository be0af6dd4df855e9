-- Names that statements had, and what became of them.
select
    history.old_statement_id,
    history.statement_id,
    history.reason,
    statements.title as statement_title,
    statements.issuer as statement_issuer,
    statements.date_edtf as statement_date_edtf,
    history.run_id,
    runs.started_at
from core.statement_history as history
left join core.statements as statements
    on statements.statement_id = history.statement_id
left join ops.runs as runs
    on runs.run_id = history.run_id
