"""What printers and journals put around a text is cut, and the text is as it was without it."""

import pytest

from tasks.core.structure.cleaning import clean

FIRST = "We condemn the attack in the strongest possible terms and stand in full solidarity with all those affected by"
SECOND = (
    "it. All those responsible for it will be held accountable before the courts of the country in which it took place."
)
IMPRINT = "VerDate Mar<15>2010\n\n16:54 Nov 08, 2010\n\nJkt 223001\n\nFmt 4790\n\nE:\\FR\\FM\\09NOE1.SGM"


def cleaned(text: str) -> tuple[str, list[tuple[str, str]]]:
    result = clean(text, is_markdown=False)
    return result.body, [(cut.rule, text[cut.start : cut.end]) for cut in result.cuts]


def rules(text: str) -> list[str]:
    return [rule for rule, _ in cleaned(text)[1]]


@pytest.mark.parametrize(
    "line",
    [
        "jsmith on DSK3SPTVN1PROD with PRES DOC",
        "VerDate Mar<15>2010 16:54 Nov 08, 2010 Jkt 223001 PO 00000 Frm 00002 Fmt 4790",
        "ER08MR18.008",
        "OB#1.EPS</GPH>",
        "Start Printed Page 68680",
    ],
)
def test_a_line_of_the_printer_is_cut(line: str) -> None:
    body, cuts = cleaned(f"{FIRST} {SECOND}\n\n{line}\n\n{FIRST} {SECOND}")
    assert body.split("\n\n") == [f"{FIRST} {SECOND}"] * 2
    assert [text for _, text in cuts] == [line]


def test_an_imprint_is_cut_with_its_parts_and_ends_with_the_page() -> None:
    body, cuts = cleaned(f"{FIRST} {SECOND}\n\n{IMPRINT}\n\n\f12 states signed it.\n\n{FIRST} {SECOND}")
    assert body.split("\n\n") == [f"{FIRST} {SECOND}", "12 states signed it.", f"{FIRST} {SECOND}"]
    assert [rule for rule, _ in cuts] == ["imprint"] * 5


def test_words_that_only_look_like_an_imprint_stay() -> None:
    kept = "The delegation on 12 May met with ministers of the two governments concerned and agreed on the next steps."
    assert cleaned(f"{kept}\n\n{FIRST} {SECOND}") == (f"{kept}\n\n{FIRST} {SECOND}", [])


def test_heads_and_numbers_of_pages_change_places_from_left_to_right() -> None:
    head = "Journal of Notices / Vol. 75, No. 216 / Tuesday, November 9, 2010 / Notices"
    text = f"{head}\n\n68679\n\n{FIRST}\n\n\f68680\n\n{head}\n{SECOND}"
    body, cuts = cleaned(text)
    assert body.replace("\n\n", " ") == f"{FIRST} {SECOND}"
    assert sorted(rule for rule, _ in cuts if rule.startswith("page")) == ["page_head"] * 2 + ["page_number"] * 2


def test_a_head_of_several_parts_is_one_on_a_single_left_page_too() -> None:
    head = "Journal of Notices / Vol. 75, No. 216 / Tuesday, November 9, 2010 / Notices"
    assert rules(f"{FIRST} {SECOND}\n\n\f{head}\n{FIRST} {SECOND}") == ["page_head"]


def test_years_at_the_edges_of_pages_are_no_page_numbers() -> None:
    assert "page_number" not in rules(f"{FIRST} {SECOND}\n\n2022\n\f{FIRST} {SECOND}\n\n1949")


def test_how_a_journal_filed_the_text_is_cut_behind_its_last_words() -> None:
    signed = "THE GOVERNMENT, September 28, 2001."
    text = f"{FIRST} {SECOND}\n\n{signed} [FR Doc. 01-24917 Filed 10-2-01; 8:45\nam] Billing code 3195-01-P"
    body, cuts = cleaned(text)
    assert body == f"{FIRST} {SECOND}\n\n{signed}"
    assert {rule for rule, _ in cuts} == {"filing_line"}


def test_a_law_that_a_last_sentence_names_stays() -> None:
    text = f"{FIRST} {SECOND}\n\nThis follows what was agreed. Pub. L. 105-2 is to be applied to it in all its parts."
    assert cleaned(text) == (text, [])
