"""What a page is made of once its tags are read: blocks of text, and the boxes that hold them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tasks.core.reading import Mark

Span = tuple[int, int]
ROOT = 0
WORD_SIGNS = re.compile(r"\w")
LINK_SHARE = 0.8  # what stands between links are separators, or `and`


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the tree the text of a block begins: in the text of an element, or in what follows it."""

    element: etree._Element
    is_tail: bool


@dataclass(frozen=True, slots=True)
class Box:
    """An element that stands on lines of its own; `parent` is the number of the box around it, -1 of the page.

    `region` is what its tag, role or class says: `frame`, `main`, `note_list`, or nothing; `is_sure` if not its class.
    `name` is the class as it stands.
    """

    parent: int
    tag: str
    region: str = ""
    is_sure: bool = False
    is_control: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as the page shows it.

    `kind` is a paragraph mark or `pre` (lines as they stand, not known to be one paragraph); `marker` is the number
    that the browser prints before it; `links` and `inner` are spans of `text`; `anchors` are the names by which
    links reach it, `targets` those that its own marks
    of notes lead to; `sign` is the mark of a note that it begins with.
    """

    text: str
    kind: str
    box: int
    spot: Spot
    marker: str = ""
    level: int = 0
    links: tuple[Span, ...] = ()
    inner: tuple[Mark, ...] = ()
    anchors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    sign: str = ""

    @property
    def link_chars(self) -> int:
        return sum(end - start for start, end in self.links)

    @property
    def is_link(self) -> bool:
        """Nearly all of its letters and digits are in links."""
        if 2 * self.link_chars < len(self.text):
            return False
        linked = sum(len(WORD_SIGNS.findall(self.text, start, end)) for start, end in self.links)
        return linked >= LINK_SHARE * len(WORD_SIGNS.findall(self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """All blocks of a page in order, and the boxes by number; a box stands after the one that holds it."""

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]

    def around(self, box: int) -> Iterator[int]:
        """A box and those that hold it, from the inside out."""
        while box >= 0:
            yield box
            box = self.boxes[box].parent

    def summed(self, weights: Sequence[float]) -> list[float]:
        """For each box the weight of all blocks in it, given the weight of each block."""
        sums = [0.0] * len(self.boxes)
        for block, weight in zip(self.blocks, weights, strict=True):
            sums[block.box] += weight
        for number in range(len(self.boxes) - 1, ROOT, -1):
            sums[self.boxes[number].parent] += sums[number]
        return sums

    def inherited(self, own: Sequence[bool]) -> list[bool]:
        """Whether a box, or one around it, has a property."""
        result: list[bool] = []
        for box, has in zip(self.boxes, own, strict=True):
            result.append(has or (box.parent >= 0 and result[box.parent]))
        return result
