"""Text that was saved after it had been read in the wrong encoding (`donâ€™t`), repaired where it shows.

UTF-8 read in a code page leaves signs: a letter that a sequence of bytes begins with, then characters that one goes on
with. A segment in which most characters beyond ASCII stand in such signs is handed to `ftfy`, or decoded as a whole.
Clean text has no such segment, and is left as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.core.reading import Note

SPARSE = ("latin_1", "cp1252", "cp1251", "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1257")
CODE_PAGES = (*SPARSE, "mac_roman", "cp437", "cp866")  # in the last three, clean text has the signs of the others
SURE = re.compile("(?:â€|вЂ|в‚|Ã¢|Гў|‚Ä|√|≈|[┬-╬])[^\\s\x00-\x7f]")  # no language writes that
LEADS = ((0xC2, 0xE0, 1), (0xE0, 0xF0, 2), (0xF0, 0xF5, 3))  # first bytes, and how many follow
CONTINUATIONS = (0x80, 0xC0)
MIN_SIGN_BYTES = 4  # two characters beyond ASCII
SPACED = bytes(32 if value < 128 else value for value in range(256))
LINE = re.compile(r"[^\n]*\n|[^\n]+")
CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Mending:
    """When a text is repaired."""

    min_covered: float = 0.6  # of a segment's characters beyond ASCII; clean Ukrainian capitals reach half
    min_lost_chars: int = 2  # over a text: a lone pair such as Ã» can be a letter and a quotation mark
    min_strict_signs: int = 3  # of a segment that only a whole decoding repairs; chance makes one or two
    max_segment_chars: int = 5_000  # an endless line is repaired in pieces


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, how many of its segments and of its characters were repaired, and from which misreadings."""

    text: str
    n_repaired: int
    encodings: tuple[str, ...]
    n_characters: int = 0


def note_of(mended: Mended) -> Note:
    """What a reader of the text should know."""
    pages = f" (UTF-8 read as {', '.join(mended.encodings)})" if mended.encodings else ""
    detail = f"Lines with letters that had been read wrongly{pages}, now repaired: {mended.n_repaired}."
    return Note("mojibake_repaired", f"{detail} Compare them with the source.", n_found=mended.n_characters)


def mend(text: str, settings: Mending | None = None) -> Mended:
    """The text with its mojibake repaired; the same text if there is none."""
    if text.isascii():
        return Mended(text, 0, ())
    settings = settings or Mending()
    has_controls = CONTROLS.search(text) is not None
    if not has_controls and not may_show(text):
        return Mended(text, 0, ())
    segments = list(segments_of(text, settings.max_segment_chars))
    suspects = [index for index, segment in enumerate(segments) if is_suspect(segment, settings)]
    return repaired(text, segments, suspects, settings) if suspects else Mended(text, 0, ())


def repaired(text: str, segments: list[str], suspects: Sequence[int], settings: Mending) -> Mended:
    """The text with the suspect segments repaired, if that changes enough to be no chance."""
    found: dict[int, str] = {}
    encodings: dict[str, None] = {}
    for index in suspects:
        new, used = by_ftfy(segments[index])
        if new == segments[index]:
            new, used = by_code_page(segments[index], CODE_PAGES, settings.min_strict_signs)
        if new != segments[index]:
            found[index] = new
            encodings |= dict.fromkeys(used)
    for index in suspects:
        if index not in found:
            new, _ = by_code_page(segments[index], tuple(encodings), 1)
            found |= {index: new} if new != segments[index] else {}
    n_lost = sum(len(segments[index]) - len(new) for index, new in found.items())
    is_sure = any(CONTROLS.search(segments[index]) for index in found)
    if n_lost < settings.min_lost_chars and not is_sure:
        return Mended(text, 0, ())
    return Mended(
        "".join(found.get(index, one) for index, one in enumerate(segments)),
        len(found),
        tuple(sorted(encodings)),
        max(1, sum(count_new(segments[index], new) for index, new in found.items())),
    )


def count_new(old: str, new: str) -> int:
    """Characters that were repaired, of which each had been as many as its bytes in UTF-8.

    Where some had been right before, their share is told by the length that was lost.
    """
    if len(old) == len(new):
        return sum(before != after for before, after in zip(old, new, strict=True))
    n_more = [len(char.encode("utf-8", "surrogatepass")) - 1 for char in new if char > "\x7f"]
    return round(len(n_more) * (len(old) - len(new)) / max(sum(n_more), 1))


def by_ftfy(segment: str) -> tuple[str, tuple[str, ...]]:
    """A segment as `ftfy` repairs it; all of its rules that change clean text are off."""
    from ftfy import TextFixerConfig, fix_encoding_and_explain

    settings = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    fixed = fix_encoding_and_explain(segment, settings)
    steps = fixed.explanation or []
    return fixed.text, tuple(
        step.parameter.replace("sloppy-windows-", "cp") for step in steps if step.action == "encode"
    )


def by_code_page(segment: str, code_pages: Sequence[str], min_signs: int) -> tuple[str, tuple[str, ...]]:
    """A segment of which every character beyond ASCII is a byte of UTF-8 that was read in a code page."""
    for code_page in code_pages:
        table = table_of(code_page)
        if not all(char < "\x80" or char in table for char in segment):
            continue
        content = b"".join(char.encode() if char < "\x80" else table[char] for char in segment)
        try:
            new = content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if sum(char > "\x7f" for char in new) >= min_signs:
            return new, (code_page,)
    return segment, ()


def is_suspect(segment: str, settings: Mending) -> bool:
    """Whether most of what is not ASCII stands in signs of mojibake."""
    if SURE.search(segment) or CONTROLS.search(segment):
        return True
    covered = len("".join(signs().findall(segment)))
    return covered > 0 and covered >= settings.min_covered * (len(segment) - len(segment.encode("ascii", "ignore")))


def may_show(text: str) -> bool:
    """A quick look: somewhere a character that signs begin with stands before one that they go on with."""
    runs = text.encode("utf-8", "surrogatepass").translate(SPACED).split()
    beyond = b" ".join(run for run in runs if len(run) >= MIN_SIGN_BYTES).decode("utf-8", "replace")
    return (pairs().search(beyond) or SURE.search(beyond)) is not None


def segments_of(text: str, max_chars: int) -> Iterator[str]:
    """The lines of a text, long ones in pieces that end where a word does; joined they are the text."""
    for line in LINE.findall(text):
        reached = 0
        while len(line) - reached > max_chars:
            end = line.rfind(" ", reached, reached + max_chars) + 1 or reached + max_chars
            yield line[reached:end]
            reached = end
        yield line[reached:]


@cache
def table_of(code_page: str) -> dict[str, bytes]:
    """The byte of each character beyond ASCII; bytes that a code page leaves out stand for themselves."""
    return {read_byte(value, code_page): bytes([value]) for value in range(255, 127, -1)}


def read_byte(value: int, code_page: str) -> str:
    try:
        return bytes([value]).decode(code_page)
    except UnicodeDecodeError:
        return chr(value)


@cache
def signs() -> re.Pattern[str]:
    """What the bytes of one character look like in some code page."""
    forms = [rf"[{characters(low, high)}][{characters(*CONTINUATIONS)}]{{{n_more}}}" for low, high, n_more in LEADS]
    return re.compile("|".join(forms))


@cache
def pairs() -> re.Pattern[str]:
    """The two first characters of any sign; the second is the rarer one in clean text."""
    return re.compile(rf"[{characters(*CONTINUATIONS)}](?<=[{characters(LEADS[0][0], LEADS[-1][1])}].)")


def characters(low: int, high: int) -> str:
    """What bytes `low` to `high` (excluded) can be read as, for a set of a pattern."""
    found = {read_byte(value, code_page) for code_page in SPARSE for value in range(low, high)}
    return re.escape("".join(sorted(found)))
