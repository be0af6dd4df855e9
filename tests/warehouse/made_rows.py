"""Rows of the made warehouse, one builder for each kind."""

import itertools
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from schemas.tables import BY_NAME

Row = dict[str, Any]

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
STATEMENT, ARTICLE = "st-" + "a" * 16, "st-" + "c" * 16
RUN_ID = "20260102T030405Z-0a1b2c"
NOON = datetime(2026, 1, 2, 12, 0, 0)

FULL = [
    ("title", None, ["Statement of the Danube Council"]),
    ("dateline", None, ["Vienna, 3 May 2021"]),
    (
        "paragraph",
        "1",
        ["We met in Vienna to speak of the war in Ukraine.", "We stand with Ukraine and with its people."],
    ),
    (
        "paragraph",
        "2",
        ["We are deeply concerned about the growing need for food and for shelter.", "We will meet again."],
    ),
]
CUT = [
    ("title", None, ["Statement of the Danube Council"]),
    ("paragraph", "1", ["We met in Vienna to speak of the We stand with Ukraine and with its people."]),
    ("paragraph", "2", ["We are deeply concerned about the growing need for food", "We will meet again."]),
]
NEWS = [
    ("title", None, ["Ministers travel to Austria"]),
    ("paragraph", None, ["The ministers of four states arrived in Austria on Monday, a spokeswoman said."]),
]


def structure(
    document_id: str, content: Iterable[tuple[str, str | None, list[str]]]
) -> tuple[str, list[Row], list[Row]]:
    """Body, paragraphs and sentences of a document."""
    body = ""
    paragraphs: list[Row] = []
    sentences: list[Row] = []
    for role, number, texts in content:
        body += "\n\n" if body else ""
        start = len(body)
        body += f"{number}. " if number else ""
        for position, text in enumerate(texts):
            body += " " if position else ""
            sentences.append(
                {
                    "document_id": document_id,
                    "sentence_no": len(sentences) + 1,
                    "paragraph_no": len(paragraphs) + 1,
                    "start_char": len(body),
                    "end_char": len(body) + len(text),
                    "in_statement": role == "paragraph",
                    "speaker": None,
                }
            )
            body += text
        paragraphs.append(
            {
                "document_id": document_id,
                "paragraph_no": len(paragraphs) + 1,
                "role": role,
                "printed_number": number,
                "page_no": 1,
                "end_page_no": 1,
                "start_char": start,
                "end_char": len(body),
                "language_code": "en",
                "in_statement": role == "paragraph",
            }
        )
    return body, paragraphs, sentences


def document(document_id: str, body: str, **stated: Any) -> Row:
    empty = dict.fromkeys(BY_NAME["core.documents"].column_names)
    given = {
        "document_id": document_id,
        "statement_id": STATEMENT,
        "kind": "statement",
        "is_statement": True,
        "carries_statement": True,
        "language_code": "en",
        "language_codes": ["en"],
        "n_numbered": 2,
        "signatories": [],
        "relation": "full",
        "coverage_ratio": 1.0,
        "is_present": True,
        "body": body,
    }
    return {**empty, **given, **stated}


def candidates(document_row: Row, text: str) -> list[Row]:
    """A chosen candidate for each stated value, and one that was not chosen."""
    fields = ("kind", "title", "issuer", "level", "date_edtf", "place", "language_code")
    chosen = [(field, document_row[field], True) for field in fields if document_row[field]]
    if document_row["signatories"]:
        chosen.append(("signatories", ";".join(document_row["signatories"]), True))
    made = []
    for number, (field, value, is_chosen) in enumerate([*chosen, ("kind", "other", False)], start=1):
        evidence = text[:9]
        made.append(
            {
                "document_id": document_row["document_id"],
                "candidate_no": number,
                "field": field,
                "value": value,
                "evidence": evidence,
                "evidence_in": "text" if number == 1 else "body",
                "start_char": 0,
                "end_char": 9,
                "rule": "made",
                "confidence": 0.5,
                "is_chosen": is_chosen,
            }
        )
    return made


def file(path: str, document_id: str, state: str = "present") -> Row:
    return {
        "source": "raw",
        "path": path,
        "document_id": document_id,
        "n_bytes": 10,
        "media_type": "text/plain",
        "named_media_type": "text/plain",
        "modified_at": NOON,
        "first_seen_at": NOON,
        "last_seen_at": NOON,
        "state": state,
    }


def version(statement_id: str, document_id: str, body: str, relation: str, coverage: float, is_main: bool) -> Row:
    start = body.find("\n\n") + 2
    return {
        "statement_id": statement_id,
        "document_id": document_id,
        "start_char": start,
        "end_char": len(body),
        "relation": relation,
        "coverage_ratio": coverage,
        "is_main": is_main,
        "evidence": "{}",
    }


def statement(statement_id: str, document_id: str, n_documents: int, **resolved: Any) -> Row:
    empty = dict.fromkeys(BY_NAME["core.statements"].column_names)
    given = {
        "statement_id": statement_id,
        "main_document_id": document_id,
        "election_reasons": ["most_words"],
        "carries_statement": True,
        "signatories": [],
        "language_code": "en",
        "conflicting_fields": [],
        "n_documents": n_documents,
        "first_seen_at": NOON,
    }
    return {**empty, **given, **resolved}


def alignment(number: int, sentence_no: int | None, main_sentence_no: int | None, change: str) -> Row:
    return {
        "document_id": B,
        "alignment_no": number,
        "sentence_no": sentence_no,
        "main_document_id": A,
        "main_sentence_no": main_sentence_no,
        "change": change,
        "similarity_ratio": 1.0 if change == "same" else 0.5,
        "word_diff": [{"op": "=", "words": "We"}],
    }


def damage(number: int, kind: str, after: str, lost: str, main_sentence_no: int, bodies: tuple[str, str]) -> Row:
    """Words of A that are lost in B after others; `bodies` are those of B and A."""
    place, start = bodies[0].index(after) + len(after), bodies[1].index(lost)
    return {
        "document_id": B,
        "damage_no": number,
        "main_document_id": A,
        "damage": kind,
        "start_char": place,
        "end_char": place,
        "main_sentence_no": main_sentence_no,
        "main_start_char": start,
        "main_end_char": start + len(lost),
        "n_lost_words": len(lost.split()),
        "n_lost_numbers": 0,
    }


def entity(entity_id: str, label: str, name: str, iso_code: str | None = None) -> Row:
    return {"entity_id": entity_id, "label": label, "name": name, "iso_code": iso_code}


def mentions(document_id: str, body: str, sentences: list[Row], meanings: Mapping[str, tuple[str, str]]) -> list[Row]:
    """Every occurrence of the surfaces, in order."""
    found = []
    for sentence, (surface, (label, entity_id)) in itertools.product(sentences, sorted(meanings.items())):
        start = body.find(surface, sentence["start_char"], sentence["end_char"])
        if start >= 0:
            found.append((start, surface, label, entity_id, sentence))
    return [
        {
            "document_id": document_id,
            "mention_no": number,
            "sentence_no": sentence["sentence_no"],
            "start_char": start,
            "end_char": start + len(surface),
            "surface": surface,
            "label": label,
            "entity_id": entity_id,
            "refers_to_entity_id": "country:AT" if label == "PLACE" else None,
            "office": None,
            "rule": "made",
            "confidence": 0.9,
            "alternatives": [],
            "in_statement": sentence["in_statement"],
        }
        for number, (start, surface, label, entity_id, sentence) in enumerate(sorted(found, key=lambda row: row[0]), 1)
    ]


def agreed_use(document_id: str, statement_id: str, body: str, text: str, sentence_no: int, change: str) -> Row:
    """A use of the one wording that statements share, first used in A; `same` only there."""
    start = body.index(text)
    return {
        "passage_id": "pa-" + "1" * 16,
        "statement_id": statement_id,
        "document_id": document_id,
        "sentence_no": sentence_no,
        "start_char": start,
        "end_char": start + len(text),
        "first_statement_id": STATEMENT,
        "is_first_use": change == "same",
        "n_statements": 2,
        "change": change,
        "word_diff": [] if change == "same" else [{"op": "+", "words": text}],
        "text": text,
    }
