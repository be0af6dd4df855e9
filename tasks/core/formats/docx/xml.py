"""Elements and attributes of Word's XML under short names, in the transitional and the strict dialect alike."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from tasks.core.reading import ReadError

Element = etree._Element
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PREFIXES = {
    **dict.fromkeys(WORD, "w"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
}
OFF = frozenset({"0", "false", "off", "none"})


def parse(content: bytes, name: str) -> Element:
    """The root of a part; entities and the network are left alone.

    Raises:
        ReadError: `damaged`, if it is not well-formed or declares entities, which no Word file does.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("damaged", f"The part {name} is no XML: {error}. Save the file again in Word.") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("damaged", f"The part {name} declares entities, as no Word file does. Do not trust it.")
    return root


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`{namespace}p` as `w:p`; a name of another namespace without it."""
    namespace, brace, local = tag.rpartition("}")
    prefix = PREFIXES.get(namespace[1:], "") if brace else ""
    return f"{prefix}:{local}" if prefix else local


def name(element: Element) -> str:
    """The short name of an element; empty for comments and the like."""
    tag = element.tag
    return short(tag) if isinstance(tag, str) else ""


def attribute(element: Element | None, local: str, namespaces: tuple[str, ...] = WORD) -> str | None:
    """An attribute, whichever dialect it is in, or of no namespace at all."""
    if element is None:
        return None
    found = (element.get(f"{{{namespace}}}{local}") for namespace in namespaces)
    return next((value for value in found if value is not None), element.get(local))


def number(element: Element | None, local: str = "val") -> int | None:
    """An attribute that is a whole number; None if it is missing or is none."""
    value = attribute(element, local)
    try:
        return int(value) if value is not None and len(value) < 10 else None
    except ValueError:
        return None


def switch(element: Element | None) -> bool | None:
    """Whether a property is on; None if it is not stated."""
    if element is None:
        return None
    return (attribute(element, "val") or "on").lower() not in OFF


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, of this one the first of the next name, and so on."""
    for wanted in names:
        if element is None:
            return None
        element = next((one for one in element if name(one) == wanted), None)
    return element


def within(element: Element, local: str) -> Iterator[Element]:
    """All elements of a name of Word's own, however deep, in order."""
    return element.iter(*(f"{{{namespace}}}{local}" for namespace in WORD))


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """All children of a name."""
    if element is not None:
        yield from (one for one in element if name(one) == wanted)
