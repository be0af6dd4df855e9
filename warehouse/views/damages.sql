-- Damages with both texts. A damage belongs to the version whose main version it was found beside.
with version_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
)
select
    statements.statement_id,
    damages.document_id,
    damages.damage_no,
    version_files.path,
    damages.damage,
    substr(documents.body, damages.start_char + 1, damages.end_char - damages.start_char) as text,
    substr(
        mains.body, damages.main_start_char + 1, damages.main_end_char - damages.main_start_char
    ) as main_text,
    damages.main_sentence_no,
    damages.n_lost_words,
    damages.n_lost_numbers,
    damages.start_char,
    damages.end_char,
    damages.main_document_id,
    damages.main_start_char,
    damages.main_end_char
from core.damages as damages
join core.statements as statements
    on statements.main_document_id = damages.main_document_id
join core.documents as documents
    on documents.document_id = damages.document_id
join core.documents as mains
    on mains.document_id = damages.main_document_id
left join version_files
    on version_files.document_id = damages.document_id
