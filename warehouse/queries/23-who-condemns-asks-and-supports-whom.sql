-- Who condemns, calls on, supports or welcomes whom, and how often? Change the acts here.
select
    statement_issuer,
    act,
    target,
    count(*) as n_acts,
    count(distinct statement_id) as n_statements,
    min(statement_date_edtf) as first_date_edtf
from mart.speech_acts
where act in ('condemn', 'call_on', 'support', 'welcome') and target is not null
group by statement_issuer, act, target
order by statement_issuer, act, n_acts desc, target
