"""Documents into statements: families, relations, main versions, alignment and metadata of all versions together."""

from collections.abc import Collection, Iterable

from tasks.core.damage import numbered_paragraphs
from tasks.core.group import evidence
from tasks.core.group.candidates import find_pairs
from tasks.core.group.families import find_families
from tasks.core.group.links import Link
from tasks.core.group.model import Grouped, GroupingInput, KnownPairs
from tasks.core.group.naming import find_renames, name_families
from tasks.core.group.resolution import index_candidates
from tasks.core.group.reviewed import Pair
from tasks.core.group.rows import (
    EXCERPT,
    alignment_rows,
    damage_rows,
    describe,
    document_version_rows,
    pair_row,
    relations_of,
    statement_row,
    version_rows,
)
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import make_texts

__all__ = ["DEFAULTS", "Grouped", "Grouping", "GroupingInput", "KnownPairs", "group_documents"]

DEFAULTS = Grouping()
OF_FAMILIES = ("family", "reviewed_family", "reviewed")  # reasons that the pair alone does not give


def group_documents(given: GroupingInput, known: KnownPairs | None = None, settings: Grouping = DEFAULTS) -> Grouped:
    """Which documents carry the same statement, and how each of them stands to the main version.

    A pure function of the set of documents: their order makes no difference to any row. `known` are the candidate
    pairs, if somebody has found them already. Listings and documents without words have no version.
    """
    texts = make_texts(given.documents, given.paragraphs, given.sentences)
    known = known or find_pairs(texts, given.reviewed, settings)
    members, links, quoting = find_families(texts, known, given.reviewed, settings)
    numbers = numbered_paragraphs(given.paragraphs)
    families = sorted((describe(each, numbers, settings) for each in members), key=lambda each: each.main.document_id)
    held = [(each.main.document_id, [member.document_id for member in each.members]) for each in families]
    named = list(zip(name_families(held, given.first_seen), families, strict=True))
    chosen = index_candidates(given.candidates)
    versions = [row for name, family in named for row in version_rows(name, family)]
    statements = [statement_row(name, family, given.first_seen, chosen) for name, family in named]
    homes = [
        (row["document_id"], row["statement_id"]) for row in versions if row["is_main"] or row["relation"] != EXCERPT
    ]
    relations = relations_of(families)
    return Grouped(
        versions=tuple(sorted(versions, key=lambda row: (row["statement_id"], row["document_id"]))),
        statements=tuple(sorted(statements, key=lambda row: str(row["statement_id"]))),
        version_pairs=tuple(pair_row(link, texts, quoting, relations, settings) for link in links),
        sentence_alignments=tuple(alignment_rows(named)),
        document_versions=tuple(document_version_rows(named)),
        damages=tuple(damage_rows(named)),
        renames=tuple(find_renames(given.previous, homes)),
        evidence={link.pair: evidence.to_json(link.evidence) for link in links},
        weak=find_weak(links, quoting),
    )


def find_weak(links: Iterable[Link], quoting: Collection[str]) -> dict[Pair, bool]:
    """Pairs that leave both families as they are, whatever happens to one of the two: lookalikes that could not link.

    A link that only its families refused, or people, could stand once these change. And what quotes is read against
    the families of all its partners.
    """
    return {link.pair: is_weak(link) and not any(name in quoting for name in link.pair) for link in links}


def is_weak(link: Link) -> bool:
    return link.decision != "linked" and link.reason not in OF_FAMILIES
