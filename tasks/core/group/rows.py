"""Rows of the tables that grouping fills, from families whose main version is elected."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.election import elect
from tasks.core.group.links import Link
from tasks.core.group.members import Member
from tasks.core.group.relations import name_relation
from tasks.core.group.resolution import Chosen, resolve
from tasks.core.group.sentences import align_sentences
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

EXCERPT = "excerpt-in-article"


@dataclass(frozen=True)
class Family:
    """One statement: its versions, by document id, the main one, and what was measured of each version."""

    members: Sequence[Member]
    main: Member
    reasons: Sequence[str]
    relations: dict[str, str] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict[str, Any]] = field(default_factory=dict)
    alignments: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def describe(members: Sequence[Member], first_seen: Mapping[str, datetime], settings: Grouping) -> Family:
    """Elect the main version and hold every other against it."""
    main, reasons = elect(members, first_seen, settings)
    family = Family(members, main, reasons)
    for member in members:
        name = member.document_id
        family.evidence[name] = dict(member.evidence)
        if member is main:
            family.relations[name], family.coverage[name] = EXCERPT if main.is_excerpt else "full", 1.0
            continue
        found = find_counterparts(main.text, member.text, settings)
        relation, damage = name_relation(found, settings)
        family.relations[name] = EXCERPT if member.is_excerpt else relation
        family.coverage[name] = round(found.coverage_ratio, 6)
        family.evidence[name] |= {
            "n_words": member.n_words,
            "n_surviving_words": found.n_surviving,
            "n_lost_in_stretches": damage.n_lost,
            "n_added_words": damage.n_added,
            "n_changed_words": damage.n_changed,
        }
        family.alignments[name] = align_sentences(found, with_added=not member.is_excerpt)
    return family


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


def pair_row(link: Link, texts: Mapping[str, Text], settings: Grouping) -> dict[str, Any]:
    found = link.evidence
    evidence = {
        "reason": link.reason,
        "n_matched_words": found.n_matched,
        "longest_run": found.longest_run,
        "n_replaced_words": found.n_replaced,
        "n_numbers": found.n_numbers,
        "n_conflicting_numbers": found.n_conflicts,
        "rarity": found.rarity,
    }
    return {
        "document_id": link.pair[0],
        "other_document_id": link.pair[1],
        "score": found.score,
        "containment": round(found.containment, 6),
        "other_containment": round(found.other_containment, 6),
        "decision": link.decision,
        "relation": pair_relation(link, texts, settings),
        "evidence": as_json(evidence),
    }


def pair_relation(link: Link, texts: Mapping[str, Text], settings: Grouping) -> str:
    """Of linked texts, how the shorter one stands to the longer; else what the two have in common."""
    one, other = (texts[name] for name in link.pair)
    if link.decision == "vetoed":
        return "same_template"
    if link.decision != "linked":
        return "shares_text"
    if any(each.is_quoting and each.document["carries_statement"] for each in (one, other)):
        return EXCERPT
    if one.is_quoting != other.is_quoting:
        return EXCERPT
    longer, shorter = (one, other) if len(one.word_ids) >= len(other.word_ids) else (other, one)
    return name_relation(find_counterparts(longer, shorter, settings), settings)[0]


def as_json(evidence: Mapping[str, Any]) -> str:
    return json.dumps(evidence, sort_keys=True, ensure_ascii=False)
