"""Word files by raw XML, in the manners of Word, of LibreOffice and of Google Docs."""

import io
import zipfile
from html import escape

from benchmarks.coats import word_parts
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text

SPACE = ' xml:space="preserve"'
STYLES = {"heading": "Heading2", "title": "Title", "paragraph": "Normal", "item": "SubPara"}
DELETED = "withdrawn Wexmoor wording"
STAMP = (1980, 1, 1, 0, 0, 0)


def run(text: str, properties: str = "") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{shown}<w:t{SPACE}>{escape(text, quote=False)}</w:t></w:r>" if text else ""


def split_run(text: str) -> str:
    """Runs as an editor leaves them: cut anywhere, also inside words, with marks of proofing between."""
    third = len(text) // 3
    return (
        run(text[:third])
        + '<w:proofErr w:type="spellStart"/>'
        + run(text[third : 2 * third], '<w:lang w:val="en-GB"/>')
        + '<w:proofErr w:type="spellEnd"/>'
        + run(text[2 * third :])
    )


def inline(text: str, manner: str) -> str:
    """The runs of a paragraph, with its references to footnotes."""
    parts = NOTE_REFERENCE.split(text)
    runs = []
    for at, part in enumerate(parts):
        if at % 2:
            runs.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{part}"/></w:r>'
            )
        else:
            runs.append(split_run(part) if manner in ("word", "tracked") else run(part))
    return "".join(runs)


def tracked(text: str, manner: str) -> str:
    """A paragraph in which somebody has put in its second half and struck out other words."""
    half = text.find(" ", len(text) // 2) + 1
    if not half:
        return inline(text, manner)
    who = 'w:id="90" w:author="Clerk" w:date="2031-05-11T10:00:00Z"'
    deleted = f"<w:del {who}><w:r><w:delText{SPACE}>{DELETED} </w:delText></w:r></w:del>"
    return f"{inline(text[:half], manner)}{deleted}<w:ins {who}>{inline(text[half:], manner)}</w:ins>"


def paragraph(block: Block, manner: str, at: int) -> str:
    """A paragraph with its style or its own properties."""
    body = tracked(block.text, manner) if manner == "tracked" and at % 4 == 1 else inline(block.text, manner)
    extra = f'<w:bookmarkStart w:id="{at}" w:name="_Hlk{177536541 + at}"/>' if manner in ("word", "tracked") else ""
    close = f'<w:bookmarkEnd w:id="{at}"/>' if extra else ""
    if manner == "tracked" and at == 2:
        extra += '<w:commentRangeStart w:id="0"/>'
        close += '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    return f"<w:p><w:pPr>{properties(block, manner)}</w:pPr>{extra}{body}{close}</w:p>"


def properties(block: Block, manner: str) -> str:
    """What a paragraph says of itself: by its style in Word's manner, directly in the others."""
    if block.kind == "bullet":
        return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    is_numbered = bool(block.label) and block.kind in ("paragraph", "item")
    if manner == "word" and is_numbered:
        return f'<w:pStyle w:val="{"SubPara" if block.level else "NumPara"}"/>'
    style = "" if manner == "google" or is_numbered else f'<w:pStyle w:val="{STYLES.get(block.kind, "Normal")}"/>'
    number = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="1"/></w:numPr>' if is_numbered else ""
    return f'{style}{number}<w:jc w:val="both"/>'


def title(text: Text, manner: str) -> str:
    """The title: of one styled paragraph, or large and bold without a style, its lines broken by hand."""
    if not text.title:
        return ""
    if manner != "google":
        return f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run(" ".join(text.title))}</w:p>'
    large = '<w:b/><w:sz w:val="40"/>'
    lines = "<w:r><w:br/></w:r>".join(run(line, large) for line in text.title)
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{lines}</w:p>'


def table(block: Block) -> str:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/><w:p>{run(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in block.rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>{rows}</w:tbl>'


def footnotes(text: Text) -> str:
    """The footnotes, after the two that every file has for the rule above them."""
    rules = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    rules += '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r/></w:p></w:footnote>'
    found = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r><w:footnoteRef/></w:r>{run(f' {words}')}</w:p></w:footnote>"
        for number, words in text.notes.items()
    )
    return f"{word_parts.HEAD}<w:footnotes {word_parts.NAMESPACES}>{rules}{found}</w:footnotes>"


def document(text: Text, manner: str) -> str:
    """The main part."""
    blocks = "".join(table(block) if block.rows else paragraph(block, manner, at) for at, block in enumerate(text.body))
    references = '<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    body = f"{title(text, manner)}{blocks}<w:sectPr>{references}</w:sectPr>"
    return f"{word_parts.HEAD}<w:document {word_parts.NAMESPACES}><w:body>{body}</w:body></w:document>"


def set_word(text: Text, manner: str, heads: str) -> bytes:
    """A text as a Word file; `manner` is `word`, `tracked`, `libreoffice` or `google`."""
    parts = {
        "[Content_Types].xml": word_parts.content_types(),
        "_rels/.rels": word_parts.package_relations(),
        "word/document.xml": document(text, manner),
        "word/_rels/document.xml.rels": word_parts.document_relations(),
        "word/styles.xml": word_parts.styles("word" if manner == "word" else "plain"),
        "word/numbering.xml": word_parts.numbering("word" if manner == "word" else "plain"),
        "word/footnotes.xml": footnotes(text),
        "word/header1.xml": word_parts.header(heads),
        "word/footer1.xml": word_parts.footer(),
        "word/comments.xml": word_parts.comments(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
