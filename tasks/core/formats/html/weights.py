"""What speaks for a block, or a box of blocks, being text of the document or part of the page around it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.formats.html.page import ROOT, Block, Page

TERMINAL = re.compile(r"[.!?…:;。！？؟।][\"”’»)\]']*$")
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
TEASER_TAGS = frozenset({"div", "li", "article", "section", "td", "a", "dd", "figure"})


@dataclass(frozen=True, slots=True)
class Weighing:
    """How long running text is, and how short what lures to another page; in characters."""

    min_prose: int = 80  # a paragraph of this length is no button
    min_sentence: int = 40  # nor is a shorter one that ends like a sentence
    min_lure: int = 15  # the title of another page
    max_teaser: int = 700  # title, date and summary of another page
    max_teaser_prose: int = 2  # paragraphs in it
    min_teasers: int = 2  # one alone can be a reference in the text
    big_share: float = 0.5  # of the page's running text: what is called a frame and holds so much is none
    nearly_all: float = 0.9
    kept_share: float = 0.8  # of the text in a box that trafilatura keeps: then a class name is overruled
    min_overruled: int = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """For each block its running text in characters, 0 for labels and links; for each box whether it is the frame's."""

    prose: tuple[float, ...]
    is_framed: tuple[bool, ...]
    is_teaser: tuple[bool, ...]
    voted: frozenset[int]

    def is_open(self, block: Block) -> bool:
        """Whether nothing around the block says that it is part of the frame."""
        return not self.is_framed[block.box] and not self.is_teaser[block.box]


def weighed(page: Page, voted: frozenset[int], settings: Weighing | None = None) -> Weights:
    """Weigh all blocks and boxes of a page."""
    settings = settings or Weighing()
    prose = tuple(prose_chars(block, settings) for block in page.blocks)
    framed = page.inherited(framing(page, prose, voted, settings))
    teasers = page.inherited(teaser_boxes(page, prose, settings))
    return Weights(prose, tuple(framed), tuple(teasers), voted)


def prose_chars(block: Block, settings: Weighing) -> float:
    """Characters of running text, links left out; 0 for what is shorter than a sentence."""
    if block.is_link or block.kind == "heading":
        return 0.0
    n_chars = n_letters(block.text)
    is_sentence = n_chars >= settings.min_sentence and TERMINAL.search(block.text) is not None
    return float(max(n_chars - block.link_chars, 1)) if n_chars >= settings.min_prose or is_sentence else 0.0


def n_letters(text: str) -> int:
    """Characters of a text; one of a script that writes words in one or two counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(DENSE.findall(text))


def framing(page: Page, prose: Sequence[float], voted: frozenset[int], settings: Weighing) -> list[bool]:
    """Whether each box is called a frame, and rightly: a frame that holds the text is none."""
    sums = page.summed(prose)
    kept = page.summed([weight if number in voted else 0.0 for number, weight in enumerate(prose)])
    titles = page.summed([float(block.level == 1) for block in page.blocks])
    chars = page.summed([float(len(block.text)) for block in page.blocks])
    result = []
    for number, box in enumerate(page.boxes):
        is_frame = box.region == "frame" or box.is_control
        if is_frame and not box.is_control:
            share, kept_share = sums[number] / (sums[ROOT] or 1), kept[number] / (kept[ROOT] or 1)
            holds_text = share > settings.big_share and (kept_share > settings.big_share or titles[number] > 0)
            holds_all = share > settings.nearly_all and not voted
            is_overruled = (
                not box.is_sure
                and kept[number] >= settings.min_overruled
                and kept[number] >= settings.kept_share * chars[number]
            )
            is_frame = not (holds_text or holds_all or is_overruled)
        result.append(is_frame)
    return result


def teaser_boxes(page: Page, prose: Sequence[float], settings: Weighing) -> list[bool]:
    """Whether each box is one of several side by side that lure to other pages by a title that is a link."""
    chars = page.summed([float(len(block.text)) for block in page.blocks])
    lures = page.summed([float(is_lure(block, settings)) for block in page.blocks])
    titles = page.summed([float(block.level == 1) for block in page.blocks])
    n_prose = page.summed([float(weight > 0) for weight in prose])
    groups: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number, box in enumerate(page.boxes):
        is_small = lures[number] > 0 and chars[number] <= settings.max_teaser and not titles[number]
        if is_small and n_prose[number] <= settings.max_teaser_prose and box.tag in TEASER_TAGS:
            groups[box.parent, box.tag, box.name].append(number)
    result = [False] * len(page.boxes)
    for numbers in groups.values():
        if len(numbers) >= settings.min_teasers:
            for number in numbers:
                result[number] = True
    return result


def is_lure(block: Block, settings: Weighing) -> bool:
    return block.is_link and len(block.text) >= settings.min_lure
