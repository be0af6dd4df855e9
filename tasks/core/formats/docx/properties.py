"""What a Word file says of itself beside its text."""

from tasks.core.formats.docx.package import Package
from tasks.core.formats.docx.xml import Element

PARTS = ("core-properties", "extended-properties", "custom-properties")
KEYS = {  # element of docProps to key
    "title": "docx.title",
    "subject": "docx.subject",
    "creator": "docx.creator",
    "keywords": "docx.keywords",
    "description": "docx.description",
    "category": "docx.category",
    "created": "docx.created",
    "modified": "docx.modified",
    "Company": "docx.company",
}


def properties_of(package: Package, language: str | None) -> str:
    """Lines `key: value`: what the properties of the file state, and the language that its styles give to the text."""
    parts = [one.target for one in package.relations("") if one.kind in PARTS and one.target.lower() in package.members]
    roots = [root for part in dict.fromkeys(parts) if (root := package.optional_xml(part)) is not None]
    found = [line for root in roots for line in stated(root)]
    return "\n".join([*found, *([f"docx.language: {language}"] if language else [])])


def stated(root: Element) -> list[str]:
    """The properties that are known and not empty."""
    lines: list[str] = []
    for one in root:
        local = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        key = "docx.text_language" if local == "language" else KEYS.get(local)
        value = " ".join("".join(map(str, one.itertext())).split())
        if key and value:
            lines.append(f"{key}: {value}")
    return lines
