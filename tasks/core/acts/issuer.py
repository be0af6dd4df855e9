"""Who belongs to the issuer: its own entity, its members, and the states it is made of."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from schemas import knowledge
from schemas.knowledge.entities import country_id, entities
from tasks.core.acts.model import Known

N_ISSUERS = 4096  # far more than a corpus has
CODE = len("PL")


@cache
def ids_by_name() -> Mapping[str, str]:
    return {one.name: one.entity_id for one in entities().values() if one.label in ("ORG", "COUNTRY", "PERSON")}


@cache
def members() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in knowledge.rows("memberships"):
        found[row["organisation_id"]].add(row["member_id"])
    return {organisation: frozenset(ids) for organisation, ids in found.items()}


@cache
def ids_by_short_form() -> Mapping[str, str]:
    """Organisations by those of their abbreviations that no other one has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in knowledge.rows("organisations"):
        for form in knowledge.values(row["abbreviations"]):
            found[form].append(row["entity_id"])
    return {form: ids[0] for form, ids in found.items() if len(ids) == 1}


def issuer_id(anchor: Known) -> str | None:
    """The entity that the issuer is, if a table lists it."""
    issuer = anchor.issuer or ""
    return ids_by_name().get(issuer) or ids_by_short_form().get(issuer)


@lru_cache(maxsize=N_ISSUERS)
def own_ids(issuer: str | None) -> frozenset[str]:
    """The entities that an issuer is or consists of: itself, members, organs, the states that its name tells."""
    if not issuer:
        return frozenset()
    codes = issuer.split("+")
    if all(len(code) == CODE and code.isupper() for code in codes):
        return frozenset(country_id(code) for code in codes)
    found = ids_by_name().get(issuer) or ids_by_short_form().get(issuer)
    own = {found} | members().get(found, frozenset()) | organs(found) if found else set()
    words = f" {issuer} "
    return frozenset(own | {one for name, one in state_names() if f" {name} " in words})


@cache
def state_names() -> tuple[tuple[str, str], ...]:
    return tuple((row["name"], country_id(row["iso_code"])) for row in knowledge.rows("countries"))


def organs(organisation_id: str) -> frozenset[str]:
    """Organisations named after another one: `African Union Commission`, `GCC Supreme Council`."""
    row = next((row for row in knowledge.rows("organisations") if row["entity_id"] == organisation_id), None)
    if row is None:
        return frozenset()
    names = (row["name"], *knowledge.values(row["abbreviations"]))
    return frozenset(
        other["entity_id"]
        for other in knowledge.rows("organisations")
        if any(other["name"].startswith(f"{name} ") for name in names)
    )
