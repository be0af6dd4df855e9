"""A text without what others say in it: quotations, paragraphs set off, paragraphs that name the text they are from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.core.structure.cues import count_cues, has_cue
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import Span, outside_of, quotations
from tasks.core.structure.reporters import attributions, has_press

MIN_WORDS = 5  # of a reporter's sentence; fewer are the rest of a sentence that quotes
SET_OFF = frozenset({"quote_mark", "indented"})


@dataclass(frozen=True, slots=True)
class Told:
    """One running paragraph: what of it is quoted, and the rest, which is its own author's if `is_own`."""

    paragraph: Paragraph
    quoted: tuple[Span, ...]
    outside: str
    is_own: bool


def told(running: Sequence[Paragraph]) -> list[Told]:
    """The running paragraphs with what each says in its author's own voice.

    Not the author's are paragraphs set off by signs, those that end with `…, the statement said`, and those after a
    line that announces somebody's words with a colon, until reporting goes on. Where nothing else is left but such a
    line, the words that it announces are the text (`The following statement was released by the governments:`).
    """
    found: list[Told] = []
    in_block = False
    for one, quoted in zip(running, quotations(running), strict=True):
        outside = outside_of(one.text, quoted) if quoted else one.text
        is_reporting = reports(outside)
        is_set_off = bool(one.marks & SET_OFF)
        in_block = in_block and not is_reporting
        found.append(Told(one, quoted, outside, not (is_set_off or in_block or is_attributed(outside))))
        in_block = in_block or announces(one.text)
    if sum(is_reporter(one) for one in found) + sum(announces(one.outside) for one in found) // 2:
        return found
    return [replace(one, is_own=True) for one in found]


def is_reporter(one: Told) -> bool:
    """A paragraph that is neither others' words nor only announces them."""
    return one.is_own and not announces(one.outside) and len(one.outside.split(None, MIN_WORDS)) >= MIN_WORDS


def reports(text: str) -> bool:
    """The text has the words of a reporter."""
    return has_press(text) or bool(attributions(text))


def is_attributed(text: str) -> bool:
    """The text is somebody's words up to its end, which says where they are from."""
    found = attributions(text)
    return bool(found) and "," in text[: found[-1].start()] and not text[found[-1].end() :].strip(' .,”"')


def announces(text: str) -> bool:
    """The text ends with a colon, and is not of those who say `we`: words of others follow."""
    return text.rstrip().endswith(":") and not has_cue(text, "first_person")


def count_in(pieces: Iterable[Told], kind: str) -> int:
    """How often cue words of a kind stand in the paragraphs, outside of what they quote."""
    return sum(count_cues(one.outside, kind) for one in pieces)
