"""Texts for tests of pairs, named as the test names them."""

from typing import Any

from tasks.core.group.texts import Text, make_text
from tasks.core.words import WordIds
from tests.tasks.core.group.made import make_document


def text_of(name: str, body: str, **facts: Any) -> Text:
    """A text of one paragraph; `facts` are what the document states of itself."""
    document, _, sentences = make_document(name, [body], **facts)
    return make_text(document | {"document_id": name}, sentences, WordIds())


def make_texts_of(bodies: dict[str, str]) -> dict[str, Text]:
    return {name: text_of(name, body) for name, body in bodies.items()}
