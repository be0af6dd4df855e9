"""What the styles of a Word file say of its paragraphs and runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tasks.core.formats.docx.xml import Element, attribute, child, children, number, switch

CENTRED = "center"
MAX_CHAIN = 20  # styles that are based on each other; Word allows eleven


@dataclass(frozen=True, slots=True)
class Look:
    """How characters and their paragraph look; None where nothing is said. Sizes are half points."""

    size: int | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    alignment: str | None = None
    is_raised: bool = False

    def over(self, below: "Look") -> "Look":
        """This look where it says something, else the one below."""
        return Look(
            below.size if self.size is None else self.size,
            below.is_bold if self.is_bold is None else self.is_bold,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.alignment if self.alignment is None else self.alignment,
        )


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list and the level that a paragraph belongs to, as far as stated; list `0` is none."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it is written, what it is based on left aside. Names are lower case, levels count from 0."""

    style_id: str
    name: str
    based_on: str | None
    outline: int | None
    numbering: Numbering | None
    look: Look


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by their ids, the one that paragraphs have by default, the look and language of all text."""

    by_id: Mapping[str, Style]
    default: str | None
    base: Look
    language: str | None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, the nearest first."""
        for _ in range(MAX_CHAIN):
            style = self.by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on

    def look(self, style_id: str | None) -> Look:
        """The look that a style gives, of its own or inherited."""
        look = Look()
        for style in self.chain(style_id):
            look = look.over(style.look)
        return look


def run_look(properties: Element | None) -> Look:
    """What the properties of a run say."""
    if properties is None or not len(properties):
        return Look()
    hidden = child(properties, "w:vanish")
    return Look(
        number(child(properties, "w:sz")),
        switch(child(properties, "w:b")),
        switch(hidden),
    )


def read_numbering(properties: Element | None) -> Numbering | None:
    """The list that the properties of a paragraph put it in."""
    found = child(properties, "w:numPr")
    if found is None:
        return None
    return Numbering(attribute(child(found, "w:numId"), "val"), number(child(found, "w:ilvl")))


def read_style(element: Element) -> Style:
    properties = child(element, "w:pPr")
    look = run_look(child(element, "w:rPr"))
    return Style(
        attribute(element, "styleId") or "",
        (attribute(child(element, "w:name"), "val") or "").strip().lower(),
        attribute(child(element, "w:basedOn"), "val"),
        number(child(properties, "w:outlineLvl")),
        read_numbering(properties),
        Look(look.size, look.is_bold, look.is_hidden, attribute(child(properties, "w:jc"), "val")),
    )


def read_styles(root: Element | None) -> Styles:
    """The styles of the part that holds them; none if there is no such part."""
    elements = list(children(root, "w:style"))
    defaults = [one for one in elements if (attribute(one, "default") or "0").lower() in {"1", "true", "on"}]
    default = next((one for one in defaults if attribute(one, "type") == "paragraph"), None)
    base = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
    found = [read_style(one) for one in elements]
    return Styles(
        {style.style_id: style for style in found},
        attribute(default, "styleId"),
        run_look(base),
        attribute(child(base, "w:lang"), "val"),
    )
