"""Rules on who signs: states that were there on the day, members of the grouping that speaks, lists without repeats."""

from collections import defaultdict

from schemas import knowledge
from schemas.ddl import quoted
from schemas.knowledge.entities import state_id
from schemas.rules_model import INFO, NO_DOCUMENT, WARNING, Rule, warehouse_rule

SIGNED = """
    signed as materialized (
        select statement_id, main_document_id, issuer, date_edtf, date_start, date_end, unnest(signatories) as iso_code
        from core.statements
        where len(signatories) > 0
    )"""
MEMBERS = """
    members as materialized (
        select organisations.name as issuer, states.iso_code, memberships.date_start as since,
            memberships.date_end as until, precision
        from core.memberships as memberships
        join core.entities as organisations on organisations.entity_id = organisation_id
        join core.entities as states on states.entity_id = member_id
        where organisations.name in (select issuer from signed)
    )"""
IS_MEMBER_THEN = """
            case precision
                when 'by' then true  -- since when is not known
                when 'year' then year(since) <= year(signed.date_end)
                else since <= signed.date_end
            end
            and (until is null or case precision
                when 'year' then year(until) >= year(signed.date_start)
                else until >= signed.date_start
            end)"""

SIGNATORY_WAS_MEMBER = warehouse_rule(
    "signatory_was_member",
    "core.statements.signatories",
    "A state that joined later or had left signs as a member in error: the date, the issuer or the state is misread.",
    f"""
    with {SIGNED}, {MEMBERS}
    select statement_id || '/' || iso_code as row_key, main_document_id as document_id,
        iso_code || ' was no member of ' || issuer || ' on ' || date_edtf || ', but '
            || string_agg(since || ' to ' || coalesce(cast(until as varchar), 'now'), ', ' order by since) as detail
    from signed
    join members using (issuer, iso_code)
    where signed.date_start is not null
    group by statement_id, main_document_id, issuer, iso_code, date_edtf
    having not bool_or({IS_MEMBER_THEN})""",
    "(select unnest(signatories) from core.statements where issuer is not null and date_start is not null)",
    WARNING,
)
PARTNERS_SIGN = warehouse_rule(
    "partners_sign",
    "core.statements.signatories",
    "States that never were members join what a grouping says: worth knowing before members are counted by it.",
    f"""
    with {SIGNED}, {MEMBERS}
    select statement_id as row_key, main_document_id as document_id,
        'signed with ' || issuer || ' by states that are listed as its members at no time: '
            || string_agg(iso_code, ', ' order by iso_code) as detail
    from signed
    where issuer in (select issuer from members)
        and (issuer, iso_code) not in (select (issuer, iso_code) from members where iso_code is not null)
    group by statement_id, main_document_id, issuer""",
    "core.statements where len(signatories) > 0 and issuer in (select name from core.entities "
    "join core.memberships on organisation_id = entity_id)",
    INFO,
)


def lives_of_states() -> str:
    """SQL: the first and last day of each state that was not always there, by the code that it signs with.

    A code that a state without known days has had as well is left out.
    """
    known = {row["entity_id"]: row for row in knowledge.rows("lives")}
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in knowledge.rows("countries"):
        bearers[row["iso_code"]].append(state_id(row))
    days = (
        f"({quoted(code)}, date '{known[state]['date_start'] or '0001-01-01'}',"
        f" date '{known[state]['date_end'] or '9999-12-31'}')"
        for code, states in bearers.items()
        if all(state in known for state in states)
        for state in states
    )
    return f"(values {', '.join(days)}) as lives (iso_code, first_day, last_day)"


def signatory_existed() -> Rule:
    return warehouse_rule(
        "signatory_existed",
        "core.statements.signatories",
        "A state that was not there on the day signed nothing; the date is misread, or another state is meant.",
        f"""
        with {SIGNED}
        select statement_id || '/' || iso_code as row_key, main_document_id as document_id,
            iso_code || ' signs on ' || date_edtf || ', and was there from ' || min(first_day)
                || case when max(last_day) < date '9999-01-01' then ' to ' || max(last_day) else '' end as detail
        from signed
        join {lives_of_states()} using (iso_code)
        where date_start is not null
        group by statement_id, main_document_id, iso_code, date_edtf
        having not bool_or(first_day <= date_end and last_day >= date_start)""",
        "(select unnest(signatories) from core.statements where date_start is not null)",
        WARNING,
    )


STATEMENT_SIGNATORIES_SORTED = warehouse_rule(
    "statement_signatories_sorted",
    "core.statements.signatories",
    "Equal sets of states must be equal lists, or grouping by them splits; a state named twice is counted twice.",
    """
    select statement_id as row_key, main_document_id as document_id, array_to_string(signatories, ', ') as detail
    from core.statements
    where len(signatories) > 1 and list_sort(list_distinct(signatories)) != signatories""",
    "core.statements where len(signatories) > 1",
    WARNING,
)


def statement_signatories_are_known() -> Rule:
    codes = tuple(sorted({row["iso_code"] for row in knowledge.rows("countries")}))
    return warehouse_rule(
        "statement_signatories_are_known",
        "core.statements.signatories",
        "A code that no state has joins with nothing.",
        f"""
        with {SIGNED}
        select statement_id || '/' || iso_code as row_key, main_document_id as document_id,
            iso_code || ' is the code of no state' as detail
        from signed
        where iso_code not in {codes}""",
        "(select unnest(signatories) from core.statements)",
        WARNING,
    )


LANGUAGES_ARE_DISTINCT = warehouse_rule(
    "languages_are_distinct",
    "core.documents.language_codes",
    "A language named twice is counted twice.",
    """
    select document_id as row_key, document_id, array_to_string(language_codes, ', ') as detail
    from core.documents
    where len(language_codes) > 1 and len(list_distinct(language_codes)) != len(language_codes)""",
    "core.documents where len(language_codes) > 1",
    WARNING,
)
ALTERNATIVES_ARE_OTHERS = warehouse_rule(
    "alternatives_are_others",
    "core.mentions.alternatives",
    "What a mention could mean beside its entity is another entity, each named once, and known.",
    """
    with given as (
        select document_id, mention_no, surface, entity_id as meant, unnest(alternatives) as alternative
        from core.mentions
        where len(alternatives) > 0
    )
    select document_id || '/' || mention_no as row_key, document_id,
        surface || ' (' || meant || ') could be ' || string_agg(alternative, ', ' order by alternative) as detail
    from given
    left join core.entities as entities on entities.entity_id = alternative
    group by document_id, mention_no, surface, meant
    having count(distinct alternative) != count(*) or bool_or(alternative = meant)
        or count(entities.entity_id) != count(*)""",
    "core.mentions where len(alternatives) > 0",
    WARNING,
)
MEMBERSHIP_IS_IN_BODY = warehouse_rule(
    "membership_is_in_body",
    "core.memberships.organisation_id",
    "Members of a body are states, or bodies that states have made; a state has no members, and nobody is its own.",
    f"""
    select organisation_id || '/' || member_id || '/' || date_start as row_key, {NO_DOCUMENT} as document_id,
        members.name || ' (' || members.label || ') in ' || bodies.name || ' (' || bodies.label || ')' as detail
    from core.memberships
    join core.entities as bodies on bodies.entity_id = organisation_id
    join core.entities as members on members.entity_id = member_id
    where members.label not in ('COUNTRY', 'ORG') or bodies.label not in ('ORG', 'PLACE') or member_id = organisation_id
    """,
    "core.memberships",
    WARNING,
)


def signatory_rules() -> tuple[Rule, ...]:
    """All of them; codes and days of states are read from the knowledge tables."""
    return (
        SIGNATORY_WAS_MEMBER,
        PARTNERS_SIGN,
        signatory_existed(),
        STATEMENT_SIGNATORIES_SORTED,
        statement_signatories_are_known(),
        LANGUAGES_ARE_DISTINCT,
        ALTERNATIVES_ARE_OTHERS,
        MEMBERSHIP_IS_IN_BODY,
    )
