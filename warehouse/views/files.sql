-- Files with what became of them: the statement that they carry, or why they are refused.
-- A file of which no bytes could be had is known from its rejection alone.
with open_rejections as (
    select source, path, document_id, reason, detail, first_seen_at
    from ops.rejections
    where resolved_at is null
),
noted as (
    select document_id, list(distinct note order by note) as notes
    from core.document_notes
    group by document_id
),
numbered_files as (
    select
        *,
        row_number() over (
            partition by document_id
            order by first_seen_at, source, path
        ) as holder_no
    from raw.files
)
select
    coalesce(files.source, open_rejections.source) as source,
    coalesce(files.path, open_rejections.path) as path,
    coalesce(files.state, 'rejected') as state,
    coalesce(files.document_id, open_rejections.document_id) as document_id,
    coalesce(files.holder_no > 1, false) as is_duplicate_file,
    documents.kind,
    documents.carries_statement,
    documents.relation,
    documents.coverage_ratio,
    documents.statement_id,
    statements.title as statement_title,
    statements.issuer as statement_issuer,
    open_rejections.reason,
    open_rejections.detail,
    files.n_bytes,
    files.media_type,
    files.named_media_type,
    texts.extractor,
    texts.n_pages,
    coalesce(noted.notes, []) as notes,
    coalesce(files.first_seen_at, open_rejections.first_seen_at) as first_seen_at,
    files.last_seen_at
from numbered_files as files
full outer join open_rejections
    on open_rejections.source = files.source
    and open_rejections.path = files.path
    and open_rejections.document_id is not distinct from files.document_id
left join raw.texts as texts
    on texts.document_id = files.document_id
left join noted
    on noted.document_id = files.document_id
left join core.documents as documents
    on documents.document_id = files.document_id
left join core.statements as statements
    on statements.statement_id = documents.statement_id
