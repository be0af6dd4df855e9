"""Files with several texts: the one that the title names is the statement."""

import pytest

from tasks.core.reading import Mark, ReadText
from tasks.core.structure import Structured, structure_document
from tests.structured import DOCUMENT_ID, structured

TITLE = "Joint Statement of the Foreign Ministers of Poland and Lithuania"
TEXT = (
    "We, the Foreign Ministers of Poland and Lithuania, condemn the attack in the strongest possible terms.",
    "We will meet again before the end of the year, and we will stand together for as long as it takes.",
)
OTHER = "The participants visited the port of Gdynia, where they were shown the new terminal by its director."


def own_text(rows: Structured) -> list[str]:
    body = rows.document["body"]
    return [body[row["start_char"] : row["end_char"]] for row in rows.paragraphs if row["in_statement"]]


def joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize(
    "heading", ["ANNEX", "Annex II: The port", "Anlage 1", "Załącznik", "Приложение 1", "Appendix A. Programme"]
)
def test_an_annex_is_no_part_of_the_statement(heading: str) -> None:
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", *TEXT, heading, OTHER))
    assert own_text(rows) == list(TEXT)
    assert [(note.kind, heading[:5] in note.detail) for note in rows.notes] == [("several_texts", True)]


def test_a_second_statement_below_the_first_is_another_text() -> None:
    second = ("JOINT STATEMENT ON THE PORT OF GDYNIA", "Gdynia, 4 May 2023", f"We, the directors, are glad. {OTHER}")
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", *TEXT, *second))
    assert own_text(rows) == list(TEXT)
    assert [note.kind for note in rows.notes] == ["several_texts"]
    assert rows.document["date_edtf"] == "2023-05-03"


def test_the_end_of_another_document_above_the_title_is_another_text() -> None:
    pieces = ((OTHER, "block"), (TITLE, "title"), (TEXT[0], "block"), (TEXT[1], "block"))
    text, marks = "", []
    for words, kind in pieces:
        marks.append(Mark(len(text), len(text) + len(words), kind))
        text += words + "\n\n"
    rows = structure_document(DOCUMENT_ID, ReadText(text, "made", marks=tuple(marks)), "application/pdf")
    assert own_text(rows) == list(TEXT)
    assert [note.kind for note in rows.notes] == ["several_texts"]


@pytest.mark.parametrize(
    "heading",
    ["Peace and order", "Annexation of Crimea", "Our statement on trade", "Implementation of the Declaration"],
)
def test_headings_inside_a_statement_begin_no_other_text(heading: str) -> None:
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", TEXT[0], heading, TEXT[1]))
    assert own_text(rows) == list(TEXT)
    assert rows.notes == ()


def test_numbers_of_a_text_in_two_languages_count_once() -> None:
    english = "{}. We reaffirm our commitment to the security of the region and we will work with all our partners."
    french = "{}. Nous réaffirmons notre attachement à la sécurité de la région et nous travaillerons avec tous."
    beside = [form.format(number) for number in (1, 2, 3) for form in (english, french)]
    below = [form.format(number) for form in (english, french) for number in (1, 2, 3)]
    for paragraphs in (beside, below):
        rows = structured(joined(TITLE, "We, the ministers, declare:", *paragraphs))
        assert rows.document["n_numbered"] == 3
        assert [row["printed_number"] for row in rows.paragraphs[2:]] == [one[0] for one in paragraphs]


def test_who_signs_above_an_annex_is_no_heading() -> None:
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", *TEXT, "For Poland", "For Lithuania", "Annex", OTHER))
    assert [row["role"] for row in rows.paragraphs][4:] == ["signature", "signature", "title", "paragraph"]


def test_the_language_is_that_of_the_statement_and_not_of_its_translation() -> None:
    translated = (
        "Совместное заявление министров иностранных дел Польши и Литвы",
        "Вильнюс, 3 мая 2023 года",
        "Мы, министры иностранных дел Польши и Литвы, осуждаем это нападение самым решительным образом и без оговорок.",
        "Мы встретимся снова до конца года и будем поддерживать друг друга столько, сколько потребуется нашим народам.",
    )
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", *TEXT, *translated))
    assert rows.document["language_codes"] == ["en", "ru"]
    assert [note.kind for note in rows.notes] == ["several_texts", "several_languages"]
    assert own_text(rows) == list(TEXT)


def test_questions_after_a_statement_are_no_part_of_it() -> None:
    rows = structured(joined(TITLE, "Vilnius, 3 May 2023", *TEXT, "Questions and answers", f"Question: {OTHER}"))
    assert own_text(rows) == list(TEXT)
