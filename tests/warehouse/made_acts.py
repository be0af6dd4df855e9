"""Rows of what document A says and promises, and of what no rule covered there."""

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
ACTS = (  # act, PLOVER code, sentence, verb, target
    ("support", "SUPPORT", 4, "stand with", "country:UA"),
    ("concern", None, 5, "are deeply concerned", None),
    ("commit", "AGREE", 6, "will", None),
)


def acts(document_id: str, body: str, sentences: Sequence[Row]) -> list[Row]:
    """An act in each of three sentences: `We`, the verb, the rest."""
    rows: list[Row] = []
    for number, (act, code, sentence_no, verb, target) in enumerate(ACTS, start=1):
        sentence = sentences[sentence_no - 1]
        start, end = sentence["start_char"], sentence["end_char"] - 1
        verb_start = body.index(verb, start)
        verb_end = verb_start + len(verb)
        rows.append(
            {
                "document_id": document_id,
                "act_no": number,
                "sentence_no": sentence_no,
                "act": act,
                "plover_code": code,
                "verb": verb,
                "subject": "We",
                "subject_entity_id": "org:danube-council",
                "speaker": None,
                "object_text": body[verb_end + 1 : end],
                "target_entity_id": target,
                "polarity": "positive",
                "rule": "made",
                "confidence": 0.9,
                "start_char": start,
                "end_char": end,
                "subject_start_char": start,
                "verb_start_char": verb_start,
                "verb_end_char": verb_end,
                "object_start_char": verb_end + 1,
                "object_end_char": end,
                "in_statement": True,
            }
        )
    return rows


def commitments(document_id: str, body: str) -> list[Row]:
    """A promise with an amount and a deadline, of the last act; both read from its last word."""
    end = body.index("We will meet again.") + len("We will meet again")
    start = end - len("again")
    return [
        {
            "document_id": document_id,
            "commitment_no": 1,
            "act_no": 3,
            "amount": 1.0,
            "unit": "meeting",
            "qualifier": None,
            "amount_start_char": start,
            "amount_end_char": end,
            "deadline_edtf": None,
            "deadline_text": "again",
            "deadline_start_char": start,
            "deadline_end_char": end,
        }
    ]


def uncovered_span(document_id: str, body: str, phrase: str, sentence_no: int) -> Row:
    start = body.index(phrase)
    return {
        "document_id": document_id,
        "phrase": phrase,
        "n_occurrences": 1,
        "sentence_no": sentence_no,
        "start_char": start,
        "end_char": start + len(phrase),
        "suggested_label": None,
        "in_statement": True,
    }


def uncovered_phrase(document_id: str, body: str, phrase: str, example: str) -> Row:
    start = body.index(phrase)
    return {
        "phrase": phrase,
        "n_documents": 1,
        "n_statements": 1,
        "n_occurrences": 1,
        "suggested_label": None,
        "example": example,
        "example_document_id": document_id,
        "start_char": start,
        "end_char": start + len(phrase),
    }
