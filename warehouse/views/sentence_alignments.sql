-- Sentences of a version beside those of the main version.
with texts as (
    select
        sentences.document_id,
        sentences.sentence_no,
        substr(
            documents.body, sentences.start_char + 1, sentences.end_char - sentences.start_char
        ) as text
    from core.sentences as sentences
    join core.documents as documents
        on documents.document_id = sentences.document_id
)
select
    alignments.document_id,
    alignments.alignment_no,
    alignments.main_document_id,
    alignments.sentence_no,
    alignments.main_sentence_no,
    alignments.change,
    alignments.similarity_ratio,
    version_texts.text,
    main_texts.text as main_text,
    alignments.word_diff
from core.sentence_alignments as alignments
left join texts as version_texts
    on version_texts.document_id = alignments.document_id
    and version_texts.sentence_no = alignments.sentence_no
left join texts as main_texts
    on main_texts.document_id = alignments.main_document_id
    and main_texts.sentence_no = alignments.main_sentence_no
