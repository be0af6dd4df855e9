"""Rows of mentions, entities and memberships for a batch of documents."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from schemas import knowledge
from schemas.arrow import Row
from schemas.knowledge.entities import Entity, entities
from tasks.core.acts import find_acts
from tasks.core.annotate.document import annotated
from tasks.core.annotate.model import Anchor, Candidate
from tasks.core.annotate.resolve import index_of
from tasks.core.annotate.uncovered import Uncovered

NOTHING_KNOWN = Anchor(None, None)


@dataclass(frozen=True, slots=True)
class Annotated:
    """Rows of the tables that annotation makes, by document and start; of `core.entities` each id once, by id."""

    mentions: list[Row] = field(default_factory=list)
    speech_acts: list[Row] = field(default_factory=list)
    commitments: list[Row] = field(default_factory=list)
    uncovered_spans: list[Row] = field(default_factory=list)
    entities: list[Row] = field(default_factory=list)


def annotate_documents(
    documents: Sequence[Row],
    paragraphs: Iterable[Row],
    sentences: Iterable[Row],
    anchors: Mapping[str, Anchor],
    model: str = "",
) -> Annotated:
    """Annotate a batch. Rows are those of `staged.document_facts`, `core.paragraphs` and `core.sentences`.

    `model` names a spaCy model that finds what the rules do not, or is empty.
    """
    paragraphs_of, sentences_of = by_document(paragraphs), by_document(sentences)
    made = Annotated()
    found: dict[str, Entity] = {}
    for document in sorted(documents, key=lambda row: row["document_id"]):
        document_id = document["document_id"]
        own = sentences_of[document_id]
        spans = tuple((row["start_char"], row["end_char"]) for row in own)
        blocks = tuple((row["start_char"], row["end_char"]) for row in paragraphs_of[document_id])
        anchor = anchors.get(document_id, NOTHING_KNOWN)
        foreign = foreign_spans(paragraphs_of[document_id])
        draft = annotated(document["body"], spans, blocks, anchor, model, foreign)
        english = [row for row in own if not is_within(foreign, row["start_char"])]
        acts = find_acts(document_id, document["body"], english, draft.mentions, anchor)
        for number, one in enumerate(draft.mentions, start=1):
            index = index_of(spans, one.start, one.end)
            if index is not None:
                made.mentions.append(mention_row(document, number, one, own[index]))
        made.uncovered_spans.extend(uncovered_rows(document_id, draft.uncovered, spans, own))
        made.speech_acts.extend(acts.acts)
        made.commitments.extend(acts.commitments)
        for entity in (*mentioned(draft.mentions), *acts.entities):
            known = found.setdefault(entity.entity_id, entity)
            if known is not entity:
                found[entity.entity_id] = min(entity, known, key=by_print)
    made.entities.extend(entity_rows(found))
    return made


def by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Rows of each document in the order of their spans."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["document_id"]].append(row)
    for own in grouped.values():
        own.sort(key=lambda row: row["start_char"])
    return grouped


def is_within(spans: tuple[tuple[int, int, str], ...], at: int) -> bool:
    last = bisect_right(spans, at, key=itemgetter(0)) - 1
    return last >= 0 and at < spans[last][1]


def foreign_spans(paragraphs: Iterable[Row]) -> tuple[tuple[int, int, str], ...]:
    """Paragraphs in other languages than English, with their code; one whose language is unknown counts as English."""
    return tuple(
        (row["start_char"], row["end_char"], row["language_code"])
        for row in paragraphs
        if row.get("language_code") not in (None, "en", "und")
    )


def mention_row(document: Row, number: int, one: Candidate, sentence: Row) -> Row:
    return {
        "document_id": document["document_id"],
        "mention_no": number,
        "sentence_no": sentence["sentence_no"],
        "start_char": one.start,
        "end_char": one.end,
        "surface": document["body"][one.start : one.end],
        "label": one.label,
        "entity_id": one.entity.entity_id,
        "refers_to_entity_id": one.refers_to,
        "office": one.office,
        "rule": one.rule,
        "confidence": one.confidence,
        "alternatives": list(one.alternatives),
        "in_statement": sentence["in_statement"],
    }


def uncovered_rows(
    document_id: str, found: Iterable[Uncovered], spans: tuple[tuple[int, int], ...], sentences: Sequence[Row]
) -> Iterator[Row]:
    for one in found:
        index = index_of(spans, one.start, one.end)
        if index is not None:
            yield {
                "document_id": document_id,
                "phrase": one.phrase,
                "n_occurrences": one.n_occurrences,
                "sentence_no": sentences[index]["sentence_no"],
                "start_char": one.start,
                "end_char": one.end,
                "suggested_label": one.label,
                "in_statement": sentences[index]["in_statement"],
            }


def mentioned(chosen: Iterable[Candidate]) -> Iterator[Entity]:
    """The entities that mentions name, refer to, or could mean."""
    listed = entities()
    for one in chosen:
        yield one.entity
        yield from (listed[other] for other in (one.refers_to, *one.alternatives) if other and other in listed)


def by_print(entity: Entity) -> tuple[bool, str]:
    """Order among names that texts print differently: one that is not all capitals first, so that no batch decides."""
    return (entity.name.isupper(), entity.name)


def entity_rows(found: Mapping[str, Entity]) -> list[Row]:
    return [
        {"entity_id": one.entity_id, "label": one.label, "name": one.name, "iso_code": one.iso_code}
        for _, one in sorted(found.items())
    ]


def membership_rows() -> list[Row]:
    """All memberships of the knowledge tables, as rows of `core.memberships`."""
    return [
        {
            "organisation_id": row["organisation_id"],
            "member_id": row["member_id"],
            "date_start": date.fromisoformat(row["date_start"]),
            "date_end": date.fromisoformat(row["date_end"]) if row["date_end"] else None,
            "precision": row["precision"],
        }
        for row in knowledge.rows("memberships")
    ]


def knowledge_entities() -> list[Row]:
    """Rows of `core.entities` for all listed entities; the load keeps those that are mentioned or members."""
    return entity_rows(entities())
