"""Metadata of a statement from all its versions, by rank of evidence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.vocabularies import RELATIONS
from tasks.core.dates import edtf_bounds
from tasks.core.group.members import Member
from tasks.core.group.texts import Row

OF_ARTICLE = ("title", "date_edtf", "place")  # of an article, these describe the article
OF_STATEMENT = ("adoption_formula", "opening", "reported")  # rules whose evidence says when or where it was adopted

Chosen = Mapping[tuple[str, str], Row]


def index_candidates(candidates: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Chosen candidates by document and field."""
    return {(each["document_id"], each["field"]): each for each in candidates if each["is_chosen"]}


def resolve(main: Member, members: Sequence[Member], relations: Mapping[str, str], chosen: Chosen) -> dict[str, Any]:
    """Values of the columns of `core.statements` that documents state.

    The main version's own word counts; where it is silent, the version's that stands nearest to it, and of versions
    that stand equally near, the one whose rule is trusted most.
    """
    others = [each for each in members if each is not main]
    values: dict[str, Any] = {}
    sources: dict[str, Member] = {}
    for name in ("title", "issuer", "level", "date_edtf", "place", "signatories"):
        ranked = sorted(others, key=lambda each: rank(each, name, relations, chosen))
        source = next((each for each in (main, *ranked) if states(each, name, chosen)), None)
        values[name] = source.text.document[name] if source else None
        if source:
            sources[name] = source
    date_start, date_end = edtf_bounds(values["date_edtf"]) if values["date_edtf"] else (None, None)
    basis = ("stated" if sources["date_edtf"] is main else "version") if "date_edtf" in sources else None
    return {
        **values,
        "signatories": list(values["signatories"] or []),
        "date_start": date_start,
        "date_end": date_end,
        "date_basis": basis,
    }


def rank(member: Member, name: str, relations: Mapping[str, str], chosen: Chosen) -> tuple[int, float, str]:
    candidate = chosen.get((member.document_id, name))
    confidence = float(candidate["confidence"]) if candidate else 0.0
    return RELATIONS.index(relations[member.document_id]), -confidence, member.document_id


def states(member: Member, name: str, chosen: Chosen) -> bool:
    """The document says so of the statement, not only of itself."""
    if not member.text.document[name]:
        return False
    if not (member.is_excerpt and name in OF_ARTICLE):
        return True
    candidate = chosen.get((member.document_id, name))
    return candidate is not None and candidate["rule"] in OF_STATEMENT
