-- Which mentions of the full text have nothing in a copy that stands for them, and in which sentence?
select
    main_surface as mention,
    label,
    name,
    relation,
    main_sentence_no,
    mart.sentences.text as sentence
from mart.mention_counterparts as counterparts
join mart.sentences
    on mart.sentences.document_id = counterparts.main_document_id
    and mart.sentences.sentence_no = counterparts.main_sentence_no
where is_lost
order by counterparts.document_id, main_mention_no
