-- The text in question of each row that breaks a rule as of now, whichever rules those are.
-- A body is cut into chunks that overlap by the 300 characters shown, since a slice of a long text counts its
-- characters from the beginning each time.
with asked as materialized (
    select distinct
        table_name,
        row_key,
        document_id,
        split_part(row_key, '/', 1) as first_key,
        split_part(row_key, '/', 2) as second_key,
        try_cast(split_part(row_key, '/', 2) as integer) as key_no
    from ops.failed_rows
    where resolved_at is null
),
places as (
    select
        asked.table_name,
        asked.row_key,
        false as is_main,
        asked.first_key as document_id,
        asked.key_no as sentence_no,
        null as start_char
    from asked
    where asked.table_name = 'core.sentences'
    union all
    select asked.table_name, asked.row_key, false, rows.document_id, rows.sentence_no, rows.start_char
    from asked
    join core.mentions as rows
        on rows.document_id = asked.first_key
        and rows.mention_no = asked.key_no
    where asked.table_name = 'core.mentions'
    union all
    select asked.table_name, asked.row_key, false, rows.document_id, rows.sentence_no, rows.start_char
    from asked
    join core.speech_acts as rows
        on rows.document_id = asked.first_key
        and rows.act_no = asked.key_no
    where asked.table_name = 'core.speech_acts'
    union all
    select
        asked.table_name,
        asked.row_key,
        false,
        rows.document_id,
        acts.sentence_no,
        coalesce(rows.amount_start_char, rows.deadline_start_char)
    from asked
    join core.commitments as rows
        on rows.document_id = asked.first_key
        and rows.commitment_no = asked.key_no
    join core.speech_acts as acts
        on acts.document_id = rows.document_id
        and acts.act_no = rows.act_no
    where asked.table_name = 'core.commitments'
    union all
    select asked.table_name, asked.row_key, false, rows.document_id, rows.sentence_no, rows.start_char
    from asked
    join core.uncovered_spans as rows
        on rows.document_id = asked.first_key
        and rows.document_id || '/' || rows.phrase = asked.row_key
    where asked.table_name = 'core.uncovered_spans'
    union all
    select
        asked.table_name,
        asked.row_key,
        sides.is_main,
        case when sides.is_main then rows.main_document_id else rows.document_id end,
        case when sides.is_main then rows.main_sentence_no else rows.sentence_no end,
        null
    from asked
    join core.sentence_alignments as rows
        on rows.document_id = asked.first_key
        and rows.alignment_no = asked.key_no
    cross join (values (false), (true)) as sides (is_main)
    where asked.table_name = 'core.sentence_alignments'
),
spans as (
    select
        places.table_name,
        places.row_key,
        places.is_main,
        places.document_id,
        sentences.start_char,
        sentences.end_char,
        coalesce(places.start_char, sentences.start_char) as point_char
    from places
    join core.sentences as sentences
        on sentences.document_id = places.document_id
        and sentences.sentence_no = places.sentence_no
    union all
    select
        asked.table_name, asked.row_key, false, rows.document_id, rows.start_char, rows.end_char, rows.start_char
    from asked
    join core.paragraphs as rows
        on rows.document_id = asked.first_key
        and rows.paragraph_no = asked.key_no
    where asked.table_name = 'core.paragraphs'
    union all
    select
        asked.table_name, asked.row_key, false, rows.document_id, rows.start_char, rows.end_char, rows.start_char
    from asked
    join core.versions as rows
        on rows.statement_id = asked.first_key
        and rows.document_id = asked.second_key
    where asked.table_name = 'core.versions'
    union all
    select
        asked.table_name, asked.row_key, false, rows.document_id, rows.start_char, rows.end_char, rows.start_char
    from asked
    join core.damages as rows
        on rows.document_id = asked.first_key
        and rows.damage_no = asked.key_no
    where asked.table_name = 'core.damages'
    union all
    select
        asked.table_name,
        asked.row_key,
        true,
        rows.main_document_id,
        rows.main_start_char,
        rows.main_end_char,
        rows.main_start_char
    from asked
    join core.damages as rows
        on rows.document_id = asked.first_key
        and rows.damage_no = asked.key_no
    where asked.table_name = 'core.damages'
),
windows as materialized (
    select
        table_name,
        row_key,
        is_main,
        document_id,
        greatest(start_char, least(point_char - 100::bigint, end_char - 300::bigint), 0) as first_char,
        least(greatest(end_char - first_char, 0), 300) as n_chars
    from spans
),
chunks as materialized (
    select
        touched.document_id,
        touched.chunk_no,
        substr(documents.body, touched.chunk_no * 16000 + 1, 16300) as chunk
    from (select distinct document_id, first_char // 16000 as chunk_no from windows) as touched
    join core.documents as documents
        on documents.document_id = touched.document_id
),
texts as (
    select
        windows.table_name,
        windows.row_key,
        windows.is_main,
        substr(chunks.chunk, windows.first_char % 16000 + 1, windows.n_chars) as text
    from windows
    join chunks
        on chunks.document_id = windows.document_id
        and chunks.chunk_no = windows.first_char // 16000
    union all
    select asked.table_name, asked.row_key, false, coalesce(documents.title, documents.body)
    from asked
    join core.documents as documents
        on documents.document_id = asked.document_id
    where asked.row_key = asked.document_id
        or asked.table_name in ('raw.files', 'core.documents', 'core.version_pairs')
    union all
    select asked.table_name, asked.row_key, false, coalesce(statements.title, documents.title, documents.body)
    from asked
    join core.statements as statements
        on statements.statement_id = asked.first_key
    left join core.documents as documents
        on documents.document_id = statements.main_document_id
    where asked.table_name = 'core.statements' or asked.second_key = ''
    union all
    select
        asked.table_name,
        asked.row_key,
        false,
        substr(texts.text, rows.start_char + 1, least(rows.end_char - rows.start_char, 300))
    from asked
    join raw.marks as rows
        on rows.document_id = asked.first_key
        and rows.start_char = asked.key_no
    join raw.texts as texts
        on texts.document_id = rows.document_id
    where asked.table_name = 'raw.marks'
    union all
    select asked.table_name, asked.row_key, false, rows.text
    from asked
    join raw.removed as rows
        on rows.document_id = asked.first_key
        and rows.start_char = asked.key_no
    where asked.table_name = 'raw.removed'
    union all
    select asked.table_name, asked.row_key, false, rows.evidence
    from asked
    join core.metadata_candidates as rows
        on rows.document_id = asked.first_key
        and (rows.candidate_no = asked.key_no or rows.field = asked.second_key)
    where asked.table_name = 'core.metadata_candidates'
    union all
    select asked.table_name, asked.row_key, false, rows.detail
    from asked
    join core.document_notes as rows
        on rows.document_id = asked.first_key
        and rows.note_no = asked.key_no
    where asked.table_name = 'core.document_notes'
    union all
    select asked.table_name, asked.row_key, false, rows.text
    from asked
    join core.agreed_language as rows
        on rows.passage_id = asked.first_key
        and asked.row_key in (
            rows.passage_id, concat_ws('/', rows.passage_id, rows.statement_id, rows.start_char)
        )
    where asked.table_name = 'core.agreed_language'
    union all
    select asked.table_name, asked.row_key, false, rows.example
    from asked
    join core.uncovered_phrases as rows
        on rows.phrase = asked.row_key
    where asked.table_name = 'core.uncovered_phrases'
    union all
    select asked.table_name, asked.row_key, false, rows.name
    from asked
    join core.entities as rows
        on rows.entity_id = asked.row_key
    where asked.table_name = 'core.entities'
)
select
    table_name,
    row_key,
    left(min(text) filter (where not is_main), 300) as text,
    left(min(text) filter (where is_main), 300) as main_text
from texts
group by table_name, row_key
