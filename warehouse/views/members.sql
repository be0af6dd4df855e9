-- The members of every organisation that issues a statement or is mentioned in it, as of the statement's date.
with named as (
    select
        mains.statement_id,
        mentions.entity_id as organisation_id
    from core.versions as mains
    join core.mentions as mentions
        on mentions.document_id = mains.document_id
        and mentions.in_statement
        and mentions.start_char < mains.end_char
        and mentions.end_char > mains.start_char
    where mains.is_main
    union
    select
        statements.statement_id,
        entities.entity_id as organisation_id
    from core.statements as statements
    join core.entities as entities
        on entities.name = statements.issuer
)
select
    statements.statement_id,
    statements.title as statement_title,
    statements.date_edtf,
    named.organisation_id,
    organisations.name as organisation,
    organisations.name = statements.issuer as is_issuer,
    memberships.member_id,
    members.name,
    members.iso_code,
    memberships.date_start as member_since,
    memberships.date_start <= statements.date_start
    and coalesce(memberships.date_end, date '9999-12-31') >= statements.date_end
    and (
        memberships.precision != 'year'
        or (
            year(memberships.date_start) < year(statements.date_start)
            and coalesce(year(memberships.date_end), 9999) > year(statements.date_end)
        )
    ) as is_certain
from core.statements as statements
join named
    on named.statement_id = statements.statement_id
join core.memberships as memberships
    on memberships.organisation_id = named.organisation_id
    and memberships.date_start <= statements.date_end
    and coalesce(memberships.date_end, date '9999-12-31') >= statements.date_start
join core.entities as organisations
    on organisations.entity_id = named.organisation_id
join core.entities as members
    on members.entity_id = memberships.member_id
where statements.carries_statement
