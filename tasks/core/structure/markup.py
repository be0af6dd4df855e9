"""What cleaning takes out inside lines: front matter, bookmarks, pictures, Markdown signs, list marks."""

import re
from collections.abc import Iterator

from tasks.core.structure.characters import INVISIBLE, MAYBE_INVISIBLE
from tasks.core.structure.phrases import is_furniture

Found = tuple[int, int, str]

MAX_FRONT_MATTER_CHARS = 20_000  # longer than any seen by ten times; a rule below a title is not front matter
FENCES = (  # opening, closing, a line of a key and its value: YAML, TOML
    (
        re.compile(r"\s*---[ \t]*\n"),
        re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$"),
        re.compile(r"(?m)^[ \t]*[A-Za-z_][\w:. -]{0,40}:(?:[ \t]|$)"),
    ),
    (
        re.compile(r"\s*\+\+\+[ \t]*\n"),
        re.compile(r"(?m)^\+\+\+[ \t]*$"),
        re.compile(r"(?m)^[ \t]*[A-Za-z_][\w.\"-]{0,40}[ \t]*=[ \t]"),
    ),
)
IMAGE_NAME = r"[\w./-]{0,80}\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|webp)"
WHOLE = (  # rule, a sign without which it cannot apply, pattern
    ("bookmark", "[bookmark", re.compile(r"\[bookmark:[^\]\n]{0,200}\]")),
    ("image", "![", re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")),
    ("image", "----", re.compile(rf"----{IMAGE_NAME}----", re.IGNORECASE)),
    ("image", ".", re.compile(rf"(?m)^[ ]*\[?(?:image:?[ ]*)?{IMAGE_NAME}\]?[ ]*$", re.IGNORECASE)),
    ("image", "image", re.compile(r"(?<!\w)image\d{1,3}\.(?:png|jpe?g|gif|emf|wmf)(?!\w)")),
    ("imprint", ".EPS", re.compile(r"(?<!\S)[\w#]{1,30}\.EPS(?:</\w{1,8}>)?(?!\w)")),  # a signature set as a picture
    ("rule_line", "", re.compile(r"(?m)^[ ]*(?:[-*_=][ ]?){3,200}$")),
    ("heading_mark", "#", re.compile(r"(?m)^[ ]{0,3}#{1,6}[ ]+(?=\S)")),
    ("quote_mark", ">", re.compile(r"(?m)^[ ]*>[ ]?")),
    ("list_mark", "", re.compile(r"(?m)^[ ]*[-*+•▪◦‣●■·][ ]+(?=\S)(?!\d{1,3}[ ]*[-–—]?[ ]*(?:[\n\f]|\Z))")),
)
LINE_SIGN = re.compile(r"\n[ ]*[-*_=+•▪◦‣●■·]")
LINE_RULES = frozenset({"rule_line", "list_mark"})  # whose lines begin with such a sign
IMAGE_ENDING = re.compile(r"\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|webp)", re.IGNORECASE)
LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)")
STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])((?:[^*_\n]|\n(?![ ]*\n)){1,2000})(?<=[^\s*_])\1")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1500})(?<=[^\s*])\*(?![\w*])")
UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]{1,500})(?<=[^\s_])_(?!\w)")
ESCAPE = re.compile(r"\\(?=[!#()*+.\[\]_`{}>-])")


def find_markup(text: str, is_markdown: bool) -> Iterator[Found]:
    """Spans of the text that are no words of its author, each with its rule; they may overlap."""
    if front := front_matter_span(text):
        yield (*front, "front_matter")
    if MAYBE_INVISIBLE.search(text):
        yield from ((*match.span(), "invisible") for match in INVISIBLE.finditer(text))
    has_image = IMAGE_ENDING.search(text) is not None
    has_line_sign = LINE_SIGN.search("\n" + text) is not None
    for rule, sign, pattern in WHOLE:
        if rule in LINE_RULES and not has_line_sign:
            continue
        if sign in text and (has_image or rule != "image" or sign == "!["):
            yield from ((*match.span(), rule) for match in pattern.finditer(text))
    if "](" in text:
        yield from find_links(text)
    yield from find_emphasis(text)
    if is_markdown:
        yield from ((*match.span(), "escape") for match in ESCAPE.finditer(text))


def find_emphasis(text: str) -> Iterator[Found]:
    """The signs around words that are to be printed in another type."""
    for pattern, width, signs in ((STRONG, 2, ("**", "__")), (EMPHASIS, 1, "*"), (UNDERLINED, 1, "_")):
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            yield match.start(), match.start() + width, "emphasis"
            yield match.end() - width, match.end(), "emphasis"


def front_matter_span(text: str) -> tuple[int, int] | None:
    """The block of `key: value` or `key = value` lines between two fences that a text begins with."""
    for fence, fence_end, key_line in FENCES:
        if opening := fence.match(text):
            closing = fence_end.search(text, opening.end(), opening.end() + MAX_FRONT_MATTER_CHARS)
            if closing and key_line.search(text, opening.end(), closing.start()):
                return opening.end() - len(opening[0].lstrip()), closing.end()
    return None


def find_links(text: str) -> Iterator[Found]:
    """Links lose their target; one that is a button goes wholly."""
    for match in LINK.finditer(text):
        if not match[1].strip() or is_furniture(match[1]):
            yield (*match.span(), "share_button")
        else:
            yield match.start(), match.start(1), "link"
            yield match.end(1), match.end(), "link"
