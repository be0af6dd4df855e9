"""Bytes in any encoding to the characters that were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.formats.plain.decode import alphabets, read_plain
from tasks.core.reading import ReadError, ReadText

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


LETTERS = sorted({letter for alphabet in alphabets() for letter in alphabet.letters})
WORDS = sorted({word for alphabet in alphabets() for word in alphabet.words})
SIGNS = " .,;:!?()[]-–—‘’“”„«»…•%€§°0123456789\n"


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS), st.sampled_from(LETTERS)), max_size=60))
def test_clean_text_in_any_language_is_read_as_it_was_written(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert read_plain(text.encode()) == ReadText(text, "plain/utf-8")


@pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()])
def test_upper_case_is_as_clean_as_lower_case(text: str) -> None:
    assert read_plain((text.upper() + "\n" + text).encode()).text == text.upper() + "\n" + text


@given(st.text(st.characters(max_codepoint=127, exclude_characters="\x00\r\v")))
def test_ascii_is_read_as_it_was_written(text: str) -> None:
    assert read_plain(text.encode()).text == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_the_readers_own_error(content: bytes) -> None:
    try:
        text = read_plain(content).text
    except ReadError as error:
        text = error.detail
    assert text is not None
    assert "\x00" not in text


GREEK = TEXTS["el"][0]


def test_a_few_broken_bytes_among_many_good_ones_leave_utf8_what_it_is() -> None:
    content = GREEK.encode()
    read = read_plain(content.replace(b" ", b" \xff", 1) + b"\x93")
    assert read.extractor == "plain/utf-8"
    assert read.text.replace("\ufffd", "") == GREEK
    assert [(note.kind, note.detail.split()[0]) for note in read.notes] == [("broken_characters", "2")]


def test_a_broken_character_that_was_broken_before_is_not_counted() -> None:
    content = (GREEK + " \ufffd ").encode() + b"\xff"
    assert read_plain(content).notes[0].detail.startswith("1 ")
    assert read_plain((GREEK + " \ufffd ").encode()).notes == ()


@pytest.mark.parametrize(("text", "n_cut"), [(GREEK, 0), ("Done at Oslo – ", 1), ("Peace’", 1)])
def test_a_text_cut_off_within_a_character(text: str, n_cut: int) -> None:
    content = (text + "ω" if n_cut == 0 else text.rstrip()).encode()[:-1]
    read = read_plain(content)
    assert read.extractor == "plain/utf-8"
    assert read.text.endswith("\ufffd")
    assert [note.kind for note in read.notes] == ["broken_characters"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_sixteen_bit_text_with_half_a_character_at_its_end(encoding: str) -> None:
    text = "Joint statement of the ministers"
    read = read_plain(text.encode(encoding) + b"x")
    assert read.text == text + "\ufffd"
    assert [note.kind for note in read.notes] == ["broken_characters"]


def test_a_mark_that_lies_is_undecodable() -> None:
    with pytest.raises(ReadError) as caught:
        read_plain(b"\xff\xfe" + b"\x00\xd8" * 40)
    assert caught.value.reason == "undecodable"


def test_line_ends_of_all_systems() -> None:
    assert read_plain("one\vtwo\x85three\u2028four\u2029five".encode()).text == "one\ntwo\nthree\nfour\n\nfive"
    assert read_plain(b"page one\n\x0cpage two").text == "page one\n\x0cpage two"


def test_an_endless_line_is_read() -> None:
    content = ("Совместное заявление " * 60_000).encode()
    assert len(read_plain(content).text) == 1_260_000
