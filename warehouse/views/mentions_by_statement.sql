-- Who and what a statement mentions, counted in its main version alone.
select
    statements.statement_id,
    statements.title as statement_title,
    statements.issuer as statement_issuer,
    statements.date_edtf as statement_date_edtf,
    entities.entity_id,
    entities.label,
    entities.name,
    entities.iso_code,
    count(*) as n_mentions,
    min(mentions.sentence_no) as first_sentence_no
from core.statements as statements
join core.versions as versions
    on versions.statement_id = statements.statement_id
    and versions.is_main
join core.mentions as mentions
    on mentions.document_id = versions.document_id
    and mentions.start_char < versions.end_char
    and mentions.end_char > versions.start_char
join core.entities as entities
    on entities.entity_id = mentions.entity_id
where statements.carries_statement and mentions.in_statement
group by
    statements.statement_id,
    statements.title,
    statements.issuer,
    statements.date_edtf,
    entities.entity_id,
    entities.label,
    entities.name,
    entities.iso_code
