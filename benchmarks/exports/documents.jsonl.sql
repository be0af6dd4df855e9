select
    files.path as doc,
    documents.kind,
    documents.is_statement,
    documents.carries_statement,
    documents.language_codes as language,
    documents.title,
    documents.issuer,
    documents.level,
    documents.date_edtf as date,
    documents.place,
    documents.n_numbered as numbered,
    documents.signatories,
    documents.statement_id as family,
    documents.relation,
    documents.body
from raw.files as files
join core.documents as documents using (document_id)
where files.state = 'present'
order by files.path
