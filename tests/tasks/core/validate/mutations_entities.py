"""Entities and memberships, spoilt."""

from schemas.rules_model import WAREHOUSE
from tests.tasks.core.validate.mutations import Mutation, of
from tests.warehouse.made_rows import STATEMENT, A, B

ENTITIES: tuple[Mutation, ...] = (
    Mutation(
        "an entity is used by nobody",
        "insert into core.entities values ('org:nobody', 'ORG', 'Nobody', null)",
        WAREHOUSE,
        "entity_is_used",
        ("org:nobody",),
    ),
    Mutation(
        "an entity's id says another kind",
        "update core.entities set label = 'PERSON' where entity_id = 'org:danube-council'",
        WAREHOUSE,
        "entity_id_says_label",
        ("org:danube-council",),
        {
            "mention_label_agrees": (
                f"{A}/1",
                f"{B}/1",
            ),
            "membership_is_in_body": (
                "org:danube-council/country:AT/1990-01-01",
                "org:danube-council/country:AT/2001-01-01",
                "org:danube-council/country:UA/1992-01-01",
            ),
        },
    ),
    Mutation(
        "an entity's id is of another form",
        "insert into core.entities values ('Nobody', 'ORG', 'Nobody', null)",
        WAREHOUSE,
        "core.entities.entity_id.pattern",
        ("Nobody",),
        {"entity_is_used": ("Nobody",), "entity_id_says_label": ("Nobody",)},
    ),
    Mutation(
        "two entities have one name",
        "insert into core.entities values ('place:wien', 'PLACE', 'Vienna', null)",
        WAREHOUSE,
        "entity_name_is_one",
        ("PLACE/Vienna",),
        {"entity_is_used": ("place:wien",)},
    ),
    Mutation(
        "a state has no code",
        "update core.entities set iso_code = null where iso_code = 'AT'",
        WAREHOUSE,
        "country_has_iso_code",
        ("country:AT",),
        {"partners_sign": (STATEMENT,)},
    ),
    Mutation(
        "a state's code is three letters",
        "update core.entities set iso_code = 'AUT' where iso_code = 'AT'",
        WAREHOUSE,
        "core.entities.iso_code.pattern",
        ("country:AT",),
        {"partners_sign": (STATEMENT,)},
    ),
    Mutation(
        "an entity is lost",
        "delete from core.entities where entity_id = 'country:UA'",
        WAREHOUSE,
        "core.mentions.entity_id.reference",
        (
            f"{A}/4",
            f"{A}/5",
            f"{B}/3",
        ),
        {
            "core.memberships.member_id.reference": ("org:danube-council/country:UA/1992-01-01",),
            "core.speech_acts.target_entity_id.reference": of(A, 1),
            "partners_sign": (STATEMENT,),
        },
    ),
    Mutation(
        "a membership ends before it begins",
        "update core.memberships set date_end = '1980-01-01' where date_end is not null",
        WAREHOUSE,
        "membership_in_order",
        ("org:danube-council/country:AT/1990-01-01",),
    ),
    Mutation(
        "two memberships overlap",
        "update core.memberships set date_end = null where date_end is not null",
        WAREHOUSE,
        "memberships_do_not_overlap",
        ("org:danube-council/country:AT/2001-01-01",),
    ),
    Mutation(
        "a member is nobody known",
        "update core.memberships set member_id = 'country:ZZ' where date_start = '2001-01-01'",
        WAREHOUSE,
        "core.memberships.member_id.reference",
        ("org:danube-council/country:ZZ/2001-01-01",),
        {"signatory_was_member": (f"{STATEMENT}/AT",)},
    ),
    Mutation(
        "an organisation is nothing known",
        "update core.memberships set organisation_id = 'org:nobody' where date_start = '2001-01-01'",
        WAREHOUSE,
        "core.memberships.organisation_id.reference",
        ("org:nobody/country:AT/2001-01-01",),
        {"signatory_was_member": (f"{STATEMENT}/AT",)},
    ),
    Mutation(
        "a membership's days are of no known precision",
        "update core.memberships set precision = 'about' where date_start = '2001-01-01'",
        WAREHOUSE,
        "core.memberships.precision.vocabulary",
        ("org:danube-council/country:AT/2001-01-01",),
    ),
)
