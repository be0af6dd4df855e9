-- What did the truncated copies lose? Sentences of the main version that are cut or missing, with the words that are gone.
select
    versions.path,
    alignments.main_sentence_no,
    alignments.change,
    array_to_string(
        list_transform(
            list_filter(alignments.word_diff, lambda part: part.op = '-'),
            lambda part: part.words
        ),
        ' … '
    ) as lost_words,
    alignments.main_text
from mart.sentence_alignments as alignments
join mart.versions as versions
    on versions.document_id = alignments.document_id
where versions.relation = 'truncated' and alignments.change in ('cut', 'missing')
order by versions.path, alignments.main_sentence_no
