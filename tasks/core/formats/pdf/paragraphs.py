"""Lines to paragraphs, by what the page shows: gaps, indents, lines that end early, changes of type."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.core.formats.pdf.measure import Style
from tasks.core.formats.pdf.model import Column, LaidPage, Line

MARKER = re.compile(
    r"[“\"„«‘]?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)]\)?|§+\s?\d+\.?)(?=\s)"
)
LETTER = re.compile(r"\(([^\W\d_]{1,4})\)(?=\s)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
BULLET = re.compile(r"[•▪◦‣●○■□➢✓∙·–—-](?=\s|$)")
STOPS = (".", "!", "?", ":", ";", "…", "。", "！", "？", "।")
CLOSERS = "\"'”’»)]*"
PARTICLE = re.compile(r"(?:^|\s)[^\W\d_A-Z]{1,3}\s*$")  # and, in, at, am, le: something follows
NUMBERS = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]{3,}")
OPENERS = '“"„«‘(['
LISTED = (",", ";", ":", "and", "or")


@dataclass(frozen=True, slots=True)
class Breaks:
    """What parts paragraphs, in sizes of the type and shares of the column's width."""

    extra_leading: float = 0.3  # beyond the usual distance of lines; spaced paragraphs have 0.5 and more
    max_size_change: float = 0.08
    indent: float = 0.35  # less is the play of the first letter's shape
    hang: float = 1.2  # lines under the words after a number need not meet them exactly
    space: float = 0.25  # between two words
    room: float = 0.15  # beyond a space and the next word, left empty by a line that was ended on purpose
    max_item_lines: int = 40  # between two items of a list
    short: float = 0.9  # left empty on a line of justified text: it is the last of its paragraph
    early_end: float = 0.4  # of the width, left empty: ended on purpose, whatever follows
    centred: float = 0.06  # of the width, by which both margins of a centred line can differ
    min_margin: float = 1.5  # sizes, on both sides of a centred line
    inset_lines: int = 3  # of a quotation or list item with a narrower measure of its own
    inset_width: float = 0.4
    inset_full: float = 0.4  # of its lines reach its own right edge
    edge_play: float = 1.5  # sizes by which ragged lines miss the edge
    foot: float = 0.9  # of the page's height, where its margin begins
    high_end: float = 0.2  # of the page's height, left empty under the text; nobody breaks a paragraph there
    max_date_words: int = 4  # New York, Wednesday, 25 September 2024


BREAKS = Breaks()


@dataclass(frozen=True, slots=True)
class Place:
    """A line, and the column that it stands in. `right` is where it would have ended had it been full."""

    line: Line
    left: float
    right: float
    leading: float
    column_no: int
    is_large: bool
    is_justified: bool
    usual_leading: float = 0.0  # of the type in the whole file
    ends_page_high: bool = False  # the last line above much empty space, as on a cover
    is_counted: bool = False  # begins with a letter in brackets that others before or after it go on with

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


Paragraph = list[Place]


def find_paragraphs(pages: Sequence[LaidPage], style: Style) -> list[Paragraph]:
    """The paragraphs of the columns of all pages, in reading order; they go on over columns and pages."""
    found: list[Paragraph] = []
    for place in counted_items(list(places(pages, style))):
        if found and goes_on(found[-1], place):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def places(pages: Sequence[LaidPage], style: Style) -> Iterator[Place]:
    """The lines of all columns."""
    columns = [(column, ends_high(page)) for page in pages for column in page.columns]
    for column_no, (column, is_high) in enumerate(columns):
        sizes = dict.fromkeys(line.size for line in column.lines)
        ends = {size: style.right_of(column, size) for size in sizes}
        justified = {size: style.is_justified(column, size) for size in sizes}
        types = dict.fromkeys((line.size, line.is_bold) for line in column.lines)
        leadings = {(size, is_bold): style.leading(column, size, is_bold) for size, is_bold in types}
        rights = inset_rights(column, [ends[line.size] for line in column.lines])
        for line, right in zip(column.lines, rights, strict=True):
            size = line.size
            own, usual = leadings[size, line.is_bold], style.leadings.get((size, line.is_bold), 0.0)
            is_large, is_full = style.is_large(line), justified[size]
            yield Place(line, column.left, right, own, column_no, is_large, is_full, usual, is_high)


def ends_high(page: LaidPage) -> bool:
    """Whether the text of a page ends long before the page does, or before what stands at its foot."""
    height = page.page.height
    lowest = max((line.bottom for column in page.columns for line in column.lines), default=0.0)
    under = (line.top for line in (*page.footnotes, *(line for line, _ in page.foot)) if line.top > lowest)
    return min(under, default=BREAKS.foot * height) - lowest > BREAKS.high_end * height


def counted_items(found: Sequence[Place]) -> list[Place]:
    """Places, with those marked that begin with `(b)` after `(a)`, or with `(i)` before `(ii)`, not too far away."""
    items = [(index, match[1]) for index, place in enumerate(found) if (match := LETTER.match(place.line.text))]
    counted: set[int] = set()
    for (index, letter), (later, next_letter) in pairwise(items):
        if later - index <= BREAKS.max_item_lines and next_letter in followers(letter):
            counted |= {index, later}
    return [replace(place, is_counted=True) if index in counted else place for index, place in enumerate(found)]


def followers(letter: str) -> set[str]:
    """What can come after a letter or a small Roman number in a list."""
    found = {chr(ord(letter) + 1)} if len(letter) == 1 else set()
    if letter in ROMAN[:-1]:
        found.add(ROMAN[ROMAN.index(letter) + 1])
    return found


def inset_rights(column: Column, full: Sequence[float]) -> list[float]:
    """Where each line of a column would end if full: at the column's edge, or at that of a block set narrower."""
    rights = list(full)
    start = 0
    for index in range(1, len(column.lines) + 1):
        if index < len(column.lines) and is_in_block(column.lines[index - 1], column.lines[index]):
            continue
        own = block_right(column.lines[start:index], full[start] - column.left)
        if own is not None:
            rights[start:index] = [own] * (index - start)
        start = index
    return rights


def is_in_block(above: Line, line: Line) -> bool:
    return above.size == line.size and abs(above.x0 - line.x0) <= BREAKS.indent * line.size


def block_right(lines: Sequence[Line], width: float) -> float | None:
    """The right edge of lines that begin in one place, if enough of them reach it."""
    if len(lines) < BREAKS.inset_lines:
        return None
    right = max(line.x1 for line in lines)
    n_full = sum(right - line.x1 <= BREAKS.edge_play * line.size for line in lines)
    is_wide = right - lines[0].x0 >= BREAKS.inset_width * width
    return right if is_wide and n_full >= max(2.0, BREAKS.inset_full * len(lines)) else None


def goes_on(paragraph: Paragraph, place: Place) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph[-1]
    line, above = place.line, last.line
    if line.is_row or above.is_row or changes_type(last, place) or begins_dateline(above.text, line.text):
        return False
    if place.is_counted or BULLET.match(line.text) or (MARKER.match(line.text) and can_end_before_item(last, place)):
        return False
    if place.column_no != last.column_no:
        return goes_on_across(paragraph, place)
    if line.base - above.base > leading_of(paragraph, place) + BREAKS.extra_leading * line.size:
        return False
    if place.is_large:
        return not is_finished(above.text)
    if (is_centred(last) and is_centred(place)) or shares_axis(last, place):
        is_ended = is_finished(above.text) or is_date_line(line.text)
        return is_title_line(above) and is_title_line(line) and not is_ended
    return not changes_indent(paragraph, place) and not ended_early(last, place)


def changes_type(last: Place, place: Place) -> bool:
    """Another size, or bold lines beside others where a paragraph can end."""
    above, line = last.line, place.line
    if abs(above.size - line.size) > BREAKS.max_size_change * max(above.size, line.size):
        return True
    can_end = is_finished(above.text) or (not begins_low(line.text) and ended_early(last, place))
    return above.is_bold != line.is_bold and can_end


def begins_dateline(above: str, text: str) -> bool:
    """Whether a line of place and date stands under lines that do not lead to it, as under a title."""
    is_led = is_finished(above) or PARTICLE.search(above) is not None
    return is_date_line(text) and not is_led and not is_finished(text) and not begins_low(text)


def leading_of(paragraph: Paragraph, place: Place) -> float:
    """How far a line may stand below a paragraph: as far as that one's own lines, and an open one as is usual."""
    last = paragraph[-1]
    found = place.leading
    if len(paragraph) > 1 and paragraph[-2].column_no == last.column_no:
        found = max(found, last.line.base - paragraph[-2].line.base)
    is_open = not is_finished(last.line.text) and not ended_early(last, place)
    return max(found, place.usual_leading) if is_open else found


def can_end_before_item(last: Place, place: Place) -> bool:
    """Whether a line can be the end of a paragraph if an item follows."""
    text = last.line.text.rstrip()
    return is_finished(text) or text.endswith(LISTED) or heads_items(text, place.line.text) or ended_early(last, place)


def heads_items(above: str, text: str) -> bool:
    """Whether a line with a number of its own style, as `IV.`, stands over an item with another, as `24.`."""
    head, item = MARKER.match(above), MARKER.match(text)
    return head is not None and item is not None and NUMBERS.search(item[0]) is not None and not NUMBERS.search(head[0])


def goes_on_across(paragraph: Paragraph, place: Place) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last = paragraph[-1]
    if is_centred(place) or is_centred(last) or (last.ends_page_high and last.line.page_no != place.line.page_no):
        return begins_low(place.line.text) and not is_finished(last.line.text)
    is_indented = place.line.x0 - place.left > BREAKS.indent * place.line.size
    starts_indented = is_indented and paragraph[0].line.x0 - paragraph[0].left > BREAKS.indent * place.line.size
    if starts_indented and len(paragraph) > 1 and not is_same_inset(last, place):
        return False
    if begins_low(place.line.text):
        return not is_finished(last.line.text) or not ended_early(last, place)
    return not ended_early(last, place)


def is_same_inset(last: Place, place: Place) -> bool:
    shift = (last.line.x0 - last.left) - (place.line.x0 - place.left)
    return abs(shift) <= BREAKS.indent * place.line.size


def changes_indent(paragraph: Paragraph, place: Place) -> bool:
    """Whether a line begins where only a new paragraph would."""
    last, line = paragraph[-1], place.line
    shift = line.x0 - last.line.x0
    tolerance = BREAKS.indent * line.size
    if abs(shift) <= tolerance:
        return False
    is_sure = begins_low(line.text) or last.is_justified
    is_open = is_sure and not is_finished(last.line.text) and not ended_early(last, place)
    if len(paragraph) == 1 or paragraph[-2].column_no != last.column_no:
        return shift > 0 and not hangs(last.line, line) and not is_open
    return not is_open


def hangs(first: Line, line: Line) -> bool:
    """Whether a line stands under the words after a number or a bullet."""
    is_item = MARKER.match(first.text) or BULLET.match(first.text)
    return bool(is_item) and first.second_x0 is not None and abs(line.x0 - first.second_x0) <= BREAKS.hang * line.size


def ended_early(last: Place, place: Place) -> bool:
    """Whether the next line's first word had room on a line, so that this one was ended on purpose."""
    line = last.line
    room = last.right - line.x1
    needed = place.line.first_width + (BREAKS.space + BREAKS.room) * line.size
    is_exact = last.is_justified and not PARTICLE.search(line.text)
    if room <= (min(needed, BREAKS.short * line.size) if is_exact else needed):
        return False
    return is_finished(line.text) or not begins_low(place.line.text) or room > BREAKS.early_end * last.width


def is_centred(place: Place) -> bool:
    """Whether a line stands in the middle of its column, clear of both edges."""
    line = place.line
    before, after = line.x0 - place.left, place.right - line.x1
    is_clear = min(before, after) > BREAKS.min_margin * line.size
    return is_clear and abs(before - after) <= BREAKS.centred * place.width


def shares_axis(last: Place, place: Place) -> bool:
    """Whether two lines are centred on each other: the longest of a title can reach both edges of its column."""
    starts, ends = place.line.x0 - last.line.x0, place.line.x1 - last.line.x1
    is_shifted = min(abs(starts), abs(ends)) > BREAKS.indent * place.line.size
    is_heading = (last.line.is_bold and place.line.is_bold) or (last.line.text.isupper() and place.line.text.isupper())
    return is_heading and is_shifted and abs(starts + ends) <= 2 * BREAKS.centred * place.width


def is_title_line(line: Line) -> bool:
    return line.is_bold or line.text.isupper() or line.text.istitle()


def is_date_line(text: str) -> bool:
    """Whether a line or heading says little but when and where."""
    numbers = NUMBERS.findall(text)
    is_dated = any(len(number) == 4 for number in numbers) and any(len(number) < 3 for number in numbers)
    return is_dated and len(WORDS.findall(text)) <= BREAKS.max_date_words


def is_finished(text: str) -> bool:
    return text.rstrip().rstrip(CLOSERS).endswith(STOPS)


def begins_low(text: str) -> bool:
    return text.lstrip(OPENERS)[:1].islower()
