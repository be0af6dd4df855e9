"""Footnotes, tables, page heads and indents of texts that come without marks."""

from tasks.core.structure import Structured
from tests.structured import structured

RUNNING = (
    "We condemn the attack in the strongest possible terms and stand in full solidarity with all those affected by it."
)
LAST = "We will meet again in Vilnius before the end of the year, and we will report to the public on what was done."


def by_role(rows: Structured, role: str) -> list[str]:
    body = rows.document["body"]
    return [body[row["start_char"] : row["end_char"]] for row in rows.paragraphs if row["role"] == role]


def removed(rows: Structured) -> list[tuple[str, str]]:
    return [(row["rule"], row["text"]) for row in rows.removed]


def test_a_footnote_is_told_by_the_sign_that_stands_in_the_text() -> None:
    rows = structured(f"{RUNNING}[1] {LAST}\n\nFor Poland\n\n[1] Between January and April there were nineteen.\n")
    assert by_role(rows, "paragraph") == [f"{RUNNING} {LAST}"]
    assert by_role(rows, "footnote") == ["[1] Between January and April there were nineteen."]
    assert by_role(rows, "signature") == ["For Poland"]
    assert removed(rows) == [("note_reference", "[1]")]


def test_a_raised_number_without_a_note_stays() -> None:
    rows = structured(f"An area of 20 km² was cleared. {RUNNING}")
    assert by_role(rows, "paragraph") == [f"An area of 20 km² was cleared. {RUNNING}"]


def test_lines_set_in_columns_with_figures_are_the_rows_of_a_table() -> None:
    table = "State       Vessels   Florins\nAldermoor   3         14.2\nCastaria    5         21.7"
    rows = structured(f"{RUNNING}\n\n{table}\n\n{LAST}\n")
    wanted = [RUNNING, "State Vessels Florins", "Aldermoor 3 14.2", "Castaria 5 21.7", LAST]
    assert by_role(rows, "paragraph") == wanted
    assert all(row["in_statement"] for row in rows.paragraphs)


def test_names_side_by_side_below_a_text_are_signatures() -> None:
    rows = structured(f"{RUNNING}\n\n{LAST}\n\nFor Poland          For Lithuania\nA. Nowak            B. Kazlas\n")
    assert by_role(rows, "paragraph") == [RUNNING, LAST]


def test_heads_and_feet_of_pages_go_and_the_title_stays() -> None:
    lines = (
        "REGISTRY OF WEXMOOR\n\nJoint Declaration of the Partnership\n\n" + RUNNING + "\n\nPage 1 of 3\n\f",
        "THE PARTNERSHIP\n\n" + LAST + "\n\nPage 2 of 3\n\f",
        "REGISTRY OF WEXMOOR\n\n" + RUNNING + "\n\nPage 3 of 3\n",
    )
    rows = structured("".join(lines))
    assert by_role(rows, "title") == ["Joint Declaration of the Partnership", "THE PARTNERSHIP"]
    assert by_role(rows, "paragraph") == [RUNNING, LAST, RUNNING]
    assert [rule for rule, _ in removed(rows)] == ["page_head", *["page_number"] * 2, "page_head", "page_number"]


def test_indented_first_lines_begin_paragraphs() -> None:
    text = """    The General Council of the Union,
    Recalling its resolutions on the duties of coastal states and on the
treatment of persons rescued at sea, and in particular the principles of
the Charter,
    1. Reaffirms that the duty to rescue persons in distress at sea holds
for every vessel and at all times, without any distinction;
    2. Calls upon all states to ensure that masters of ships will never be
exposed to loss for having carried out that duty.
"""
    rows = structured(text)
    starts = [row["start_char"] for row in rows.paragraphs]
    assert [rows.document["body"][start:].split()[0] for start in starts] == ["The", "Recalling", "1.", "2."]


def test_roman_numerals_above_numbered_paragraphs_count_headings() -> None:
    rows = structured(f"I. Our shared sea\n\n1. {RUNNING}\n\nII. Our shared land and shores\n\n2. {LAST}\n")
    assert by_role(rows, "title") == ["I. Our shared sea", "II. Our shared land and shores"]
    assert [row["printed_number"] for row in rows.paragraphs] == [None, "1", None, "2"]
    assert rows.document["n_numbered"] == (2 if rows.document["is_statement"] else 0)


def test_a_title_in_capitals_over_two_lines_is_one() -> None:
    head = "PRESS RELEASE\nJOINT STATEMENT BY THE DEFENCE\nMINISTERS OF THE THREE\nVILNIUS, 3 MAY 2023"
    rows = structured(f"{head}\n\n{RUNNING}\n\n{LAST}\n")
    assert by_role(rows, "title") == ["PRESS RELEASE", "JOINT STATEMENT BY THE DEFENCE MINISTERS OF THE THREE"]
    assert by_role(rows, "dateline") == ["VILNIUS, 3 MAY 2023"]


def test_a_short_last_sentence_and_short_items_are_of_the_text_and_names_are_not() -> None:
    text = f"{RUNNING}\n\n{LAST}\n\n(a) for peace;\n\n(b) for trade.\n\nWe are ready.\n\nAnna Nowak\n\nJonas Kazlas"
    rows = structured(text)
    assert by_role(rows, "paragraph") == [RUNNING, LAST, "(a) for peace;", "(b) for trade.", "We are ready."]
    assert by_role(rows, "signature") == ["Anna Nowak", "Jonas Kazlas"]


def test_plain_figures_are_notes_where_both_ends_are_there() -> None:
    text = f"{RUNNING}1 {LAST}\n\n{LAST}2\n\n1 Between January and April.\n2 See the treaty of 1999.\n"
    rows = structured(text)
    assert by_role(rows, "paragraph") == [f"{RUNNING} {LAST}", LAST]
    assert by_role(rows, "footnote") == ["1 Between January and April.", "2 See the treaty of 1999."]
    assert removed(rows) == [("note_reference", "1"), ("note_reference", "2")]


def test_a_figure_behind_a_word_is_no_reference_without_its_note() -> None:
    rows = structured(
        f"The area of CO2 and of H2O and of version2 and of para.1 there. {RUNNING}\n\n2 ships came in.\n"
    )
    assert removed(rows) == []


def test_a_table_goes_over_the_end_of_a_page() -> None:
    rows = structured(f"{RUNNING}\n\nState       Vessels\nAldermoor   3\n\fCastaria    5\nBrill       7\n\n{LAST}\n")
    assert by_role(rows, "paragraph") == [RUNNING, "State Vessels", "Aldermoor 3", "Castaria 5", "Brill 7", LAST]


def test_a_full_line_at_the_end_of_a_page_goes_on_with_a_capital() -> None:
    lines = [
        "We met in the port of Gdynia and spoke of the ferries, and of all who",
        "sail in them, and we thank the captains of the ferries, the pilots of",
        "the port and those who sail from here to the coasts of the Kingdom of",
    ]
    text = "\n".join(lines) + "\n\fDenmark, which are not far.\n\nWe will meet again.\n"
    assert by_role(structured(text), "paragraph")[0] == " ".join([*lines, "Denmark, which are not far."])


def test_heads_of_articles_are_headings_and_bodies_in_capitals_are_not() -> None:
    text = f"Charter of the Lakes\n\nTHE GENERAL ASSEMBLY,\n\n{RUNNING}\n\nWe have agreed on what follows here:\n\n"
    rows = structured(f"{text}Article premier\n\n{LAST}\n\nArticle 2.\n\n{LAST}\n")
    assert by_role(rows, "title") == ["Charter of the Lakes", "Article premier", "Article 2."]
    assert by_role(rows, "paragraph")[0] == "THE GENERAL ASSEMBLY,"


def test_thanks_and_calls_end_a_speech_and_names_do_not() -> None:
    rows = structured(f"{RUNNING}\n\n{LAST}\n\nMuchas gracias.\n\nLong live peace!\n\nA. Nowak\n")
    assert by_role(rows, "paragraph") == [RUNNING, LAST, "Muchas gracias.", "Long live peace!"]
    assert by_role(rows, "signature") == ["A. Nowak"]


def test_a_sentence_in_two_lines_is_one_paragraph() -> None:
    lines = ("We, the Ministers of Energy of Bulgaria and of Greece, met today in", "Thessaloniki on the new pipeline.")
    rows = structured("\n".join(lines) + f"\n\n{RUNNING} {LAST}\n")
    assert by_role(rows, "paragraph")[0] == " ".join(lines)
