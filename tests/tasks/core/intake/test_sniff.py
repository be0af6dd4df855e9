"""What bytes are is told by themselves."""

import gzip
import io
import os
import struct
import zipfile

import pytest

from tasks.core.formats import readers
from tasks.core.intake.sniff import named_media_type, sniff
from tasks.core.intake.unread import BINARY, EMPTY, unread_formats, why_unread

PLAIN, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def word() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return zipped(**{"[Content_Types].xml": types, "word__document.xml": "<w:document/>"})


def compound(stream: str) -> bytes:
    return OLE + bytes(1024) + f"{stream}\0".encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", EMPTY),
        (b" \r\n\t\n", EMPTY),
        (b"\xef\xbb\xbf\n", EMPTY),
        (bytes(5000), EMPTY),
        (b"%PDF-1.7\n...", PDF),
        (word(), DOCX),
        (b"<!DOCTYPE html><html><body>x</body></html>", HTML),
        (b"  <!-- made by -->\n<html lang='en'>", HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', HTML),
        (b"We, the ministers, met today.\n1. We agreed.\n", PLAIN),
        (b"{We} agreed: [1] and {2}.\n", PLAIN),
        (b"From: the ministers\nTo: the press\n\nWe met.\n", PLAIN),
        (b"BMW and MZ met. GIF8 too. OTTO\n", PLAIN),
        ("We, the ministers, met today.".encode("utf-16"), PLAIN),
        ("We, the ministers, met today.".encode("utf-16-le"), PLAIN),
        ("Заявление министров".encode("cp1251"), PLAIN),
        (b"---\ntitle: Joint statement\ndate: 2023-02-22\n---\n\nWe met.\n", MARKDOWN),
        (b"# Joint statement\n\n## Preamble\n\nWe met.\n", MARKDOWN),
        (b"Agenda #4\n# one line alone\nWe met.\n", PLAIN),
        (b"--- a rule ---\nWe met.\n", PLAIN),
        (bytes(range(1, 256)) * 8, BINARY),
        (b"text then \x00\x01\x02", BINARY),
    ],
)
def test_kinds_of_bytes(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (gzip.compress(b"text"), "application/gzip"),
        (b"{\\rtf1\\ansi text}", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"II*\x00....", "image/tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic....", "image/heif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "image/svg+xml"),
        (b"ID3\x03....", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypisom....", "video/mp4"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
        (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
        (b"SQLite format 3\x00....", "application/vnd.sqlite3"),
        (b"MZ\x90\x00\x03\x00", "application/x-executable"),
        (b"\x7fELF\x02\x01", "application/x-executable"),
        (b"%!PS-Adobe-3.0\n", "application/postscript"),
        (b"Received: from a by b\r\nSubject: x\r\n\r\nhi", "message/rfc822"),
        (b"Subject: x\nFrom: a\nMIME-Version: 1.0\n\nhi", "message/rfc822"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "text/calendar"),
        (b'{"title": "Joint statement"}', "application/json"),
        (b'[{"title": "Joint statement"}]', "application/json"),
        (b"% a comment\n\\documentclass{article}", "application/x-tex"),
        (zipped(mimetype=ODT, **{"content.xml": "<x/>"}), ODT),
        (zipped(mimetype="application/epub+zip"), "application/epub+zip"),
        (zipped(xl__workbook="<x/>"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            zipped(**{"[Content_Types].xml": "<x/>", "ppt__presentation.xml": "<x/>"}),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (zipped(statement="We met."), "application/zip"),
        (b"PK\x05\x06" + bytes(18), "application/zip"),
        (zipped(statement="We met.")[:60], "application/x-damaged-zip"),
        (compound("WordDocument"), "application/msword"),
        (compound("Workbook"), "application/vnd.ms-excel"),
        (compound("EncryptedPackage"), "application/vnd.ms-office.encrypted"),
        (compound("Other"), "application/x-ole-storage"),
        (b'<?xml version="1.0"?><note/>', "application/xml"),
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', "application/atom+xml"),
        (b"<rss version='2.0'>", "application/atom+xml"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "application/xml"),
    ],
)
def test_what_is_not_read_is_known_and_told(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type
    refused = why_unread(media_type)
    assert refused is not None
    assert refused.reason == (unread_formats()[media_type].reason or "unsupported_format")
    assert refused.detail == f"{unread_formats()[media_type].name}. {unread_formats()[media_type].advice}"


def test_an_odt_is_refused_with_what_to_do() -> None:
    refused = why_unread(sniff(zipped(mimetype=ODT)))
    assert refused is not None
    assert (refused.reason, refused.detail) == ("unsupported_format", "An OpenDocument text. Save it as DOCX or PDF.")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"%PDF-1.4\n", "image/png"),
        (zipped(**{"%PDF-1.4": "%PDF-1.4"}), "application/zip"),
        (b"%PDF-1.4\n<html><body>x</body></html>", PDF),
        (b"%PDF-1.4\n" + word(), PDF),
        (b"<!DOCTYPE html><html><body>%PDF-1.4</body></html>", HTML),
        (b"{\\rtf1 <html>", "application/rtf"),
        (b"GIF89a<html><script>", "image/gif"),
    ],
)
def test_a_file_that_is_several_things_is_what_its_first_bytes_say(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("a/b.PDF", PDF),
        ("statement.docx", DOCX),
        ("page.htm", HTML),
        ("notes.md", MARKDOWN),
        ("scan.jpeg", "image/jpeg"),
        ("old.doc", "application/msword"),
        ("pdf", None),
        ("a.pdf/b", None),
        ("statement.php", None),
    ],
)
def test_names_promise_formats(path: str, media_type: str | None) -> None:
    assert named_media_type(path) == media_type


def test_noise_is_not_text() -> None:
    assert sniff(b"\x01" + os.urandom(4096)) == BINARY


def test_no_format_is_both_read_and_unread() -> None:
    assert set(readers()) & set(unread_formats()) == set()


@pytest.mark.parametrize(
    "content",
    [
        b" " * 5000 + b"x",
        b"<!--" * 1200,
        b"<?xml " * 800,
        b"a:b\n" * 1200,
        b"From: x\n" + b" x\n" * 1500,
        b"[" * 5000,
        b"%\n" * 3000,
        b"<!DOCTYPE " * 500,
        b"<!-- x -->" * 500 + b"<",
        b"\n\t" * 3000 + b"<",
        b"PK\x03\x04" + bytes(26) + b"PK\x01\x02" * 100_000,
        b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 9, 9, 9, 0, 0),
    ],
)
def test_nothing_holds_up_a_look(content: bytes) -> None:
    assert sniff(content) in {
        PLAIN,
        HTML,
        BINARY,
        MARKDOWN,
        "application/zip",
        "application/x-damaged-zip",
        "application/xml",
    }
