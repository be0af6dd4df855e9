"""Word files made from raw XML, a part at a time."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = ("styles", "numbering", "settings", "footnotes", "endnotes")


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run; `text` may be XML of runs already."""
    inner = text if text.startswith("<") else r(text, run)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(style: str, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(definitions: Mapping[int, str], used: Mapping[int, tuple[int, str]] | None = None) -> str:
    """The part with the lists: levels by definition, and the lists that use them with what they override."""
    used = used or {number: (number, "") for number in definitions}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in definitions.items()
    )
    nums = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>' for key, (of, more) in used.items()
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{nums}</w:numbering>"


def style(style_id: str, name: str, more: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'


def styles(*found: str) -> str:
    """The part with the styles; all text is of eleven points and in British English."""
    look = '<w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>'
    base = f"<w:docDefaults><w:rPrDefault>{look}</w:rPrDefault></w:docDefaults>"
    return f"<w:styles {NAMESPACES}>{base}{''.join(found)}</w:styles>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def relations(found: Sequence[tuple[str, str, str]], more: str = "") -> str:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rows = "".join(f'<Relationship Id="{key}" Type="{kinds}{kind}" Target="{target}"/>' for key, kind, target in found)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}{more}</Relationships>'


def docx(*body: str, section: str = "", folder: str = "word", main: str = "document.xml", **parts: str) -> bytes:
    """A Word file: its body, the properties of its last section, and parts by name (`styles`, `header1`, `core` …)."""
    pointed = [(f"r_{name}", kind_of(name), f"{name}.xml") for name in parts if name != "core"]
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{folder}/{main}" ContentType="{MAIN_TYPE}"/></Types>'
        ),
        "_rels/.rels": relations(
            [("a", "officeDocument", f"{folder}/{main}"), ("b", "metadata/core-properties", "docProps/core.xml")]
        ),
        f"{folder}/{main}": (
            f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
        ),
        f"{folder}/_rels/{main}.rels": relations(pointed),
    }
    for name, part in parts.items():
        found["docProps/core.xml" if name == "core" else f"{folder}/{name}.xml"] = part
    return zipped(found)


def kind_of(name: str) -> str:
    return name if name in KINDS else name.rstrip("0123456789")


def notes(kind: str, *found: str) -> str:
    """The part with the notes of a kind; ids count from 1, the separator is 0."""
    separator = f'<w:{kind} w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    rows = "".join(f'<w:{kind} w:id="{number}">{note}</w:{kind}>' for number, note in enumerate(found, 1))
    return f"<w:{kind}s {NAMESPACES}>{separator}{rows}</w:{kind}s>"


def edge(kind: str, *paragraphs: str) -> str:
    """A header (`hdr`) or a footer (`ftr`)."""
    return f"<w:{kind} {NAMESPACES}>{''.join(paragraphs)}</w:{kind}>"
