"""What a page says of itself beside its text: its title, its meta elements, its JSON-LD."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from schemas import knowledge

SPACE = re.compile(r"\s+")
Property = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what a page says of itself is kept."""

    max_value_chars: int = 1000  # a description can be a paragraph
    max_properties: int = 100
    max_script_chars: int = 500_000
    max_depth: int = 12  # of nested values in JSON-LD
    max_values: int = 2000


LIMITS = Limits()


def page_properties(root: etree._Element) -> tuple[Property, ...]:
    """Keys and values in the order of the page, each pair once."""
    found: dict[Property, None] = {}
    for key, value in stated(root):
        text = SPACE.sub(" ", value).strip()
        if text:
            found.setdefault((key, text[: LIMITS.max_value_chars]))
        if len(found) >= LIMITS.max_properties:
            break
    return tuple(found)


def stated(root: etree._Element) -> Iterator[Property]:
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "html.lang", language
    for element in root.iter("title", "meta", "script", "time"):
        if element.tag == "title":
            if next(element.iterancestors("svg"), None) is None:
                yield "html.title", "".join(map(str, element.itertext()))
        elif element.tag == "meta":
            yield from meta_properties(element)
        elif element.tag == "time":
            yield "html.time", element.get("datetime") or ""
        elif "ld+json" in (element.get("type") or "").lower():
            yield from linked_data(element.text or "")


def meta_properties(element: etree._Element) -> Iterator[Property]:
    """A meta element that speaks of the document."""
    for attribute in ("name", "property", "itemprop", "http-equiv"):
        key = (element.get(attribute) or "").strip().lower()
        if key and is_about_document(key):
            yield f"meta.{key}", element.get("content") or ""


def is_about_document(key: str) -> bool:
    """Whether a key names the document's title, date, author, language and the like, not the page's looks."""
    known = keys_about_document()
    return key in known or key.replace("dcterms.", "dc.").replace("-", "_") in known


def keys_about_document() -> frozenset[str]:
    """The keys of `page_properties.csv`."""
    return frozenset(key for row in knowledge.rows("page_properties") for key in knowledge.values(row["keys"]))


def linked_data(script: str) -> Iterator[Property]:
    """The properties of the things that JSON-LD describes; broken JSON says nothing."""
    try:
        data = json.loads(script[: LIMITS.max_script_chars].strip().removesuffix(";"))
    except (ValueError, RecursionError):
        return
    waiting: list[tuple[Any, int]] = [(data, 0)]
    for _ in range(LIMITS.max_values):
        if not waiting:
            return
        thing, depth = waiting.pop(0)
        if isinstance(thing, list) and depth < LIMITS.max_depth:
            waiting = [(one, depth + 1) for one in thing] + waiting
        elif isinstance(thing, dict):
            yield from described(thing)
            waiting += [(thing[key], depth + 1) for key in ("@graph", "mainEntity") if key in thing]


def described(thing: dict[str, Any]) -> Iterator[Property]:
    """What JSON-LD says of one thing."""
    for key in ("@type", "headline", "name", "datePublished", "dateCreated", "dateModified", "inLanguage"):
        for value in names(thing.get(key)):
            yield f"jsonld.{key.lower().lstrip('@')}", value
    for key in ("author", "publisher", "creator", "contentLocation", "locationCreated"):
        for value in names(thing.get(key)):
            yield f"jsonld.{key.lower()}", value


def names(value: Any) -> Iterator[str]:
    """Strings, and the names of things."""
    values = value if isinstance(value, list) else [value]
    for one in values[:20]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
