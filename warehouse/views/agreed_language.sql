-- Wording that recurs across different statements, each once. What was used last is told of dated statements alone.
with uses as (
    select
        agreed.passage_id,
        agreed.statement_id,
        agreed.first_statement_id,
        agreed.n_statements,
        agreed.change,
        agreed.is_first_use,
        agreed.text,
        statements.title,
        statements.issuer,
        statements.date_edtf,
        statements.date_start,
        statements.main_document_id
    from core.agreed_language as agreed
    join core.statements as statements
        on statements.statement_id = agreed.statement_id
),
passages as (
    select
        passage_id,
        count(*) as n_uses,
        count(*) filter (where change = 'varied') as n_varied_uses,
        max_by(
            {'statement_id': statement_id, 'date_edtf': date_edtf},
            {'date_start': date_start, 'document_id': main_document_id}
        ) filter (where date_start is not null) as last_use,
        list_sort(list_distinct(list(issuer) filter (where issuer is not null))) as issuers
    from uses
    group by passage_id
)
select
    uses.passage_id,
    uses.text,
    uses.n_statements,
    passages.n_uses,
    passages.n_varied_uses,
    uses.first_statement_id,
    uses.title as first_title,
    uses.issuer as first_issuer,
    uses.date_edtf as first_date_edtf,
    passages.last_use.statement_id as last_statement_id,
    passages.last_use.date_edtf as last_date_edtf,
    coalesce(passages.issuers, []) as issuers
from uses
join passages
    on passages.passage_id = uses.passage_id
where uses.is_first_use
