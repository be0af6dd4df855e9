"""The rows that one document's text decides, made of what was found in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.dates import edtf_bounds
from tasks.core.structure.candidates import Candidate, choose
from tasks.core.structure.embedded import Carried
from tasks.core.structure.language import Languages
from tasks.core.structure.metadata import Kind
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.speakers import quoted_speakers
from tasks.core.structure.working import Cut

Row = dict[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """A document in parts: its paragraphs, which of them are the statement's, the spans of that, and the languages.

    `near` are the spans of the statement that touch each paragraph.
    """

    paragraphs: tuple[Paragraph, ...]
    inside: tuple[bool, ...]
    near: tuple[tuple[Span, ...], ...]
    carried: Carried | None
    languages: Languages


def parts_of(paragraphs: tuple[Paragraph, ...], carried: Carried | None, languages: Languages) -> Parts:
    """The parts of a document; the spans of the statement are sorted, as the paragraphs are."""
    near = tuple(spans_near(paragraphs, carried.spans if carried else ()))
    inside = tuple(in_spans(one.start, one.end, spans) for one, spans in zip(paragraphs, near, strict=True))
    return Parts(paragraphs, inside, near, carried, languages)


def spans_near(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Of each paragraph, the spans that touch it."""
    first = 0
    for one in paragraphs:
        while first < len(spans) and spans[first][1] <= one.start:
            first += 1
        last = first
        while last < len(spans) and spans[last][0] < one.end:
            last += 1
        yield tuple(spans[first:last])


def in_spans(start: int, end: int, spans: Sequence[Span]) -> bool:
    """More than half of the stretch lies in the statement."""
    if not spans:
        return False
    if spans[0][0] <= start and end <= spans[0][1]:
        return start < end
    return 2 * sum(max(0, min(end, last) - max(start, first)) for first, last in spans) > end - start


def document_row(document_id: str, body: str, parts: Parts, kind: Kind, found: Sequence[Candidate]) -> Row:
    """The row of `staged.document_facts`."""
    values = {
        field: chosen.value
        for field in ("title", "issuer", "level", "date_edtf", "place", "signatories")
        if (chosen := choose(found, field)) and chosen.value
    }
    start, end = edtf_bounds(values["date_edtf"]) if "date_edtf" in values else (None, None)
    chosen = choose(found, "language_code")
    code = chosen.value if chosen and chosen.value else "und"
    return {
        "document_id": document_id,
        "kind": kind.name,
        "is_statement": kind.name in STATEMENT_KINDS,
        "carries_statement": parts.carried is not None,
        "language_code": code,
        "language_codes": [code, *(other for other in parts.languages.codes if other != code)],
        "title": values.get("title"),
        "issuer": values.get("issuer"),
        "level": values.get("level"),
        "date_edtf": values.get("date_edtf"),
        "date_start": start,
        "date_end": end,
        "place": values.get("place"),
        "n_numbered": count_numbered(parts),
        "signatories": values["signatories"].split(";") if "signatories" in values else [],
        "body": body,
    }


def count_numbered(parts: Parts) -> int:
    """Numbered paragraphs of the statement: those with digits, else those with Roman numerals or ideographs.

    A number that stands again in another language counts once.
    """
    paired = zip(parts.paragraphs, parts.languages.by_paragraph, parts.inside, strict=True)
    numbers = [(one.number, code) for one, code, is_inside in paired if is_inside and one.number]
    for ending in ("digit", "upper", "han"):
        of_style = [(number.printed, code) for number, code in numbers if number.style.endswith(ending)]
        main = {printed for printed, code in of_style if code == parts.languages.code}
        if of_style:
            return sum(code == parts.languages.code or printed not in main for printed, code in of_style)
    return 0


def speaker_of(start: int, end: int, speakers: Sequence[tuple[int, int, str]]) -> str | None:
    """Who is quoted in a sentence of a paragraph: it begins with the words quoted, or they are a third of it."""
    for first, last, name in speakers:
        if first <= start < last or 3 * (min(end, last) - max(start, first)) >= end - start:
            return name
    return None


def removed_rows(document_id: str, cuts: Sequence[Cut], text: str) -> tuple[Row, ...]:
    """Rows of `raw.removed`."""
    return tuple(
        {
            "document_id": document_id,
            "start_char": cut.start,
            "end_char": cut.end,
            "rule": cut.rule,
            "text": text[cut.start : cut.end],
        }
        for cut in cuts
    )


def paragraph_rows(document_id: str, parts: Parts) -> tuple[Row, ...]:
    """Rows of `core.paragraphs`."""
    paired = zip(parts.paragraphs, parts.languages.by_paragraph, parts.inside, strict=True)
    return tuple(
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
        for number, (one, code, is_inside) in enumerate(paired, 1)
    )


def sentence_rows(document_id: str, parts: Parts) -> tuple[Row, ...]:
    """Rows of `core.sentences`; who speaks is asked only of a file that is not the statement itself."""
    carried = parts.carried
    is_own = carried is not None and carried.rule == "is_statement"
    rows: list[Row] = []
    paired = zip(parts.paragraphs, parts.languages.by_paragraph, parts.near, strict=True)
    for paragraph_no, (one, code, near) in enumerate(paired, 1):
        speakers = () if is_own else quoted_speakers(one.text)
        for start, end in split_sentences(one.words, one.words_start, code):
            is_inside = in_spans(start, end, near)
            said_by = speaker_of(start - one.start, end - one.start, speakers) if speakers else None
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
    return tuple(rows)
