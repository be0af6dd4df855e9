"""The parts of a Word file that do not depend on its text."""

from benchmarks.coats.furniture import HEADS

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "numbering", "footnotes", "header1", "footer1", "comments")
KINDS = {"header1": "header", "footer1": "footer"}


def content_types() -> str:
    """What each part is."""
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_ML}.{KINDS.get(part, part)}+xml"/>' for part in PARTS
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_ML}.document.main+xml"/>{overrides}</Types>'
    )


def package_relations() -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )


def document_relations() -> str:
    found = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{KINDS.get(part, part)}" Target="{part}.xml"/>'
        for at, part in enumerate(PARTS, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def styles(manner: str) -> str:
    """Styles; in Word's manner numbers come with the style, in the others the style is plain."""
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' if manner == "word" else ""
    second = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>' if manner == "word" else ""
    rows = (
        ("Normal", "Normal", "", ""),
        ("Title", "Title", "Normal", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        ("Heading2", "heading 2", "Normal", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>'),
        ("NumPara", "Numbered paragraph", "Normal", numbered),
        ("SubPara", "Sub-paragraph", "NumPara", second),
        ("FootnoteText", "footnote text", "Normal", '<w:rPr><w:sz w:val="18"/></w:rPr>'),
    )
    found = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{f'<w:basedOn w:val={chr(34)}{base}{chr(34)}/>' if base else ''}{properties}</w:style>"
        for key, name, base, properties in rows
    )
    return f"{HEAD}<w:styles {NAMESPACES}>{found}</w:styles>"


def numbering(manner: str) -> str:
    """Numbers `1.` and `(a)`, and bullets; in Word's manner linked to the styles."""
    linked = manner == "word"
    levels = (
        (0, "decimal", "%1.", "NumPara"),
        (1, "lowerLetter", "(%2)", "SubPara"),
    )
    found = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{f"<w:pStyle w:val={chr(34)}{style}{chr(34)}/>" if linked else ""}<w:lvlText w:val="{shown}"/></w:lvl>'
        for level, kind, shown, style in levels
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>'
    return (
        f'{HEAD}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{found}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="8">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>'
    )


def header(style: str) -> str:
    words = HEADS[style][0]
    return f"{HEAD}<w:hdr {NAMESPACES}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>"


def footer() -> str:
    """A foot with the fields of the page's number and of the number of pages."""
    fields = []
    for code, shown in (("PAGE", "3"), ("NUMPAGES", "12")):
        fields.append(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} \\* MERGEFORMAT </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    between = '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
    page = '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    return f"{HEAD}<w:ftr {NAMESPACES}><w:p>{page}{between.join(fields)}</w:p></w:ftr>"


def comments() -> str:
    return (
        f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Clerk">'
        "<w:p><w:r><w:t>Quillbury desk: to be checked before circulation</w:t></w:r></w:p></w:comment></w:comments>"
    )
