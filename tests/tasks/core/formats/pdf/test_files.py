"""Files that are locked, broken, empty or scanned, and what a file says of itself."""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader

from schemas.vocabularies import MARKS, NOTES, PARAGRAPH_MARKS
from tasks.core.formats import sniff_format
from tasks.core.formats.pdf import read
from tasks.core.reading import Note, ReadError, ReadText
from tests.tasks.core.formats.pdf.made import WIDTH, Setter, made, marked, running


def reason(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(content)
    assert caught.value.detail.endswith(".")
    return caught.value.reason


def text_page(setter: Setter) -> None:
    setter.paragraph(running(1), 72, 100, 440)


def image_page(setter: Setter) -> None:
    setter.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def blank_page(setter: Setter) -> None:
    setter.canvas.setLineWidth(1)


def numbered_pages(n_pages: int) -> list[Callable[[Setter], None]]:
    def page(number: int) -> Callable[[Setter], None]:
        return lambda setter: setter.paragraph(running(number), 72, 100, 440)

    return [page(number) for number in range(n_pages)]


@cache
def whole() -> bytes:
    return made(*numbered_pages(3))


def locked(owner: str, user: str) -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password=owner, user_password=user)
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.cell(text="We reaffirm our commitment.")
    return bytes(pdf.output())


def raw_file(*objects: bytes) -> bytes:
    """A file of objects as they are; the first is the catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def one_page(drawing: bytes, resources: bytes = b"<</Font<</F 5 0 R>>>>", *more: bytes) -> bytes:
    return raw_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %s>>" % resources,
        drawing,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def test_known_by_its_header_even_behind_other_bytes() -> None:
    assert sniff_format(whole()) == "application/pdf"
    assert sniff_format(b"X-Cache: hit\r\n\r\n" + whole()) == "application/pdf"
    assert read(b"X-Cache: hit\r\n\r\n" + whole()).text == read(whole()).text


def test_what_the_file_says_of_itself() -> None:
    pdf = FPDF()
    pdf.set_title("Joint  Statement\non the Straits")
    pdf.set_author("Ministry of the Straits")
    pdf.set_creation_date(datetime(2031, 5, 3, tzinfo=UTC))
    pdf.set_lang("en-GB")
    pdf.add_page()
    pdf.set_font("Times", size=11)
    pdf.cell(text="We met.")
    assert read(bytes(pdf.output())).properties.splitlines() == [
        "pdf.title: Joint Statement on the Straits",
        "pdf.author: Ministry of the Straits",
        "pdf.creationdate: 2031-05-03",
        "pdf.language: en-GB",
    ]


def test_pages_without_text_are_noted_and_counted() -> None:
    found = read(made(text_page, image_page, blank_page, text_page))
    assert found.n_pages == 4
    assert found.text == f"{found.text.split(chr(12))[0]}\f\f\f{found.text.split(chr(12))[3]}"
    scan = "Page 2 is an image without text. Run text recognition (OCR) on the file to read it."
    assert found.notes == (Note("needs_ocr", scan, 2), Note("blank_page", "Page 3 is blank.", 3))


def test_a_file_of_images_needs_recognition() -> None:
    assert reason(made(image_page, blank_page)) == "needs_ocr"


def test_a_file_whose_glyphs_have_no_meaning_needs_recognition() -> None:
    widths = b"/FirstChar 1/LastChar 3/Widths[500 500 500]"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Odd%s/Encoding<</Differences[1/g1/g2/g3]>>>>" % widths
    content = one_page(stream(b"BT /F 12 Tf 72 700 Td (\\001\\002\\003\\001) Tj ET")).replace(
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font
    )
    assert reason(content) == "needs_ocr"


def test_a_locked_file_is_refused_and_a_restricted_one_is_read() -> None:
    assert reason(locked("owner", "user")) == "encrypted"
    assert read(locked("owner", "")).text == "We reaffirm our commitment."


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_file_that_breaks_off_is_damaged(tenths: int) -> None:
    assert reason(whole()[: len(whole()) * tenths // 10]) == "damaged"


def test_no_pages() -> None:
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    assert reason(raw_file(catalogue, b"<</Type/Pages/Kids[]/Count 0>>")) == "no_pages"
    assert reason(raw_file(catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 7>>")) == "no_pages"


def test_a_page_that_is_not_there_is_noted() -> None:
    content = whole().replace(b"/Count 3", b"/Count 5")
    assert [(note.kind, note.page_no) for note in read(content).notes] == [("unread_part", None)]


def test_a_damaged_page_is_noted_and_the_others_are_read() -> None:
    packed = bytearray(zlib.compress(b"BT /F 12 Tf 72 700 Td (Hello there) Tj ET"))
    packed[len(packed) // 2] ^= 0xFF
    content = raw_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        stream(bytes(packed), b"/Filter/FlateDecode"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/Contents 7 0 R>>",
        stream(b"BT /F 12 Tf 72 700 Td (Hello there) Tj ET"),
    )
    found = read(content)
    assert found.text.endswith("\fHello there")
    assert [(note.kind, note.page_no) for note in found.notes] == [("unread_part", 1)]


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_page_that_unpacks_to_too_much_is_refused(rounds: int) -> None:
    packed, filters = b"(a) Tj " * 1_000_000, b""
    for _ in range(rounds):
        packed, filters = zlib.compress(packed, 9), filters + b"/FlateDecode"
    assert reason(one_page(stream(packed, b"/Filter[%s]" % filters))) == "unpacked_limit"


def test_drawings_within_themselves_end() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>"
    resources = b"<</XObject<</X 6 0 R>>>>"
    found = read(one_page(stream(b"/X Do"), resources, stream(b"/Y Do /X Do", form), stream(b"/X Do", form)))
    assert (found.text, [note.kind for note in found.notes]) == ("", ["blank_page"])


def test_words_outside_of_what_is_shown_are_residue() -> None:
    def page(setter: Setter) -> None:
        text_page(setter)
        setter.line("mark of the press", 72, 20)
        setter.canvas.setCropBox((0, 0, WIDTH, 800))

    assert marked(read(made(page)), "residue") == ["mark of the press"]


def assert_lawful(found: ReadText) -> None:
    """What holds of whatever is read."""
    assert found.n_pages == found.text.count("\f") + 1
    assert {note.kind for note in found.notes} <= set(NOTES)
    assert {mark.kind for mark in found.marks} <= set(MARKS)
    assert all(0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)
    spans = sorted((mark.start, mark.end) for mark in found.marks if mark.kind in PARAGRAPH_MARKS)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {place for mark in found.marks for place in range(mark.start, mark.end)}
    assert all(char.isspace() for place, char in enumerate(found.text) if place not in covered)
    found.text.encode()


def outcome(content: bytes) -> str:
    try:
        found = read(content)
    except ReadError as error:
        return error.reason
    assert_lawful(found)
    return "read"


@settings(deadline=None)  # the first file read imports the parser
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_file_with_changed_bytes_is_read_lawfully_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(whole())
    for place, value in changes:
        content[place % len(content)] = value
    assert outcome(bytes(content)) in ("read", "damaged", "encrypted", "no_pages", "needs_ocr", "unpacked_limit")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_lawfully_or_refused(content: bytes) -> None:
    assert outcome(b"%PDF-1.4\n" + content) in ("read", "damaged", "no_pages")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_drawing_is_read_lawfully_or_refused(drawing: bytes) -> None:
    assert outcome(one_page(stream(b"BT /F 12 Tf 72 700 Td (a) Tj " + drawing))) in ("read", "damaged", "needs_ocr")
