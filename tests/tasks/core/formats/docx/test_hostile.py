"""Files that are damaged, locked, or made to do harm."""

import io
import random
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabularies import MARKS, PARAGRAPH_MARKS
from tasks.core.formats.docx import MEDIA_TYPES, read, sniff
from tasks.core.formats.docx.document import read_word
from tasks.core.formats.docx.package import Unpacking
from tasks.core.reading import ReadError
from tests.tasks.core.formats.docx.made import docx, level, lists, notes, numbered, p, r, zipped

GOOD = docx(
    numbered("We agree."),
    p(r("Text") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
    numbering=lists({1: level(0, "%1.")}),
    footnotes=notes("footnote", p("Note.")),
)


def reason(content: bytes, limits: Unpacking | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_word(content, limits)
    assert caught.value.detail.endswith(".")
    return caught.value.reason


def with_document(part: bytes | str) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(GOOD))
    parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "word/document.xml": part})


def test_a_word_file_is_told_from_other_archives() -> None:
    assert sniff(GOOD) == MEDIA_TYPES[0]
    assert sniff(GOOD[: len(GOOD) // 2]) == MEDIA_TYPES[0]
    assert sniff(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})) is None
    assert sniff(b"%PDF-1.7 word/ [Content_Types].xml") is None
    sheet = (
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.main+xml"/></Types>'
    )
    assert sniff(zipped({"[Content_Types].xml": sheet, "xl/workbook.xml": "<x/>"})) is None


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_off_is_damaged(tenth: int) -> None:
    assert reason(GOOD[: len(GOOD) * tenth // 10]) == "damaged"


def test_a_locked_archive_is_encrypted() -> None:
    locked = bytearray(GOOD)
    for place in range(len(locked) - 4):
        if locked[place : place + 4] == b"PK\x01\x02":
            locked[place + 8] |= 1
        elif locked[place : place + 4] == b"PK\x03\x04":
            locked[place + 6] |= 1
    assert reason(bytes(locked)) == "encrypted"


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = with_document(b"<w:document>" + b" " * 50_000_000)
    assert len(bomb) < 100_000
    assert reason(bomb) == "unpacked_limit"
    assert reason(GOOD, Unpacking(max_total_bytes=1000)) == "unpacked_limit"
    assert reason(GOOD, Unpacking(max_members=3)) == "unpacked_limit"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_never_resolved(declared: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(docx(p("ENTITY"))))
    document = archive.read("word/document.xml").decode().replace("ENTITY", "&e;")
    assert reason(with_document(declared + document)) == "damaged"


@pytest.mark.parametrize(
    "part", [b"", b"<", b"<a/>", b"\xff\xfe\x00", b"<w:document xmlns:w='x'><w:body/></w:document>"]
)
def test_a_main_part_that_is_none_is_damaged(part: bytes) -> None:
    assert reason(with_document(part)) == "damaged"


@pytest.mark.parametrize("depth", [30, 300, 3000])
def test_tables_in_tables_end(depth: int) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth
    assert reason(docx(nested)) == "damaged"


@pytest.mark.parametrize("wrapper", ["w:sdtContent", "w:ins", "w:hyperlink", "w:smartTag"])
def test_wrappers_in_wrappers_end(wrapper: str) -> None:
    nested = f"<{wrapper}>" * 1500 + r("x") + f"</{wrapper}>" * 1500
    assert reason(docx(f"<w:p>{nested}</w:p>")) == "damaged"


def test_styles_and_lists_that_point_in_circles_end() -> None:
    circle = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    part = lists({1: '<w:numStyleLink w:val="B"/>' + level(0, "%1.")})
    content = docx(p("Text.", '<w:pStyle w:val="A"/>'), styles=circle, numbering=part)
    assert read(content).text == "1. Text.\n"


def test_a_damaged_part_beside_the_text_is_noted() -> None:
    content = docx(p("Text."), styles="<w:styles", footnotes="not xml")
    assert read(content).text == "Text.\n"
    assert {note.kind for note in read(content).notes} == {"unread_part"}


def test_files_without_text() -> None:
    picture = (
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
    )
    assert reason(docx(p())) == "no_text"
    assert reason(docx(p(picture))) == "needs_ocr"


def check(content: bytes) -> None:
    """Either the readers' own error, or marks that lie inside the text and paragraphs that do not overlap."""
    sniff(content)
    try:
        found = read(content)
    except ReadError:
        return
    assert all(mark.kind in MARKS and 0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
    spans = sorted((mark.start, mark.end) for mark in found.marks if mark.kind in PARAGRAPH_MARKS)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "\f" not in found.text


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_any_bytes_give_text_or_the_readers_own_error(noise: bytes, place: int, width: int) -> None:
    check(noise)
    check(GOOD[:place] + noise + GOOD[place + width :])


RUNS = ("w:r", "w:t", "w:br", "w:tab", "w:sym", "w:fldChar", "w:footnoteReference", "w:footnoteRef", "w:ruby", "w:rt")
BLOCKS = ("w:p", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:sdt", "w:sdtContent", "w:sdtPr", "w:ins", "w:del", "w:altChunk")
LOOKS = (
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:numId",
    "w:ilvl",
    "w:framePr",
    "w:jc",
    "w:b",
    "w:sz",
    "w:vanish",
    "w:vertAlign",
)
OTHERS = ("w:rubyBase", "w:drawing", "w:pict", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback")
NAMES = (*RUNS, *BLOCKS, *LOOKS, *OTHERS, "m:oMath", "m:r", "m:t", "w:pStyle", "w:sectPr")
VALUES = [
    "",
    "0",
    "1",
    "-1",
    "9",
    "99999999999",
    "begin",
    "separate",
    "end",
    "page",
    "superscript",
    "center",
    "drop",
    "x",
]
ATTRIBUTES = ["w:val", "w:id", "w:fldCharType", "w:type", "w:char", "w:font", "w:dropCap"]


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    """XML of Word's elements in any order and depth."""
    name = draw(st.sampled_from(NAMES))
    given_ = draw(st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=2))
    attributes = "".join(f' {key}="{value}"' for key, value in given_.items())
    inner = draw(st.sampled_from(["", "a word", "1", "\uf0b7", "\n \n"])) if name in {"w:t", "m:t"} else ""
    if depth < 5:
        inner += "".join(draw(st.lists(trees(depth + 1), max_size=3)))  # type: ignore[arg-type]  # of hypothesis
    return f"<{name}{attributes}>{inner}</{name}>"


@settings(max_examples=80, deadline=None)
@given(st.lists(trees(), max_size=4))
def test_any_tree_of_words_elements_gives_text_or_the_readers_own_error(found: list[str]) -> None:
    check(docx(p("Text."), *found, numbering=lists({1: level(0, "%1.")})))


def test_flipped_bits_give_text_or_the_readers_own_error() -> None:
    chance = random.Random(7)
    for _ in range(120):
        content = bytearray(GOOD)
        for _ in range(chance.randrange(1, 5)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        check(bytes(content))
