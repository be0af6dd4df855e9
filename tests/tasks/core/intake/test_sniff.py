"""What bytes are is told by themselves."""

import gzip
import io
import os
import zipfile

import pytest

from tasks.core.intake.sniff import BINARY, EMPTY, MARKDOWN, PLAIN, sniff


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", EMPTY),
        (b" \r\n\t\n", EMPTY),
        (b"\xef\xbb\xbf\n", EMPTY),
        (b"%PDF-1.7\n...", "application/pdf"),
        (zipped(), "application/zip"),
        (gzip.compress(b"text"), "application/gzip"),
        (b"{\\rtf1\\ansi text}", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "text/html"),
        (b"  <!-- made by -->\n<html lang='en'>", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "text/html"),
        (b'<?xml version="1.0"?><note/>', "application/xml"),
        (b"We, the ministers, met today.\n1. We agreed.\n", PLAIN),
        ("We, the ministers, met today.".encode("utf-16"), PLAIN),
        ("We, the ministers, met today.".encode("utf-16-le"), PLAIN),
        ("Заявление министров".encode("cp1251"), PLAIN),
        (b"---\ntitle: Joint statement\ndate: 2023-02-22\n---\n\nWe met.\n", MARKDOWN),
        (b"# Joint statement\n\n## Preamble\n\nWe met.\n", MARKDOWN),
        (b"Agenda #4\n# one line alone\nWe met.\n", PLAIN),
        (b"--- a rule ---\nWe met.\n", PLAIN),
        (bytes(range(256)) * 8, BINARY),
        (b"text then \x00\x01\x02", BINARY),
    ],
)
def test_kinds_of_bytes(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


def test_noise_is_not_text() -> None:
    assert sniff(os.urandom(4096)) == BINARY
