"""Which headers and footers a Word file shows on its pages."""

from collections.abc import Iterator

from tasks.core.formats.docx.package import Package
from tasks.core.formats.docx.xml import RELATION, Element, attribute, child, children, name, switch, within


def shown_parts(package: Package, main_part: str, root: Element, settings: Element | None, kind: str) -> Iterator[str]:
    """The parts of the headers (`header`) or footers (`footer`) in the order of the sections, each once."""
    has_even = bool(switch(child(settings, "w:evenAndOddHeaders")))
    targets = {one.relation_id: one.target for one in package.relations(main_part) if one.kind == kind}
    seen: set[str] = set()
    for section in sections(root):
        shown = {"default"} | ({"even"} if has_even else set())
        if switch(child(section, "w:titlePg")):
            shown.add("first")
        for reference in children(section, f"w:{kind}Reference"):
            part = targets.get(attribute(reference, "id", RELATION) or "", "")
            is_shown = (attribute(reference, "type") or "default") in shown
            if is_shown and part.lower() in package.members and part not in seen:
                seen.add(part)
                yield part


def sections(root: Element) -> Iterator[Element]:
    """The properties of all sections, as they are and not as they once were."""
    for one in within(root, "sectPr"):
        parent = one.getparent()
        if parent is not None and name(parent) != "w:sectPrChange":
            yield one
