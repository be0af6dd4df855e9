"""Rows of the tables that grouping fills, from families whose main version is elected."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from tasks.core.damage import Found, Numbers, find_damages, numbered_rows
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.election import elect
from tasks.core.group.evidence import Evidence
from tasks.core.group.links import Link
from tasks.core.group.members import Member
from tasks.core.group.relations import name_measured, name_relation
from tasks.core.group.resolution import Chosen, resolve
from tasks.core.group.reviewed import Pair
from tasks.core.group.sentences import align_sentences
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

EXCERPT = "excerpt-in-article"
MEASURED = tuple(each.name for each in fields(Evidence))
SEEN = MEASURED[: MEASURED.index("is_aligned") + 1]  # before the words are aligned

Row = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """One statement: its versions, by document id, the main one, and what was measured of each version."""

    members: Sequence[Member]
    main: Member
    reasons: Sequence[str]
    relations: dict[str, str] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict[str, Any]] = field(default_factory=dict)
    alignments: dict[str, list[Row]] = field(default_factory=dict)
    damages: dict[str, list[Row]] = field(default_factory=dict)


def describe(members: Sequence[Member], numbers: Numbers, settings: Grouping) -> Family:
    """Elect the main version and hold every other against it. `numbers` are those of printed paragraphs."""
    main, reasons = elect(members, settings)
    family = Family(members, main, reasons)
    for member in members:
        family.evidence[member.document_id] = dict(member.evidence)
        if member is not main:
            compare_with_main(family, member, numbers, settings)
            continue
        family.relations[main.document_id] = EXCERPT if main.is_excerpt else "full"
        family.coverage[main.document_id] = 1.0
        family.damages[main.document_id] = find_damages(Found(main.text, main.document_id, None), numbers)
    return family


def compare_with_main(family: Family, member: Member, numbers: Numbers, settings: Grouping) -> None:
    """Fill in what the alignment of one version with the main version tells."""
    name, main_id = member.document_id, family.main.document_id
    found = find_counterparts(family.main.text, member.text, settings)
    relation, damage = name_relation(found, settings)
    family.relations[name] = EXCERPT if member.is_excerpt else relation
    # what a duplicate lacks are words of layout: a title that is text in one of the two, the mark of a list
    family.coverage[name] = 1.0 if relation == "duplicate" else round(found.coverage_ratio, 6)
    family.evidence[name] |= {
        "n_words": member.n_words,
        "n_surviving_words": found.n_surviving,
        "n_lost_in_stretches": damage.n_lost,
        "n_added_words": damage.n_added,
        "n_changed_words": damage.n_changed,
    }
    family.alignments[name] = align_sentences(found, with_added=not member.is_excerpt)
    alignment = None if relation == "translation" else found
    family.damages[name] = find_damages(Found(member.text, main_id, alignment, member.is_excerpt), numbers)


def version_rows(statement_id: str, family: Family) -> list[dict[str, Any]]:
    return [
        {
            "statement_id": statement_id,
            "document_id": member.document_id,
            "start_char": member.start_char,
            "end_char": member.end_char,
            "relation": family.relations[member.document_id],
            "coverage_ratio": family.coverage[member.document_id],
            "is_main": member is family.main,
            "evidence": as_json(family.evidence[member.document_id]),
        }
        for member in family.members
    ]


def statement_row(
    statement_id: str, family: Family, first_seen: Mapping[str, datetime], chosen: Chosen
) -> dict[str, Any]:
    main = family.main.text.document
    return {
        "statement_id": statement_id,
        "main_document_id": family.main.document_id,
        "election_reasons": list(family.reasons),
        "carries_statement": bool(main["carries_statement"]),
        **resolve(family.main, family.members, family.relations, chosen),
        "language_code": main["language_code"],
        "n_documents": len(family.members),
        "first_seen_at": min(first_seen[each.document_id] for each in family.members),
    }


def alignment_rows(families: Sequence[tuple[str, Family]]) -> list[dict[str, Any]]:
    """Rows of every document, numbered through all the statements that it renders."""
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for _, family in families:
        for name, aligned in sorted(family.alignments.items()):
            for row in aligned:
                counts[name] = counts.get(name, 0) + 1
                key = {"document_id": name, "alignment_no": counts[name]}
                rows.append({**key, "main_document_id": family.main.document_id, **row})
    return sorted(rows, key=lambda row: (row["document_id"], row["alignment_no"]))


def damage_rows(families: Sequence[tuple[str, Family]]) -> list[Row]:
    """Rows of every document, numbered through all the statements that it renders."""
    return list(numbered_rows(family.damages[name] for _, family in families for name in sorted(family.damages)))


def document_version_rows(families: Sequence[tuple[str, Family]]) -> list[dict[str, Any]]:
    """The version that matters most in each document: the one with most words.

    Of equals, the one whose main document has the smaller id: names of statements depend on the order of arrival.
    """
    best: dict[str, tuple[tuple[int, str], dict[str, Any]]] = {}
    for statement_id, family in families:
        for member in family.members:
            name = member.document_id
            key = (-member.n_words, family.main.document_id)
            if name not in best or key < best[name][0]:
                row = {
                    "document_id": name,
                    "statement_id": statement_id,
                    "relation": family.relations[name],
                    "coverage_ratio": family.coverage[name],
                }
                best[name] = (key, row)
    return [best[name][1] for name in sorted(best)]


def pair_row(
    link: Link, texts: Mapping[str, Text], quoting: Collection[str], relations: Mapping[Pair, str], settings: Grouping
) -> Row:
    """A row of `core.version_pairs`. `relations` are those of versions, by themselves and their main version."""
    found = link.evidence
    return {
        "document_id": link.pair[0],
        "other_document_id": link.pair[1],
        "score": link.score,
        "containment": round(found.containment, 6),
        "other_containment": round(found.other_containment, 6),
        "decision": link.decision,
        "relation": pair_relation(link, texts, quoting, relations, settings),
        "evidence": as_json({"reason": link.reason, **measured(found), **link.details}),
    }


def measured(found: Evidence) -> dict[str, Any]:
    """What was measured of a pair. Where the words were not aligned there is nothing to say of them."""
    return {name: getattr(found, name) for name in (MEASURED if found.is_aligned else SEEN)}


def relations_of(families: Iterable[Family]) -> dict[Pair, str]:
    """How each version stands to its main version, by their ids, the smaller first."""
    return {
        (min(name, family.main.document_id), max(name, family.main.document_id)): relation
        for family in families
        for name, relation in family.relations.items()
        if name != family.main.document_id
    }


def pair_relation(
    link: Link, texts: Mapping[str, Text], quoting: Collection[str], relations: Mapping[Pair, str], settings: Grouping
) -> str:
    """How a version stands to its main version, the shorter of two others to the longer; else what they share."""
    if link.decision == "vetoed":
        return "same_template"
    if link.decision != "linked":
        return "shares_text"
    one, other = (texts[name] for name in link.pair)
    telling = [name for name in link.pair if name in quoting]
    if len(telling) == 1 or any(texts[name].document["carries_statement"] for name in telling):
        return EXCERPT
    if link.pair in relations:
        return relations[link.pair]
    languages = {text.document["language_code"] for text in (one, other)}
    return name_measured(link.evidence, languages, settings)


def as_json(evidence: Mapping[str, Any]) -> str:
    return json.dumps(evidence, sort_keys=True, ensure_ascii=False)
