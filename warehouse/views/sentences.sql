-- Sentences with their text. Of several statements in a document, the narrowest version that holds the span counts.
with rendered as (
    select
        spans.document_id,
        spans.sentence_no,
        min_by(
            {'statement_id': versions.statement_id, 'is_main': versions.is_main},
            {'n_chars': versions.end_char - versions.start_char, 'statement_id': versions.statement_id}
        ) as version
    from core.sentences as spans
    join core.versions as versions
        on versions.document_id = spans.document_id
        and versions.start_char < spans.end_char
        and versions.end_char > spans.start_char
    where spans.in_statement
    group by spans.document_id, spans.sentence_no
)
select
    rendered.version.statement_id as statement_id,
    rendered.version.is_main as is_main,
    sentences.document_id,
    sentences.sentence_no,
    sentences.paragraph_no,
    paragraphs.printed_number,
    sentences.in_statement,
    sentences.speaker,
    sentences.start_char,
    sentences.end_char,
    substr(
        documents.body, sentences.start_char + 1, sentences.end_char - sentences.start_char
    ) as text
from core.sentences as sentences
join core.documents as documents
    on documents.document_id = sentences.document_id
left join core.paragraphs as paragraphs
    on paragraphs.document_id = sentences.document_id
    and paragraphs.paragraph_no = sentences.paragraph_no
left join rendered
    on rendered.document_id = sentences.document_id
    and rendered.sentence_no = sentences.sentence_no
