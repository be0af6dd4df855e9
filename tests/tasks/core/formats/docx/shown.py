"""What a made file is read as: each paragraph with its mark, and the marks inside."""

from schemas.vocabularies import PARAGRAPH_MARKS
from tasks.core.formats.docx import read

WHOLE = frozenset({*PARAGRAPH_MARKS, "page_head", "page_foot"})


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Kind and text of every paragraph."""
    found = read(content)
    return [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks if mark.kind in WHOLE]


def texts(content: bytes) -> list[str]:
    return [text for _, text in paragraphs(content)]


def inner(content: bytes) -> list[tuple[str, str]]:
    """Kind and text of the marks inside paragraphs."""
    found = read(content)
    return [(mark.kind, found.text[mark.start : mark.end]) for mark in found.marks if mark.kind not in WHOLE]
