"""Evidence for `core.mentions`: what stands in the text, by which rule it names whom, and whom else it could name."""

import re
from collections.abc import Iterator, Mapping

from tasks.core.explain.known import listed
from tasks.core.explain.model import KNOWLEDGE, TEXT, Case, Evidence, Kind
from tasks.core.explain.spans import both, files, own_span, row_evidence, sentence, span, spot, statement_span

RULES = {
    "known_name": "a name that the knowledge lists",
    "known_abbreviation": "an abbreviation that the knowledge lists",
    "known_adjective": "an adjective that the knowledge lists",
    "known_demonym": "a word for people of a state that the knowledge lists",
    "foreign_name": "a name in the language of the paragraph that the knowledge lists",
    "foreign_stem": "a form of a name in the language of the paragraph",
    "defined_abbreviation": "an abbreviation that the text itself defines in brackets",
    "office": "a name after an office",
    "surname": "a surname of a person whom the text names before",
    "initials": "a name with initials",
    "back_reference": "a short form of what the text names before",
    "article_of_treaty": "an article with the treaty named",
    "article_alone": "an article, of the treaty that the text names beside",
    "capital_as_government": "a capital that stands for its government",
    "shape_org": "words of the shape that names of bodies have",
    "shape_doc": "words of the shape that names of documents have",
    "shape_event": "words of the shape that names of events have",
    "summit": "a summit, by issuer, place, number or year",
    "next_edition": "the edition that was the next at the statement's date",
    "year_of_statement": "a date whose year the statement's date settles",
    "year_of_sentence": "a date whose year the sentence settles",
}
DATED_BY = ("year_of_statement", "next_edition", "summit", "summits")
BEFORE_CHARS = 200  # before a mention, in which its office stands
AFTER_CHARS = 120  # and after it: `Jens Stoltenberg, Secretary General of NATO`
DIGITS = re.compile(r"\d")
OWN = own_span("the mention")


def told_by(case: Case) -> str:
    """The rule in words."""
    rule = case.row["rule"]
    return f"{RULES[rule]} (`{rule}`)" if rule in RULES else f"the rule `{rule}`"


def meant(case: Case) -> Iterator[Evidence]:
    """The row of the entity, and what lists it."""
    entity = case.reader.entity(case.row["entity_id"])
    said = f"core.entities {case.row['entity_id']}: {entity.get('name', '')}"
    yield row_evidence(case, said, "the entity meant")
    yield from listed(case.row["entity_id"], case.row["surface"])


def settled(case: Case) -> Iterator[Evidence]:
    """What beside the mention itself settled its meaning: a definition, an earlier mention, the statement's date."""
    row, rule = case.row, case.row["rule"]
    body = case.reader.text(case.document_id)
    if rule == "defined_abbreviation" and (at := body.find(f"({row['surface']})")) >= 0:
        end = at + len(row["surface"]) + 2
        yield from span(case.reader, case.document_id, at, end, note="where the text defines the abbreviation")
    if rule in DATED_BY:
        yield from statement_date(case)
    query = (
        "from core.mentions where document_id = ? and entity_id = ? and start_char < ? and surface != ?"
        " order by start_char limit 1"
    )
    for first in case.reader.rows(query, case.document_id, row["entity_id"], row["start_char"], row["surface"]):
        note = f"an earlier mention of the same, by the rule {first['rule']}"
        yield from spot(case.reader, first, note=note, rule=first["rule"], confidence=first["confidence"])


def statement_date(case: Case) -> Iterator[Evidence]:
    """The date of the statement that the document carries, which settles what the text leaves open."""
    statement_id = case.reader.document(case.document_id).get("statement_id")
    statement = case.reader.statement(statement_id) if statement_id else {}
    if statement.get("date_edtf"):
        said = f"core.statements {statement_id}: date_edtf {statement['date_edtf']}"
        yield row_evidence(case, said, "the statement's date, which settles the year or the edition", case.document_id)


def alternatives(case: Case) -> Iterator[Evidence]:
    """The entities that the mention could mean as well."""
    for entity_id in case.row["alternatives"]:
        entity = case.reader.entity(entity_id)
        said = f"core.entities {entity_id}: {entity.get('name', '')}"
        yield row_evidence(case, said, "it could mean this; the text speaks less for it", case.document_id)


def government(case: Case) -> Iterator[Evidence]:
    """The state that a capital stands for, and the words that say so."""
    if case.value:
        entity = case.reader.entity(case.value)
        yield row_evidence(case, f"core.entities {case.value}: {entity.get('name', '')}", "the state meant")
        yield from sentence(note="the sentence, in which the capital acts or is acted on")(case)


def printed_office(case: Case) -> Iterator[Evidence]:
    """Where the office is printed: before the name, else after it."""
    row, value = case.row, case.value
    if not value:
        return
    body = case.reader.text(case.document_id)
    words = r"\s+".join(map(re.escape, value.split()))
    first = max(0, row["start_char"] - BEFORE_CHARS)
    before = list(re.finditer(words, body[first : row["start_char"]], re.IGNORECASE))
    after = re.search(words, body[row["end_char"] : row["end_char"] + AFTER_CHARS], re.IGNORECASE)
    place = before[-1] if before else after
    if place:
        at = first if before else row["end_char"]
        yield from span(
            case.reader, case.document_id, at + place.start(), at + place.end(), note="the office as printed"
        )


def how_office(case: Case) -> str:
    return "Printed with the name." if case.value else "Nothing stated: no office is printed with the name."


def how_government(case: Case) -> str:
    if case.value:
        return "A capital that does or suffers what governments do stands for its state."
    return "Empty: the mention is meant as it stands."


def how_others(case: Case) -> str:
    if case.value:
        return "The knowledge lists these words for others too; the text names the chosen one more, or its date tells."
    return "The words name nobody else whom the knowledge lists."


def how_inside(case: Case) -> str:
    return "Its sentence lies in the statement." if case.value else "Its sentence lies outside the statement."


NAMED = both(OWN, meant, settled)
MENTIONS: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body holds the mention.", TEXT, both(OWN, files())),
    "mention_no": Kind("Mentions are numbered in the order of the body.", TEXT, OWN),
    "sentence_no": Kind("The sentence that holds the mention.", TEXT, both(OWN, sentence(note="its sentence"))),
    "start_char": Kind("Where the mention begins in the body.", TEXT, OWN),
    "end_char": Kind("Where the mention ends in the body.", TEXT, OWN),
    "surface": Kind("The characters of the body at this span.", TEXT, OWN),
    "label": Kind(lambda case: f"Found as {told_by(case)}.", TEXT, NAMED),
    "entity_id": Kind(lambda case: f"Found as {told_by(case)}.", TEXT, NAMED, alternatives),
    "refers_to_entity_id": Kind(how_government, TEXT, both(OWN, government)),
    "office": Kind(how_office, TEXT, both(printed_office, OWN)),
    "rule": Kind(lambda case: f"It found the mention as {told_by(case)}.", TEXT, NAMED),
    "confidence": Kind(
        "How far the rule is trusted; less where the words could name others.", TEXT, NAMED, alternatives
    ),
    "alternatives": Kind(how_others, KNOWLEDGE, both(OWN, alternatives)),
    "in_statement": Kind(how_inside, TEXT, both(OWN, sentence(note="its sentence"), statement_span)),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.mentions": MENTIONS}
