"""Evidence for `core.entities` and `core.memberships`: the knowledge that lists them, and where texts mention them."""

from collections.abc import Iterator, Mapping

from tasks.core.explain.known import entity_row, listed, membership
from tasks.core.explain.model import KNOWLEDGE, Case, Evidence, Finder, Kind
from tasks.core.explain.spans import both, row_evidence, spot

SHOWN = 5  # mentions or memberships that are listed


def first_mentions(column: str = "entity_id") -> Finder:
    """The first mentions of the entity that a column names, one of each document."""

    def find(case: Case) -> Iterator[Evidence]:
        query = (
            "select distinct on (document_id) * from core.mentions where entity_id = ?"
            " order by document_id, start_char limit ?"
        )
        for row in case.reader.rows(query, case.row[column], SHOWN):
            note = "the first mention in this document"
            yield from spot(case.reader, row, note=note, rule=row["rule"], confidence=row["confidence"])

    return find


def from_knowledge(column: str = "entity_id") -> Finder:
    """The row of the knowledge that lists the entity that a column names."""

    def find(case: Case) -> Iterator[Evidence]:
        return listed(case.row[column])

    return find


def used_otherwise(case: Case) -> Iterator[Evidence]:
    """What else has the entity in the warehouse: mentions that could mean it, memberships, acts."""
    entity_id = case.row["entity_id"]
    query = (
        "from core.mentions where refers_to_entity_id = ? or list_contains(alternatives, ?)"
        " order by document_id, mention_no limit ?"
    )
    for row in case.reader.rows(query, entity_id, entity_id, SHOWN):
        yield from spot(case.reader, row, note=f"could mean it, or stands for it; means {row['entity_id']}")
    query = "from core.memberships where organisation_id = ? or member_id = ? order by all limit ?"
    for row in case.reader.rows(query, entity_id, entity_id, SHOWN):
        said = f"core.memberships {row['organisation_id']}/{row['member_id']}: since {row['date_start']}"
        yield row_evidence(case, said, "a membership of it")
    query = (
        "from core.speech_acts where subject_entity_id = ? or target_entity_id = ? order by document_id, act_no limit ?"
    )
    for row in case.reader.rows(query, entity_id, entity_id, SHOWN):
        yield from spot(case.reader, row, note="an act by it or aimed at it", rule=row["rule"])


def how_known(case: Case) -> str:
    found = entity_row(case.row["entity_id"])
    if found:
        return f"The knowledge lists it in {found[0]}.csv."
    return "No table of the knowledge lists it: its id and name are made from the words of its mentions."


def how_code(case: Case) -> str:
    return how_known(case) if case.value else "Empty: it is no state."


def listed_membership(case: Case) -> Iterator[Evidence]:
    row = case.row
    return membership(row["organisation_id"], row["member_id"], row["date_start"].isoformat())


def how_until(case: Case) -> str:
    return "As the knowledge has it." if case.value else "Empty: the membership lasts, as far as the knowledge goes."


KNOWN = both(from_knowledge(), first_mentions(), used_otherwise)
ENTITIES: Mapping[str, Kind] = {name: Kind(how_known, KNOWLEDGE, KNOWN) for name in ("entity_id", "label", "name")} | {
    "iso_code": Kind(how_code, KNOWLEDGE, KNOWN)
}
HELD = both(listed_membership, from_knowledge("organisation_id"), from_knowledge("member_id"))
LISTED = "As memberships.csv of the knowledge has it."
MEMBERSHIPS: Mapping[str, Kind] = {
    "organisation_id": Kind(LISTED, KNOWLEDGE, both(HELD, first_mentions("organisation_id"))),
    "member_id": Kind(LISTED, KNOWLEDGE, both(HELD, first_mentions("member_id"))),
    "date_start": Kind(LISTED, KNOWLEDGE, HELD),
    "date_end": Kind(how_until, KNOWLEDGE, HELD),
    "precision": Kind(LISTED, KNOWLEDGE, HELD),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.entities": ENTITIES, "core.memberships": MEMBERSHIPS}
