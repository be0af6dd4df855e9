"""One document's decoded text becomes its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.dates import edtf_bounds
from tasks.core.structure.candidates import Candidate, choose, read_front_matter
from tasks.core.structure.cleaning import Cleaned, clean
from tasks.core.structure.embedded import Carried, carried_statement
from tasks.core.structure.language import Languages, detect_languages
from tasks.core.structure.metadata import Kind, decide_kind, stated_candidates, with_choice
from tasks.core.structure.paragraphs import Paragraph, split_paragraphs
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.speakers import quoted_speakers

Row = dict[str, Any]
Span = tuple[int, int]
MARKDOWN = "text/markdown"


class StructureError(Exception):
    """A document has no text to structure; `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Structured:
    """The rows that one document's text decides."""

    document: Row
    removed: tuple[Row, ...]
    paragraphs: tuple[Row, ...]
    sentences: tuple[Row, ...]
    candidates: tuple[Row, ...]


def structure_document(document_id: str, text: str, media_type: str) -> Structured:
    """Clean a decoded text and read from it what it says of itself.

    Raises:
        StructureError: nothing is left of the text after cleaning, or it has no letter.
    """
    cleaned = clean(text, media_type == MARKDOWN)
    if not any(map(str.isalpha, cleaned.body)):
        raise StructureError("no_text", "nothing but space, signs and page furniture")
    paragraphs = split_paragraphs(cleaned, text)
    front = read_front_matter(text, cleaned.cuts)
    kind = decide_kind(paragraphs, front)
    is_own = kind.name in STATEMENT_KINDS
    carried = own_statement(paragraphs) if is_own else carried_if_article(cleaned.body, paragraphs, kind)
    languages = detect_languages([one.text for one in paragraphs])
    found = (
        *kind.candidates,
        *stated_candidates(paragraphs, front, kind, carried),
        *language_candidate(paragraphs, languages),
    )
    inside = [in_spans(one.start, one.end, spans_near(one, carried)) for one in paragraphs]
    return Structured(
        document_row(document_id, cleaned, paragraphs, inside, kind, carried, languages, found),
        tuple(
            {
                "document_id": document_id,
                "start_char": cut.start,
                "end_char": cut.end,
                "rule": cut.rule,
                "text": text[cut.start : cut.end],
            }
            for cut in cleaned.cuts
        ),
        tuple(paragraph_rows(document_id, paragraphs, inside, languages)),
        tuple(sentence_rows(document_id, paragraphs, languages, carried)),
        tuple(candidate_rows(document_id, found, cleaned.body, text)),
    )


def own_statement(paragraphs: Sequence[Paragraph]) -> Carried:
    """Of a file that is a statement: its running text."""
    return Carried(tuple((one.start, one.end) for one in paragraphs if one.role == "paragraph"), "is_statement")


def carried_if_article(body: str, paragraphs: Sequence[Paragraph], kind: Kind) -> Carried | None:
    return carried_statement(body, paragraphs) if kind.name == "article" else None


def spans_near(paragraph: Paragraph, carried: Carried | None) -> list[Span]:
    """The spans of the statement that touch a paragraph."""
    spans = carried.spans if carried else ()
    return [span for span in spans if span[0] < paragraph.end and paragraph.start < span[1]]


def in_spans(start: int, end: int, spans: Sequence[Span]) -> bool:
    """More than half of the stretch lies in the statement."""
    return 2 * sum(max(0, min(end, last) - max(start, first)) for first, last in spans) > end - start


def language_candidate(paragraphs: Sequence[Paragraph], languages: Languages) -> list[Candidate]:
    """The longest paragraph in the main language stands for the finding."""
    ours = [one for one, code in zip(paragraphs, languages.by_paragraph, strict=True) if code == languages.code]
    longest = max(ours or paragraphs, key=lambda one: len(one.text))
    confidence = 0.5 if languages.code == "und" else 0.95
    return [Candidate("language_code", languages.code, longest.start, longest.end, "detected", confidence)]


def document_row(
    document_id: str,
    cleaned: Cleaned,
    paragraphs: Sequence[Paragraph],
    inside: Sequence[bool],
    kind: Kind,
    carried: Carried | None,
    languages: Languages,
    found: Sequence[Candidate],
) -> Row:
    """The row of `staged.document_facts`."""
    values = {
        field: chosen.value
        for field in ("title", "issuer", "level", "date_edtf", "place", "signatories")
        if (chosen := choose(found, field))
    }
    start, end = edtf_bounds(values["date_edtf"]) if "date_edtf" in values else (None, None)
    return {
        "document_id": document_id,
        "kind": kind.name,
        "is_statement": kind.name in STATEMENT_KINDS,
        "carries_statement": carried is not None,
        "language_code": languages.code,
        "language_codes": list(languages.codes),
        "title": values.get("title"),
        "issuer": values.get("issuer"),
        "level": values.get("level"),
        "date_edtf": values.get("date_edtf"),
        "date_start": start,
        "date_end": end,
        "place": values.get("place"),
        "n_numbered": count_numbered(paragraphs, inside),
        "signatories": values["signatories"].split(";") if "signatories" in values else [],
        "body": cleaned.body,
    }


def count_numbered(paragraphs: Sequence[Paragraph], inside: Sequence[bool]) -> int:
    """Numbered paragraphs of the statement: those with digits, else those with Roman numerals."""
    styles = [one.number.style for one, is_inside in zip(paragraphs, inside, strict=True) if is_inside and one.number]
    digits = sum(style.endswith("digit") for style in styles)
    return digits or sum(style.endswith("upper") for style in styles)


def paragraph_rows(
    document_id: str, paragraphs: Sequence[Paragraph], inside: Sequence[bool], languages: Languages
) -> list[Row]:
    return [
        {
            "document_id": document_id,
            "paragraph_no": number,
            "role": one.role,
            "printed_number": one.number.printed if one.number else None,
            "page_no": one.page_no,
            "end_page_no": one.end_page_no,
            "start_char": one.start,
            "end_char": one.end,
            "language_code": code,
            "in_statement": is_inside,
        }
        for number, (one, code, is_inside) in enumerate(zip(paragraphs, languages.by_paragraph, inside, strict=True), 1)
    ]


def sentence_rows(
    document_id: str, paragraphs: Sequence[Paragraph], languages: Languages, carried: Carried | None
) -> list[Row]:
    rows: list[Row] = []
    for paragraph_no, (one, code) in enumerate(zip(paragraphs, languages.by_paragraph, strict=True), 1):
        near = spans_near(one, carried)
        speakers = quoted_speakers(one.text) if carried is None or carried.rule != "is_statement" else ()
        for start, end in split_sentences(one.words, one.words_start, code):
            is_inside = in_spans(start, end, near)
            said_by = next((name for first, last, name in speakers if first <= start - one.start < last), None)
            rows.append(
                {
                    "document_id": document_id,
                    "sentence_no": len(rows) + 1,
                    "paragraph_no": paragraph_no,
                    "start_char": start,
                    "end_char": end,
                    "in_statement": is_inside,
                    "speaker": None if is_inside else said_by,
                }
            )
    return rows


def candidate_rows(document_id: str, found: Sequence[Candidate], body: str, text: str) -> list[Row]:
    return [
        {
            "document_id": document_id,
            "candidate_no": number,
            "field": one.field,
            "value": one.value,
            "evidence": (body if one.evidence_in == "body" else text)[one.start : one.end],
            "evidence_in": one.evidence_in,
            "start_char": one.start,
            "end_char": one.end,
            "rule": one.rule,
            "confidence": one.confidence,
            "is_chosen": is_chosen,
        }
        for number, (one, is_chosen) in enumerate(with_choice(found), 1)
    ]
