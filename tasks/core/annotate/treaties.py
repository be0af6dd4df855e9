"""Articles of treaties, resolutions by number, and which edition or declaration of a body is meant."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from schemas.knowledge.words import cue_words
from tasks.core.annotate.known import document_dates
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.shapes import name_start

NUMBER = r"(?:\d+[a-z]?(?:\.\d+)?(?:\(\w+\))*|[IVX]+)\b(?:\(\w+\))*"
ARTICLE = re.compile(rf"[Aa](?<=\b[Aa])rticles? ({NUMBER}(?:(?:, | and |, and | to |–|-){NUMBER})*)")
OF_TREATY = re.compile(r" (?:of |in |under )?(?:the |this )?")
RES_NUMBER = r"(?:[A-Z]+/(?:RES/)?[\w/-]*\d[\w/-]*|\d{2,4})(?: ?\(\d{4}\))?"
# a literal start, which is looked for much faster than `[Rr]`
RESOLUTION = re.compile(rf"esolutions? ((?:no\. |No\. )?{RES_NUMBER}(?:(?:, | and |, and ){RES_NUMBER})*)")
SHORT_RESOLUTION = re.compile(rf"UNSCRs? ({RES_NUMBER}(?:(?:, | and |, and ){RES_NUMBER})*)")
SECURITY_COUNCIL, GENERAL_ASSEMBLY = "UN Security Council", "UN General Assembly"
FROM_PLACE = re.compile(r"\bDeclaration (?:from|of) ")
RULE_CONFIDENCE = 0.95
NEXT_WINDOW = 24  # characters: `the next Strategic Concept`, not the verb of the sentence
IMPLIED_CONFIDENCE = 0.8


def articles(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """`Article 5 of the Washington Treaty`, and `Article 5` alone where text or issuer tell of which treaty."""
    if "rticle" not in text.body:
        return
    documents = {one.start: one for one in named if one.label == "DOC"}
    for found in ARTICLE.finditer(text.body):
        joint = OF_TREATY.match(text.body, found.end())
        treaty = documents.get(joint.end()) if joint else None
        if treaty is not None and treaty.start > found.end():
            entity = article_entity(treaty.entity, found)
            yield Candidate(found.start(), treaty.end, entity, "article_of_treaty", rank=1, confidence=RULE_CONFIDENCE)
        elif implied := implied_treaty(text, found, named):
            entity = article_entity(implied, found)
            yield Candidate(found.start(), found.end(), entity, "article_alone", rank=1, confidence=IMPLIED_CONFIDENCE)


def article_entity(treaty: Entity, found: re.Match[str]) -> Entity:
    word = "Articles" if found.group().lower().startswith("articles") else "Article"
    return new_entity("DOC", f"{treaty.name}, {word} {found[1]}")


@cache
def treaties() -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in knowledge.rows("documents") if row["articles"])


def implied_treaty(text: Text, found: re.Match[str], named: list[Candidate]) -> Entity | None:
    """The treaty of this well-known article: one named in the text, or that of the body it names most."""
    number = found[1].split(" ")[0].rstrip(",")
    if found.group()[0].islower() and number.isalpha():
        return None
    in_text = {one.entity.entity_id for one in named if one.label == "DOC"}
    fitting = [row for row in treaties() if number in knowledge.values(row["articles"])]
    scored = [
        (text.counts[row["organisation_id"]] + 100 * (row["entity_id"] in in_text), row["entity_id"]) for row in fitting
    ]
    best = max(scored, default=(0, ""))
    return entities()[best[1]] if best[0] else None


def resolutions(text: Text) -> Iterator[Candidate]:
    """`UN Security Council Resolution 1325 (2000)`, `UNSCR 1325`, `resolution 2202`."""
    for found in RESOLUTION.finditer(text.body):
        head = found.start() - 1
        start = name_start(text, head)
        known = text.known.get(start)
        adopter = known.entity.name if known else tidy(text.body[start:head])
        adopter = adopter or (GENERAL_ASSEMBLY if "/" in found[1] else SECURITY_COUNCIL)
        yield resolution(start, found, adopter)
    for found in SHORT_RESOLUTION.finditer(text.body):
        yield resolution(found.start(), found, SECURITY_COUNCIL)


def resolution(start: int, found: re.Match[str], adopter: str) -> Candidate:
    several = len(re.findall(RES_NUMBER, found[1])) > 1
    name = f"{adopter} {'Resolutions' if several else 'Resolution'} {tidy(found[1])}"
    return Candidate(start, found.end(), new_entity("DOC", name), "resolution", rank=1, confidence=RULE_CONFIDENCE)


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
