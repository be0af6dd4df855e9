-- Which states did the body that speaks consist of on that day: who are `the 30 Allies`?
select
    statement_title,
    date_edtf,
    organisation,
    count(*) as n_members,
    count(*) filter (where is_certain) as n_certain,
    list(iso_code order by iso_code) as members
from mart.members
where is_issuer
group by statement_id, statement_title, date_edtf, organisation
order by date_edtf, organisation
