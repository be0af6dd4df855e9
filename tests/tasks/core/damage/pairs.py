"""An original and a copy of it, as grouping sees them, and the damages that are told of the copy."""

from typing import Any

from tasks.core.damage import Found, find_damages, numbered_paragraphs
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text, make_texts
from tests.tasks.core.group.made import document_id, make_document

Row = dict[str, Any]
SETTINGS = Grouping()

ORIGINAL = [
    "The ministers met in Vienna on 24 March 2022 to discuss the long-term situation of the region. "
    "They reviewed the deployment of 40,000 soldiers along the eastern border of the alliance.",
    "We condemn the continued shelling of residential districts and call for an immediate ceasefire. "
    "Every delegation pledged additional equipment worth 250 million euros before the coming winter. "
    "The secretariat will prepare a detailed report for the following meeting.",
    "We welcome the progress made towards lasting cooperation between all neighbouring countries. "
    "Our governments remain determined to protect shipping lanes and undersea infrastructure.",
]


def made_text(name: str, paragraphs: list[str], **facts: Any) -> Text:
    document, spans, sentences = make_document(name, paragraphs, **facts)
    return make_texts([document], spans, sentences)[document_id(name)]


def told(copy: list[str], is_excerpt: bool = False) -> list[Row]:
    """The rows on a copy of the original."""
    main, version = made_text("original", ORIGINAL), made_text("copy", copy)
    alignment = find_counterparts(main, version, SETTINGS)
    return find_damages(Found(version, main.document_id, alignment, is_excerpt), {})


def replaced(old: str, new: str) -> list[str]:
    """The original with one passage changed, which it has once."""
    text = "\n".join(ORIGINAL)
    assert text.count(old) == 1
    return text.replace(old, new).split("\n")


def shown(rows: list[Row], copy: list[str]) -> list[tuple[str, str, str | None]]:
    """Kind, what stands in the copy, and what stood in the original."""
    body, main_body = "\n\n".join(copy), "\n\n".join(ORIGINAL)
    return [
        (
            row["damage"],
            body[row["start_char"] : row["end_char"]],
            None if row["main_start_char"] is None else main_body[row["main_start_char"] : row["main_end_char"]],
        )
        for row in rows
    ]


def numbered(name: str, numbers: list[str | None]) -> tuple[Text, dict[tuple[str, int], str]]:
    """The original with printed numbers, and the numbers by paragraph."""
    document, spans, sentences = make_document(name, ORIGINAL, n_numbered=sum(map(bool, numbers)))
    for row, number in zip(spans, numbers, strict=True):
        row["printed_number"] = number
    return make_texts([document], spans, sentences)[document_id(name)], numbered_paragraphs(spans)
