-- Which states, organisations and people does each statement mention, and how often?
select
    coalesce(statement_title, statement_issuer) as statement,
    statement_date_edtf,
    label,
    name,
    n_mentions
from mart.mentions_by_statement
where label in ('COUNTRY', 'ORG', 'PERSON')
order by statement, statement_date_edtf, n_mentions desc, label, name
