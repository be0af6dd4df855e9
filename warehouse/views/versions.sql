-- Versions with what they kept of the main version. A sentence of the main version counts once per kind of change.
with version_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
sentence_counts as (
    select versions.statement_id, versions.document_id, count(*) as n_sentences
    from core.versions as versions
    join core.sentences as sentences
        on sentences.document_id = versions.document_id
        and sentences.start_char < versions.end_char
        and sentences.end_char > versions.start_char
    where sentences.in_statement
    group by versions.statement_id, versions.document_id
),
changes as (
    select
        document_id,
        main_document_id,
        count(distinct main_sentence_no) filter (where change = 'same') as n_sentences_same,
        count(distinct main_sentence_no) filter (where change = 'cut') as n_sentences_cut,
        count(distinct main_sentence_no) filter (where change = 'edited') as n_sentences_edited,
        count(distinct main_sentence_no) filter (where change = 'missing') as n_sentences_missing,
        count(distinct sentence_no) filter (where change = 'added') as n_sentences_added,
        count(distinct main_sentence_no) filter (where change = 'moved') as n_sentences_moved
    from core.sentence_alignments
    group by document_id, main_document_id
)
select
    versions.statement_id,
    statements.title as statement_title,
    versions.document_id,
    version_files.path,
    documents.kind,
    documents.language_code,
    versions.is_main,
    versions.relation,
    versions.coverage_ratio,
    coalesce(sentence_counts.n_sentences, 0) as n_sentences,
    coalesce(main_counts.n_sentences, 0) as n_main_sentences,
    case
        when versions.is_main then coalesce(sentence_counts.n_sentences, 0)
        else changes.n_sentences_same
    end as n_sentences_same,
    case when versions.is_main then 0 else changes.n_sentences_cut end as n_sentences_cut,
    case when versions.is_main then 0 else changes.n_sentences_edited end as n_sentences_edited,
    case when versions.is_main then 0 else changes.n_sentences_missing end as n_sentences_missing,
    case when versions.is_main then 0 else changes.n_sentences_added end as n_sentences_added,
    case when versions.is_main then 0 else changes.n_sentences_moved end as n_sentences_moved,
    documents.date_edtf,
    documents.place,
    versions.start_char,
    versions.end_char
from core.versions as versions
join core.statements as statements
    on statements.statement_id = versions.statement_id
join core.documents as documents
    on documents.document_id = versions.document_id
left join version_files
    on version_files.document_id = versions.document_id
left join sentence_counts
    on sentence_counts.statement_id = versions.statement_id
    and sentence_counts.document_id = versions.document_id
left join sentence_counts as main_counts
    on main_counts.statement_id = versions.statement_id
    and main_counts.document_id = statements.main_document_id
left join changes
    on changes.document_id = versions.document_id
    and changes.main_document_id = statements.main_document_id
