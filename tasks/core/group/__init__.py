"""Documents into statements: families, relations, main versions, alignment and metadata of all versions together."""

from tasks.core.group.families import find_families
from tasks.core.group.model import Grouped, GroupingInput
from tasks.core.group.naming import find_renames, name_families
from tasks.core.group.resolution import index_candidates
from tasks.core.group.rows import (
    alignment_rows,
    describe,
    document_version_rows,
    pair_row,
    statement_row,
    version_rows,
)
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import make_texts

__all__ = ["Grouped", "Grouping", "GroupingInput", "group_documents"]

DEFAULTS = Grouping()


def group_documents(given: GroupingInput, settings: Grouping = DEFAULTS) -> Grouped:
    """Which documents carry the same statement, and how each of them stands to the main version.

    A pure function of the set of documents: their order makes no difference to any row. Listings and documents without
    words have no version.
    """
    texts = make_texts(given.documents, given.paragraphs, given.sentences)
    members, links = find_families(texts, settings)
    families = sorted(
        (describe(each, given.first_seen, settings) for each in members), key=lambda each: each.main.document_id
    )
    held = [(each.main.document_id, [member.document_id for member in each.members]) for each in families]
    named = list(zip(name_families(held, given.first_seen), families, strict=True))
    chosen = index_candidates(given.candidates)
    document_versions = document_version_rows(named)
    current = {row["document_id"]: row["statement_id"] for row in document_versions}
    versions = [row for name, family in named for row in version_rows(name, family)]
    statements = [statement_row(name, family, given.first_seen, chosen) for name, family in named]
    return Grouped(
        versions=tuple(sorted(versions, key=lambda row: (row["statement_id"], row["document_id"]))),
        statements=tuple(sorted(statements, key=lambda row: str(row["statement_id"]))),
        version_pairs=tuple(pair_row(link, texts, settings) for link in links),
        sentence_alignments=tuple(alignment_rows(named)),
        document_versions=tuple(document_versions),
        renames=tuple(find_renames(given.previous, current, {name for name, _ in named})),
    )
