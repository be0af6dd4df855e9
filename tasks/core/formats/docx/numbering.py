"""Automatic numbers: what a Word file prints before the paragraphs of its lists, and never writes down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.core.formats.docx.numerals import numeral
from tasks.core.formats.docx.styles import Numbering, Style, Styles
from tasks.core.formats.docx.xml import Element, attribute, child, children, number, switch

NO_LIST = "0"
N_LEVELS = 9
PLACE = re.compile(r"%([1-9])")
LETTER = re.compile(r"[^\W_]{2,}")  # a sign of one letter is a bullet in a font of signs


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints. `restart` is the level (from 1) after which it begins anew."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style_id: str | None = None
    suffix: str = "tab"


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: the count that it shares with its likes, its levels, and where it begins anew."""

    count_id: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph, with the space after it; empty for an item with a mere sign."""

    text: str
    is_item: bool


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of a file's lists in the order in which they are shown."""

    lists: Mapping[str, NumberedList]
    styles: Styles
    values: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, own: Numbering | None, style_id: str | None) -> Label | None:
        """The label of the next paragraph; None if it is in no list."""
        place = self.place(own, style_id)
        if place is None:
            return None
        list_id, level_no = place
        numbered = self.lists[list_id]
        level = numbered.levels[level_no]
        values = self.values.setdefault(numbered.count_id, {})
        self.advance(values, list_id, level_no)
        text = self.printed(numbered, level, values, level_no)
        if level.number_format == "bullet" and not LETTER.search(text):
            return Label("", True)
        return Label(text + ("" if level.suffix == "nothing" or not text else " "), False)

    def place(self, own: Numbering | None, style_id: str | None) -> tuple[str, int] | None:
        """List and level, as the paragraph says itself, else as its style says."""
        stated = [own] if own else []
        chain = list(self.styles.chain(style_id))
        stated += [style.numbering for style in chain if style.numbering]
        list_id = next((one.list_id for one in stated if one.list_id is not None), None)
        if list_id is None or list_id == NO_LIST or list_id not in self.lists:
            return None
        levels = self.lists[list_id].levels
        level_no = own.level if own and own.level is not None else None
        if level_no is None:
            level_no = linked_level(levels, chain)
        if level_no is None:
            level_no = next((one.level for one in stated if one.level is not None), 0)
        return (list_id, level_no) if level_no in levels else None

    def advance(self, values: dict[int, int], list_id: str, level_no: int) -> None:
        """Count one on, and let the levels below begin anew."""
        numbered = self.lists[list_id]
        if level_no in numbered.starts and (list_id, level_no) not in self.begun:
            self.begun.add((list_id, level_no))
            values.pop(level_no, None)
        start = numbered.starts.get(level_no, numbered.levels[level_no].start)
        values[level_no] = values[level_no] + 1 if level_no in values else start
        for below in [one for one in values if one > level_no]:
            restart = numbered.levels[below].restart if below in numbered.levels else None
            if restart is None or level_no < restart:
                del values[below]

    def printed(self, numbered: NumberedList, level: Level, values: Mapping[int, int], level_no: int) -> str:
        """The text of a level with its numbers put in; levels not counted yet stand at their start."""

        def value_of(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            shown = numbered.levels.get(wanted, Level())
            value = values.get(wanted, numbered.starts.get(wanted, shown.start))
            is_plain = level.is_legal and wanted < level_no
            return numeral(value, "decimal" if is_plain else shown.number_format, self.styles.language or "")

        return PLACE.sub(value_of, level.text).strip()


def linked_level(levels: Mapping[int, Level], chain: list[Style]) -> int | None:
    """The level that names the paragraph's style, or one that it is based on."""
    linked = {level.style_id: level_no for level_no, level in levels.items() if level.style_id}
    return next((linked[style.style_id] for style in chain if style.style_id in linked), None)


def read_level(element: Element) -> Level:
    text = child(element, "w:lvlText")
    choice = child(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    number_format = child(element, "w:numFmt")
    start = number(child(element, "w:start"))
    return Level(
        1 if start is None else start,
        attribute(number_format if number_format is not None else choice, "val") or "decimal",
        attribute(text, "val") or "",
        number(child(element, "w:lvlRestart")),
        bool(switch(child(element, "w:isLgl"))),
        attribute(child(element, "w:pStyle"), "val"),
        attribute(child(element, "w:suff"), "val") or "tab",
    )


def read_levels(element: Element) -> dict[int, Level]:
    found = {number(one, "ilvl"): read_level(one) for one in children(element, "w:lvl")}
    return {level_no: level for level_no, level in found.items() if level_no is not None and level_no < N_LEVELS}


def read_lists(root: Element | None, styles: Styles) -> dict[str, NumberedList]:
    """The lists of the part that holds them."""
    abstract = {attribute(one, "abstractNumId") or "": one for one in children(root, "w:abstractNum")}
    used = {
        attribute(one, "numId") or "": (attribute(child(one, "w:abstractNumId"), "val") or "", one)
        for one in children(root, "w:num")
    }
    targets = {list_id: count_id for list_id, (count_id, _) in used.items()}
    levels = {count_id: read_levels(element) for count_id, element in abstract.items()}
    return {
        list_id: read_list(element, followed(count_id, abstract, targets, styles), levels)
        for list_id, (count_id, element) in used.items()
    }


def followed(count_id: str, abstract: Mapping[str, Element], targets: Mapping[str, str], styles: Styles) -> str:
    """The definition that has the levels, where one only points to a style of lists."""
    for _ in range(N_LEVELS):
        link = attribute(child(abstract.get(count_id), "w:numStyleLink"), "val")
        style = styles.by_id.get(link or "")
        target = targets.get(style.numbering.list_id or "") if style and style.numbering else None
        if target is None:
            return count_id
        count_id = target
    return count_id


def read_list(element: Element, count_id: str, defined: Mapping[str, Mapping[int, Level]]) -> NumberedList:
    levels = dict(defined.get(count_id, {}))
    starts: dict[int, int] = {}
    for override in children(element, "w:lvlOverride"):
        level_no = number(override, "ilvl")
        own = child(override, "w:lvl")
        if level_no is None or level_no >= N_LEVELS:
            continue
        if own is not None:
            levels[level_no] = read_level(own)
        start = number(child(override, "w:startOverride"))
        if start is not None:
            starts[level_no] = start
    return NumberedList(count_id, levels, starts)
