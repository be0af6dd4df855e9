"""Characters of a page to a tree, however damaged and deep; nothing is fetched, no entity beyond HTML's is known."""

import re
from dataclasses import dataclass

from lxml import etree, html

from tasks.core.reading import ReadError

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DATA_ADDRESS = re.compile(r"data:[\w.+;/=-]{0,100},[^\"'()<>\s]{400,}")
PARSER_RUN = 10_000_000  # characters of one run, a comment's too, that the parser takes
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LONG_TAG = re.compile(
    r"<([a-zA-Z][\w:-]{0,40})\s[^<>]{8000,}>"
)  # the parser's time grows with the square of attributes
INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|label|mark|nobr|o:p|q|s|samp|small|span|strike"
    r"|strong|sub|sup|tt|u|var)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
ANY_TAG = re.compile(r"</?([a-z][a-z0-9:-]*)(?:\s[^<>]*)?>", re.IGNORECASE)
UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsing:
    """How much is parsed."""

    max_chars: int = 64_000_000  # of a page with long paragraphs, whose tree and text stay below a gigabyte
    max_tags: int = 400_000  # half a gigabyte of tree and blocks, ten seconds; a statute book has a tenth of it


def parse_page(text: str, settings: Parsing | None = None) -> tuple[etree._Element, bool]:
    """The tree of a page, and whether it had to be flattened because its tags are nested too deep.

    Raises:
        ReadError: `output_limit` if the page or a run of text in it is too long, `damaged` if there is no tree.
    """
    settings = settings or Parsing()
    text = LONG_TAG.sub(r"<\1>", DATA_ADDRESS.sub("data:", CONTROLS.sub("", text).replace("\f", "\n")))
    if len(text) > settings.max_chars or text.count("<") > settings.max_tags:
        detail = f"The page has {len(text)} characters and {text.count('<')} tags, which is too much. Split the page."
        raise ReadError("output_limit", detail)
    if len(text) > PARSER_RUN:
        text = COMMENT.sub("", text)
    for flatten in (None, without_inline, only_paragraphs):
        root, is_whole = parsed(flatten(text) if flatten else text)
        if is_whole:
            return root, flatten is only_paragraphs
    raise ReadError("output_limit", "A run of text in the page is over ten million characters. Split the page.")


def parsed(text: str) -> tuple[etree._Element, bool]:
    """The tree, and whether the parser reached the end of the text.

    Raises:
        ReadError: there is no tree.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError("damaged", f"The page cannot be parsed ({error}). Save it anew from a browser.") from error
    if root is None:
        raise ReadError("no_text", "The file has tags and no text. Save the page from a browser after it has loaded.")
    is_stopped = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, not is_stopped


def without_inline(text: str) -> str:
    """The page without tags that only dress words; old pages leave them open by the hundred."""
    return INLINE.sub("", UNSEEN.sub("", text))


def only_paragraphs(text: str) -> str:
    """The page with nothing but paragraphs and line ends; what its tags said of its parts is lost."""
    return ANY_TAG.sub(flat_tag, without_inline(text))


def flat_tag(match: re.Match[str]) -> str:
    name = match.group(1).lower()
    return "<br>" if name == "br" else "<p>"
