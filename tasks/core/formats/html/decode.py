"""The bytes of a page to characters, whatever encoding it claims."""

import codecs
import re
from dataclasses import dataclass

from tasks.core.formats.plain.decode import Decoding, alphabets, decode_legacy, decodes, fit
from tasks.core.reading import Note, ReadError

DECLARED = re.compile(rb"(?:charset\s*=|<\?xml[^>]*encoding\s*=)\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
HEAD_BYTES = 8192  # browsers look for the declaration in the first 1,024; some pages put it behind their scripts
TAGS = re.compile(rb"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE_SAMPLE = 64
CUT_OFF_BYTES = 3  # the longest beginning of a character that is not whole
NAMES = {  # what browsers mean by a name is not what the name says: the wider code page that holds it
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac_cyrillic",
    "unicode": "utf-16",
}
ESCAPED = re.compile(rb"\x1b\$[@B]")
WORD = re.compile(r"\S+")
SAMPLED_WORDS = 500
UNDEFINED = "\ufffd"


@dataclass(frozen=True, slots=True)
class PageDecoding:
    """When bytes count as an encoding in spite of bytes that are not."""

    min_valid_ratio: float = 2.0  # valid to broken characters of UTF-8 beyond ASCII; code pages stay below 0.3
    max_broken_share: float = 0.01  # of the characters of a text in the encoding that the page declares
    max_stripped_bytes: int = 400_000  # enough of a page to guess its encoding from


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a page, the name of their encoding, and what was wrong with it."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode_page(content: bytes, settings: PageDecoding | None = None) -> Decoded:
    """Decode a page: by its mark, as UTF-8, as it declares, by a guess at its language.

    Raises:
        ReadError: `undecodable`.
    """
    settings = settings or PageDecoding()
    declared = declared_encoding(content)
    found = decode_marked(content) or decode_utf8(content, declared, settings)
    text, encoding = found or decode_code_page(content, declared, settings)
    return Decoded(text, encoding, notes(text, encoding, declared))


def declared_encoding(content: bytes) -> str:
    """The encoding that a page claims, by Python's name; empty if it claims none that exists."""
    match = DECLARED.search(content[:HEAD_BYTES])
    name = match.group(1).decode("ascii").lower() if match else ""
    try:
        found = codecs.lookup(NAMES.get(name, name))
    except LookupError:
        return ""
    return found.name if found._is_text_encoding else ""


def decode_marked(content: bytes) -> tuple[str, str] | None:
    """Text with a byte order mark, or of two bytes for each character."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    even, odd = content[:WIDE_SAMPLE:2].count(0), content[1:WIDE_SAMPLE:2].count(0)
    if abs(even - odd) > WIDE_SAMPLE // 4:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return content.decode(encoding, "replace"), encoding
    return None


def decode_utf8(content: bytes, declared: str, settings: PageDecoding) -> tuple[str, str] | None:
    """UTF-8, if it is that but for some broken bytes; a page that is ASCII with escapes is what it declares."""
    if declared.startswith("iso2022") and ESCAPED.search(content):
        return content.decode(declared, "replace"), declared
    text = content.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    broken = text.count(UNDEFINED) - content.count(UNDEFINED.encode())
    is_cut_off = broken == 1 and text.endswith(UNDEFINED) and content[:-CUT_OFF_BYTES].isascii()
    if broken and not is_cut_off and beyond_ascii - broken < settings.min_valid_ratio * broken:
        return None
    return text, "utf-8"


def decode_code_page(content: bytes, declared: str, settings: PageDecoding) -> tuple[str, str]:
    """The declared code page, if the words read as some language in it, else the one in which they do.

    Raises:
        ReadError: there is none.
    """
    words = TAGS.sub(b" ", content[: settings.max_stripped_bytes])
    fits_declared = bool(declared) and not declared.startswith("utf") and decodes(content, declared)
    if fits_declared and (is_wide(declared) or best_fit(words.decode(declared, "replace")) > 0):
        return content.decode(declared), declared
    try:
        guessed = decode_legacy(words, Decoding()).extractor.partition("/")[2]
    except ReadError:
        guessed = declared
    if guessed and decodes(content, guessed):
        return content.decode(guessed), guessed
    text = content.decode(declared or "cp1252", "replace")
    if text.count(UNDEFINED) > settings.max_broken_share * len(text):
        raise ReadError("undecodable", "No known encoding makes these bytes text. Save the page anew as UTF-8.")
    return text, declared or "cp1252"


def is_wide(encoding: str) -> bool:
    """Whether one character can take several bytes: such an encoding refuses nearly all texts that are in another."""
    return encoding.startswith(("gb", "big5", "euc", "cp9", "shift", "iso2022", "hz", "johab"))


def best_fit(text: str) -> float:
    """How well a text fits the language that it fits best; words of ASCII alone say nothing."""
    foreign = [word for word in WORD.findall(text) if not word.isascii()]
    sample = " ".join(foreign[:SAMPLED_WORDS])
    return max(fit(sample, alphabet, Decoding()) for alphabet in alphabets()) if sample else 1.0


def notes(text: str, encoding: str, declared: str) -> tuple[Note, ...]:
    """What a reader of the text should know of its characters."""
    found = []
    if declared and not text.isascii() and family(declared) != family(encoding):
        found.append(
            Note("declared_encoding", f"The page says that it is {declared}, and is {encoding}; read as that.")
        )
    if broken := text.count(UNDEFINED):
        detail = f"{broken} characters of the page are broken, and stand as U+FFFD. Fetch the page anew if they matter."
        found.append(Note("broken_characters", detail))
    return tuple(found)


def family(encoding: str) -> str:
    """Names of which one holds the other are the same."""
    plain = encoding.lower().replace("_", "-").removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    return codecs.lookup(NAMES.get(plain, plain)).name
