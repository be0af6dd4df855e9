"""What tags, roles and class names say of the parts of a page."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

from schemas import knowledge

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORDS = re.compile(r"[a-z]+")
NAMES = re.compile(r"[^\s]+")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@cache
def region_words() -> dict[tuple[str, str], str]:
    """The region that a word stands for, by what has the word: a tag, a role, a class name or a part of one."""
    return {
        (row["of"], word): row["region"]
        for row in knowledge.rows("page_regions")
        for word in knowledge.values(row["words"])
    }


@cache
def elements(kind: str) -> frozenset[str]:
    """Tags by what browsers do with them: `block`, `unseen`; and `plain`, which hold text whatever their class says."""
    found = (row["words"] for row in knowledge.rows("page_regions") if (row["region"], row["of"]) == (kind, "element"))
    return frozenset(word for words in found for word in knowledge.values(words))


def region_of(element: etree._Element, tag: str) -> tuple[str, bool]:
    """What an element says that it is, and whether by its tag or role: class names are only hints."""
    known = region_words()
    for found in (known.get(("tag", tag), ""), *role_regions(element)):
        if found:
            return found, True
    found = next((region for region in name_regions(element) if region), "")
    return ("" if found == "frame" and tag in elements("plain") else found), False


def attribute_regions(element: etree._Element) -> Iterator[str]:
    """What the attributes of an element say that it is, in the order role, class, id; empty where one says nothing."""
    yield from role_regions(element)
    yield from name_regions(element)


def role_regions(element: etree._Element) -> Iterator[str]:
    known = region_words()
    for of in ("role", "itemprop"):
        if value := element.get(of):
            word = value.strip().lower()
            yield known.get((of, word)) or known.get(("name", word), "")


def name_regions(element: etree._Element) -> Iterator[str]:
    for attribute in ("class", "id"):
        if value := element.get(attribute):
            yield named_region(value)


@lru_cache(maxsize=4096)
def named_region(value: str) -> str:
    """The region that a class name or an id stands for: the name as a whole before its words."""
    known = region_words()
    names = NAMES.findall(value[:400])
    for name in names:
        if found := known.get(("name", CAMEL.sub("-", name).lower().replace("_", "-"))):
            return found
    for name in names:
        for word in WORDS.findall(CAMEL.sub("-", name).lower()):
            if found := known.get(("word", word)):
                return found
    return ""


def is_hidden(element: etree._Element) -> bool:
    """Whether the page says by itself, without style sheets, that an element is not shown."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return style is not None and HIDDEN_STYLE.search(style) is not None
