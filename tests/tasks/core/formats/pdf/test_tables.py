"""Tables and what only looks like one: rules, boxes, signatures side by side."""

from tasks.core.formats.pdf import read
from tests.tasks.core.formats.pdf.made import HEIGHT, Setter, made, paragraphs, running


def test_a_ruled_table_is_read_row_by_row() -> None:
    rows = [("State", "Vessels", "Share"), ("Aldermoor", "3", "14.2"), ("Castaria and the isles", "5", "21.7")]

    def page(setter: Setter) -> None:
        y = setter.paragraph(running(1), 72, 100, 440) + 20
        top = y
        for row in rows:
            for column, cell in enumerate(row):
                setter.line(cell, 80 + 120 * column, y + 12)
            y += 18
        setter.canvas.grid([72, 192, 312, 432], [HEIGHT - top - 18 * step for step in range(4)])
        setter.paragraph(running(2), 72, y + 30, 440)

    expected = [("row", "\t".join(row)) for row in rows]
    assert paragraphs(read(made(page))) == [("block", running(1)), *expected, ("block", running(2))]


def test_rows_without_rules_are_read_across() -> None:
    rows = [("Aldermoor", "3", "14.2"), ("Castaria", "5", "21.7"), ("Norvane", "2", "9.8"), ("Osterby", "4", "2.5")]

    def page(setter: Setter) -> None:
        y = setter.paragraph(running(1), 72, 100, 440) + 20
        for row in rows:
            for column, cell in enumerate(row):
                setter.line(cell, 80 + 120 * column, y)
            y += 12

    expected = [("row", "\t".join(row)) for row in rows]
    assert paragraphs(read(made(page))) == [("block", running(1)), *expected]


def test_a_box_around_text_is_no_table() -> None:
    def page(setter: Setter) -> None:
        setter.canvas.rect(60, HEIGHT - 260, 480, 180)
        setter.canvas.line(72, HEIGHT - 103, 200, HEIGHT - 103)
        end = setter.paragraph(running(1), 72, 100, 440)
        setter.paragraph(running(2), 72, end + 6, 440)

    assert paragraphs(read(made(page))) == [("block", running(1)), ("block", running(2))]


def test_signatures_side_by_side() -> None:
    def page(setter: Setter) -> None:
        y = setter.paragraph(running(1), 72, 100, 440) + 30
        for step, text in enumerate(("For the Government of", "the Republic of Aldermoor", "Elin Marsh")):
            setter.line(text, 72, y + 14 * step)
        for step, text in enumerate(("For the Government of", "the Kingdom of Castaria", "Jon Vale")):
            setter.line(text, 330, y + 14 * step)

    text = read(made(page)).text
    assert text.index("Elin Marsh") < text.index("Kingdom of Castaria") < text.index("Jon Vale")
