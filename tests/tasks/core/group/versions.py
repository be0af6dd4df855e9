"""Two made documents held against each other."""

from tasks.core.group.counterparts import Counterparts, find_counterparts
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text, make_texts
from tests.tasks.core.group.made import document_id, make_document, make_input


def made_texts(main: list[str], version: list[str], **facts: object) -> tuple[Text, Text]:
    """The texts of two documents, from their paragraphs; `facts` are the version's."""
    rows = make_input([make_document("main", main), make_document("version", version, **facts)])
    texts = make_texts(rows.documents, rows.paragraphs, rows.sentences)
    return texts[document_id("main")], texts[document_id("version")]


def counterparts(main: list[str], version: list[str], **facts: object) -> Counterparts:
    return find_counterparts(*made_texts(main, version, **facts), Grouping())
