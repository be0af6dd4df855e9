"""Which block is the title of the document: what the page calls itself decides between headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.core.formats.html.page import Page
from tasks.core.formats.html.properties import Property
from tasks.core.formats.html.weights import Weights

WORD = re.compile(r"\w+")
PARTING = re.compile(r"\s+[-–—|·•»«:/\\]+\s+|\s*(?:\||::|»)\s*")
TITLE_KEYS = frozenset(
    {"html.title", "meta.og:title", "meta.twitter:title", "meta.dc.title", "meta.title", "jsonld.headline"}
)
SITE_KEYS = frozenset({"meta.og:site_name", "meta.application-name", "jsonld.publisher"})


@dataclass(frozen=True, slots=True)
class Titling:
    """When a block is what the page calls itself."""

    min_words: int = 2
    min_share: float = 0.5  # of the words of the title that the page states; the rest is the name of the site
    max_chars: int = 600
    open_bonus: float = 0.3  # the name of the site is a part of the stated title too, and stands in the frame
    max_links: int = 3
    max_tie: float = 0.1
    max_extra_words: int = 2  # that the block has and the stated title has not


def find_title(page: Page, weights: Weights, properties: Sequence[Property]) -> int | None:
    """The number of the block that is the title; nothing if no heading can be it."""
    settings = Titling()
    stated = [words(part) for key, value in properties if key in TITLE_KEYS for part in parts(value)]
    sites = {tuple(words(value)) for key, value in properties if key in SITE_KEYS}
    headings = [
        number
        for number, block in enumerate(page.blocks)
        if block.level and fits(block.text, sites, settings) and (weights.is_open(block) or not block.is_link)
    ]
    first = [number for number in headings if page.blocks[number].level == 1]
    shown = [number for number in first if weights.is_open(page.blocks[number])]
    texts = [
        number
        for number, block in enumerate(page.blocks)
        if not block.level and not block.is_link and weights.is_open(block) and len(block.text) <= settings.max_chars
    ]
    for numbers in (headings, texts):
        found = best_match(page, weights, numbers, stated)
        if found is not None:
            return found
    return shown[0] if shown else None


def parts(stated: str) -> list[str]:
    """What the page calls itself, and each part of it: one may be the name of the site."""
    return [stated, *PARTING.split(stated)]


def fits(text: str, sites: Iterable[tuple[str, ...]], settings: Titling) -> bool:
    return len(text) <= settings.max_chars and tuple(words(text)) not in set(sites)


def best_match(page: Page, weights: Weights, numbers: Sequence[int], stated: Sequence[list[str]]) -> int | None:
    """The block whose words are most of what the page calls itself; nothing if none is.

    Of two that match as well, say the name of the site and the title, the one nearer to the text is the title.
    """
    settings = Titling()
    scores: dict[int, float] = {}
    for number in numbers:
        block = page.blocks[number]
        matching = max((share(words(block.text), one, settings) for one in stated), default=0.0)
        if matching >= settings.min_share and (block.level or is_near_text(page, weights, number, settings)):
            scores[number] = matching + (settings.open_bonus if weights.is_open(block) else 0.0)
    if not scores:
        return None
    longest = max(range(len(page.blocks)), key=lambda number: (weights.prose[number], -number))
    close = [number for number in scores if scores[number] >= max(scores.values()) - settings.max_tie]
    near = [number for number in close if number <= longest] or close[:1]
    return next(number for number in close if words(page.blocks[number].text) == words(page.blocks[near[-1]].text))


def is_near_text(page: Page, weights: Weights, number: int, settings: Titling) -> bool:
    """Whether no menu stands between a block and the longest paragraph; then it need not be a heading."""
    longest = max(range(len(page.blocks)), key=lambda one: (weights.prose[one], -one))
    between = page.blocks[number + 1 : longest]
    return number <= longest and sum(one.is_link or not weights.is_open(one) for one in between) <= settings.max_links


def share(block: list[str], stated: list[str], settings: Titling) -> float:
    """Which part of a stated title a block is, 0–1; 0 if it says much else."""
    if len(block) < settings.min_words or not stated:
        return 0.0
    if len(stated) < len(block) and block[: len(stated)] == stated and len(stated) >= 2 * settings.min_words:
        return 1.0  # stated titles are cut at some length
    common = set(block) & set(stated)
    extra = len(set(block) - common)
    return len(common) / len(set(stated)) if extra <= settings.max_extra_words and 2 * extra <= len(common) else 0.0


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
