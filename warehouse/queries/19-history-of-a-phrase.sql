-- How was a phrase (here `every inch`) used, first and later, and what did each use change? Each statement once.
with phrases as (
    select distinct passage_id
    from core.agreed_language
    where text ilike '%every inch%'
)
select
    agreed.passage_id,
    statements.date_edtf,
    statements.issuer,
    statements.title,
    agreed.is_first_use,
    agreed.change,
    agreed.text,
    array_to_string(list_transform(agreed.word_diff, step -> step.op || step.words), ' ') as changes,
    agreed.sentence_no
from phrases
join core.agreed_language as agreed
    on agreed.passage_id = phrases.passage_id
join core.statements as statements
    on statements.statement_id = agreed.statement_id
order by agreed.passage_id, statements.date_start nulls last, statements.main_document_id, agreed.start_char
