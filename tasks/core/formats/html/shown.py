"""From the tree of a page to its blocks: what a browser would show, in order, as it would part it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tasks.core.formats.html.inner import inner_kind, note_target
from tasks.core.formats.html.lists import Counter, counter
from tasks.core.formats.html.page import Box, Page
from tasks.core.formats.html.regions import elements, is_hidden, region_of
from tasks.core.formats.html.tables import is_data_table
from tasks.core.formats.html.writing import Writing

CONTROLS = frozenset({"button", "select", "textarea", "option"})
VERBATIM = frozenset({"pre", "listing", "plaintext", "xmp"})
CONTAINERS = frozenset({"html", "body", "div", "td", "section", "article", "main", "form", "center"})
LISTS = frozenset({"ol", "ul", "menu", "dir"})
HEADING = re.compile(r"h[1-6]")
VERBATIM_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
BLOCK_STYLE = re.compile(r"(?<![\w-])display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
INLINE_STYLE = re.compile(r"(?<![\w-])display\s*:\s*inline(?!-)", re.IGNORECASE)


@dataclass(slots=True)
class State:
    """What holds for the text inside an element."""

    box: int
    kind: str = "block"
    level: int = 0
    in_row: bool = False
    is_verbatim: bool = False
    may_part: bool = False
    closes: str = ""
    mark: str = ""
    mark_start: int = 0
    target: str = ""
    is_link: bool = False


@dataclass(slots=True)
class Reading:
    """A page as far as it is read."""

    shows_hidden: bool
    boxes: list[Box] = field(default_factory=list)
    writing: Writing = field(default_factory=Writing)
    lists: list[Counter] = field(default_factory=list)
    data_tables: set[etree._Element] = field(default_factory=set)


def read_blocks(root: etree._Element, shows_hidden: bool = False) -> Page:
    """All blocks of a page; with those that wait for a script to show them, if asked for."""
    reading = Reading(shows_hidden)
    reading.boxes.append(Box(-1, "html"))
    states = [State(0)]
    for event, element in steps(root, shows_hidden):
        if event == "open":
            states.append(opened(reading, element, states[-1]))
            reading.writing.add(element.text, element, False, states[-1])
        else:
            closed(reading, states.pop())
            reading.writing.add(element.tail if element is not root else None, element, True, states[-1])
    reading.writing.end()
    return Page(tuple(reading.writing.blocks), tuple(reading.boxes))


def steps(root: etree._Element, shows_hidden: bool) -> Iterator[tuple[str, etree._Element]]:
    """Opens and closes of elements in order. Of one that is not shown, only the close, for the text after it."""
    stack: list[Iterator[etree._Element]] = [iter((root,))]
    open_elements: list[etree._Element] = []
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            if open_elements:
                yield "close", open_elements.pop()
        elif is_shown(element, shows_hidden):
            yield "open", element
            open_elements.append(element)
            stack.append(iter(element))
        else:
            yield "open", NOTHING
            yield "close", element


NOTHING = etree.Element("span")


def is_shown(element: etree._Element, shows_hidden: bool) -> bool:
    """Whether an element has text that a browser shows."""
    tag = element.tag
    if not isinstance(tag, str) or tag in elements("unseen"):
        return False
    return shows_hidden or (tag != "noscript" and not is_hidden(element))


def opened(reading: Reading, element: etree._Element, around: State) -> State:
    """What holds inside an element that begins here."""
    tag: str = element.tag
    if tag == "br":
        reading.writing.line_end()
        return State(around.box, around.kind, around.level, around.in_row, around.is_verbatim)
    reading.writing.anchor(element)
    if is_block(element, tag, around):
        return opened_block(reading, element, tag, around)
    return opened_inline(reading, element, tag, around)


def opened_inline(reading: Reading, element: etree._Element, tag: str, around: State) -> State:
    state = State(around.box, around.kind, around.level, around.in_row, around.is_verbatim)
    state.mark = inner_kind(element, tag, reading.writing.last_word(), reading.writing.is_line_start())
    state.mark_start = reading.writing.place()
    if state.mark == "note_reference":
        state.target = note_target(element)
    if tag == "a" and element.get("href") is not None:
        state.is_link = True
        reading.writing.links_open += 1
    return state


def is_block(element: etree._Element, tag: str, around: State) -> bool:
    """Whether an element stands on lines of its own."""
    style = element.get("style")
    if tag in elements("block"):
        return not (style and tag in {"div", "p", "li"} and INLINE_STYLE.search(style) and not around.in_row)
    if style and BLOCK_STYLE.search(style):
        return True
    return "-" in tag and any(isinstance(one.tag, str) and is_wide(one.tag) for one in element)


def is_wide(tag: str) -> bool:
    """Whether an element in one of unknown kind shows that this holds more than words."""
    return tag in elements("block") or "-" in tag


def opened_block(reading: Reading, element: etree._Element, tag: str, around: State) -> State:
    writing = reading.writing
    if around.in_row:
        writing.cell_end("\t" if tag in {"td", "th"} else " ")
        return State(around.box, "row", 0, True)
    writing.end()
    parent = reading.boxes[around.box]
    region, is_sure = region_of(element, tag)
    reading.boxes.append(
        Box(around.box, tag, region, is_sure, parent.is_control or tag in CONTROLS, element.get("class") or "")
    )
    state = State(len(reading.boxes) - 1, around.kind, around.level, closes="block")
    style = element.get("style")
    state.may_part = tag in CONTAINERS
    state.is_verbatim = around.is_verbatim or tag in VERBATIM or bool(style and VERBATIM_STYLE.search(style))
    set_kind(reading, element, tag, state)
    return state


def set_kind(reading: Reading, element: etree._Element, tag: str, state: State) -> None:
    """The kind of the paragraphs inside a block."""
    if HEADING.fullmatch(tag):
        state.kind, state.level = "heading", int(tag[1])
    elif element.get("role") == "heading":
        state.kind, state.level = "heading", 2
    elif tag == "blockquote":
        state.kind = "quote"
    elif tag in LISTS:
        reading.lists.append(counter(element, tag))
        state.closes = "list"
    elif tag == "li":
        item = reading.lists[-1] if reading.lists else Counter(is_ordered=False)
        reading.writing.begin_item(item.marker(element), item.is_ordered)
        state.closes = "item"
    elif tag == "table" and is_data_table(element):
        reading.data_tables.add(element)
    elif tag == "tr" and next(element.iterancestors("table"), None) in reading.data_tables:
        state.kind, state.in_row = "row", True


def closed(reading: Reading, state: State) -> None:
    """The end of an element."""
    writing = reading.writing
    if state.is_link:
        writing.links_open -= 1
    if state.mark:
        writing.mark(state.mark_start, state.mark, state.target)
    if state.closes:
        writing.end()
    if state.closes == "list":
        reading.lists.pop()
    elif state.closes == "item":
        writing.drop_item()
