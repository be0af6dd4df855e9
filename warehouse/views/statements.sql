-- Statements that a document carries. Sizes are those of the main version's span.
with main_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
mains as (
    select statement_id, document_id, start_char, end_char
    from core.versions
    where is_main
),
paragraph_counts as (
    select mains.statement_id, count(*) as n_paragraphs
    from mains
    join core.paragraphs as paragraphs
        on paragraphs.document_id = mains.document_id
        and paragraphs.start_char < mains.end_char
        and paragraphs.end_char > mains.start_char
    where paragraphs.in_statement
    group by mains.statement_id
),
sentence_counts as (
    select
        mains.statement_id,
        count(*) as n_sentences,
        cast(
            sum(
                len(
                    regexp_extract_all(
                        substr(
                            documents.body,
                            sentences.start_char + 1,
                            sentences.end_char - sentences.start_char
                        ),
                        '\S+'
                    )
                )
            ) as bigint
        ) as n_words
    from mains
    join core.documents as documents
        on documents.document_id = mains.document_id
    join core.sentences as sentences
        on sentences.document_id = mains.document_id
        and sentences.start_char < mains.end_char
        and sentences.end_char > mains.start_char
    where sentences.in_statement
    group by mains.statement_id
),
mention_counts as (
    select mains.statement_id, count(*) as n_mentions
    from mains
    join core.mentions as mentions
        on mentions.document_id = mains.document_id
        and mentions.start_char < mains.end_char
        and mentions.end_char > mains.start_char
    where mentions.in_statement
    group by mains.statement_id
)
select
    statements.statement_id,
    statements.title,
    statements.issuer,
    statements.level,
    statements.date_edtf,
    statements.date_start,
    statements.date_end,
    statements.date_basis,
    statements.place,
    statements.signatories,
    statements.language_code,
    statements.n_documents,
    documents.n_numbered,
    coalesce(paragraph_counts.n_paragraphs, 0) as n_paragraphs,
    coalesce(sentence_counts.n_sentences, 0) as n_sentences,
    coalesce(sentence_counts.n_words, 0) as n_words,
    coalesce(mention_counts.n_mentions, 0) as n_mentions,
    statements.main_document_id,
    main_files.path as main_path,
    statements.election_reasons,
    statements.first_seen_at
from core.statements as statements
join core.documents as documents
    on documents.document_id = statements.main_document_id
left join main_files
    on main_files.document_id = statements.main_document_id
left join paragraph_counts
    on paragraph_counts.statement_id = statements.statement_id
left join sentence_counts
    on sentence_counts.statement_id = statements.statement_id
left join mention_counts
    on mention_counts.statement_id = statements.statement_id
where statements.carries_statement
