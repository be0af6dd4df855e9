"""Encodings of pages: what they are, whatever they say."""

import pytest

from tasks.core.formats.html import read
from tasks.core.formats.html.decode import decode_page
from tasks.core.reading import ReadError

RUSSIAN = "Министры иностранных дел приняли совместное заявление о безопасности в регионе и призвали к диалогу."
POLISH = (
    "Ministrowie spraw zagranicznych przyjęli wspólną deklarację. Państwa potępiają agresję, także w sprawie żywności."
)
JAPANESE = "外務大臣は本日、東京において会談を行い、共同声明を発表した。これは平和のためである。"
QUOTES = "The “group” met — and agreed to share the costs of the café."


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "read_as"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "", "cp1251"),
        (RUSSIAN, "koi8-r", "", "koi8_r"),
        (RUSSIAN, "utf-16", "utf-16", "utf-16"),
        (RUSSIAN, "utf-8-sig", "", "utf-8-sig"),
        (POLISH, "iso8859-2", "iso-8859-2", "iso8859-2"),
        (POLISH, "cp1250", "windows-1250", "cp1250"),
        (JAPANESE, "cp932", "shift_jis", "cp932"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
        (JAPANESE, "euc_jp", "euc-jp", "euc_jp"),
        (QUOTES, "cp1252", "iso-8859-1", "cp1252"),
    ],
)
def test_what_pages_say_is_believed_where_it_reads_well(text: str, encoding: str, declared: str, read_as: str) -> None:
    found = decode_page(page(text, declared).encode(encoding))
    assert text in found.text
    assert (found.encoding, found.notes) == (read_as, ())


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "cp1251", "utf-8"),
        (POLISH, "utf-8", "iso-8859-2"),
        (RUSSIAN, "utf-8", "windows-1251"),
    ],
)
def test_pages_that_are_not_what_they_say_are_read_as_what_they_are(text: str, encoding: str, declared: str) -> None:
    found = decode_page(page(text, declared).encode(encoding))
    assert text in found.text
    assert [note.kind for note in found.notes] == ["declared_encoding"]


def test_broken_characters_are_counted() -> None:
    content = page(RUSSIAN * 3, "windows-1251").encode().replace("о".encode(), b"\xd0", 3)
    found = read(content)
    assert found.extractor == "html/utf-8"
    assert {note.kind: note.detail.split()[0] for note in found.notes}["broken_characters"] == "3"


def test_a_page_cut_off_within_a_character_is_read() -> None:
    assert decode_page(page("The ministers met in the ", "").encode() + "ü".encode()[:1]).encoding == "utf-8"


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(ReadError) as refused:
        decode_page(b"<html><body>" + bytes(range(128, 256)) * 40)
    assert refused.value.reason == "undecodable"


def page(text: str, declared: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p><p>{text}</p></body></html>"
