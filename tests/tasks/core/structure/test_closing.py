"""What stands below a text: formulas of signing, contacts, notes to editors, lines of filing."""

import pytest

from tests.structured import structured

TITLE = "Joint Statement by the Ministers of Trade of Norway and Denmark"
TEXT = (
    "We, the Ministers of Trade of Norway and Denmark, met today to discuss the cables that lie between our coasts.",
    "We will meet again in June to see what was done, and we will report to our parliaments.",
)
Paragraphs = list[tuple[str, str]]


def roles(*paragraphs: str) -> Paragraphs:
    rows = structured("\n\n".join((TITLE, *TEXT, *paragraphs)) + "\n")
    body = rows.document["body"]
    found = [(row["role"], body[row["start_char"] : row["end_char"]]) for row in rows.paragraphs]
    assert found[:3] == [("title", TITLE), *(("paragraph", text) for text in TEXT)]
    inside = [row["in_statement"] for row in rows.paragraphs]
    assert inside == [role == "paragraph" for role, _ in found]
    return found[3:]


@pytest.mark.parametrize(
    "formula",
    [
        "Done at Tallinn, this fourth day of May 2023, in duplicate in the English and Finnish languages.",
        "Geschehen zu Lindau am 3. Juni 2024 in zwei Urschriften, jede in deutscher und französischer Sprache.",
        "Hecho en Lima, el 14 de agosto de 2021, en dos ejemplares en idioma español.",
        "Вчинено в Києві 12 травня 2024 року у двох примірниках, кожен українською та румунською мовами.",
    ],
)
def test_a_formula_of_signing_belongs_to_the_signatures(formula: str) -> None:
    signers = ("For the Government of Norway", "For the Government of Denmark")
    assert roles(formula, *signers) == [("signature", text) for text in (formula, *signers)]


def test_a_sentence_that_tells_of_an_adoption_is_text() -> None:
    sentence = (
        "Adopted by our parents in 1995, the treaty on cables has served both of our countries well ever since then."
    )
    assert roles(sentence, TEXT[1]) == [("paragraph", sentence), ("paragraph", TEXT[1])]


@pytest.mark.parametrize(
    "heading",
    ["-ENDS-", "Notes to editors:", "Pressekontakt", "Contact presse :", "Контакти для ЗМІ:", "About the Ministry"],
)
def test_what_is_added_for_the_press_is_no_part_of_the_statement(heading: str) -> None:
    added = (
        heading,
        "1. The northern cable was laid in 1987.",
        "2. It carries a third of the traffic between the two.",
    )
    assert roles(*added) == [("furniture", text) for text in added]


def test_a_line_that_says_whom_to_ask_is_no_part_of_the_statement() -> None:
    line = "For further information please contact the Secretariat at +371 6000 0000 or info@example.org."
    assert roles(line) == [("furniture", line)]


@pytest.mark.parametrize("heading", ["About our coasts", "Further information", "Ends and means"])
def test_headings_inside_a_statement_end_nothing(heading: str) -> None:
    assert roles(heading, TEXT[1]) == [("title", heading), ("paragraph", TEXT[1])]


def test_a_dateline_below_the_sign_of_the_end_stays_one() -> None:
    assert roles("Oslo, 4 March 2024", "-ENDS-", "Anna Berg") == [
        ("dateline", "Oslo, 4 March 2024"),
        ("furniture", "-ENDS-"),
        ("furniture", "Anna Berg"),
    ]


def test_how_a_journal_filed_the_text_is_cut() -> None:
    filed = ("[FR Doc. 99-1234", "Filed 6-25-99; 11:15 am]", "Billing code 3195-W0-P")
    rows = structured("\n\n".join((TITLE, *TEXT, "A. BERG", *filed)) + "\n")
    assert [(row["rule"], row["text"]) for row in rows.removed] == [("filing_line", line) for line in filed]


HEAD = "Statement of the harbour council\n\nOulu, 3 May 2021"
BROKEN_OFF = (
    "We will pay for the damage that the ice has done to the nets. We will ask the owners of all boats that were lost"
    " to write to us before the"
)
NAMES = (
    "For the Government of Norland, Ola Berg, Minister of Foreign Affairs of the Kingdom. For the Republic of Sudland,"
    " Prof. Anna Muster, Head of State"
)


@pytest.mark.parametrize(("last", "role"), [(BROKEN_OFF, "paragraph"), (NAMES, "signature")])
def test_what_breaks_off_in_a_second_sentence_is_text_and_a_row_of_names_is_not(last: str, role: str) -> None:
    text = f"{HEAD}\n\nWe thank the crews of the harbour of Oulu.\n\n{last}\n"
    assert [row["role"] for row in structured(text).paragraphs] == ["title", "dateline", "paragraph", role]


def test_what_breaks_off_right_below_the_dateline_is_text() -> None:
    text = f"{HEAD}\n\n{BROKEN_OFF}\n"
    assert [row["role"] for row in structured(text).paragraphs] == ["title", "dateline", "paragraph"]
