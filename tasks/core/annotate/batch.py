"""Rows of mentions, entities and memberships for a batch of documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas import knowledge
from schemas.arrow import Row
from schemas.knowledge.entities import Entity, entities
from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Anchor, Candidate
from tasks.core.annotate.resolve import index_of

NOTHING_KNOWN = Anchor(None, None)


@dataclass(frozen=True, slots=True)
class Annotated:
    """Rows of `core.mentions`, by document and start, and of `core.entities`, by id, each once."""

    mentions: list[Row]
    entities: list[Row]


def annotate_documents(
    documents: Sequence[Row],
    paragraphs: Iterable[Row],
    sentences: Iterable[Row],
    anchors: Mapping[str, Anchor],
) -> Annotated:
    """Annotate a batch. Rows are those of `staged.document_facts`, `core.paragraphs` and `core.sentences`."""
    paragraphs_of, sentences_of = by_document(paragraphs), by_document(sentences)
    mentions: list[Row] = []
    found: dict[str, Entity] = {}
    for document in sorted(documents, key=lambda row: row["document_id"]):
        document_id = document["document_id"]
        own = sentences_of[document_id]
        spans = tuple((row["start_char"], row["end_char"]) for row in own)
        blocks = tuple((row["start_char"], row["end_char"]) for row in paragraphs_of[document_id])
        chosen = annotate(document["body"], spans, blocks, anchors.get(document_id, NOTHING_KNOWN))
        for number, one in enumerate(chosen, start=1):
            index = index_of(spans, one.start, one.end)
            if index is not None:
                mentions.append(mention_row(document, number, one, own[index]))
        for entity in mentioned(chosen):
            known = found.setdefault(entity.entity_id, entity)
            if known is not entity:
                found[entity.entity_id] = min(entity, known, key=by_print)
    return Annotated(mentions, entity_rows(found))


def by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Rows of each document in the order of their spans."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["document_id"]].append(row)
    for own in grouped.values():
        own.sort(key=lambda row: row["start_char"])
    return grouped


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
        }
        for row in knowledge.rows("memberships")
    ]


def knowledge_entities() -> list[Row]:
    """Rows of `core.entities` for all listed entities; the load keeps those that are mentioned or members."""
    return entity_rows(entities())
