"""Small good files of each format, to be broken."""

import io
import random
import zipfile
from collections.abc import Iterator

SENTENCES = (
    "We, the ministers of Poland, Latvia and Estonia, met in Riga on 4 May 2023.",
    "We condemn the attack on the bridge at Narva in the strongest terms.",
    "We agreed to meet again in Tallinn before the end of the year.",
)
TITLE = "Joint statement by the ministers of Poland, Latvia and Estonia"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_xml(body: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )


GOOD_WORD_XML = word_xml("".join(map(paragraph, (TITLE, *SENTENCES))))


def word(document: str | bytes = GOOD_WORD_XML, **more: str | bytes) -> bytes:
    """A Word file; further parts by name, `__` for a slash and `_xml` for the ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def page(body: str = "", head: str = "") -> bytes:
    """An HTML page."""
    text = body or f"<article><h1>{TITLE}</h1>{''.join(f'<p>{one}</p>' for one in SENTENCES)}</article>"
    return f"<!DOCTYPE html><html><head><title>{TITLE}</title>{head}</head><body>{text}</body></html>".encode()


def printed(n_pages: int = 1, encrypt: object = None, sentences: tuple[str, ...] = SENTENCES) -> bytes:
    """A PDF file with the sentences on each page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, encrypt=encrypt)
    for number in range(n_pages):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 760, TITLE[:50] if not number else f"Part {number + 1}")
        canvas.setFont("Helvetica", 11)
        for line, one in enumerate(sentences):
            canvas.drawString(72, 720 - 30 * line, one)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def objects(*bodies: str | bytes, root: int = 1, trailer: str = "") -> bytes:
    """A PDF file of objects numbered from 1, with a table of where they are."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        raw = body.encode("latin-1") if isinstance(body, str) else body
        out += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(places) + 1, root, trailer.encode())
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: str = "") -> bytes:
    """The body of a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def printed_by_hand(content: bytes, *more: str | bytes, entries: str = "", resources: str = "") -> bytes:
    """A PDF file of one page with that content stream (object 4); `more` are objects from 6 on; the font is F1."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> {resources} >> >>",
        stream(content, entries),
        font,
        *more,
    )


SHOWN = "BT /F1 12 Tf 72 700 Td 14 TL {} ET".format(" ".join(f"({one}) Tj T*" for one in SENTENCES)).encode()


def cut(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file cut off at every tenth."""
    for tenth in range(1, 10):
        yield f"cut_{tenth}", content[: len(content) * tenth // 10]


def flipped(content: bytes, n: int = 10, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """The file with some bits turned over."""
    dice = random.Random(seed)
    for number in range(n):
        spoiled = bytearray(content)
        for _ in range(dice.choice((1, 5, 50))):
            spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
        yield f"flipped_{number}", bytes(spoiled)
