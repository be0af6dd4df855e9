"""Bytes in any encoding to the characters that were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.extract.plain import read_plain
from tasks.core.extract.reading import ReadError

TEXTS = {
    "pl": (
        "Spotkanie ministrów spraw zagranicznych państw członkowskich odbyło się w Łodzi. Żądamy świętości źródeł.",
        ("cp1250", "iso8859_2"),
    ),
    "cs": ("Prohlášení ministrů zahraničních věcí zemí Visegrádu: příliš žluťoučký kůň.", ("cp1250", "iso8859_2")),
    "hu": ("Közös nyilatkozat a külügyminiszterek találkozójáról, amely őszinte és hű.", ("cp1250", "iso8859_2")),
    "de": ("Gemeinsame Erklärung der Außenminister über die Lage in der Region.", ("cp1252",)),
    "fr": ("Déclaration conjointe des ministres des affaires étrangères réunis à Genève.", ("cp1252", "mac_roman")),
    "es": ("Declaración de los ministros de la región, mañana en la sede.", ("cp1252", "mac_roman")),
    "en": ("Ministers’ statement – “peace” for Côte d’Ivoire, with €40 billion for the plan.", ("cp1252",)),
    "lt": ("Bendras užsienio reikalų ministrų pareiškimas ir šiandien čia įvyko.", ("cp1257",)),
    "tr": ("Dışişleri bakanlarının ortak açıklaması ve güçlü işbirliği için.", ("cp1254",)),
    "ru": ("Совместное заявление министров иностранных дел по итогам встречи в Москве.", ("cp1251", "koi8_r", "cp866")),
    "uk": ("Спільна заява міністрів закордонних справ України про її підтримку.", ("cp1251", "koi8_u")),
    "el": ("Κοινή δήλωση των υπουργών εξωτερικών για την ειρήνη και το μέλλον.", ("cp1253",)),
}
CASES = [(text, page) for text, pages in TEXTS.values() for page in pages]


@pytest.mark.parametrize(("text", "code_page"), CASES, ids=[page + " " + text[:12] for text, page in CASES])
def test_legacy_code_pages_are_told_apart(text: str, code_page: str) -> None:
    read = read_plain(text.encode(code_page))
    assert read.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_coat(encoding: str) -> None:
    text = "Joint statement – Russia’s war\nSecond line\n"
    assert read_plain(text.encode(encoding)).text == text


def test_line_ends_become_line_feeds() -> None:
    assert read_plain(b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_bytes_of_no_encoding_are_undecodable() -> None:
    noise = bytes((index * 89 + index // 7) % 255 + 1 for index in range(4000))
    with pytest.raises(ReadError) as caught:
        read_plain(noise)
    assert caught.value.reason == "undecodable"
    assert "UTF-8" in caught.value.detail


def test_text_with_zero_bytes_is_binary() -> None:
    with pytest.raises(ReadError) as caught:
        read_plain(b"A statement" + b" x" * 80 + b"\x00 and more")
    assert caught.value.reason == "binary"


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r")))
def test_what_was_written_in_utf8_is_read_as_written(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert read_plain(text.encode()).text == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_the_readers_own_error(content: bytes) -> None:
    try:
        text = read_plain(content).text
    except ReadError as error:
        text = error.detail
    assert text is not None
    assert "\x00" not in text
