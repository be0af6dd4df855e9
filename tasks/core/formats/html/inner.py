"""Parts of a line that are none of its words: marks of notes, numbers of printed pages, what only devices read."""

import re

from lxml import etree

from tasks.core.formats.html.regions import attribute_regions

NOTE_SIGN = re.compile(
    r"\s*[\[(]?\s*(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§¶]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*[\])]?\s*", re.IGNORECASE
)
NUMERAL = re.compile(r"\s*[\[(]?\d{1,3}[\])]?(?:\s*,\s*\d{1,3})*\s*|\s*[*†‡]{1,3}\s*")
PAGE_SIGN = re.compile(r".{0,40}?\b\d{1,6}\W{0,3}", re.DOTALL)
BACK_SIGN = re.compile(r"[\s↩↑^⏎↵⤴\ufe0e\ufe0f¶#§\[\]]*")
MAX_UNIT_LETTERS = 2  # m², km³, cm²: a raised number after so short a word is an exponent
MAX_SIGN_CHARS = 60


def inner_kind(element: etree._Element, tag: str, word_before: str, is_first: bool) -> str:
    """What an element within a line is, by vocabulary of marks; empty for words.

    `word_before` are the characters right before it up to a space; `is_first` if it begins a block.
    """
    named = next((region for region in attribute_regions(element) if region in INNER), "")
    if named == "hidden":
        return "frame"
    text = short_text(element)
    if not text.strip():
        return ""
    if named == "page_number":
        return "page_number" if PAGE_SIGN.fullmatch(text) else ""
    if named == "residue":
        return "residue" if BACK_SIGN.fullmatch(text) or tag == "a" or len(text) < MAX_SIGN_CHARS else ""
    if named == "note_reference":
        return "note_reference" if NOTE_SIGN.fullmatch(text) else ""
    return by_tag(element, tag, text, "…" if is_first and tag == "sup" else word_before)


INNER = frozenset({"hidden", "page_number", "residue", "note_reference"})


def by_tag(element: etree._Element, tag: str, text: str, word_before: str) -> str:
    """What its tag makes of an element whose class says nothing."""
    if tag == "sup":
        if NOTE_SIGN.fullmatch(text) and links_inside(element):
            return "note_reference"
        is_unit = word_before.isalpha() and len(word_before) <= MAX_UNIT_LETTERS
        is_exponent = not word_before or word_before[-1:].isdigit() or is_unit
        return "note_reference" if NUMERAL.fullmatch(text) and not (is_exponent and text.strip().isdigit()) else ""
    if tag == "a" and links_inside(element):
        if BACK_SIGN.fullmatch(text):
            return "residue"
        is_note = NOTE_SIGN.fullmatch(text) and not text.strip().isalpha() and bool(word_before)
        return "note_reference" if is_note else ""
    return ""


def links_inside(element: etree._Element) -> bool:
    """Whether the element is, or holds, a link to a place in a page."""
    link = element if element.tag == "a" else element.find(".//a")
    return link is not None and "#" in (link.get("href") or "")


def note_target(element: etree._Element) -> str:
    """The name of the place in the page that a mark of a note leads to; empty if it leads nowhere."""
    link = element if element.tag == "a" else element.find(".//a")
    return (link.get("href") or "").rpartition("#")[2] if link is not None else ""


def short_text(element: etree._Element) -> str:
    """The text of an element if it is short enough to be a sign, else nothing."""
    parts: list[str] = []
    n_chars = 0
    for part in element.itertext():
        parts.append(str(part))
        n_chars += len(part)
        if n_chars > MAX_SIGN_CHARS:
            return ""
    return "".join(parts)
