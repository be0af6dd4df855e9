"""Notes at the foot of the text: blocks that raised marks lead to, or that begin with such a mark."""

from tasks.core.formats.html.page import Block, Page


def notes_among(page: Page) -> frozenset[int]:
    """Blocks that marks of notes lead to, with what follows in the same box, and those in a list of notes."""
    targets = frozenset(target for block in page.blocks for target in block.targets)
    found: set[int] = set()
    seen: set[str] = set()
    for number, block in enumerate(page.blocks):
        is_target = (bool(block.anchors & targets) and not block.targets & block.anchors) or block.sign in seen
        seen |= {block.text[one.start : one.end].strip("[]() ") for one in block.inner if one.kind == "note_reference"}
        goes_on = number - 1 in found and is_same_item(page, page.blocks[number - 1], block)
        if is_target or goes_on or any(page.boxes[box].region == "note_list" for box in page.around(block.box)):
            found.add(number)
    return frozenset(found)


def linked_notes(page: Page, kept: frozenset[int]) -> frozenset[int]:
    """Blocks of notes to which marks in the text lead, wherever they stand."""
    targets = frozenset(target for number in kept for target in page.blocks[number].targets)
    named = {number for number, block in enumerate(page.blocks) if block.anchors & targets}
    return frozenset(number for number in notes_among(page) if number in named)


def is_same_item(page: Page, before: Block, block: Block) -> bool:
    """Whether two blocks are in the same item of a list."""
    return item_box(page, before) == item_box(page, block) is not None


def item_box(page: Page, block: Block) -> int | None:
    return next((box for box in page.around(block.box) if page.boxes[box].tag in {"li", "dd"}), None)
