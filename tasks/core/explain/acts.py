"""Evidence for `core.speech_acts` and `core.commitments`: the clause, and in it who does what to whom, and how much."""

import re
from collections.abc import Callable, Iterator, Mapping

from tasks.core.explain.known import act_row, listed, verb_rows
from tasks.core.explain.mentions import statement_date
from tasks.core.explain.model import TEXT, Case, Evidence, Finder, Kind
from tasks.core.explain.spans import (
    both,
    files,
    found_words,
    named_span,
    own_span,
    row_evidence,
    sentence,
    span,
    spot,
    statement_span,
)
from tasks.core.query import Row

QUALIFIER_CHARS = 60  # before an amount
UNIT_CHARS = 60  # after it
NEAR_CHARS = 600  # before and after a clause, in which its speaker is named
CLAUSE = own_span("the clause")
VERB = named_span("verb_start_char", "verb_end_char", "the words of the verb")
OBJECT = named_span("object_start_char", "object_end_char", "what it is about")
SENTENCE = sentence(note="its sentence")


def subject(case: Case) -> Iterator[Evidence]:
    """Who acts, as printed."""
    row = case.row
    if row["subject_start_char"] is None or not row["subject"]:
        return
    start = row["subject_start_char"]
    words = r"\s+".join(map(re.escape, row["subject"].split()))
    found = re.compile(words).match(case.reader.text(case.document_id), start)
    if found:
        yield from span(case.reader, case.document_id, start, found.end(), note="who acts")


def mentioned(column: str, note: str) -> Finder:
    """The mentions in the clause of the entity that a column names; else what lists the entity."""

    def find(case: Case) -> Iterator[Evidence]:
        row = case.row
        if not row[column]:
            return
        query = (
            "from core.mentions where document_id = ? and start_char < ? and end_char > ?"
            " and (entity_id = ? or refers_to_entity_id = ?) order by start_char"
        )
        found = case.reader.rows(
            query, row["document_id"], row["end_char"], row["start_char"], row[column], row[column]
        )
        for one in found[:3]:
            yield from spot(case.reader, one, note=note, rule=one["rule"], confidence=one["confidence"])
        if not found:
            name = case.reader.entity(row[column]).get("name", "")
            yield row_evidence(case, f"core.entities {row[column]}: {name}", f"{note}, told by the words around")
            yield from issuer(case)
        yield from listed(row[column])

    return find


def issuer(case: Case) -> Iterator[Evidence]:
    """What states the issuer, for whom `we` stands."""
    for row in case.reader.candidates(case.document_id, "issuer"):
        if row["is_chosen"]:
            about = {"rule": row["rule"], "confidence": row["confidence"], "note": f"the issuer is {row['value']}"}
            in_ = row["evidence_in"]
            yield from span(case.reader, case.document_id, row["start_char"], row["end_char"], in_, **about)


def how_subject_entity(case: Case) -> str:
    if case.value:
        return "Whom the subject names, or the issuer where the text says `we` of itself."
    return "Nothing stated: the subject names nobody who is known."


def how_target(case: Case) -> str:
    return (
        "Named in the clause as the one at whom it is aimed."
        if case.value
        else "Nothing stated: nobody is named, or the act is aimed at nobody."
    )


def attributed(case: Case) -> Iterator[Evidence]:
    """Where the text names who says it: nearest to the clause, and by the full name."""
    row = case.row
    if row["speaker"]:
        query = (
            "select mentions.* from core.mentions as mentions join core.entities as entities using (entity_id)"
            " where document_id = ? and entities.label = 'PERSON' and entities.name = ?"
            " order by {} limit 1"
        )
        near = "abs(mentions.start_char - ?), mentions.start_char"
        full = "mentions.surface != entities.name, mentions.start_char"
        own = (row["document_id"], row["speaker"])
        found = case.reader.rows(query.format(near), *own, row["end_char"]) + case.reader.rows(query.format(full), *own)
        for one in found:
            note = "who says it, as the text names them"
            yield from spot(case.reader, one, note=note, rule=one["rule"], confidence=one["confidence"])
        if not found:
            first, last = max(0, row["start_char"] - NEAR_CHARS), row["end_char"] + NEAR_CHARS
            yield from found_words(case.reader, case.document_id, row["speaker"], first, last, note="who says it")
    yield from SENTENCE(case)


def how_speaker(case: Case) -> str:
    return "Quoted or reported, as the text says." if case.value else "Empty: the issuer of the text speaks."


def verb_known(case: Case) -> Iterator[Evidence]:
    """The rows of the knowledge that list the verb, and the act."""
    yield from list(verb_rows(case.row["verb"]))[:3]
    yield from act_row(case.row["act"])


def how_act(case: Case) -> str:
    return f"The rule `{case.row['rule']}` read the verb {case.row['verb']!r} in this clause."


def how_plover(case: Case) -> str:
    return (
        "The type that the knowledge gives to the act."
        if case.value
        else "Empty: no type of the ontology fits the act."
    )


def placed(name: str, empty: str) -> Callable[[Case], str]:
    """Where something begins or ends, or why it is nowhere."""

    def told(case: Case) -> str:
        return f"Where {name} in the body." if case.value is not None else f"Nothing stated: {empty}."

    return told


DONE = both(VERB, CLAUSE, verb_known)
ACTS: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body holds the act.", TEXT, both(CLAUSE, files())),
    "act_no": Kind("Acts are numbered in the order of the body.", TEXT, CLAUSE),
    "sentence_no": Kind("The sentence that holds the act.", TEXT, both(CLAUSE, SENTENCE)),
    "act": Kind(how_act, TEXT, DONE),
    "plover_code": Kind(how_plover, TEXT, DONE),
    "verb": Kind("The words at this span, in small letters and without adverbs.", TEXT, both(VERB, CLAUSE)),
    "subject": Kind(
        lambda case: "The words at this span." if case.value else "Nothing stated: the speaker is not printed.",
        TEXT,
        both(subject, CLAUSE),
    ),
    "subject_entity_id": Kind(
        how_subject_entity, TEXT, both(subject, mentioned("subject_entity_id", "who acts"), CLAUSE)
    ),
    "speaker": Kind(how_speaker, TEXT, both(attributed, CLAUSE)),
    "object_text": Kind("The words at this span, on one line.", TEXT, both(OBJECT, CLAUSE)),
    "target_entity_id": Kind(how_target, TEXT, both(mentioned("target_entity_id", "at whom it is aimed"), CLAUSE)),
    "polarity": Kind("Told by whether the verb is negated in the clause.", TEXT, both(VERB, CLAUSE)),
    "rule": Kind("The rule that found the act.", TEXT, DONE),
    "confidence": Kind("How far the rule is trusted.", TEXT, DONE),
    "start_char": Kind("Where the clause begins in the body.", TEXT, CLAUSE),
    "end_char": Kind("Where the clause ends in the body.", TEXT, CLAUSE),
    "subject_start_char": Kind(placed("the subject begins", "the speaker is not printed"), TEXT, both(subject, CLAUSE)),
    "verb_start_char": Kind("Where the verb begins in the body.", TEXT, VERB),
    "verb_end_char": Kind("Where the verb ends in the body.", TEXT, VERB),
    "object_start_char": Kind("Where the object begins in the body.", TEXT, OBJECT),
    "object_end_char": Kind("Where the object ends in the body.", TEXT, OBJECT),
    "in_statement": Kind(
        lambda case: (
            "Its sentence lies in the statement." if case.value else "Its sentence lies outside the statement."
        ),
        TEXT,
        both(CLAUSE, statement_span),
    ),
}


def act_of(case: Case) -> Row:
    """The act that makes the commitment."""
    query = "from core.speech_acts where document_id = ? and act_no = ?"
    return case.reader.row(query, case.document_id, case.row["act_no"]) or {}


def promised(case: Case) -> Iterator[Evidence]:
    """The clause that promises."""
    if row := act_of(case):
        yield from spot(
            case.reader, row, note="the clause that promises", rule=row["rule"], confidence=row["confidence"]
        )


AMOUNT = named_span("amount_start_char", "amount_end_char", "the amount as printed")
DEADLINE = named_span("deadline_start_char", "deadline_end_char", "the deadline as printed")


def around_amount(case: Case) -> Iterator[Evidence]:
    """The amount with the words before it, which can bound it, and after it, which can say of what it is a share."""
    start, end = case.row["amount_start_char"], case.row["amount_end_char"]
    if start is not None:
        size = len(case.reader.text(case.document_id))
        first, last = max(0, start - QUALIFIER_CHARS), min(size, end + UNIT_CHARS)
        yield from span(case.reader, case.document_id, first, last, note="the amount with the words around it")


def in_deadline(case: Case) -> Iterator[Evidence]:
    """What the deadline names: a date, a meeting, a year."""
    row = case.row
    query = (
        "from core.mentions where document_id = ? and start_char < ? and end_char > ? and label in ('DATE', 'EVENT')"
        " order by start_char"
    )
    if row["deadline_start_char"] is not None:
        found = case.reader.rows(query, row["document_id"], row["deadline_end_char"], row["deadline_start_char"])
        for one in found:
            yield from spot(case.reader, one, note=f"names {one['entity_id']}", rule=one["rule"])
            yield from listed(one["entity_id"]) if one["label"] == "EVENT" else ()
        if row["deadline_edtf"]:
            yield from statement_date(case)


def stated(case_how: str, empty: str) -> Callable[[Case], str]:
    def told(case: Case) -> str:
        return case_how if case.value is not None else f"Nothing stated: {empty}."

    return told


NO_AMOUNT, NO_DEADLINE = "the promise names no amount", "the promise names no deadline that the text settles"
HOW_MUCH = both(AMOUNT, promised)
BY_WHEN = both(DEADLINE, in_deadline, promised)
COMMITMENTS: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body holds the promise.", TEXT, both(promised, files())),
    "commitment_no": Kind("Commitments are numbered in the order of the body.", TEXT, promised),
    "act_no": Kind("The act by which it is promised.", TEXT, promised),
    "amount": Kind(stated("The number printed at this span, with its scale.", NO_AMOUNT), TEXT, HOW_MUCH),
    "unit": Kind(
        stated("Printed with the number, or after it.", NO_AMOUNT), TEXT, both(AMOUNT, around_amount, promised)
    ),
    "qualifier": Kind(
        stated("Said by the words before the amount.", "no words bound the amount"),
        TEXT,
        both(around_amount, AMOUNT, promised),
    ),
    "amount_start_char": Kind(stated("Where the amount begins in the body.", NO_AMOUNT), TEXT, HOW_MUCH),
    "amount_end_char": Kind(stated("Where the amount ends in the body.", NO_AMOUNT), TEXT, HOW_MUCH),
    "deadline_edtf": Kind(
        stated("Read from the words at this span; what is relative is counted from the statement's date.", NO_DEADLINE),
        TEXT,
        BY_WHEN,
    ),
    "deadline_text": Kind(stated("The words at this span, on one line.", NO_DEADLINE), TEXT, BY_WHEN),
    "deadline_start_char": Kind(stated("Where the deadline begins in the body.", NO_DEADLINE), TEXT, BY_WHEN),
    "deadline_end_char": Kind(stated("Where the deadline ends in the body.", NO_DEADLINE), TEXT, BY_WHEN),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.speech_acts": ACTS, "core.commitments": COMMITMENTS}
