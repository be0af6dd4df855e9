"""Where on a page its text stands: which boxes hold it, and what is near to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.core.formats.html.page import ROOT, Block, Page
from tasks.core.formats.html.weights import Weights

TEXT_TAGS = frozenset({"p", "ol", "ul", "dl", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
PAGE_TAGS = frozenset({"html", "body", "form"})


@dataclass(frozen=True, slots=True)
class Areas:
    """When a box holds the text, in shares of the running text and in characters."""

    child_share: float = 0.5  # of the text, in a box that may be the whole of it
    max_own_share: float = 0.1  # that stands in the outer box itself: then that is the text's own
    min_like_text: int = 200  # in two paragraphs without links: text, wherever it stands
    min_column_share: float = 0.25  # of the longest, in one paragraph: another column, or another language
    max_link_share: float = 0.1  # of the characters of a text
    max_dialogue: int = 6  # paragraphs, with buttons below: more than any notice on cookies has
    max_beside: int = 200  # of a signature or a date in a box of its own; more is a column beside the text


def text_boxes(page: Page, weights: Weights, prose: Sequence[float], title: int | None, settings: Areas) -> list[int]:
    """The boxes that hold the running text: the smallest that holds most of it, and others that read like text."""
    sums = page.summed(prose)
    n_prose = page.summed([float(weight > 0) for weight in prose])
    is_like_text = text_like(page, weights, prose, sums, settings)
    titled = frozenset(page.around(page.blocks[title].box)) if title is not None else frozenset()
    links = page.summed([float(block.link_chars) for block in page.blocks])
    before = page.blocks[title].box if title is not None else ROOT
    controls = page.summed([float(page.boxes[block.box].is_control) for block in page.blocks])
    children: list[list[int]] = [[] for _ in page.boxes]
    for number, box in enumerate(page.boxes[1:], start=1):
        children[box.parent].append(number)
    region, others = ROOT, []
    while boxes := [one for one in children[region] if page.boxes[one].tag not in TEXT_TAGS]:
        best = best_box(boxes, sums, n_prose, controls, titled, settings)
        own = sums[region] - sum(sums[one] for one in boxes)
        is_dialogue = max(sums[one] for one in boxes) > sums[best]
        if own > settings.max_own_share * sums[region]:
            break
        if sums[best] < settings.child_share * sums[region] and not is_dialogue:
            break
        others += [
            one
            for one in boxes
            if one != best
            and is_like_text[one]
            and (
                n_prose[one] > 1
                or ((one > before or not links[one]) and sums[one] >= settings.min_column_share * sums[best])
            )
        ]
        region = best
    return [region, *others]


def best_box(
    boxes: Sequence[int],
    sums: Sequence[float],
    n_prose: Sequence[float],
    controls: Sequence[float],
    titled: frozenset[int],
    settings: Areas,
) -> int:
    """The box with most text; one with the title in it goes before one with buttons, however much that says."""
    best = max(boxes, key=lambda number: (sums[number], -number))
    if not controls[best] or n_prose[best] > settings.max_dialogue:
        return best
    return next((one for one in boxes if one in titled and n_prose[one] >= max(n_prose[best], 2)), best)


def text_like(
    page: Page, weights: Weights, prose: Sequence[float], sums: Sequence[float], settings: Areas
) -> list[bool]:
    """Whether each box reads as text does: few links, nothing to press, and kept by trafilatura."""
    links = page.summed([float(block.link_chars) for block in page.blocks])
    controls = page.summed([float(page.boxes[block.box].is_control) for block in page.blocks])
    kept = page.summed([weight if number in weights.voted else 0.0 for number, weight in enumerate(prose)])
    return [
        sums[number] >= settings.min_like_text
        and links[number] <= settings.max_link_share * sums[number]
        and not controls[number]
        and (not weights.voted or 2 * kept[number] > sums[number])
        for number in range(len(page.boxes))
    ]


def is_in(page: Page, box: int, regions: frozenset[int]) -> bool:
    return any(one in regions for one in page.around(box))


def surroundings(page: Page, numbers: Sequence[int]) -> int:
    """The box in which labels near some blocks still belong to them: one further out than what holds them all."""
    common = joint_box(page, [page.blocks[number].box for number in numbers])
    outer = page.boxes[common].parent
    is_page = outer < 0 or page.boxes[outer].tag in PAGE_TAGS or page.boxes[common].tag in {"td", "th"}
    return common if is_page or common == ROOT else outer


def joint_box(page: Page, boxes: Iterable[int]) -> int:
    """The innermost box around all of these."""
    rest = iter(set(boxes))
    common = list(page.around(next(rest)))
    for box in rest:
        around = set(page.around(box))
        common = [one for one in common if one in around]
    return common[0]


def is_slight(page: Page, block: Block, common: int, near: int, settings: Areas) -> bool:
    """Whether a block stands with the running text, or beside it in a box that holds a few words and no link."""
    around = list(page.around(block.box))
    if common in around or near == common:
        return True
    beside = around[around.index(near) - 1] if around[0] != near else near
    inside = [one for one in page.blocks if beside in page.around(one.box)]
    n_links = sum(one.link_chars for one in inside)
    return beside == near or (not n_links and sum(len(one.text) for one in inside) <= settings.max_beside)
