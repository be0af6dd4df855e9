"""Articles of treaties, resolutions by number, and which edition or declaration of a body is meant."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.known import document_dates
from tasks.core.annotate.model import Candidate, Text, new_entity
from tasks.core.annotate.names import by_head
from tasks.core.annotate.numbered import legal_acts, symbols
from tasks.core.annotate.numbered import resolutions as numbered_resolutions
from tasks.core.annotate.shapes import CAPITALISED

NUMBER = r"(?:\d+[a-z]?(?:\.\d+)?(?:\(\w+\))*|[IVX]+)\b(?:\(\w+\))*"
PART = re.compile(
    rf"([Aa]rticle|[Cc]hapter|[Aa]nnex|[Pp]rotocol)(?:s|es)? ({NUMBER}(?:(?:, | and |, and | to |–|-){NUMBER})*)"
)
PART_WORDS = ("rticle", "hapter", "nnex", "rotocol")  # without their first letter, which may be a capital
OF_ANOTHER = re.compile(
    r",? of (?:its|their|his|her|our|that|such) "
)  # a document that the sentence tells, not a body's
OF_TREATY = re.compile(r",? (?:of |in |under |to )?(?:the |this )?")
SHORT_NAME = re.compile(rf"{CAPITALISED}(?: {CAPITALISED})?")
FROM_PLACE = re.compile(r"\bDeclaration (?:from|of) ")
RULE_CONFIDENCE = 0.95
NEXT_WINDOW = 24  # characters: `the next Strategic Concept`, not the verb of the sentence
IMPLIED_CONFIDENCE = 0.8


def articles(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """`Article 5 of the Washington Treaty`, and `Article 5` alone where text or issuer tell of which treaty."""
    parts = [found for word in PART_WORDS for found in parts_by(text.body, word)]
    if not parts:
        return
    by_rank = sorted((one for one in named if one.label == "DOC"), key=lambda one: (-one.rank, one.end))
    documents = {one.start: one for one in by_rank}  # a listed name before the same by shape, the longer before others
    by_name = by_head(text, [*documents.values()])
    in_text = frozenset(one.entity.entity_id for one in by_rank)
    for found in parts:
        joint = OF_TREATY.match(text.body, found.end())
        at = joint.end() if joint else found.end()
        treaty = documents.get(at) if at > found.end() else None
        meant, end = (treaty.entity, treaty.end) if treaty else (None, found.end())
        if at > found.end() + 1 and (treaty is None or treaty.rule.startswith("shape")):
            short, short_end = short_treaty(text, at, found.start(), by_name)
            meant, end = (short, short_end) if short else (meant, end)
        if meant:
            entity = part_entity(meant, found)
            yield Candidate(found.start(), end, entity, "article_of_treaty", rank=1, confidence=RULE_CONFIDENCE)
        elif OF_ANOTHER.match(text.body, found.end()):
            continue
        elif implied := implied_treaty(text, found, in_text):
            entity = part_entity(implied, found)
            yield Candidate(found.start(), found.end(), entity, "article_alone", rank=1, confidence=IMPLIED_CONFIDENCE)


def parts_by(body: str, word: str) -> Iterator[re.Match[str]]:
    """Numbered articles, chapters, annexes."""
    at = body.find(word)
    while at >= 0:
        found = PART.match(body, max(0, at - 1)) if not body[at - 2 : at - 1].isalnum() else None
        if found:
            yield found
        at = body.find(word, at + len(word))


def short_treaty(text: Text, at: int, before: int, by_name: Mapping[str, list[Candidate]]) -> tuple[Entity | None, int]:
    """The document meant by `the Agreement` or `the Revised Treaty`: the last one named before that has these words."""
    found = SHORT_NAME.match(text.body, at)
    for name in (found.group(), found.group().split()[0]) if found else ():
        same = by_name.get(name, [])
        last = bisect_right(same, before, key=lambda one: one.end) - 1
        if last >= 0 and same[last].end - same[last].start > len(name):
            return same[last].entity, at + len(name)
    return None, at


def part_entity(treaty: Entity, found: re.Match[str]) -> Entity:
    word = found[1].capitalize()
    plural = found.group()[len(word)] != " "
    return new_entity("DOC", f"{treaty.name}, {plural_of(word) if plural else word} {found[2]}")


def plural_of(word: str) -> str:
    return f"{word}es" if word.endswith("x") else f"{word}s"


@cache
def treaties() -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in knowledge.rows("documents") if row["articles"])


def implied_treaty(text: Text, found: re.Match[str], in_text: frozenset[str]) -> Entity | None:
    """The treaty of this well-known article: one of the documents in the text, or that of the body it names most."""
    number = found[2].split(" ")[0].rstrip(",")
    if found[1].lower() != "article" or (found[1].islower() and number.isalpha()):
        return None
    fitting = [row for row in treaties() if number in knowledge.values(row["articles"])]
    scored = [
        (text.counts[row["organisation_id"]] + 100 * (row["entity_id"] in in_text), row["entity_id"]) for row in fitting
    ]
    best = max(scored, default=(0, ""))
    return entities()[best[1]] if best[0] else None


def resolutions(text: Text) -> Iterator[Candidate]:
    """All documents that go by a number."""
    return chain(numbered_resolutions(text), legal_acts(text), symbols(text))


def linked_declaration(text: Text, one: Candidate) -> Candidate:
    """A declaration `from` a place as the listed one of the body that met there about then."""
    if one.rule != "shape_doc":
        return one
    printed = text.body[one.start : one.end]
    joint = FROM_PLACE.search(printed)
    if not joint:
        return one
    place = printed[joint.end() :]
    known = text.known.get(one.start)
    fitting = [
        row
        for row in knowledge.rows("documents")
        if row["place"] == place and (known is None or row["organisation_id"] == known.entity.entity_id)
    ]
    near = sorted(fitting, key=lambda row: (not row["date"].startswith(text.date or "-"), row["date"]))
    if not near or not (text.date and near[0]["date"].startswith(text.date[:4])):
        return one
    entity = entities()[near[0]["entity_id"]]
    return Candidate(one.start, one.end, entity, "declaration_from", one.rank, RULE_CONFIDENCE)


def linked_edition(text: Text, one: Candidate) -> Candidate:
    """Of a document with editions, `the next` is the first after the statement."""
    if not one.alternatives or one.label != "DOC" or not text.date:
        return one
    ids = (one.entity.entity_id, *one.alternatives)
    before = set(re.findall(r"\w+", text.body[max(0, one.start - NEXT_WINDOW) : one.start].lower()))
    if not before & cue_words("next_cues"):
        return one
    later = sorted((document_dates()[other], other) for other in ids if document_dates().get(other, "") >= text.date)
    if not later:
        return one
    meant = later[0][1]
    others = tuple(other for other in ids if other != meant)
    return replace(one, entity=entities()[meant], rule="next_edition", alternatives=others)
