"""Which document stands where, by the names that tests give to documents."""

from tasks.core.group import group_documents
from tests.tasks.core.group.made import document_id, make_input


def homes_of(made):
    """Relations by the document's id and that of the main document of its statement."""
    grouped = group_documents(make_input(made))
    main = {row["statement_id"]: row["document_id"] for row in grouped.versions if row["is_main"]}
    return {(row["document_id"], main[row["statement_id"]]): row["relation"] for row in grouped.versions}


def ids(*names):
    return tuple(map(document_id, names))


def quoted(paragraphs):
    """One paragraph between quotation marks."""
    return "“" + " ".join(paragraphs) + "”"
