-- Where do versions of one statement contradict each other, who says what, and which value was taken?
select
    coalesce(statement_title, statement_id) as statement,
    field,
    value,
    is_resolved,
    path,
    relation,
    evidence,
    evidence_in,
    rule
from mart.metadata_conflicts
order by statement, field, is_resolved desc, path
