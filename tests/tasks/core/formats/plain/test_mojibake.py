"""Text that had been read in the wrong encoding, and text that only looks like it."""

import pytest

from tasks.core.formats.plain.decode import read_plain
from tasks.core.formats.plain.mojibake import Mending, mend, read_byte

MEANT = {
    "en": "Russia’s war – “peace” and €40 billion for Côte d’Ivoire",
    "fr": "Déclaration conjointe à l’été, réunis à Genève",
    "pl": "Wspólne oświadczenie ministrów, żółć w Łodzi",
    "cs": "Společné prohlášení ministrů zahraničních věcí",
    "ru": "Привет, совместное заявление министров",
    "uk": "Спільна заява міністрів та її підтримка",
    "el": "Κοινή δήλωση των υπουργών",
}
MISREADINGS = ("latin_1", "cp1252", "cp1251", "cp1250", "iso8859_2", "cp1254")


def misread(text: str, code_page: str) -> str:
    return "".join(read_byte(value, code_page) for value in text.encode())


@pytest.mark.parametrize("code_page", MISREADINGS)
@pytest.mark.parametrize("language", MEANT)
def test_what_was_misread_is_read_again(language: str, code_page: str) -> None:
    clean = "A clean line.\nAnother – with “quotes” and żółć.\n"
    mended = mend(clean + misread(MEANT[language], code_page) + "\n" + clean)
    assert mended.text == clean + MEANT[language] + "\n" + clean
    assert mended.n_repaired == 1
    assert mended.n_characters == len([char for char in MEANT[language] if not char.isascii()])


def test_the_reader_says_what_it_repaired() -> None:
    read = read_plain(misread(MEANT["pl"], "cp1250").encode())
    assert read.text == MEANT["pl"]
    assert [note.kind for note in read.notes] == ["mojibake_repaired"]
    assert "cp1250" in read.notes[0].detail
    assert read.notes[0].n_found == len([char for char in MEANT["pl"] if not char.isascii()])


def test_quotation_marks_lost_as_control_characters_come_back() -> None:
    assert read_plain("\x93Peace\x94, Russia\x92s".encode()).text == "“Peace”, Russia’s"


@pytest.mark.parametrize(
    "text",
    [
        "«MAÇû",
        "DECLARAÇÃO»",
        "RÉSUMÉ «À» – VOILÀ !",
        "ВІЙНА В УКРАЇНІ. Від імені Ради",
        "РАЗГОВОР С „РТ“",
        "ПРИЈАТЕЉ, ДЕЉЕЊЕ",
        "În numele ţării, Ţări, Şi „cuvânt”",
        "Ÿ Ž Š Ă Â Î – ă â î",
        "日本外務大臣の共同声明",
        "بيان مشترك صادر عن",
        "┌──┬──┐",
        "≈ 40 % – √2",
    ],
)
def test_clean_text_is_left_alone(text: str) -> None:
    whole = f"{text}\nSome other line\n"
    assert mend(whole) == mend(whole, Mending(max_segment_chars=10))
    assert mend(whole).text == whole


def test_an_endless_line_is_repaired_in_pieces() -> None:
    line = "It’s a café – “peace”. " * 2000
    assert mend(misread(line, "cp1252")).text == line
