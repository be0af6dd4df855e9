"""Pages as they are set: what belongs together stays together, in the order in which it is read."""

from collections.abc import Callable

from tasks.core.formats.pdf import read
from tests.tasks.core.formats.pdf.made import (
    BOLD,
    HEIGHT,
    WIDTH,
    Setter,
    made,
    marked,
    pages_of,
    paragraphs,
    running,
)

Drawing = Callable[[Setter], None]


def test_paragraphs_told_by_the_gaps_between_them() -> None:
    texts = [running(number) for number in range(1, 5)]

    def page(setter: Setter) -> None:
        y = 100.0
        for text in texts:
            y = setter.paragraph(text, 72, y, 440) + 6

    assert paragraphs(read(made(page))) == [("block", text) for text in texts]


def test_paragraphs_told_by_indents_alone() -> None:
    texts = [running(number) for number in range(1, 5)]

    def page(setter: Setter) -> None:
        setter.indent, y = 14.0, 100.0
        for text in texts:
            y = setter.paragraph(text, 72, y, 440)

    assert paragraphs(read(made(page))) == [("block", text) for text in texts]


def test_paragraphs_told_by_their_short_last_lines_alone() -> None:
    texts = [running(number) for number in range(1, 5)]

    def page(setter: Setter) -> None:
        setter.is_justified, y = False, 100.0
        for text in texts:
            y = setter.paragraph(text, 72, y, 440)

    assert paragraphs(read(made(page))) == [("block", text) for text in texts]


def test_numbers_hang_before_their_paragraphs() -> None:
    texts = [running(number) for number in range(1, 4)]

    def page(setter: Setter) -> None:
        y = 100.0
        for number, text in enumerate(texts, 1):
            setter.line(f"{number}.", 72, y)
            y = setter.paragraph(text, 96, y, 420) + 6

    assert paragraphs(read(made(page))) == [("block", f"{number}. {text}") for number, text in enumerate(texts, 1)]


def test_bullets_are_items() -> None:
    def page(setter: Setter) -> None:
        y = setter.paragraph(running(1), 72, 100, 440)
        for text in ("free passage of ships;", "better charts of the strait;"):
            setter.line("\u2022", 80, y)
            setter.line(text, 96, y)
            y += 12

    expected = [
        ("block", running(1)),
        ("item", "\u2022 free passage of ships;"),
        ("item", "\u2022 better charts of the strait;"),
    ]
    assert paragraphs(read(made(page))) == expected


def columns_page(setter: Setter, texts: list[str], n_columns: int, top: float = 100.0, per_column: int = 3) -> None:
    gutter = 16.0
    width = (451 - gutter * (n_columns - 1)) / n_columns
    for column in range(n_columns):
        y = top
        for text in texts[column * per_column : (column + 1) * per_column]:
            y = setter.paragraph(text, 72 + column * (width + gutter), y, width) + 6


def test_two_columns_are_read_one_after_the_other() -> None:
    texts = [running(number) for number in range(1, 7)]
    assert paragraphs(read(made(lambda setter: columns_page(setter, texts, 2)))) == [("block", text) for text in texts]


def test_three_columns_are_read_one_after_the_other() -> None:
    texts = [running(number, 2) for number in (1, 3, 2, 6, 8, 4, 3, 6, 9)]  # the last line of each column is short
    assert paragraphs(read(made(lambda setter: columns_page(setter, texts, 3)))) == [("block", text) for text in texts]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    text = running(1, 24)

    def draw(first: int) -> Drawing:
        def drawn(setter: Setter) -> None:
            rows = setter.wrapped(text, 218)
            for x, start in ((72.0, first), (305.0, first + 20)):
                for index, words in enumerate(rows[start : start + 20]):
                    is_last = start + index == len(rows) - 1
                    if is_last:
                        setter.line(" ".join(words), x, 100 + 12 * index)
                    else:
                        setter.spread(words, x, 100 + 12 * index, 218)

        return drawn

    found = read(made(draw(0), draw(40)))
    assert paragraphs(found) == [("block", text)]
    assert found.text.count("\f") == 1


def test_a_title_and_headings_stand_over_the_columns() -> None:
    texts = [running(number) for number in range(1, 7)]

    def page(setter: Setter) -> None:
        setter.centred("Joint Statement of the Ministers", 70, BOLD, 18)
        setter.centred("of the Harbour States", 92, BOLD, 18)
        columns_page(setter, texts[:4], 2, 140, 2)
        setter.centred("Outlook", 420, BOLD, 12)
        columns_page(setter, texts[4:], 2, 450, 1)

    blocks = [("block", text) for text in texts]
    title = ("title", "Joint Statement of the Ministers of the Harbour States")
    assert paragraphs(read(made(page))) == [title, *blocks[:4], ("heading", "Outlook"), *blocks[4:]]


def test_a_title_in_capitals_of_the_text_s_own_size() -> None:
    def page(setter: Setter) -> None:
        setter.centred("JOINT DECLARATION ON THE STRAITS", 80)
        setter.paragraph(running(1), 72, 110, 440)

    expected = [("title", "JOINT DECLARATION ON THE STRAITS"), ("block", running(1))]
    assert paragraphs(read(made(page))) == expected


def test_heads_feet_and_numbers_are_marked_on_odd_and_even_pages() -> None:
    texts = [running(number) for number in range(1, 6)]

    def draw(number: int) -> Drawing:
        def drawn(setter: Setter) -> None:
            setter.line("Gazette of the Harbour" if number % 2 else "Series B, No. 12", 72, 40, size=8)
            setter.paragraph(texts[number - 1], 72, 100, 440)
            setter.centred(f"{number} / 5", HEIGHT - 30, size=8)

        return drawn

    found = read(made(*(draw(number) for number in range(1, 6))))
    assert paragraphs(found) == [("block", text) for text in texts]
    assert marked(found, "page_number") == [f"{number} / 5" for number in range(1, 6)]
    heads = ["Gazette of the Harbour", "Series B, No. 12"]
    assert marked(found, "page_head") == [heads[0], heads[1], heads[0], heads[1], heads[0]]
    assert found.text.count("\f") == 4


def test_a_head_within_a_paragraph_that_goes_over_the_page() -> None:
    text = running(1, 8)

    def draw(first: int) -> Drawing:
        def drawn(setter: Setter) -> None:
            setter.line(f"Record of the Assembly, page {first // 8 + 1}", 72, 40, size=8)
            rows = setter.wrapped(text, 440)
            for index, words in enumerate(rows[first : first + 8]):
                is_last = first + index == len(rows) - 1
                setter.line(" ".join(words), 72, 100 + 12 * index) if is_last else setter.spread(
                    words, 72, 100 + 12 * index, 440
                )

        return drawn

    found = read(made(draw(0), draw(8)))
    assert paragraphs(found) == [("block", text)]
    assert marked(found, "page_head") == [f"Record of the Assembly, page {number}" for number in (1, 2)]


def test_a_letterhead_on_one_page_is_text() -> None:
    def page(setter: Setter) -> None:
        setter.line("Ministry of the Straits", 72, 50)
        setter.line("12 Harbour Street, Kirra", 72, 62)
        setter.paragraph(running(1), 72, 120, 440)

    found = read(made(page))
    assert marked(found, "page_head") == []
    assert [text for _, text in paragraphs(found)] == [
        "Ministry of the Straits",
        "12 Harbour Street, Kirra",
        running(1),
    ]


def test_footnotes_do_not_break_the_paragraph_that_goes_over_the_page() -> None:
    text = running(1, 8)
    note = "1 Between January and April the authorities recorded nineteen cases."

    def draw(first: int) -> Drawing:
        def drawn(setter: Setter) -> None:
            rows = setter.wrapped(text, 440)
            for index, words in enumerate(rows[first : first + 8]):
                setter.spread(words, 72, 100 + 12 * index, 440) if first + index < len(rows) - 1 else setter.line(
                    " ".join(words), 72, 100 + 12 * index
                )
            if first == 0:
                setter.line("2", 512.5, 96, size=6)
                setter.canvas.line(72, HEIGHT - 700, 180, HEIGHT - 700)
                setter.line(note, 72, 712, size=8)
                setter.line("2 No case is known from before.", 72, 722, size=8)

        return drawn

    found = read(made(draw(0), draw(8)))
    notes = [("footnote", note), ("footnote", "2 No case is known from before.")]
    assert paragraphs(found) == [*notes, ("block", text)]
    assert marked(found, "note_reference") == ["2"]
    assert pages_of(found, note) == 1


def test_a_power_is_no_reference_to_a_note() -> None:
    def page(setter: Setter) -> None:
        setter.line("The zone covers 12 km", 72, 100)
        setter.line("2", 167.2, 96, size=6)

    found = read(made(page))
    assert found.text == "The zone covers 12 km2"
    assert marked(found, "note_reference") == []


def test_a_page_set_sideways() -> None:
    texts = [running(number) for number in range(1, 4)]

    def page(setter: Setter) -> None:
        setter.canvas.rotate(90)
        setter.canvas.translate(0, -WIDTH)
        y = 100.0 + HEIGHT - WIDTH
        for text in texts:
            y = setter.paragraph(text, 72, y, 600) + 6

    assert paragraphs(read(made(page))) == [("block", text) for text in texts]


def test_words_set_across_the_margin_are_residue() -> None:
    def page(setter: Setter) -> None:
        setter.paragraph(running(1), 72, 100, 440)
        setter.canvas.saveState()
        setter.canvas.translate(20, 300)
        setter.canvas.rotate(90)
        setter.canvas.drawString(0, 0, "printed on press 4")
        setter.canvas.restoreState()

    found = read(made(page))
    assert paragraphs(found) == [("block", running(1))]
    assert marked(found, "residue") == ["printed on press 4"]
