-- What statements do by saying it, each counted in its main version alone, with the sentence.
select
    statements.statement_id,
    statements.title as statement_title,
    statements.issuer as statement_issuer,
    statements.date_edtf as statement_date_edtf,
    acts.document_id,
    acts.act_no,
    acts.sentence_no,
    acts.act,
    acts.plover_code,
    acts.subject,
    acts.subject_entity_id,
    acts.speaker,
    acts.verb,
    acts.polarity,
    targets.name as target,
    targets.iso_code as target_iso_code,
    acts.target_entity_id,
    acts.object_text,
    acts.rule,
    acts.confidence,
    sentences.text
from core.statements as statements
join mart.sentences as sentences
    on sentences.statement_id = statements.statement_id
    and sentences.is_main
join core.speech_acts as acts
    on acts.document_id = sentences.document_id
    and acts.sentence_no = sentences.sentence_no
left join core.entities as targets
    on targets.entity_id = acts.target_entity_id
where statements.carries_statement and acts.in_statement
