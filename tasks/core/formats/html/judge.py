"""Which blocks are the document's text, and which the page around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.formats.html.areas import PAGE_TAGS, Areas, is_in, is_slight, joint_box, surroundings, text_boxes
from tasks.core.formats.html.notes import linked_notes
from tasks.core.formats.html.page import Block, Page
from tasks.core.formats.html.weights import Weights

OWNED = re.compile(r"©|\([cC]\)\s*\d{4}")


@dataclass(frozen=True, slots=True)
class Judging:
    """When a box holds the text, and what else stands beside the running text; in characters and blocks."""

    min_text: int = 120  # of running text on a page; with less it is a list, or a few short lines
    min_core: int = 3  # paragraphs; with fewer, and less than trafilatura keeps, the wrong box was taken
    max_label: int = 300  # kickers, datelines, leads
    max_head: int = 12
    max_tail: int = 12
    min_links: int = 5
    max_listing_text: int = 400  # what introduces a list of links
    max_link_run: int = 2
    max_buttons: int = 8  # to share the page; a longer run of links is a menu
    min_short: int = 12  # of a page that has no sentence


@dataclass(frozen=True, slots=True)
class Judgement:
    """The numbers of the blocks that are text; `is_listing` if they are links to texts; `is_sure` if not a guess."""

    kept: frozenset[int]
    is_listing: bool = False
    is_sure: bool = True


def judged(page: Page, weights: Weights, title: int | None, is_article: bool) -> Judgement:
    """Tell the text from the frame."""
    settings = Judging()
    is_open = [weights.is_open(block) for block in page.blocks]
    prose = [weight if is_free else 0.0 for weight, is_free in zip(weights.prose, is_open, strict=True)]
    listing = listed(page, weights, title, settings) if sum(prose) <= settings.max_listing_text else frozenset()
    if listing and not is_article:
        return Judgement(listing, is_listing=True)
    if sum(prose) < settings.min_text:
        prose = [short_chars(block, is_free, settings) for block, is_free in zip(page.blocks, is_open, strict=True)]
    if not any(prose):
        return Judgement(frozenset(range(len(page.blocks))), is_sure=False)
    regions = frozenset(text_boxes(page, weights, prose, title, Areas()))
    core = [number for number, weight in enumerate(prose) if weight and is_in(page, page.blocks[number].box, regions)]
    voted = [number for number in weights.voted if prose[number]]
    left_out = sum(prose[number] for number in voted) - sum(prose[number] for number in core)
    if len(core) < settings.min_core and left_out > 0:
        core = sorted({*core, *voted})
    kept = {*core, *between(page, weights, core, settings)}
    if title is not None:
        kept.add(title)
    kept |= head(page, weights, core, title, settings)
    kept |= tail(page, weights, core, regions, settings)
    kept |= linked_notes(page, frozenset(kept))
    return Judgement(frozenset(kept - repeated_titles(page, title)))


def short_chars(block: Block, is_open: bool, settings: Judging) -> float:
    """What a block without a sentence weighs on a page that has none."""
    return float(len(block.text)) if is_open and not block.is_link and len(block.text) >= settings.min_short else 0.0


def between(page: Page, weights: Weights, core: Sequence[int], settings: Judging) -> set[int]:
    """What stands between running text: all that is open, but for runs of links that trafilatura leaves out."""
    kept: set[int] = set()
    run: list[int] = []
    for number in range(core[0], core[-1] + 1):
        block = page.blocks[number]
        if not weights.is_open(block):
            continue
        if block.is_link:
            run.append(number)
            continue
        kept |= links_in_text(run, weights, settings)
        run = []
        if not is_button(page, block):
            kept.add(number)
    return kept | links_in_text(run, weights, settings)


def is_button(page: Page, block: Block) -> bool:
    """Whether a block that is no paragraph, item or heading says what buttons say."""
    is_plain = block.kind == "block" and page.boxes[block.box].tag in {"div", "span", "section"}
    return is_plain and is_trailing_heading(block.text)


def links_in_text(run: Sequence[int], weights: Weights, settings: Judging) -> set[int]:
    """The links of a run that are part of the text."""
    return set(run) if len(run) <= settings.max_link_run else set(run) & weights.voted


def head(page: Page, weights: Weights, core: Sequence[int], title: int | None, settings: Judging) -> set[int]:
    """Labels before the running text: those after the title, and those right before it in the same box."""
    found: set[int] = set()
    first = core[0] if title is None else min(title, core[0])
    menu = last_menu(page, first, core[0], settings)
    for number in range(first, core[0]):
        is_lead = weights.prose[number] > 0 and (number in weights.voted or number < first + settings.max_head)
        if number < menu and not is_lead and not (title is not None and is_beside(page, number, title)):
            continue
        is_text = is_label(page, weights, number, settings) or (is_lead and weights.is_open(page.blocks[number]))
        if is_text and not (page.blocks[number].level and leads_away(page, weights, number + 1)):
            found.add(number)
    near = surroundings(page, core if title is None else [title, *core])
    for number in range(first - 1, max(first - 1 - settings.max_head, -1), -1):
        is_near = near in page.around(page.blocks[number].box)
        if not is_near or not is_label(page, weights, number, settings):
            break
        found.add(number)
    return found


def last_menu(page: Page, first: int, end: int, settings: Judging) -> int:
    """Where the last run of links between the title and the text ends; the title's place if there is none."""
    run, found = 0, first
    for number in range(first, end):
        run = run + 1 if page.blocks[number].is_link else 0
        found = number + 1 if run > settings.max_buttons else found
    return found


def is_beside(page: Page, number: int, title: int) -> bool:
    """Whether a block is in the box around the title's."""
    return page.boxes[page.blocks[title].box].parent in page.around(page.blocks[number].box)


def tail(page: Page, weights: Weights, core: Sequence[int], regions: frozenset[int], settings: Judging) -> set[int]:
    """Labels after the running text, up to the first thing that is none."""
    found: set[int] = set()
    common = joint_box(page, [page.blocks[number].box for number in core])
    near = surroundings(page, core)
    is_outermost = page.boxes[page.boxes[near].parent].tag in PAGE_TAGS
    owned = {block.box for block in page.blocks[core[-1] + 1 :] if OWNED.search(block.text)}
    for number in range(core[-1] + 1, min(core[-1] + 1 + settings.max_tail, len(page.blocks))):
        block = page.blocks[number]
        if not weights.is_open(block) and is_in(page, block.box, regions):
            continue
        is_near = near in page.around(block.box) and is_slight(page, block, common, near, Areas())
        is_near = is_near or (is_outermost and number in weights.voted)
        if not is_near or not is_label(page, weights, number, settings) or block.box in owned:
            break
        if is_trailing_heading(block.text) or (block.level and leads_away(page, weights, number + 1)):
            break
        found.add(number)
    return found | listed_below(page, weights, core, common)


def listed_below(page: Page, weights: Weights, core: Sequence[int], common: int) -> set[int]:
    """Names and other short lines below the running text in its own box, as far as trafilatura keeps them."""
    if page.boxes[common].tag in PAGE_TAGS:
        return set()
    return {
        number
        for number in weights.voted
        if number > core[-1] and weights.is_open(page.blocks[number]) and not page.blocks[number].is_link
        if common in page.around(page.blocks[number].box)
    }


def leads_away(page: Page, weights: Weights, number: int) -> bool:
    """Whether a block is a link, or of the frame; so the heading before it is none of the text's."""
    return number < len(page.blocks) and (page.blocks[number].is_link or not weights.is_open(page.blocks[number]))


def is_label(page: Page, weights: Weights, number: int, settings: Judging) -> bool:
    """Whether a block is open, short and no link."""
    block = page.blocks[number]
    return weights.is_open(block) and not block.is_link and len(block.text) <= settings.max_label


def repeated_titles(page: Page, title: int | None) -> set[int]:
    """Blocks before the title that say the same: the end of a trail of links, the name of a tab."""
    if title is None:
        return set()
    words = page.blocks[title].text.casefold().split()
    return {number for number in range(title) if page.blocks[number].text.casefold().split() == words}


def listed(page: Page, weights: Weights, title: int | None, settings: Judging) -> frozenset[int]:
    """The blocks of a list of links under the title of the page, or in what it calls its main part."""
    links = page.summed(
        [float(block.is_link and not weights.is_framed[block.box]) for block in page.blocks],
    )
    prose = page.summed(
        [weight if weights.is_open(b) else 0.0 for b, weight in zip(page.blocks, weights.prose, strict=True)]
    )
    around = list(page.around(page.blocks[title].box)) if title is not None else []
    boxes = around + [number for number, box in enumerate(page.boxes) if box.region == "main"]
    region = next((box for box in boxes if links[box] >= settings.min_links), None)
    if region is None or any(prose[box] for box in around[: around.index(region) if region in around else 0]):
        return frozenset()  # no links, or a short text under the title and the links elsewhere
    return frozenset(
        number
        for number, block in enumerate(page.blocks)
        if region in page.around(block.box) and not weights.is_framed[block.box]
    )


@cache
def trailing_headings() -> frozenset[str]:
    """Headings of lists of links after a text, and words of buttons."""
    rules = {"trailing_heading", "share", "navigation"}
    return frozenset(
        word.casefold()
        for row in knowledge.rows("furniture")
        if row["rule"] in rules
        for word in knowledge.values(row["words"])
    )


def is_trailing_heading(text: str) -> bool:
    return text.casefold().rstrip(" :…>»").strip() in trailing_headings()
