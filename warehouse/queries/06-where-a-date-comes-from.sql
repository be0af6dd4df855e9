-- Where does the date of each statement come from? The words that state it, the version that has them, the rule.
select
    statements.issuer,
    statements.date_edtf,
    statements.date_basis,
    versions.path,
    versions.is_main,
    candidates.evidence,
    candidates.evidence_in,
    candidates.rule
from mart.statements as statements
join mart.versions as versions
    on versions.statement_id = statements.statement_id
join core.metadata_candidates as candidates
    on candidates.document_id = versions.document_id
    and candidates.field = 'date_edtf'
    and candidates.is_chosen
    and candidates.value = statements.date_edtf
order by statements.date_start, statements.issuer, versions.path
