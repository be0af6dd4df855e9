"""The title: a line of the head that says what the text is, else a heading, else what the front matter states."""

from collections.abc import Iterator, Sequence

from tasks.core.structure.candidates import Candidate, Stated, stated
from tasks.core.structure.characters import is_terminated
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.reporters import bylines
from tasks.core.structure.statement_words import has_statement_word, kind_pattern

MAX_TITLE_CHARS = 300
MIN_TITLE_WORDS = 2


def title_text(text: str) -> str:
    return text.strip(" *#").rstrip(".")


def title_candidates(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Iterator[Candidate]:
    """Lines above the text, the more trusted the more they say of it; of the same words printed twice the first."""
    head = head_of(paragraphs)
    if named := stated(front, "title"):
        words = named.value.lower()
        is_printed = any(one.text.lower().startswith(words) and len(one.text) > len(words) for one in head)
        confidence = 0.96 if is_printed else 0.85  # a line that begins with it goes on with place and date
        yield Candidate("title", named.value, named.start, named.end, "front_matter", confidence, "text")
    for paragraph in head:
        text = title_text(paragraph.text)
        if len(text) > MAX_TITLE_CHARS or is_label(text):
            continue
        if len(text.split()) < MIN_TITLE_WORDS and not has_statement_word(text):
            continue
        start = paragraph.start + paragraph.text.index(text)
        rule, confidence = weigh(paragraph)
        yield Candidate("title", text, start, start + len(text), rule, confidence)


def head_of(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Title paragraphs above the first running one, but for the line that names a reporter."""
    first = next((index for index, one in enumerate(paragraphs) if one.role == "paragraph"), len(paragraphs))
    titles = [one for one in paragraphs[:first] if one.role == "title"]
    return [one for one in titles if not any(bylines([one]))]


def is_label(text: str) -> bool:
    """`Press release` alone names the kind and not the text."""
    return kind_pattern("press_release").sub("", text).strip(" :.-–0123456789/()") == ""


def weigh(paragraph: Paragraph) -> tuple[str, float]:
    if "heading_mark" in paragraph.marks:
        return "heading", 0.95
    if has_statement_word(paragraph.text):
        return "statement_word", 0.9
    if is_terminated(paragraph.text):
        return "line_of_head", 0.4
    return "line_of_head", 0.7
