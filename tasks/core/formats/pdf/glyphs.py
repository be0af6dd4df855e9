"""From the glyphs of a page to its words, whatever direction the page is set in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage

from tasks.core.formats.pdf.model import Page, Rule, Word

UNKNOWN = re.compile(r"\(cid:\d+\)|[\ud800-\udfff]")
CONTROLS = dict.fromkeys(range(32), " ") | {0x7F: " "}
BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far apart glyphs stand, in sizes of their type."""

    word_gap: float = 0.16  # spaces are 0.25 wide and tight setting leaves 0.18; kerning moves less than 0.1
    min_spread_gaps: int = 5  # of which three quarters are wide where letters are set apart
    min_space: float = 0.04  # left for a printed space; browsers print soft hyphens as spaces that leave none
    run_gap: float = 1.0  # further apart is another column or cell
    step_back: float = 0.35  # kerning and accents go back less
    base_drift: float = 0.12  # raised marks stand 0.2 higher and more
    size_change: float = 0.12
    overprint: float = 0.12  # bold type is imitated by printing twice, this far apart at most
    min_width: float = 0.01  # a letter without any width has lost its font
    max_flat_share: float = 0.2  # of a page's glyphs; accents of some fonts have no width
    max_rule: float = 3.0  # points; a thicker bar is a surface


SPACING = Spacing()


class Glyph(NamedTuple):
    """One glyph in the frame of its own direction: its text runs to the right, lines go down."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    font: str


def read_layout(page: Any, number: int, problem: str) -> Page:
    """The words, rules and images of a page of pdfplumber."""
    layout = page.layout
    glyphs: dict[int, list[Glyph]] = {}
    rules: list[Rule] = []
    n_images = n_glyphs = n_unknown = n_flat = 0
    for item in leaves(layout):
        if isinstance(item, LTChar):
            turn = turn_of(item.matrix)
            glyph = framed(item, turn, layout.width, layout.height)
            n_glyphs += not glyph.text.isspace()
            n_unknown += glyph.text == "\ufffd"
            n_flat += glyph.x1 - glyph.x0 < SPACING.min_width * glyph.size
            glyphs.setdefault(turn, []).append(glyph)
        elif isinstance(item, LTImage):
            n_images += 1
        elif isinstance(item, LTCurve):
            rules.extend(rules_of(item, layout.height))
    if n_flat > SPACING.max_flat_share * max(n_glyphs, 1):
        problem = problem or "a font is missing, and words can be out of order"
    main = main_turn(glyphs)
    words = words_of(once(glyphs.get(main, [])))
    aside = [word for turn in sorted(glyphs) if turn != main for word in words_of(once(glyphs[turn]))]
    width, height = (layout.height, layout.width) if main % 2 else (layout.width, layout.height)
    shown = shown_box(page, width, height)
    is_shown = [is_inside(word, shown) for word in words]
    aside += [word for word, is_in in zip(words, is_shown, strict=True) if not is_in]
    kept = tuple(word for word, is_in in zip(words, is_shown, strict=True) if is_in)
    kept_rules = () if main else tuple(rules)
    return Page(number, width, height, kept, tuple(aside), kept_rules, n_images, n_glyphs, n_unknown, problem)


def leaves(container: Any) -> Iterator[Any]:
    """All items of a page, those within figures too, in the order in which they are drawn."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from leaves(item)
        else:
            yield item


def turn_of(matrix: Sequence[float]) -> int:
    """Quarter turns to the left in which a glyph is set: 0 is upright."""
    across, up = matrix[0], matrix[1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 2
    return 1 if up > 0 else 3


def main_turn(glyphs: dict[int, list[Glyph]]) -> int:
    """The direction of most glyphs."""
    return max(sorted(glyphs), key=lambda turn: len(glyphs[turn]), default=0)


def framed(char: Any, turn: int, width: float, height: float) -> Glyph:
    """A glyph as seen when the page is turned so that it is upright."""
    x0, y0, x1, y1 = char.bbox
    origin_x, origin_y = char.matrix[4], char.matrix[5]
    if turn == 0:  # nearly all there is
        slant = char.matrix[2] / (char.matrix[3] or 1.0)  # of type leant by the page; its box takes in the lean
        left, right = x0 - slant * (y0 - origin_y), x1 - slant * (y1 - origin_y)
        top, bottom, base = height - y1, height - y0, height - origin_y
    elif turn == 1:
        left, right, top, bottom, base = y0, y1, x0, x1, origin_x
    elif turn == 2:
        left, right, top, bottom, base = width - x1, width - x0, y0, y1, origin_y
    else:
        left, right, top, bottom, base = height - y1, height - y0, width - x1, width - x0, width - origin_x
    size = max(bottom - top, 0.1)
    if not 0.0 <= bottom - base <= 0.5 * size:  # raised by the text's own rise, which the origin leaves out
        base = bottom - 0.21 * size
    return Glyph(clean_text(char.get_text()), left, right, top, bottom, base, size, str(char.fontname))


def clean_text(text: str) -> str:
    """What a glyph says; one unknown sign for each of which the file does not tell it."""
    if len(text) == 1 and " " <= text < "\x7f":
        return text
    return UNKNOWN.sub("\ufffd", text).translate(CONTROLS) or "\ufffd"


@cache
def is_bold_font(name: str) -> bool:
    return BOLD.search(name) is not None


def rules_of(curve: Any, height: float) -> Iterator[Rule]:
    """Level and upright strokes of a shape: thin ones as they are, boxes by their sides."""
    x0, x1, top, bottom = curve.x0, curve.x1, height - curve.y1, height - curve.y0
    if min(x1 - x0, bottom - top) <= SPACING.max_rule:
        yield Rule(x0, x1, top, bottom)
    elif len(curve.pts) <= 5 and curve.stroke:
        yield Rule(x0, x1, top, top)
        yield Rule(x0, x1, bottom, bottom)
        yield Rule(x0, x0, top, bottom)
        yield Rule(x1, x1, top, bottom)


def shown_box(page: Any, width: float, height: float) -> tuple[float, float, float, float]:
    """The part of the page that is shown, with a little play; all of a page that is turned."""
    if page.rotation or (page.width, page.height) != (width, height):
        return -1.0, -1.0, width + 1.0, height + 1.0
    left, top = page.mediabox[0], page.mediabox[1]
    x0, y0, x1, y1 = page.cropbox
    return x0 - left - 1.0, y0 - top - 1.0, x1 - left + 1.0, y1 - top + 1.0


def is_inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs without those that were printed twice in nearly the same place."""
    places = Counter((glyph.text, round(glyph.x0), round(glyph.top)) for glyph in glyphs if not glyph.text.isspace())
    if len(places) == places.total():
        return glyphs
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column, row = round(glyph.x0), round(glyph.top)
        near = (one for x in (-1, 0, 1) for y in (-1, 0, 1) for one in seen.get((glyph.text, column + x, row + y), ()))
        if not glyph.text.isspace() and any(is_overprint(one, glyph) for one in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def is_overprint(one: Glyph, other: Glyph) -> bool:
    play = SPACING.overprint * other.size
    return abs(one.x0 - other.x0) <= play and abs(one.top - other.top) <= play


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of glyphs in the order in which they are drawn."""
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not goes_on(run[-1], glyph):
            words.extend(split_run(run))
            run = []
        run.append(glyph)
    words.extend(split_run(run))
    return words


def goes_on(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands on the line of the last one, next to it, in the same size."""
    size = last.size
    if glyph.text.isspace() or last.text.isspace():
        size = max(size, glyph.size)
    elif abs(glyph.size - size) > SPACING.size_change * size:
        return False
    if abs(glyph.base - last.base) > SPACING.base_drift * size:
        return False
    end = last.x0 if last.text.isspace() else last.x1
    return -SPACING.step_back * size <= glyph.x0 - end and glyph.x0 - last.x1 <= SPACING.run_gap * size


def split_run(run: Sequence[Glyph]) -> Iterator[Word]:
    """Words of a run: parted by spaces, and by gaps wider than those between the letters of this run."""
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(run) if is_inked(before, after))
    spread = max(0.0, gaps[len(gaps) // 4]) if len(gaps) >= SPACING.min_spread_gaps else 0.0
    word: list[Glyph] = []
    follows_space = is_after_space = False
    for glyph in run:
        if glyph.text.isspace():
            is_after_space = True
            continue
        gap = glyph.x0 - word[-1].x1 if word else 0.0
        least = SPACING.min_space if is_after_space else SPACING.word_gap
        if word and gap > spread + least * glyph.size:
            yield made_word(word, follows_space, True)
            word, is_after_space = [], True
        if not word:
            follows_space = is_after_space
        word.append(glyph)
        is_after_space = False
    if word:
        yield made_word(word, follows_space, is_after_space)


def is_inked(before: Glyph, after: Glyph) -> bool:
    return not before.text.isspace() and not after.text.isspace()


def made_word(glyphs: Sequence[Glyph], follows_space: bool, precedes_space: bool) -> Word:
    return Word(
        "".join(glyph.text for glyph in glyphs),
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        glyphs[0].base,
        glyphs[0].size,
        is_bold_font(glyphs[0].font) and is_bold_font(glyphs[-1].font),
        follows_space,
        precedes_space,
    )
