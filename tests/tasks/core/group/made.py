"""Made documents for grouping: rows as structure gives them, from paragraphs of text."""

import hashlib
import random
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tasks.core.group import GroupingInput

Row = dict[str, Any]
SENTENCE_BREAK = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
SEEN = datetime(2024, 1, 1)
WORDS = tuple(
    word
    for line in (
        "accord action agency agree allied alliance area attack border budget capacity citizen city civil climate",
        "common council country crisis decision defence democracy dialogue early effort election energy equal",
        "exercise export facility family finance food force foreign free future global goal health human import",
        "income industry interest judge labour land law leader level market measure member mission nation ocean office",
        "order partner peace people plan police port power price principle project public region report research right",
        "river sanction school sector security service society soldier source staff state support tariff tax trade",
        "training treaty union unity value victim village visit vote water weapon winter woman worker world youth",
    )
    for word in line.split()
)


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def make_document(
    name: str, paragraphs: Sequence[str], stated: Sequence[bool] | None = None, **facts: Any
) -> tuple[Row, list[Row], list[Row]]:
    """The rows of one document; `stated` says which paragraphs belong to the statement (all, by default)."""
    key = document_id(name)
    body = "\n\n".join(paragraphs)
    spans, sentences, at = [], [], 0
    for number, paragraph in enumerate(paragraphs):
        in_statement = True if stated is None else stated[number]
        spans.append(
            {
                "document_id": key,
                "paragraph_no": number + 1,
                "role": "paragraph",
                "printed_number": None,
                "page_no": None,
                "end_page_no": None,
                "start_char": at,
                "end_char": at + len(paragraph),
                "language_code": "en",
                "in_statement": in_statement,
            }
        )
        start = at
        for end, after in [*(found.span() for found in SENTENCE_BREAK.finditer(paragraph)), (len(paragraph),) * 2]:
            sentences.append(
                {
                    "document_id": key,
                    "sentence_no": len(sentences) + 1,
                    "paragraph_no": number + 1,
                    "start_char": start,
                    "end_char": at + end,
                    "in_statement": in_statement,
                    "speaker": None,
                }
            )
            start = at + after
        at += len(paragraph) + 2
    document = {
        "document_id": key,
        "kind": "statement",
        "is_statement": facts.get("kind", "statement") == "statement",
        "carries_statement": True,
        "language_code": "en",
        "language_codes": ["en"],
        "title": None,
        "issuer": None,
        "level": None,
        "date_edtf": None,
        "date_start": None,
        "date_end": None,
        "place": None,
        "n_numbered": 0,
        "signatories": [],
        "body": body,
    }
    return document | facts, spans, sentences


def make_input(
    made: Iterable[tuple[Row, list[Row], list[Row]]],
    first_seen: dict[str, datetime] | None = None,
    candidates: Sequence[Row] = (),
    previous: dict[str, str] | None = None,
) -> GroupingInput:
    """Everything together, all documents seen at the same time unless `first_seen` says otherwise by name."""
    made = list(made)
    seen = {document["document_id"]: SEEN for document, _, _ in made}
    seen |= {document_id(name): time for name, time in (first_seen or {}).items()}
    return GroupingInput(
        documents=[document for document, _, _ in made],
        paragraphs=[row for _, rows, _ in made for row in rows],
        sentences=[row for _, _, rows in made for row in rows],
        first_seen=seen,
        candidates=candidates,
        previous=tuple((previous or {}).items()),
    )


def made_paragraphs(seed: int, n_paragraphs: int = 8, n_sentences: int = 4) -> list[str]:
    """Paragraphs of made sentences, the same for the same seed, unlike those of any other."""
    chance = random.Random(seed)
    return [" ".join(made_sentence(chance) for _ in range(n_sentences)) for _ in range(n_paragraphs)]


def made_sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 16))).capitalize() + "."
