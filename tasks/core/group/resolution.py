"""Metadata of a statement from all its versions, by rank of evidence, with the fields on which they contradict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import RELATIONS
from tasks.core.dates import edtf_bounds
from tasks.core.group.members import Member
from tasks.core.group.texts import Row
from tasks.core.words import folded_words

FIELDS = ("title", "issuer", "level", "date_edtf", "place", "signatories")
OF_ARTICLE = ("title", "date_edtf", "place")  # of an article, these describe the article
OF_STATEMENT = ("adoption_formula", "opening", "reported")  # rules whose evidence says when or where it was adopted
SURE = 0.7  # rules of the text that are trusted less read a signature, or guess by the form of a line
CORRECTION, TEXT, FRONT_MATTER, GUESS, PROPERTIES = range(5)  # ranks of evidence, the best first

Chosen = Mapping[tuple[str, str], Row]


@dataclass(frozen=True, slots=True)
class Stated:
    """What one version states in one field, and how good its evidence is."""

    member: Member
    value: Any
    evidence: int
    is_main: bool
    order: tuple[int, float, str]

    @property
    def rank(self) -> tuple[int, bool, int, float, str]:
        """The best evidence first; of equal evidence the main version's, then that of the version nearest to it."""
        return self.evidence, not self.is_main, *self.order


def index_candidates(candidates: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Chosen candidates by document and field."""
    return {(each["document_id"], each["field"]): each for each in candidates if each["is_chosen"]}


def resolve(main: Member, members: Sequence[Member], relations: Mapping[str, str], chosen: Chosen) -> dict[str, Any]:
    """Values of the columns of `core.statements` that documents state.

    What a text says plainly goes before what stands above it in the file, this before a signature, and what the file's
    properties say comes last, whichever version it is. A date that is less precise gives way to one that it allows,
    where the evidence is as good or nearly so.
    """
    values: dict[str, Any] = {}
    conflicts: list[str] = []
    for name in FIELDS:
        stated = sorted(all_stated(name, main, members, relations, chosen), key=lambda each: each.rank)
        values[name] = refined_date(stated) if name == "date_edtf" else stated[0].value if stated else None
        if has_conflict(name, stated):
            conflicts.append(name)
    date_start, date_end = edtf_bounds(values["date_edtf"]) if values["date_edtf"] else (None, None)
    return {
        **values,
        "signatories": list(values["signatories"] or []),
        "date_start": date_start,
        "date_end": date_end,
        "date_basis": date_basis(values["date_edtf"], main, chosen),
        "conflicting_fields": conflicts,
    }


def all_stated(
    name: str, main: Member, members: Sequence[Member], relations: Mapping[str, str], chosen: Chosen
) -> Iterator[Stated]:
    for member in members:
        if states(member, name, chosen):
            candidate = chosen.get((member.document_id, name))
            confidence = float(candidate["confidence"]) if candidate else 0.0
            order = RELATIONS.index(relations[member.document_id]), -confidence, member.document_id
            yield Stated(member, member.text.document[name], rank_evidence(candidate), member is main, order)


def rank_evidence(candidate: Row | None) -> int:
    """How good the evidence is, by where it stands and how far its rule is trusted."""
    if candidate is None:
        return GUESS
    places = {"corrections": CORRECTION, "text": FRONT_MATTER, "properties": PROPERTIES}
    is_sure = candidate["confidence"] >= SURE
    return places.get(candidate["evidence_in"], TEXT if is_sure else GUESS)


def states(member: Member, name: str, chosen: Chosen) -> bool:
    """The document says so of the statement, not only of itself."""
    if not member.text.document[name]:
        return False
    if not (member.is_excerpt and name in OF_ARTICLE):
        return True
    candidate = chosen.get((member.document_id, name))
    return candidate is not None and candidate["rule"] in OF_STATEMENT


def refined_date(stated: Sequence[Stated]) -> str | None:
    """The date with the best evidence, or a preciser one that it allows; never one that only properties give."""
    if not stated:
        return None
    best = stated[0]
    for other in stated[1:]:
        if other.evidence <= max(FRONT_MATTER, best.evidence) and is_finer(other.value, best.value):
            best = other
    return str(best.value)


def is_finer(one: str, other: str) -> bool:
    """The first date says more than the second, and nothing against it."""
    return one != other and allows(other, one) and not allows(one, other)


def allows(one: str, other: str) -> bool:
    """Every day of the second date is one of the first's; of dates without a year, by their signs."""
    if one.startswith("XXXX") or other.startswith("XXXX"):
        return len(one) <= len(other) and all(a in ("X", b) for a, b in zip(one, other, strict=False))
    (start, end), (other_start, other_end) = edtf_bounds(one), edtf_bounds(other)
    if start is None or end is None or other_start is None or other_end is None:
        return False
    return start <= other_start and other_end <= end


def date_basis(value: str | None, main: Member, chosen: Chosen) -> str | None:
    """`stated` if the main version itself says just this, else `version`."""
    if value is None:
        return None
    is_own = states(main, "date_edtf", chosen) and main.text.document["date_edtf"] == value
    return "stated" if is_own else "version"


def has_conflict(name: str, stated: Sequence[Stated]) -> bool:
    """Two versions state values of which neither allows the other. What a file's properties say is of the file."""
    own = list({key_of(each): each for each in stated if each.evidence < PROPERTIES}.values())
    return any(excludes(name, one, other) for at, one in enumerate(own) for other in own[at + 1 :])


def key_of(stated: Stated) -> tuple[str, str]:
    """The value, and the language that it is told in."""
    return str(stated.value), str(stated.member.text.document["language_code"])


def excludes(name: str, one: Stated, other: Stated) -> bool:
    """The values cannot both be right; of titles, neither holds the words of the other, in the same language."""
    if one.value == other.value:
        return False
    if name == "date_edtf":
        return not (allows(one.value, other.value) or allows(other.value, one.value))
    if name == "signatories":
        return not (set(one.value) <= set(other.value) or set(other.value) <= set(one.value))
    if name == "title":
        if one.member.text.document["language_code"] != other.member.text.document["language_code"]:
            return False
        words, others = set(folded_words(one.value)), set(folded_words(other.value))
        return not (words <= others or others <= words)
    return True
