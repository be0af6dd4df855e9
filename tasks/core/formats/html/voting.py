"""Which blocks trafilatura takes for the main text of the page.

Each block is numbered in the tree by two Braille signs before its first word, which are read back from what
trafilatura gives. So a block is known again wherever it went, and however often its words occur in the page.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from tasks.core.formats.html.page import Page, Spot

FIRST_SIGN = 0x2800
N_SIGNS = 256
SIGNS = re.compile("[⠀-⣿]")
NUMBER = re.compile("([⠀-⣿])([⠀-⣿])")


@dataclass(frozen=True, slots=True)
class Voting:
    """The pages that trafilatura is asked about; on larger ones it takes minutes."""

    max_blocks: int = 5000
    max_boxes: int = 15_000
    max_chars: int = 1_000_000


def voted_blocks(root: etree._Element, page: Page, settings: Voting | None = None) -> frozenset[int]:
    """The numbers of the blocks that trafilatura keeps; none if the page is too large for it. Changes the tree."""
    settings, blocks = settings or Voting(), page.blocks
    is_large = len(blocks) > settings.max_blocks or len(page.boxes) > settings.max_boxes
    if is_large or sum(len(block.text) for block in blocks) > settings.max_chars:
        return frozenset()
    for number, block in enumerate(blocks):
        prefix(block.spot, chr(FIRST_SIGN + number // N_SIGNS) + chr(FIRST_SIGN + number % N_SIGNS))
    text = extracted(root)
    found = (
        (ord(match.group(1)) - FIRST_SIGN) * N_SIGNS + ord(match.group(2)) - FIRST_SIGN
        for match in NUMBER.finditer(text)
    )
    return frozenset(number for number in found if number < len(blocks))


def prefix(spot: Spot, signs: str) -> None:
    """Put signs before the text that begins at a place of the tree; signs that the page has itself are taken out."""
    if spot.is_tail:
        spot.element.tail = signs + SIGNS.sub("", spot.element.tail or "")
    else:
        spot.element.text = signs + SIGNS.sub("", spot.element.text or "")


def extracted(root: etree._Element) -> str:
    """The text that trafilatura takes for the page's own; empty if it finds none."""
    from trafilatura import bare_extraction

    with quiet():
        try:
            document = bare_extraction(root, fast=True, favor_recall=True, include_comments=False, with_metadata=False)
        except (ValueError, TypeError, AttributeError, AssertionError, IndexError, KeyError, RecursionError):
            return ""  # a vote less: trafilatura gives these on trees that it did not expect
    return (getattr(document, "text", None) or "") if document is not None else ""


@contextmanager
def quiet() -> Iterator[None]:
    """Without what trafilatura logs of pages in which it finds nothing."""
    logger = logging.getLogger("trafilatura")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
