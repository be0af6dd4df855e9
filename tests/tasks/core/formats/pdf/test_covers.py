"""Covers, titles and datelines as ministries set them, and type that is leant or set closer than its text."""

from tasks.core.formats.pdf import read
from tests.tasks.core.formats.pdf.made import BOLD, HEIGHT, Setter, made, marked, paragraphs, running

TITLE = (
    "Statement by the Minister of Maritime Affairs of the Kingdom of Tarn",
    "at the opening of the spring session of the General Council",
    "of the Union of Harbours",
)


def test_title_whose_longest_line_fills_the_column_is_one_paragraph() -> None:
    def page(setter: Setter) -> None:
        for number, line in enumerate(TITLE):
            setter.centred(line, 80 + 14 * number, BOLD, 12)
        setter.paragraph(running(1), 72, 160, 440)

    assert paragraphs(read(made(page))) == [("title", " ".join(TITLE)), ("block", running(1))]


def test_line_of_place_and_date_is_no_part_of_the_title_above_it() -> None:
    def page(setter: Setter) -> None:
        for number, line in enumerate((*TITLE, "Saltholm, 12 March 2031")):
            setter.centred(line, 80 + 14 * number, BOLD, 12)
        setter.paragraph(running(1), 72, 180, 440)

    assert paragraphs(read(made(page)))[:2] == [("title", " ".join(TITLE)), ("heading", "Saltholm, 12 March 2031")]


def test_larger_line_of_place_and_date_is_not_the_title() -> None:
    def page(setter: Setter) -> None:
        setter.centred(TITLE[0], 80, BOLD, 14)
        setter.centred("Saltholm, 12 March 2031", 120, BOLD, 15)
        setter.paragraph(running(1), 72, 160, 440)

    assert marked(read(made(page)), "title") == [TITLE[0]]


def test_address_to_those_present_is_not_the_title() -> None:
    def page(setter: Setter) -> None:
        setter.line("Distinguished Delegates,", 72, 80, BOLD)
        setter.line("On the freedom of the ports", 72, 110, BOLD)
        setter.paragraph(running(1), 72, 140, 440)

    assert marked(read(made(page)), "title") == ["On the freedom of the ports"]


def test_last_line_of_a_cover_does_not_go_on_over_the_page() -> None:
    def cover(setter: Setter) -> None:
        setter.centred(TITLE[0], 200, BOLD, 14)
        setter.line("Hall of the General Council", 200, 320)

    def page(setter: Setter) -> None:
        setter.paragraph("Honourable members, " + running(2), 72, 100, 440)

    found = paragraphs(read(made(cover, page)))
    assert found[1:] == [("block", "Hall of the General Council"), ("block", "Honourable members, " + running(2))]


def test_close_title_does_not_part_the_lines_of_wider_set_text() -> None:
    texts = [running(number, 1) for number in (1, 2)]

    def page(setter: Setter) -> None:
        for number in range(7):
            setter.centred(f"{'Words of ' * (number % 3)}the title in its line {number}", 80 + 11 * number, BOLD)
        setter.leading, y = 17.0, 200.0
        for text in texts:
            y = setter.paragraph(text, 72, y, 440) + 8

    assert paragraphs(read(made(page)))[-2:] == [("block", text) for text in texts]


def test_bold_words_at_the_start_of_a_line_do_not_end_an_open_sentence() -> None:
    def whole(setter: Setter) -> None:
        setter.line("We have agreed with all our partners that the harbours of the Republic", 72, 100)
        setter.line("Tarn stay open to the ships of all.", 72, 112, BOLD)
        setter.paragraph(running(1), 72, 140, 240)

    assert paragraphs(read(made(whole)))[0] == (
        "block",
        "We have agreed with all our partners that the harbours of the Republic Tarn stay open to the ships of all.",
    )


def test_words_of_leant_type_stay_apart() -> None:
    def page(setter: Setter) -> None:
        text = setter.canvas.beginText()
        text.setFont(BOLD, 10)
        text.setTextTransform(1, 0, 0.34, 1, 72, HEIGHT - 100)
        text.textOut("acting together for the common good")
        setter.canvas.drawText(text)
        setter.paragraph(running(1), 72, 140, 440)

    assert paragraphs(read(made(page)))[0][1] == "acting together for the common good"


def test_heading_with_a_number_of_its_own_style_is_no_part_of_the_item_below() -> None:
    def page(setter: Setter) -> None:
        setter.line("IV. Education, culture and the life of the people in the harbour towns", 72, 100)
        setter.paragraph("24. " + running(1), 72, 112, 300)

    assert (
        paragraphs(read(made(page)))[0][1] == "IV. Education, culture and the life of the people in the harbour towns"
    )


def test_name_at_the_start_of_a_line_under_a_hanging_number_belongs_to_it() -> None:
    def page(setter: Setter) -> None:
        setter.line("3)", 72, 100)
        rows = setter.wrapped("The plan agreed upon by the people of the harbours of " + "Tarn " * 60, 396)
        y = 100.0
        for words in rows[:-1]:
            setter.spread(words, 90, y, 396)
            y += 12
        setter.line(" ".join(rows[-1]), 90, y)

    assert paragraphs(read(made(page))) == [
        ("block", "3) The plan agreed upon by the people of the harbours of " + " ".join(["Tarn"] * 60))
    ]
