-- Which wording recurs across statements, since when, and whose is it? Copies do not count.
select
    text,
    n_statements,
    first_date_edtf,
    first_issuer,
    last_date_edtf,
    array_to_string(issuers, ', ') as issuers,
    n_varied_uses
from mart.agreed_language
order by n_statements desc, len(text) desc, text
limit 25
