-- Which statements mention a state (here Georgia), how often, and in which words, in order of time?
select
    statements.date_edtf,
    statements.issuer,
    coalesce(statements.title, statements.main_path) as statement,
    count(*) as n_mentions,
    string_agg(distinct mentions.surface, ', ' order by mentions.surface) as surfaces
from mart.mentions as mentions
join mart.statements as statements
    on statements.statement_id = mentions.statement_id
where mentions.is_main and mentions.iso_code = 'GE'
group by statements.statement_id, statements.date_edtf, statements.date_start, statements.issuer, statement
order by statements.date_start nulls last, statement
