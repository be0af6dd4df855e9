"""Hostile Word files: name, bytes, and the reasons for which each may be refused (`read`: as a correct document)."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.good import (
    GOOD_WORD_XML,
    RELATIONS,
    SENTENCES,
    TITLE,
    TYPES,
    WORD,
    cut,
    flipped,
    paragraph,
    word,
    word_xml,
)

Case = tuple[str, bytes, tuple[str, ...]]
GOOD_BODY = "".join(map(paragraph, (TITLE, *SENTENCES)))
LIMITS = ("unpacked_limit", "memory_limit", "time_limit", "output_limit")
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>We met.</w:t></w:r></w:p>'
)
LAUGHS = (
    "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def damage() -> Iterator[Case]:
    good = word()
    yield from ((name, content, ("damaged", "unsupported_format")) for name, content in cut(good))
    any_reason = ("damaged", "encrypted", "unsupported_format", "binary", "no_text", "unpacked_limit", "read")
    yield from ((name, content, any_reason) for name, content in flipped(good))
    yield (
        "no_document",
        zipped({"[Content_Types].xml": TYPES.encode(), "_rels/.rels": RELATIONS.encode(), "word/x": b""}),
        ("damaged",),
    )
    yield "no_xml", word("We met."), ("damaged",)
    yield "empty_document", word(""), ("damaged",)
    yield "no_body", word(f'<w:document xmlns:w="{WORD}"/>'), ("damaged", "no_text")
    yield "empty_body", word(word_xml("")), ("no_text", "damaged", "read")
    yield (
        "encrypted_member",
        word().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
        ("encrypted",),
    )
    yield "wide_characters", word(GOOD_WORD_XML.replace("UTF-8", "UTF-16").encode("utf-16")), ("read",)
    yield "after_a_program", b"MZ\x90\x00\x03" + bytes(100) + word(), ("unsupported_format",)


def bombs() -> Iterator[Case]:
    yield "large_document", word(word_xml(paragraph("word " * 100) * 150_000)[:60_000_000]), LIMITS
    yield "large_styles", word(word__styles_xml=b"<x>" + b" " * 45_000_000), (*LIMITS, "damaged", "read")
    yield "large_picture", word(word__media__image1=bytes(50_000_000)), (*LIMITS, "read")
    yield "many_members", word(**{f"word__media__{n}": b"" for n in range(20_000)}), (*LIMITS, "damaged", "read")
    yield "size_that_lies", lying(word(word_xml(GOOD_BODY + " " * 50_000_000))), (*LIMITS, "damaged")
    yield "laughs", word(word_xml(paragraph("&a9;") + GOOD_BODY, LAUGHS)), ("damaged", *LIMITS)
    yield (
        "quadratic",
        word(word_xml(paragraph("&a;" * 50_000), f"<!DOCTYPE d [<!ENTITY a '{'ha' * 50_000}'>]>")),
        ("damaged", *LIMITS),
    )


def lying(content: bytes) -> bytes:
    """The directory says that the document has ten bytes."""
    found = bytearray(content)
    at = found.rfind(b"PK\x01\x02", 0, found.rfind(b"word/document.xml"))
    found[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(found)


def outside() -> Iterator[Case]:
    for scheme in ("file:///etc/passwd", "http://127.0.0.1:9/x", "/etc/passwd"):
        head = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{scheme}">]>'
        yield (
            f"entity_{scheme[:4].strip(':/')}",
            word(word_xml(paragraph("&a;") + GOOD_BODY, head)),
            ("damaged", "read"),
        )
    yield (
        "external_dtd",
        word(word_xml(GOOD_BODY, '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">')),
        ("damaged", "read"),
    )
    parameter = '<!DOCTYPE d [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'
    yield "parameter_entity", word(word_xml(GOOD_BODY, parameter)), ("damaged", "read")
    relations = RELATIONS.replace("word/document.xml", "../../../../etc/passwd")
    yield (
        "document_elsewhere",
        zipped(
            {
                "[Content_Types].xml": TYPES.encode(),
                "_rels/.rels": relations.encode(),
                "word/document.xml": GOOD_WORD_XML.encode(),
            }
        ),
        ("damaged", "read"),
    )
    yield "member_outside", word(**{"..__..__etc__passwd": b"root"}), ("read", "damaged")


def shapes() -> Iterator[Case]:
    deep = ("damaged", "time_limit", "memory_limit", "output_limit", "read")
    cell, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    yield "deep_tables", word(word_xml(cell * 5_000 + GOOD_BODY + end * 5_000)), deep
    yield "tables_in_tables", word(word_xml(cell * 60 + GOOD_BODY + end * 60)), ("read", "damaged")
    yield (
        "deep_controls",
        word(word_xml("<w:sdt><w:sdtContent>" * 50_000 + GOOD_BODY + "</w:sdtContent></w:sdt>" * 50_000)),
        deep,
    )
    yield (
        "deep_fields",
        word(word_xml("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 10_000 + "</w:p>" + GOOD_BODY)),
        ("read", "damaged"),
    )
    yield "many_paragraphs", word(word_xml(paragraph("a)") * 10_000)), ("read", *LIMITS)
    yield "endless_line", word(word_xml(paragraph("word " * 3_000_000))), ("output_limit", "damaged")
    yield "many_runs", word(word_xml("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 20_000 + "</w:p>")), ("read", *LIMITS)


def numbering(levels: str) -> str:
    """The part that says how paragraphs are numbered."""
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def numbers() -> Iterator[Case]:
    for kind in ("lowerLetter", "upperRoman", "decimal", "ordinalText"):
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1."/></w:lvl>'
        )
        yield f"number_{kind}", numbered_word(numbering(level)), ("read", "damaged")
    endless = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="{"%1" * 20_000}"/></w:lvl>'
    yield "endless_number", numbered_word(numbering(endless), NUMBERED * 300), ("read", "damaged", *LIMITS)
    link = '<w:numStyleLink w:val="S"/>'
    yield "numbers_in_a_loop", numbered_word(numbering(link), NUMBERED, style_loop()), ("read", "damaged")
    yield (
        "styles_in_a_loop",
        numbered_word(
            numbering(""), '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>We met.</w:t></w:r></w:p>', style_loop()
        ),
        ("read", "damaged"),
    )


def style_loop() -> str:
    return (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        "</w:styles>"
    )


def numbered_word(numbers: str, body: str = NUMBERED, styles: str = "") -> bytes:
    """A Word file with numbering and styles, and the relations that lead to them."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = (("numbering", numbers), ("styles", styles or f'<w:styles xmlns:w="{WORD}"/>'))
    relations = "".join(f'<Relationship Id="{name}" Type="{base}/{name}" Target="{name}.xml"/>' for name, _ in parts)
    root = RELATIONS[: RELATIONS.index("<Relationship Id")]
    members = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": word_xml(body + GOOD_BODY)}
    members |= {f"word/{name}.xml": content for name, content in parts}
    members["word/_rels/document.xml.rels"] = f"{root}{relations}</Relationships>"
    return zipped({name: content.encode() for name, content in members.items()})
