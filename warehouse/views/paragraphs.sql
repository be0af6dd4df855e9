-- Paragraphs with their text. Of several statements in a document, the narrowest version that holds the span counts.
with rendered as (
    select
        spans.document_id,
        spans.paragraph_no,
        min_by(
            {'statement_id': versions.statement_id, 'is_main': versions.is_main},
            {'n_chars': versions.end_char - versions.start_char, 'statement_id': versions.statement_id}
        ) as version
    from core.paragraphs as spans
    join core.versions as versions
        on versions.document_id = spans.document_id
        and versions.start_char < spans.end_char
        and versions.end_char > spans.start_char
    where spans.in_statement
    group by spans.document_id, spans.paragraph_no
)
select
    rendered.version.statement_id as statement_id,
    rendered.version.is_main as is_main,
    paragraphs.document_id,
    paragraphs.paragraph_no,
    paragraphs.role,
    paragraphs.printed_number,
    paragraphs.page_no,
    paragraphs.end_page_no,
    paragraphs.language_code,
    paragraphs.in_statement,
    paragraphs.start_char,
    paragraphs.end_char,
    substr(
        documents.body, paragraphs.start_char + 1, paragraphs.end_char - paragraphs.start_char
    ) as text
from core.paragraphs as paragraphs
join core.documents as documents
    on documents.document_id = paragraphs.document_id
left join rendered
    on rendered.document_id = paragraphs.document_id
    and rendered.paragraph_no = paragraphs.paragraph_no
