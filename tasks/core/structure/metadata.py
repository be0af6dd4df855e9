"""All metadata candidates of a document, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.reading import ReadText
from tasks.core.structure import issuers, kinds, occasions, title_dates, titles
from tasks.core.structure.candidates import CORRECTIONS, Candidate, Stated, choose
from tasks.core.structure.embedded import Carried
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.sources import first_sentences, opening_sentences, own_sources, reported_sources

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the file is, with the candidates that were weighed, and its title."""

    name: str
    title: Candidate | None
    candidates: tuple[Candidate, ...]


def decide_kind(paragraphs: Sequence[Paragraph], front: Sequence[Stated], corrected: Sequence[Candidate] = ()) -> Kind:
    """Kind and title, which of a listing is none; corrections are weighed with what the text says."""
    found = (*kinds.kind_candidates(paragraphs, front), *(one for one in corrected if one.field == "kind"))
    chosen = choose(found, "kind")
    name = (chosen.value if chosen else "") or "other"
    printed = () if name == "listing" else tuple(titles.title_candidates(paragraphs, front))
    named = (*printed, *(one for one in corrected if one.field == "title"))
    return Kind(name, choose(printed, "title"), (*named, *found))


def stated_candidates(
    paragraphs: Sequence[Paragraph], front: Sequence[Stated], kind: Kind, carried: Carried | None
) -> tuple[Candidate, ...]:
    """Issuer, level, signatories, date and place, each from where such a file states it."""
    if kind.name == "listing":
        return ()
    is_own = kind.name in STATEMENT_KINDS
    running = kinds.running_text(paragraphs)
    openings = opening_sentences(running) if is_own else ()
    found = list(occasions.dateline_candidates(paragraphs))
    found += occasions.front_matter_candidates(front)
    found += occasions.place_lines(paragraphs) if is_own else ()
    if running:
        found += occasions.in_line_candidates(running[0])
    if is_own or kind.name == "other":
        found += title_dates.title_candidates(paragraphs)
    if is_own:
        found += occasions.formula_candidates(paragraphs)
        for sentence, start in openings:
            found += occasions.opening_candidates(sentence, start)
    else:
        if (title := kind.title) and title.evidence_in == "body":
            found += occasions.reported_places(title.value, title.start)
        for sentence, start in first_sentences(running):
            found += occasions.reported_places(sentence, start)
    if is_own or carried:
        reported = () if is_own else reported_sources(running, carried)
        sources = own_sources(paragraphs, openings, kind.title, front) if is_own else list(reported)
        found += issuers.issuer_candidates(sources)
        found += issuers.level_candidates(sources)
        found += issuers.signatory_candidates(sources)
    return tuple(found)


def candidate_rows(document_id: str, found: Sequence[Candidate], body: str, read: ReadText) -> list[Row]:
    """Rows of `core.metadata_candidates`. A correction has its reason for evidence, and no span."""
    places = {"body": body, "text": read.text, "properties": read.properties}
    rows: list[Row] = []
    for number, (one, is_chosen) in enumerate(with_choice(found), 1):
        has_span = one.evidence_in != CORRECTIONS
        rows.append(
            {
                "document_id": document_id,
                "candidate_no": number,
                "field": one.field,
                "value": one.value,
                "evidence": places[one.evidence_in][one.start : one.end] if has_span else one.note,
                "evidence_in": one.evidence_in,
                "start_char": one.start if has_span else None,
                "end_char": one.end if has_span else None,
                "rule": one.rule,
                "confidence": one.confidence,
                "is_chosen": is_chosen,
            }
        )
    return rows


def with_choice(candidates: Sequence[Candidate]) -> list[tuple[Candidate, bool]]:
    """Every candidate once, and whether it became the value of its field."""
    unique = list(dict.fromkeys(candidates))
    chosen = {field: choose(unique, field) for field in {one.field for one in unique}}
    return [(one, chosen[one.field] is one) for one in unique]
