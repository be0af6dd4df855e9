-- Mentions with what they mean and the sentence that they stand in.
select
    case when mentions.in_statement then sentences.statement_id end as statement_id,
    case when mentions.in_statement then sentences.is_main end as is_main,
    mentions.document_id,
    mentions.mention_no,
    mentions.sentence_no,
    mentions.surface,
    mentions.label,
    mentions.entity_id,
    entities.name,
    entities.iso_code,
    mentions.refers_to_entity_id,
    mentions.office,
    mentions.confidence,
    mentions.in_statement,
    sentences.text
from core.mentions as mentions
join core.entities as entities
    on entities.entity_id = mentions.entity_id
left join mart.sentences as sentences
    on sentences.document_id = mentions.document_id
    and sentences.sentence_no = mentions.sentence_no
