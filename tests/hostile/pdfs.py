"""Hostile PDF files: name, bytes, and the reasons for which each may be refused (`read`: as a correct document)."""

import zlib
from collections.abc import Iterator

from tests.hostile.good import SHOWN, cut, flipped, objects, printed, printed_by_hand, stream

Case = tuple[str, bytes, tuple[str, ...]]
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FLATE = "/Filter /FlateDecode"


def packed(unit: bytes, times: int, level: int = 9) -> bytes:
    """Bytes repeated and packed, without ever holding them all."""
    packer = zlib.compressobj(level)
    block = unit * max(1, 2**20 // len(unit))
    parts = [packer.compress(block) for _ in range(times * len(unit) // len(block))]
    return b"".join((*parts, packer.flush()))


def form(content: bytes, used: str) -> bytes:
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << {used} >> >>")


def damage() -> Iterator[Case]:
    good = printed(3)
    yield from ((name, content, ("damaged", "read")) for name, content in cut(good))
    any_reason = ("damaged", "encrypted", "no_pages", "needs_ocr", "unsupported_format", "binary", "time_limit", "read")
    yield from ((name, content, any_reason) for name, content in flipped(good))
    yield "header_alone", b"%PDF-1.7\n", ("damaged", "no_pages")
    yield "header_and_noise", b"%PDF-1.7\n" + bytes(range(256)) * 64, ("damaged", "no_pages")
    yield "no_trailer", printed_by_hand(SHOWN).partition(b"trailer")[0], ("damaged", "read")
    yield "wrong_startxref", printed_by_hand(SHOWN).replace(b"startxref\n", b"startxref\n9"), ("damaged", "read")


def passwords() -> Iterator[Case]:
    from reportlab.lib.pdfencrypt import StandardEncryption

    yield "password", printed(1, StandardEncryption("secret", "owner", strength=128)), ("encrypted",)
    yield "owner_password", printed(1, StandardEncryption("", "owner", strength=128)), ("read",)
    yield (
        "unknown_encryption",
        objects(CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>", trailer="/Encrypt << /Filter /Own >>"),
        ("encrypted", "damaged"),
    )


def bombs() -> Iterator[Case]:
    limits = ("unpacked_limit", "memory_limit", "time_limit", "output_limit")
    yield "blank_bomb", printed_by_hand(packed(b" ", 100 * 2**20), entries=FLATE), limits
    twice = zlib.compress(packed(b" ", 100 * 2**20))
    yield "bomb_in_bomb", printed_by_hand(twice, entries="/Filter [/FlateDecode /FlateDecode]"), limits
    yield "operators", printed_by_hand(packed(b"BT /F1 9 Tf 9 9 Td (a) Tj ET ", 2_000_000), entries=FLATE), limits
    yield (
        "curves",
        printed_by_hand(packed(b"1 2 3 4 5 6 c 7 8 9 9 re S ", 2_000_000), entries=FLATE),
        (*limits, "no_text", "needs_ocr", "read"),
    )
    yield "saves", printed_by_hand(packed(b"q ", 20_000_000), entries=FLATE), (*limits, "no_text", "needs_ocr", "read")
    laughs = [form(b"/X Do " * 10, f"/X {number + 1} 0 R") for number in range(6, 14)]
    yield (
        "forms_by_tens",
        printed_by_hand(b"/X Do", *laughs, form(SHOWN, "/X 5 0 R"), resources="/XObject << /X 6 0 R >>"),
        (*limits, "needs_ocr", "no_text", "read"),
    )
    wide = "/ToUnicode 6 0 R /Encoding /Identity-H /DescendantFonts [7 0 R]"
    cmap = stream(
        b"1 begincodespacerange <0000> <FFFFFFFF> endcodespacerange "
        b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    )
    kid = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << >> /W [0 99999999 500] >>"
    yield (
        "endless_cmap",
        objects(
            CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE,
            stream(SHOWN),
            f"<< /Type /Font /Subtype /Type0 /BaseFont /A {wide} >>",
            cmap,
            kid,
        ),
        (*limits, "needs_ocr", "read"),
    )


def loops() -> Iterator[Case]:
    ended = ("damaged", "no_pages", "needs_ocr", "read", "time_limit")
    yield "tree_in_itself", objects(CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), ("damaged", "no_pages")
    yield (
        "trees_in_each_other",
        objects(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        ("damaged", "no_pages"),
    )
    yield (
        "tree_by_twos",
        objects(
            CATALOG,
            *(f"<< /Type /Pages /Kids [{n} 0 R {n} 0 R] /Count 2 >>" for n in range(3, 40)),
            PAGE.replace("4 0 R", "1 0 R"),
        ),
        (*ended, "memory_limit"),
    )
    yield (
        "parent_of_itself",
        objects(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>", "<< /Type /Page /Parent 3 0 R >>"),
        ended,
    )
    yield (
        "previous_is_itself",
        printed_by_hand(SHOWN).replace(b"/Size", b"/Prev %d /Size" % printed_by_hand(SHOWN).rfind(b"xref\n0")),
        ended,
    )
    yield "length_of_itself", printed_by_hand(SHOWN).replace(b"/Length %d" % len(SHOWN), b"/Length 4 0 R"), ended
    yield (
        "form_in_itself",
        printed_by_hand(b"/X Do " + SHOWN, form(b"/X Do", "/X 6 0 R"), resources="/XObject << /X 6 0 R >>"),
        ended,
    )
    yield (
        "forms_in_each_other",
        printed_by_hand(
            b"/X Do " + SHOWN,
            form(b"/X Do", "/X 7 0 R"),
            form(b"/X Do", "/X 6 0 R"),
            resources="/XObject << /X 6 0 R >>",
        ),
        ended,
    )
    yield "root_is_a_loop", objects("1 0 R"), ("damaged", "no_pages", "time_limit")
    yield (
        "contents_of_itself",
        objects(
            CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE.replace("4 0 R", "[4 0 R]"),
            "[4 0 R 4 0 R]",
            FONT,
        ),
        (*ended, "no_text"),
    )
    yield (
        "stream_of_objects_in_itself",
        objects(
            CATALOG,
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            stream(b"3 0 << >>", "/Type /ObjStm /N 1 /First 4 /Extends 3 0 R"),
        ),
        ended,
    )


def shapes() -> Iterator[Case]:
    ended = ("damaged", "no_pages", "needs_ocr", "no_text", "read", "time_limit", "memory_limit", "output_limit")
    yield "deep_arrays", printed_by_hand(SHOWN, "[" * 100_000 + "]" * 100_000), ended
    yield "deep_contents", printed_by_hand(b"[" * 100_000 + SHOWN), ended
    yield "deep_dictionaries", printed_by_hand(b"BT " + b"<< /A " * 50_000 + SHOWN), ended
    yield "open_brackets", printed_by_hand(b"(" * 100_000), ended
    yield "inline_image_without_end", printed_by_hand(b"BI /W 1 /H 1 ID " + b"x" * 500_000), ended
    yield "endless_line", printed_by_hand(b"BT /F1 9 Tf 9 9 Td (" + b"word " * 5_000 + b") Tj ET"), ended
    yield "huge_numbers", printed_by_hand(b"BT /F1 1e38 Tf " + b"9" * 400 + b" 9 Td (far away) Tj ET"), ended
    yield "huge_page", printed_by_hand(SHOWN).replace(b"[0 0 595 842]", b"[0 0 1e30 -1]"), ended
    yield "no_page_box", printed_by_hand(SHOWN).replace(b"[0 0 595 842]", b"[(a) null]"), ended
    yield "count_that_lies", printed_by_hand(SHOWN).replace(b"/Count 1", b"/Count 999999999"), ended
    yield "no_pages", objects(CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>"), ("no_pages",)
    yield (
        "picture_alone",
        printed_by_hand(
            b"500 0 0 700 50 50 cm /I Do",
            stream(
                bytes(100),
                "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            ),
            resources="/XObject << /I 6 0 R >>",
        ),
        ("needs_ocr",),
    )
    script = "<< /S /JavaScript /JS (app.alert(1)) >>"
    actions = f"/OpenAction << /S /Launch /F (calc.exe) >> /Names << /JavaScript << /Names [(a) {script}] >> >>"
    yield "actions", printed_by_hand(SHOWN).replace(b"/Pages 2 0 R", b"/Pages 2 0 R " + actions.encode()), ("read",)
