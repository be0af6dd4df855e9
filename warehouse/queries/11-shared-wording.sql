-- Which turns of five words stand in several statements? Copies do not count: each statement is read in its main version.
with words as (
    select
        statements.statement_id,
        statements.main_path,
        regexp_extract_all(lower(sentences.text), '[\pL\pN]+(?:[''’-][\pL\pN]+)*') as list
    from mart.sentences as sentences
    join mart.statements as statements
        on statements.statement_id = sentences.statement_id
    where sentences.is_main
),
positions as (
    select statement_id, main_path, list, unnest(range(1, len(list) - 3)) as position
    from words
),
turns as (
    select statement_id, main_path, array_to_string(list[position:position + 4], ' ') as turn
    from positions
)
select
    turn,
    count(distinct statement_id) as n_statements,
    string_agg(distinct main_path, ', ' order by main_path) as statements
from turns
group by turn
having count(distinct statement_id) > 1
order by n_statements desc, turn
limit 25
