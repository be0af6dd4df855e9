-- Which statements say this (here `every inch`), in which paragraph, in which words? Each statement once.
select
    statements.date_edtf,
    statements.issuer,
    statements.main_path,
    sentences.printed_number,
    sentences.sentence_no,
    sentences.text
from mart.sentences as sentences
join mart.statements as statements
    on statements.statement_id = sentences.statement_id
where sentences.is_main and sentences.text ilike '%every inch%'
order by statements.date_start nulls last, statements.main_path, sentences.sentence_no
