"""What a paragraph is by its style, its outline level and its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.formats.docx.inline import Run
from tasks.core.formats.docx.numbering import Label
from tasks.core.formats.docx.styles import Styles
from tasks.core.formats.docx.xml import Element, child, number

BODY_LEVEL = 9  # the outline level of running text


@dataclass(frozen=True, slots=True)
class Headings:
    """When a paragraph that says it is a heading is believed; numbered paragraphs are often set in such a style."""

    max_chars: int = 250
    max_sentence_words: int = 14  # a heading can end with a full stop, a sentence of that length is none


HEADINGS = Headings()


@cache
def named_kinds() -> dict[str, str]:
    """What each style of `schemas/knowledge/paragraph_styles.csv` makes of a paragraph."""
    return {row["style"]: row["kind"] for row in knowledge.rows("paragraph_styles")}


def kind_of(
    runs: Sequence[Run], label: Label | None, style_id: str | None, properties: Element | None, styles: Styles
) -> str:
    """The mark of a paragraph; `title` only by its style."""
    text = "".join(run.text for run in runs).strip()
    kind = styled_kind(style_id, properties, styles)
    if kind in {"title", "heading"} and not may_head(text):
        kind = "block"
    if kind == "block" and label and label.is_item:
        return "item"
    return kind


def styled_kind(style_id: str | None, properties: Element | None, styles: Styles) -> str:
    """By the nearest style that is known, else by the outline level."""
    level = number(child(properties, "w:outlineLvl"))
    for style in styles.chain(style_id):
        if kind := named_kinds().get(style.name):
            return kind
        if level is None:
            level = style.outline
    return "heading" if level is not None and level < BODY_LEVEL else "block"


def may_head(text: str) -> bool:
    """Short, and no long sentence."""
    is_sentence = text.rstrip('"”’»)')[-1:] in {".", ";", ",", ":"}
    return len(text) <= HEADINGS.max_chars and not (is_sentence and len(text.split()) > HEADINGS.max_sentence_words)
