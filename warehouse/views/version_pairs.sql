-- Pairs that were compared, with what the two files are called and what decided.
with document_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
shared as (
    select distinct one.document_id, other.document_id as other_document_id
    from core.versions as one
    join core.versions as other
        on other.statement_id = one.statement_id
)
select
    pairs.document_id,
    files.path,
    documents.title,
    pairs.other_document_id,
    other_files.path as other_path,
    other_documents.title as other_title,
    shared.document_id is not null as is_one_statement,
    pairs.decision,
    pairs.evidence ->> '$.reason' as reason,
    pairs.relation,
    pairs.score,
    pairs.containment,
    pairs.other_containment,
    pairs.evidence
from core.version_pairs as pairs
join core.documents as documents
    on documents.document_id = pairs.document_id
join core.documents as other_documents
    on other_documents.document_id = pairs.other_document_id
left join document_files as files
    on files.document_id = pairs.document_id
left join document_files as other_files
    on other_files.document_id = pairs.other_document_id
left join shared
    on shared.document_id = pairs.document_id
    and shared.other_document_id = pairs.other_document_id
