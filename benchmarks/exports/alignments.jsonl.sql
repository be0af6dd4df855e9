with texts as (
    select
        sentences.document_id,
        sentences.sentence_no,
        substr(documents.body, sentences.start_char + 1, sentences.end_char - sentences.start_char) as text
    from core.sentences as sentences
    join core.documents as documents using (document_id)
)

select
    version_files.path as document,
    main_files.path as other_document,
    if(alignments.change = 'added', version_texts.text, main_texts.text) as sentence,
    if(alignments.change = 'added', '', coalesce(version_texts.text, '')) as counterpart,
    alignments.change
from core.sentence_alignments as alignments
join raw.files as version_files on version_files.document_id = alignments.document_id
join raw.files as main_files on main_files.document_id = alignments.main_document_id
left join texts as version_texts
    on version_texts.document_id = alignments.document_id and version_texts.sentence_no = alignments.sentence_no
left join texts as main_texts
    on main_texts.document_id = alignments.main_document_id and main_texts.sentence_no = alignments.main_sentence_no
where version_files.state = 'present' and main_files.state = 'present'
order by document, other_document, alignments.alignment_no
