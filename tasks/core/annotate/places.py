"""Places by what stands beside them, and capitals that stand for a government."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import country_id
from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.shapes import CAPITALISED, UPPER

TOWN = rf"[{UPPER}][^\W\d_]+(?:[ -][{UPPER}][^\W\d_]+)?"
IN_TOWN = re.compile(rf"\b(?:in|at|near|from|of) ({TOWN})$")
TOWN_OF = re.compile(rf" of ({TOWN})")
MEETING_IN = re.compile(rf" in ({TOWN}(?:-[{UPPER}][\w-]+)*)(?=[.,;]| (?:on|for|to|from|at|and)\b|$)")
WORD_BEFORE = re.compile(r"([a-z]+)(?: here)?$")
DATED = re.compile(
    rf"(?m)^[ \t]*({TOWN}), (?=\d{{1,2}}(?:st|nd|rd|th)? {CAPITALISED}|[A-Z][a-z]+ \d{{1,2}}, \d{{4}}|\d{{4}}\b)"
)
BEFORE_COUNTRY = 60
CONFIDENCE = 0.85
METONYM_CONFIDENCE = 0.75


def found_places(text: Text) -> Iterator[Candidate]:
    """Towns that no list has: before their state (`in Visby, Sweden`), or before the date of a dateline."""
    for at, known in sorted(text.known.items()):
        if known.label == "COUNTRY" and text.body.endswith(", ", 0, at):
            window = max(0, at - 2 - BEFORE_COUNTRY)
            before = text.body[window : at - 2]
            found = IN_TOWN.search(before)
            if found:
                yield from town(text, window + found.start(1), at - 2)
    for pattern, kind in ((TOWN_OF, "settlement_words"), (MEETING_IN, "meeting_words")):
        for found in pattern.finditer(text.body):
            if found.start(1) not in text.known and word_before(text.body, found.start()) in cue_words(kind):
                yield from town(text, found.start(1), found.end(1))
    for line in DATED.finditer(text.body):
        yield from town(text, line.start(1), line.end(1))


def town(text: Text, start: int, end: int) -> Iterator[Candidate]:
    if start in text.known or end in text.ends or is_common(text.body[start:end]):
        return
    name = tidy(text.body[start:end])
    entity = new_entity("PLACE", name.title() if name.isupper() else name)
    yield Candidate(start, end, entity, "town_beside", rank=6, confidence=CONFIDENCE)


def word_before(body: str, at: int) -> str:
    found = WORD_BEFORE.search(body, max(0, at - 20), at)
    return found[1] if found else ""


def is_common(name: str) -> bool:
    return any(word in cue_words("name_stops") or word.lower() in cue_words("stop_words") for word in name.split())


@cache
def seats() -> Mapping[str, str]:
    """The state that each capital can stand for."""
    return {
        row["entity_id"]: country_id(row["government_of"]) for row in knowledge.rows("places") if row["government_of"]
    }


def with_government(text: Text, one: Candidate) -> Candidate:
    """A capital that acts, or to which something is ascribed, refers to the government that sits there."""
    state = seats().get(one.entity.entity_id) if one.entity.label == "PLACE" else None
    if not state or not acts(text.body, one):
        return one
    return replace(one, refers_to=state, rule="capital_as_government", confidence=METONYM_CONFIDENCE)


def acts(body: str, one: Candidate) -> bool:
    before = re.findall(r"[\w-]+", body[max(0, one.start - 30) : one.start])
    after = re.findall(r"[\w'’-]+", body[one.end : one.end + 40])
    owns = body[one.end : one.end + 2] in ("'s", "’s")
    last, earlier = (["", "", *before])[-1].lower(), (["", "", *before])[-2].lower()
    if addressed(last, earlier, after):
        return True
    if last in cue_words("locative"):
        return False
    if owns:
        return len(after) > 1 and (after[0] if after[0] not in ("s", "'s", "’s") else after[1]) in cue_words(
            "agentive_nouns"
        )
    return last == "by" or (
        bool(after) and after[0] in cue_words("agentive_verbs") and body[one.end : one.end + 1] == " "
    )


def addressed(last: str, earlier: str, after: list[str]) -> bool:
    """`urged Tehran to …`, `the decision of Caracas`."""
    calls = last in cue_words("addressing_verbs") or (
        last in ("on", "upon") and earlier in cue_words("addressing_verbs")
    )
    return (calls and after[:1] == ["to"]) or (last == "of" and earlier in cue_words("agentive_nouns"))
