"""Plain text and Markdown: bytes in any encoding to characters."""

import codecs
import re
from dataclasses import dataclass, replace
from functools import cache

from charset_normalizer import from_bytes

from schemas import knowledge
from tasks.core.formats.plain.mojibake import mend, note_of
from tasks.core.reading import Note, ReadError, ReadText

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTI_BYTE = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
TYPOGRAPHY = re.compile(
    r"[‘’‚“”„«»‹›–—…•]|(?<![^\x00-\x7f])(?<![^\W\d_])[·°§€£©®™№½¼¾²³×÷](?![^\x00-\x7f])(?![^\W\d_])"
)
WORD = re.compile(r"[^\W\d_]+")
WIDE_SAMPLE = 64
MIN_ZEROS = 0.25  # of the bytes of 16-bit Latin text, half are zeros, all on one side
BROKEN = "\ufffd"
CUT_OFF = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")
CUT_OFF_BYTES = 3


@dataclass(frozen=True, slots=True)
class Decoding:
    """When a guess at an encoding is good enough."""

    min_fitting_ratio: float = 0.9  # of the letters beyond ASCII, in the language's alphabet; wrong guesses reach 0.7
    word_weight: float = 4.0  # a share of common words speaks louder: it tells languages apart whose alphabets overlap
    sampled_bytes: int = 50_000  # no text changes its encoding after that
    min_good_ratio: float = 3.0  # good characters for each broken one; other encodings read as UTF-8 reach 0.3


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters beyond ASCII that a language uses, some of its commonest words, its code pages by likelihood."""

    code_pages: tuple[str, ...]
    letters: frozenset[str]
    words: frozenset[str]


@cache
def alphabets() -> tuple[Alphabet, ...]:
    """All alphabets of `schemas/knowledge/alphabets.csv`."""
    return tuple(
        Alphabet(
            knowledge.values(row["code_pages"]),
            frozenset(row["letters"] + row["letters"].upper()),
            frozenset(knowledge.values(row["words"])),
        )
        for row in knowledge.rows("alphabets")
    )


def decode_wide(content: bytes, settings: Decoding | None = None) -> ReadText | None:
    """Text that says its encoding by a mark, or is 16-bit Latin without one; nothing for any other.

    Raises:
        ReadError: `undecodable`, if it says what it is not.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return decode_marked(content, encoding, settings or Decoding())
    head = content[:WIDE_SAMPLE]
    if b"\x00" not in head or abs(head[1::2].count(0) - head[0::2].count(0)) < len(head) * MIN_ZEROS:
        return None
    encoding = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return decode_marked(content, encoding, settings or Decoding())


def decode_marked(content: bytes, encoding: str, settings: Decoding) -> ReadText:
    """Text in an encoding that is known; a few broken characters, or half of one at the end, are noted.

    Raises:
        ReadError: `undecodable`.
    """
    try:
        return ReadText(content.decode(encoding), f"plain/{encoding}")
    except UnicodeDecodeError as error:
        text = content.decode(encoding, "replace")
        n_broken = text.count(BROKEN)
        if n_broken > 1 and len(text) < settings.min_good_ratio * n_broken:
            raise ReadError("undecodable", f"The file says {error.encoding}, and is not. Save it as UTF-8.") from error
    return ReadText(text, f"plain/{encoding}", notes=(broken_note(n_broken),))


def fit(text: str, alphabet: Alphabet, settings: Decoding) -> float:
    """How well a text fits a language: 0 or less for not at all, more the more of its letters and words fit."""
    foreign = [char for char in TYPOGRAPHY.sub("", text) if char > "\x7f" and not char.isspace()]
    fitting = sum(char in alphabet.letters for char in foreign) / len(foreign) if foreign else 1.0
    if fitting < settings.min_fitting_ratio:
        return 0.0
    words = WORD.findall(text)
    common = sum(word.lower() in alphabet.words for word in words)
    odd = sum(not (word.islower() or word.isupper() or word[1:].islower() or len(word) == 1) for word in words)
    return fitting + settings.word_weight * (common - odd) / max(len(words), 1)


def decode_legacy(content: bytes, settings: Decoding) -> ReadText:
    """Text in a code page: of all languages and their code pages the pair that fits best.

    Raises:
        ReadError: none fits.
    """
    sample = content[: settings.sampled_bytes]
    best_fit, best = 0.0, ""
    for alphabet in alphabets():
        for code_page in alphabet.code_pages:
            fitting = fit(sample.decode(code_page, "replace"), alphabet, settings)
            if fitting > best_fit and decodes(content, code_page):
                best_fit, best = fitting, code_page
    best = best or detected(sample)
    if not best or not decodes(content, best):
        raise ReadError("undecodable", "No known encoding makes these bytes text. Save the file as UTF-8.")
    return ReadText(content.decode(best), f"plain/{best}")


def detected(sample: bytes) -> str:
    """The multi-byte encoding of East Asian text, by the detector; empty if it sees none."""
    match = from_bytes(sample, cp_isolation=list(MULTI_BYTE)).best()
    return match.encoding if match else ""


def decodes(content: bytes, encoding: str) -> bool:
    """Whether an encoding has a character for every byte."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decode_damaged(content: bytes, settings: Decoding) -> ReadText | None:
    """UTF-8 with some broken bytes among many good ones, or cut off within a character; nothing for other bytes."""
    text = content.decode("utf-8", "replace")
    n_broken = text.count(BROKEN) - content.count(BROKEN.encode())
    n_good = len(text) - len(text.encode("ascii", "ignore")) - text.count(BROKEN)
    if n_good < settings.min_good_ratio * n_broken and not is_cut_off(content):
        return None
    return ReadText(text, "plain/utf-8", notes=(broken_note(n_broken),))


def is_cut_off(content: bytes) -> bool:
    """All is ASCII but for the first two or three bytes of a longer character at the end."""
    tail = CUT_OFF.search(content, max(0, len(content) - CUT_OFF_BYTES))
    return tail is not None and content[: tail.start()].isascii()


def broken_note(n_broken: int) -> Note:
    return Note(
        "broken_characters",
        f"{n_broken} characters could not be read and stand as {BROKEN}. Fetch the file again, or save it as UTF-8.",
    )


def decoded(content: bytes, settings: Decoding) -> ReadText:
    """The characters that bytes stand for, as they are.

    Raises:
        ReadError: `undecodable`.
    """
    read = decode_wide(content, settings)
    if read is None:
        try:
            read = ReadText(content.decode("utf-8"), "plain/utf-8")
        except UnicodeDecodeError:
            read = decode_damaged(content, settings) or decode_legacy(content, settings)
    return read


def read_plain(content: bytes, settings: Decoding | None = None) -> ReadText:
    """Decode plain text or Markdown; mojibake is repaired where it shows, line ends become line feeds.

    Raises:
        ReadError: `undecodable`, or `binary` if zero bytes remain.
    """
    read = decoded(content, settings or Decoding())
    if "\x00" in read.text:
        raise ReadError("binary", "The file is called text and holds zero bytes. Save it as UTF-8 text.")
    mended = mend(read.text)
    notes = (*read.notes, note_of(mended)) if mended.n_repaired else read.notes
    return replace(read, text=plain_line_ends(mended.text), notes=notes)


def plain_line_ends(text: str) -> str:
    """Line feeds for the line ends of all systems, an empty line for the sign that parts paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if text.isascii():
        return text
    return text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
