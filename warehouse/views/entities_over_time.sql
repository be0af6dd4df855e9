-- How many statements of a year mention whom, each statement counted once.
with years as (
    select
        statement_id,
        case when year(date_start) = year(date_end) then cast(year(date_start) as integer) end as year
    from core.statements
)
select
    mentions.entity_id,
    mentions.label,
    mentions.name,
    mentions.iso_code,
    years.year,
    count(*) as n_statements,
    cast(sum(mentions.n_mentions) as bigint) as n_mentions
from mart.mentions_by_statement as mentions
join years
    on years.statement_id = mentions.statement_id
group by mentions.entity_id, mentions.label, mentions.name, mentions.iso_code, years.year
