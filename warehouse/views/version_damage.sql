-- Versions with the number of their damages by kind. What reading repaired is counted beside what is left.
with version_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
counts as (
    select
        document_id,
        main_document_id,
        count(*) as n_damages,
        count(*) filter (where damage = 'sentence_lost') as n_sentences_lost,
        count(distinct main_sentence_no) filter (where damage = 'sentence_cut') as n_sentences_cut,
        count(*) filter (where damage = 'words_dropped') as n_words_dropped,
        cast(sum(n_lost_words) as bigint) as n_words_lost,
        count(*) filter (where damage = 'number_lost') as n_numbers_lost,
        count(*) filter (where damage = 'number_changed') as n_numbers_changed,
        count(*) filter (where damage = 'date_lost') as n_dates_lost,
        cast(sum(n_lost_numbers) as bigint) as n_numbers_gone,
        count(*) filter (where damage = 'paragraph_number_lost') as n_paragraph_numbers_lost,
        count(*) filter (where damage = 'sentences_joined') as n_sentences_joined,
        count(*) filter (where damage = 'word_misread') as n_words_misread,
        count(*) filter (where damage = 'word_split') as n_words_split,
        count(*) filter (where damage = 'words_joined') as n_words_joined,
        count(*) filter (where damage = 'hyphen_left') as n_hyphens_left,
        count(*) filter (where damage = 'hyphen_lost') as n_hyphens_lost,
        count(*) filter (where damage = 'mojibake') as n_mojibake,
        count(*) filter (where damage = 'unreadable_character') as n_unreadable_characters,
        count(*) filter (where damage = 'text_repeated') as n_texts_repeated,
        count(*) filter (where damage = 'text_inserted') as n_texts_inserted,
        count(*) filter (where damage = 'note_mark_left') as n_note_marks_left
    from core.damages
    group by document_id, main_document_id
),
repairs as (
    select document_id, count(*) as n_hyphens
    from raw.removed
    where rule = 'line_hyphen'
    group by document_id
),
mended as (
    select document_id, sum(n_found) as n_characters
    from core.document_notes
    where note = 'mojibake_repaired'
    group by document_id
),
main_words as (
    select
        versions.statement_id,
        sum(
            len(
                regexp_extract_all(
                    substr(
                        documents.body, sentences.start_char + 1, sentences.end_char - sentences.start_char
                    ),
                    '\S+'
                )
            )
        ) as n_words
    from core.versions as versions
    join core.statements as statements
        on statements.statement_id = versions.statement_id
        and statements.n_documents > 1
    join core.documents as documents
        on documents.document_id = versions.document_id
    join core.sentences as sentences
        on sentences.document_id = versions.document_id
        and sentences.start_char < versions.end_char
        and sentences.end_char > versions.start_char
    where versions.is_main and sentences.in_statement
    group by versions.statement_id
)
select
    versions.statement_id,
    statements.title as statement_title,
    versions.document_id,
    version_files.path,
    versions.is_main,
    versions.relation,
    versions.coverage_ratio,
    coalesce(counts.n_damages, 0) as n_damages,
    coalesce(counts.n_sentences_lost, 0) as n_sentences_lost,
    coalesce(counts.n_sentences_cut, 0) as n_sentences_cut,
    coalesce(counts.n_words_dropped, 0) as n_words_dropped,
    coalesce(counts.n_words_lost, 0) as n_words_lost,
    case
        when versions.is_main or counts.n_words_lost is null then 0.0
        else least(counts.n_words_lost / main_words.n_words, 1.0)
    end as lost_ratio,
    coalesce(counts.n_numbers_lost, 0) as n_numbers_lost,
    coalesce(counts.n_numbers_changed, 0) as n_numbers_changed,
    coalesce(counts.n_dates_lost, 0) as n_dates_lost,
    coalesce(counts.n_numbers_gone, 0) as n_numbers_gone,
    coalesce(counts.n_paragraph_numbers_lost, 0) as n_paragraph_numbers_lost,
    coalesce(counts.n_sentences_joined, 0) as n_sentences_joined,
    coalesce(counts.n_words_misread, 0) as n_words_misread,
    coalesce(counts.n_words_split, 0) as n_words_split,
    coalesce(counts.n_words_joined, 0) as n_words_joined,
    coalesce(counts.n_hyphens_left, 0) as n_hyphens_left,
    coalesce(counts.n_hyphens_lost, 0) as n_hyphens_lost,
    coalesce(repairs.n_hyphens, 0) as n_hyphens_repaired,
    coalesce(counts.n_mojibake, 0) as n_mojibake,
    cast(coalesce(mended.n_characters, 0) as bigint) as n_mojibake_repaired,
    coalesce(counts.n_unreadable_characters, 0) as n_unreadable_characters,
    coalesce(counts.n_texts_repeated, 0) as n_texts_repeated,
    coalesce(counts.n_texts_inserted, 0) as n_texts_inserted,
    coalesce(counts.n_note_marks_left, 0) as n_note_marks_left
from core.versions as versions
join core.statements as statements
    on statements.statement_id = versions.statement_id
left join version_files
    on version_files.document_id = versions.document_id
left join counts
    on counts.document_id = versions.document_id
    and counts.main_document_id = statements.main_document_id
left join repairs
    on repairs.document_id = versions.document_id
left join mended
    on mended.document_id = versions.document_id
left join main_words
    on main_words.statement_id = versions.statement_id
