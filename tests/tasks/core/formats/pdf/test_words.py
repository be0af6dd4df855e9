"""From glyphs to words: gaps, doubled glyphs, spaced letters, signs without a meaning."""

from io import BytesIO

import pdfplumber
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.formats.pdf import read
from tasks.core.formats.pdf.engine import open_file
from tasks.core.formats.pdf.glyphs import Glyph, words_of
from tests.tasks.core.formats.pdf.made import BOLD, HEIGHT, Setter, made, running


def test_the_same_glyphs_as_pdfplumber_s_own() -> None:
    def page(setter: Setter) -> None:
        setter.centred("Joint Statement", 80, BOLD, 16)
        setter.paragraph(running(1), 72, 120, 440)

    content = made(page)
    with pdfplumber.open(BytesIO(content)) as pdf:
        expected = pdf.pages[0].extract_words(use_text_flow=True, x_tolerance=1.5)
    found = next(open_file(content).pages).words
    places = [(word.text, round(word.x0, 3), round(word.x1, 3), round(word.top, 3)) for word in found]
    own = [(one["text"], round(one["x0"], 3), round(one["x1"], 3), round(one["top"], 3)) for one in expected]
    assert sorted(places) == sorted(own)


def test_words_held_apart_by_gaps_alone() -> None:
    def page(setter: Setter) -> None:
        setter.spread(["We", "call", "on", "all", "parties"], 72, 100, 130)

    assert read(made(page)).text == "We call on all parties"


def test_letters_set_apart_are_still_words() -> None:
    def page(setter: Setter) -> None:
        text = setter.canvas.beginText(72, HEIGHT - 100)
        text.setFont(BOLD, 14)
        text.setCharSpace(4)
        text.textOut("JOINT STATEMENT")
        setter.canvas.drawText(text)

    assert read(made(page)).text == "JOINT STATEMENT"


def test_letters_set_apart_without_spaces_between_the_words() -> None:
    def page(setter: Setter) -> None:
        x = 72.0
        for word in ("JOINT", "STATEMENT"):
            for letter in word:
                setter.line(letter, x, 100, BOLD, 14)
                x += setter.canvas.stringWidth(letter, BOLD, 14) + 4
            x += 5

    assert read(made(page)).text == "JOINT STATEMENT"


def test_bold_type_made_by_printing_twice() -> None:
    def page(setter: Setter) -> None:
        setter.line("Cooperation in Kirra", 72, 100)
        setter.line("Cooperation in Kirra", 72.4, 100)

    assert read(made(page)).text == "Cooperation in Kirra"


def test_a_word_in_two_fonts_is_one_word() -> None:
    def page(setter: Setter) -> None:
        setter.line("inter", 72, 100, BOLD)
        setter.line("national", 72 + setter.canvas.stringWidth("inter", BOLD, 10), 100)

    assert read(made(page)).text == "international"


def test_text_under_a_scan_is_the_text() -> None:
    def page(setter: Setter) -> None:
        text = setter.canvas.beginText(72, HEIGHT - 100)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(3)
        text.textOut("We reaffirm our commitment.")
        setter.canvas.drawText(text)

    assert read(made(page)).text == "We reaffirm our commitment."


def test_lines_of_a_recognised_scan_in_many_sizes_make_one_paragraph() -> None:
    text = running(2)

    def page(setter: Setter) -> None:
        for index, words in enumerate(setter.wrapped(text, 430)):
            x = 72.0
            for step, word in enumerate(words):
                size = 10 + 0.37 * ((3 * index + step) % 5 - 2)
                setter.line(word, x, 100 + 12 * index + 0.4 * ((index + step) % 3), size=size)
                x += setter.canvas.stringWidth(word, "Times-Roman", size) + 3

    found = read(made(page))
    assert [mark.kind for mark in found.marks] == ["block"]
    assert found.text.split() == text.split()


@given(st.lists(st.text("abc", min_size=3, max_size=6), min_size=1, max_size=8), st.floats(0.22, 0.9))
def test_any_words_with_gaps_between_them_come_back(words: list[str], gap: float) -> None:
    size, x = 10.0, 50.0
    glyphs = []
    for word in words:
        for char in word:
            glyphs.append(Glyph(char, x, x + 5, 90, 100, 98, size, "F"))
            x += 5
        x += gap * size
    assert [word.text for word in words_of(glyphs)] == words


def test_a_soft_hyphen_printed_as_a_space_without_room_parts_nothing() -> None:
    def glyph(text: str, x0: float, x1: float) -> Glyph:
        return Glyph(text, x0, x1, 90, 100, 98, 10.0, "F")

    glyphs = [glyph("s", 50, 55), glyph(" ", 55, 57.5), glyph("t", 55, 58), glyph(" ", 58, 60.5), glyph("e", 60.5, 65)]
    assert [word.text for word in words_of(glyphs)] == ["st", "e"]
