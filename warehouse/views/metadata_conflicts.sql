-- Values that versions of one statement state against each other, each with its evidence.
with version_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
conflicts as (
    select statement_id, unnest(conflicting_fields) as field
    from core.statements
),
resolved as (
    select
        conflicts.statement_id,
        statements.title as statement_title,
        conflicts.field,
        case conflicts.field
            when 'title' then statements.title
            when 'issuer' then statements.issuer
            when 'level' then statements.level
            when 'date_edtf' then statements.date_edtf
            when 'place' then statements.place
            when 'signatories' then array_to_string(statements.signatories, chr(59))
        end as value
    from conflicts
    join core.statements as statements
        on statements.statement_id = conflicts.statement_id
)
select
    resolved.statement_id,
    resolved.statement_title,
    resolved.field,
    candidates.value,
    case
        when resolved.field = 'date_edtf' then starts_with(resolved.value, candidates.value)
        else resolved.value = candidates.value
    end as is_resolved,
    versions.document_id,
    version_files.path,
    versions.is_main,
    versions.relation,
    candidates.evidence,
    candidates.evidence_in,
    candidates.rule,
    candidates.confidence
from resolved
join core.versions as versions
    on versions.statement_id = resolved.statement_id
join core.metadata_candidates as candidates
    on candidates.document_id = versions.document_id
    and candidates.field = resolved.field
    and candidates.is_chosen
    and (
        versions.relation != 'excerpt-in-article'
        or candidates.field not in ('title', 'date_edtf', 'place')  -- these describe the article
        or candidates.rule in ('adoption_formula', 'opening', 'reported')
    )
left join version_files
    on version_files.document_id = versions.document_id
