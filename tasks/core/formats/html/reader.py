"""One page: bytes to text, in the order decode, parse, read blocks, judge, render."""

from lxml import etree

from tasks.core.formats.html.decode import decode_page
from tasks.core.formats.html.judge import Judgement, judged
from tasks.core.formats.html.page import Page
from tasks.core.formats.html.properties import Property, page_properties
from tasks.core.formats.html.render import rendered
from tasks.core.formats.html.shown import read_blocks
from tasks.core.formats.html.titles import find_title
from tasks.core.formats.html.tree import parse_page
from tasks.core.formats.html.voting import voted_blocks
from tasks.core.formats.html.weights import weighed
from tasks.core.reading import Note, ReadError, ReadText

MIN_LETTERS = 40  # shown without a script; pages that show less keep their text hidden until one runs
MIN_HIDDEN_LETTERS = 200  # less is a request to turn scripts on
ARTICLE_KEYS = frozenset({"meta.article:published_time", "meta.article:author"})
ARTICLE_TYPES = frozenset({"article", "newsarticle", "blogposting", "reportagenewsarticle"})


def read_html(content: bytes) -> ReadText:
    """The text of a page.

    Raises:
        ReadError: `undecodable`, `damaged`, `output_limit`, or `no_text` if it shows none.
    """
    decoded = decode_page(content)
    root, is_flat = parse_page(decoded.text)
    page = shown_page(root)
    properties = page_properties(root)
    weights = weighed(page, voted_blocks(root, page))
    title = find_title(page, weights, properties)
    judgement = judged(page, weights, title, is_article(properties))
    made = rendered(page, judgement, title)
    return ReadText(
        made.text,
        f"html/{decoded.encoding}",
        properties="".join(f"{key}: {value}\n" for key, value in properties),
        marks=made.marks,
        notes=(*decoded.notes, *frame_notes(judgement, is_flat)),
    )


def shown_page(root: etree._Element) -> Page:
    """The blocks of a page; if it shows next to nothing, with what waits for a script.

    Raises:
        ReadError: `no_text`.
    """
    page = read_blocks(root)
    if n_letters(page) < MIN_LETTERS:
        hidden = read_blocks(root, shows_hidden=True)
        page = hidden if n_letters(hidden) > MIN_HIDDEN_LETTERS else page
    if not n_letters(page):
        detail = "The page shows no text without its scripts. Save it from a browser after it has loaded, or print it."
        raise ReadError("no_text", detail)
    return page


def n_letters(page: Page) -> int:
    return sum(sum(map(str.isalpha, block.text)) for block in page.blocks)


def is_article(properties: tuple[Property, ...]) -> bool:
    """Whether the page says that it is one text, not a list of texts."""
    return any(
        key in ARTICLE_KEYS or (key in {"meta.og:type", "jsonld.type"} and value.casefold() in ARTICLE_TYPES)
        for key, value in properties
    )


def frame_notes(judgement: Judgement, is_flat: bool) -> list[Note]:
    """What could not be told apart."""
    if is_flat:
        detail = (
            "The tags of the page are nested too deep to be read; its menus may stand among the text. Save it anew."
        )
        return [Note("frame_kept", detail)]
    if not judgement.is_sure:
        detail = (
            "No part of the page reads as its text, so all of it is kept, menus too. Save the text alone if it matters."
        )
        return [Note("frame_kept", detail)]
    return []
