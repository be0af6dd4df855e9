"""All acts and commitments of a document."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from schemas.arrow import Row
from schemas.knowledge.entities import Entity, entities
from tasks.core.acts.clauses import read_clauses
from tasks.core.acts.commitments import commitments_of
from tasks.core.acts.issuer import issuer_id, own_ids
from tasks.core.acts.lexicon import listed, nouns, plover_codes
from tasks.core.acts.model import Clause, Known, Mention, Source, Subject, Words, read_words, tidy
from tasks.core.acts.objects import char_span, object_ends
from tasks.core.acts.speakers import last_before, speaker_of
from tasks.core.acts.subjects import Actors, named_in, phrase_before
from tasks.core.acts.targets import target_of

CONFIDENCE = {"performative": 0.95, "performative_noun": 0.93, "state": 0.93, "will": 0.92}
OTHER_CONFIDENCE = 0.85
ALONE = 0.05  # less where nobody is printed who acts
VERBAL = frozenset("VSPGWMHbtpLn")  # letters of words that belong to a verb which carries a noun
ADJECTIVES = ("zz", "zV")  # a word in small letters before another, or before a noun that can be a verb
ALONE_RULE = "_alone"
N_OPENING = 12  # sentences of a text in which its issuer acts
QUOTED = re.compile('[”"]\\s')


@dataclass(frozen=True, slots=True)
class Acts:
    """Rows of `core.speech_acts` and `core.commitments` of a document, in the order of its text.

    `entities` are those that rows name and no mention does: the issuer, where it says `we`.
    """

    acts: tuple[Row, ...]
    commitments: tuple[Row, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What the acts of a document are read from, and who is named in it."""

    document_id: str
    source: Source
    actors: Actors
    issuer: str | None
    persons: tuple[Mention, ...]


@dataclass(slots=True)
class Reading:
    """What has been read of a document so far: rows, who speaks in a list of its own, and who `they` are."""

    acts: list[Row] = field(default_factory=list)
    commitments: list[Row] = field(default_factory=list)
    body_id: str | None = None
    they_are_own: bool | None = None


def find_acts(
    document_id: str, body: str, sentences: Sequence[Row], mentions: Sequence[Mention], anchor: Known
) -> Acts:
    """The acts of a document and what of them are commitments.

    `sentences` are rows of `core.sentences`, `mentions` what the rules of annotation chose, both in order.
    """
    source = Source(body, mentions, tuple(one.start for one in mentions), anchor)
    named = {one.end: one for one in mentions}
    own = own_ids(anchor.issuer) if anchor.issuer else presumed_ids(source, named, sentences)
    actors = Actors(named, own)
    persons = tuple(one for one in mentions if one.label == "PERSON")
    given = Document(document_id, source, actors, issuer_id(anchor), persons)
    names = frozenset(source.starts)
    reading = Reading()
    for sentence in sentences:
        words = read_words(body, sentence["start_char"], sentence["end_char"], sentence["start_char"] in names)
        read_sentence(given, reading, sentence, words)
    return Acts(tuple(reading.acts), tuple(reading.commitments), named_beside(given, reading.acts))


def presumed_ids(source: Source, named: Mapping[int, Mention], sentences: Sequence[Row]) -> frozenset[str]:
    """Who issues a text that does not tell its issuer: those who do the acts of its first sentences by name."""
    found: set[str] = set()
    actors = Actors(named, frozenset())
    for sentence in sentences[:N_OPENING]:
        words = read_words(source.body, sentence["start_char"], sentence["end_char"], False)
        for clause in read_clauses(words, actors):
            if clause.subject and clause.act != "call_on":
                start, end = words.start(clause.subject.first), words.ends[clause.subject.last - 1]
                found |= {one.refers_to or one.entity.entity_id for one in source.between(start, end)}
    return frozenset(found)


def read_sentence(given: Document, reading: Reading, sentence: Row, words: Words) -> None:
    """Add the acts of a sentence, and their commitments, to what has been read."""
    clauses = read_clauses(words, given.actors, reading.they_are_own)
    if words.letters[-1:] in (",", ":"):
        reading.body_id = speaking_body(given, words) or reading.body_id
    if words.letters[:1] != "h":
        reading.they_are_own = antecedent(words, clauses, reading.they_are_own)
    if not clauses:
        return
    for clause, end in zip(clauses, object_ends(words, clauses), strict=True):
        row = act_row(given, reading, sentence, words, clause, end)
        reading.acts.append(row)
        content = (row["object_start_char"], row["object_end_char"])
        if clause.done and clause.act == "commit":
            content = (words.start(clause.done.first), words.ends[end - 1])
        before = (words.start(0), words.start(clause.first)) if words.letters[0] in "pa" else (0, 0)
        for cells in commitments_of(given.source, words, clause, end, content, before):
            number = {"document_id": given.document_id, "commitment_no": len(reading.commitments) + 1}
            reading.commitments.append({**number, "act_no": row["act_no"], **cells})


def antecedent(words: Words, clauses: Sequence[Clause], before: bool | None) -> bool | None:
    """Whether `they` or `it` of the next sentence is the issuer or a part of it; nothing while nobody acts by name."""
    subject = clauses[0].subject if clauses else None
    if subject is None or words.letters[subject.first] in "wi":
        return None if before is None else False
    return clauses[0].is_own


def speaking_body(given: Document, words: Words) -> str | None:
    """Whom a line like `The Security Council,` names as the speaker of the lines that follow."""
    subject = phrase_before(words, len(words.letters) - 1, given.actors)
    named = named_in(words, subject, given.actors) if subject else None
    return named.entity.entity_id if named else None


def named_beside(given: Document, acts: Sequence[Row]) -> tuple[Entity, ...]:
    """The entities that acts name and no mention does."""
    mentioned = {one.entity.entity_id for one in given.source.mentions}
    ids = {row[column] for row in acts for column in ("subject_entity_id", "target_entity_id")}
    return tuple(
        entities()[one] for one in sorted(one for one in ids if one and one not in mentioned) if one in entities()
    )


def act_row(given: Document, reading: Reading, sentence: Row, words: Words, clause: Clause, end: int) -> Row:
    """A row of `core.speech_acts`."""
    subject, done = clause.subject, clause.done
    object_start, object_end = char_span(given.source.body, words, clause.content, end)
    if done and not clause.is_asked:
        object_start, object_end = char_span(given.source.body, words, done.first, done.last)
    first = min(clause.first, clause.verb, *(each.first for each in (subject, done) if each))
    verb_end = words.ends[clause.verb_end - 1]
    return {
        "document_id": given.document_id,
        "act_no": len(reading.acts) + 1,
        "sentence_no": sentence["sentence_no"],
        "act": clause.act,
        "plover_code": plover_codes()[clause.act],
        "verb": verb_text(words, clause),
        "subject": printed(given.source.body, words, subject) if subject else None,
        "subject_entity_id": subject_entity(given, reading, sentence, words, clause),
        "speaker": speaker(given, sentence, words, clause),
        "object_text": tidy(given.source.body[object_start:object_end]),
        "target_entity_id": target_of(given.source, words, clause, end),
        "polarity": "negative" if clause.is_negated else "positive",
        "rule": clause.rule,
        "confidence": confidence(clause.rule),
        "start_char": words.start(first),
        "end_char": max(object_end, verb_end),
        "subject_start_char": words.start(subject.first) if subject else None,
        "verb_start_char": words.start(clause.verb),
        "verb_end_char": verb_end,
        "object_start_char": object_start,
        "object_end_char": object_end,
        "in_statement": sentence["in_statement"],
    }


def speaker(given: Document, sentence: Row, words: Words, clause: Clause) -> str | None:
    """Who says it, if not the issuer of the text."""
    printed, start, end = sentence.get("speaker"), sentence["start_char"], sentence["end_char"]
    subject = clause.subject
    if not sentence["in_statement"] and subject and words.words[subject.first].lower() in listed("one_person"):
        return last_before(given.persons, start)
    if not printed and not any(one.label == "PERSON" for one in given.source.between(start, end)):
        return None
    if sentence["in_statement"] and not printed and not QUOTED.search(given.source.body, start, end):
        return None
    return speaker_of(given.source.body, start, end, printed, given.persons)


@cache
def confidence(rule: str) -> float:
    """How far the rule of an act is trusted."""
    found = CONFIDENCE.get(rule.removesuffix(ALONE_RULE), OTHER_CONFIDENCE)
    return round(found - ALONE, 2) if rule.endswith(ALONE_RULE) else found


def verb_text(words: Words, clause: Clause) -> str:
    """The words of the verb in small letters, without adverbs and negations."""
    if clause.verb_end - clause.verb == 1:
        return words.words[clause.verb].lower()
    span = [at for at in range(clause.verb, clause.verb_end) if words.letters[at] not in "axD"]
    span = [at for at in span if words.letters[at : at + 2] not in ADJECTIVES or at + 1 == clause.verb_end]
    if clause.rule.startswith("performative_noun"):
        span = [at for at in span if words.letters[at] in VERBAL or words.words[at].lower() in nouns()]
    return " ".join(words.words[at].lower() for at in span)


def printed(body: str, words: Words, subject: Subject) -> str:
    """The subject as printed, without a bracket at its end."""
    last = subject.last
    opened = words.letters.rfind("(", subject.first + 1, last) if words.letters[last - 1] == ")" else -1
    return tidy(body[words.start(subject.first) : words.ends[(opened if opened > 0 else last) - 1]])


def subject_entity(given: Document, reading: Reading, sentence: Row, words: Words, clause: Clause) -> str | None:
    """Who the subject is: whom its head names, the issuer that says `we` or `I`, or the body whose list this is."""
    subject = clause.subject
    if subject is None:
        return reading.body_id if clause.rule.endswith(ALONE_RULE) else None
    if words.letters[subject.first] in ("w", "i"):
        return given.issuer if sentence["in_statement"] and not sentence.get("speaker") else None
    named = named_in(words, subject, given.actors)
    return (named.refers_to or named.entity.entity_id) if named else None
