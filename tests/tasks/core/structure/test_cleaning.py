"""What cleaning takes out, what it puts together, and what it leaves alone."""

import time

import pytest

from tasks.core.structure import StructureError
from tasks.core.structure.cleaning import clean
from tests.structured import structured


def cleaned(text: str, is_markdown: bool = False) -> tuple[str, list[tuple[str, str]]]:
    result = clean(text, is_markdown)
    return result.body, [(cut.rule, text[cut.start : cut.end]) for cut in result.cuts]


RUNNING = (
    "We condemn the attack in the strongest possible terms and stand in full solidarity with all those affected by it."
)


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        (f"{RUNNING}\n\n[Tweetnij](#)\n", [("share_button", "[Tweetnij](#)")]),
        (f"4. [bookmark: _Hlk1]{RUNNING}", [("bookmark", "[bookmark: _Hlk1]")]),
        (
            f"{RUNNING}\nimage1.png\nB MINISTERS' MEETING\n",
            [("image", "image1.png"), ("image_caption", "B MINISTERS' MEETING")],
        ),
        (f"Home | About us | Contact us\n\n{RUNNING}", [("button", "Home | About us | Contact us")]),
        (f"Menu\n\nThink of the planet\n\n{RUNNING}", [("button", "Menu"), ("slogan", "Think of the planet")]),
        (f"{RUNNING}\n\nEnd.\n", [("end_mark", "End.")]),
        (
            f"{RUNNING}\n\nRelated documents\n\nFactsheet on the summit\n",
            [("trailing_links", "Related documents"), ("trailing_links", "Factsheet on the summit")],
        ),
        (f"{RUNNING}\n- 2 -\f{RUNNING}", [("page_number", "- 2 -")]),
    ],
)
def test_what_belongs_to_the_page_is_cut_and_recorded(text: str, removed: list[tuple[str, str]]) -> None:
    body, cuts = cleaned(text)
    assert cuts == removed
    assert all(words not in body for _, words in removed)
    assert RUNNING in body


def test_a_picture_above_the_title_takes_no_title_with_it() -> None:
    assert cleaned(f"image1.png\nTHE LEADERS' MEETING\n\n{RUNNING}")[0] == f"THE LEADERS' MEETING\n\n{RUNNING}"


def test_sentences_wrapped_by_hand_and_broken_by_a_page_are_whole_again() -> None:
    lines = (
        "We stand in full solidarity with the brave citizens who are defending their homes.\n"
        "We honour all those killed,\n\n\n\n"
        "injured, and displaced by the aggression, as well as their families. We reaffirm our\n"
        "unwavering support for the independence and territorial integrity of the country.\n\n"
        "We will meet again."
    )
    lines = lines.replace(
        "We honour all those killed,", "We honour with deep respect and sorrow all those who were killed,"
    )
    body, cuts = cleaned(lines)
    assert "all those who were killed, injured, and displaced" in body
    assert body.endswith("of the country.\n\nWe will meet again.")
    assert cuts == []


@pytest.mark.parametrize("is_markdown", [False, True])
@pytest.mark.parametrize("hang", ["  ", "    "])
def test_items_that_hang_over_are_whole_again(hang: str, is_markdown: bool) -> None:
    """The next item stands further to the left than the rest of the one before, which is no paragraph for that."""
    sign = "-".ljust(len(hang))
    items = [
        (
            "The parties have agreed to ensure safe navigation,",
            "to eliminate the use of force at sea, and to keep",
            "ports open.",
        ),
        ("Two thirds of the members have ratified the accord, and half", "of them apply it."),
        ("They will meet again in spring.",),
    ]
    text = "\n".join(sign + f"\n{hang}".join(lines) for lines in items)
    wrapped = RUNNING.replace("terms and", "terms\nand")
    body, _ = cleaned(f"Following those talks:\n\n{text}\n\n{wrapped}", is_markdown)
    assert body.split("\n\n")[1:-1] == [" ".join(lines) for lines in items]


def test_lost_text_is_not_repaired() -> None:
    damaged = "We are deeply concerned We urge Russia to allow rapid and unhindered access and safe We also condemn."
    assert cleaned(damaged) == (damaged, [])


def test_markdown_is_reduced_to_its_text() -> None:
    text = "---\ntitle: A\n---\n\n# A *fine* title\n\n- See [the treaty](https://a.org/t) now.\n- A second\n  item.\n"
    body, cuts = cleaned(text, is_markdown=True)
    assert body == "A fine title\n\nSee the treaty now.\n\nA second item."
    assert [rule for rule, _ in cuts] == [
        "front_matter",
        "heading_mark",
        "emphasis",
        "emphasis",
        "list_mark",
        "link",
        "link",
        "list_mark",
    ]


def test_characters_are_made_plain() -> None:
    assert cleaned("NATO´s\u00a0new  cafe\u0301s\u200b stay.")[0] == "NATO’s new cafés stay."


@pytest.mark.parametrize("text", ["", " \n\f\n ", "***\n\n12 345", "[Tweet](#)\n\nShare | Print"])
def test_a_file_without_text_is_refused(text: str) -> None:
    with pytest.raises(StructureError) as refusal:
        structured(text)
    assert refusal.value.reason == "no_text"


@pytest.mark.parametrize(
    "piece", ["We condemn the war. ", "*a ", "[", "“", "1. ", "2022 ", "x, ", "[bookmark: ", "A ", "word-\n", "x   1\n"]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(n_chars: int) -> float:
        text = piece * (n_chars // len(piece))
        began = time.process_time()
        structured("Text. " + text, "text/markdown")
        return time.process_time() - began

    seconds(10_000)  # knowledge is loaded
    long, short = (
        min(seconds(n_chars) for _ in range(3)) for n_chars in (80_000, 10_000)
    )  # of a busy machine the best
    assert long < 16 * max(short, 0.02)  # 8 times the text; 64 times the time if it were squared


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("S T A T E M E N T", "STATEMENT"),
        ("   G E M E I N S A M E   E R K L Ä R U N G", "GEMEINSAME ERKLÄRUNG"),
        ("З А Я В Л Е Н И Е", "ЗАЯВЛЕНИЕ"),
        ("J. F. K.", "J. F. K."),
        ("I a m", "I a m"),
        ("We are a U N body", "We are a U N body"),
    ],
)
def test_letters_set_apart_are_closed_up(line: str, closed: str) -> None:
    assert cleaned(f"{line}\n\n{RUNNING}\n") == (f"{closed}\n\n{RUNNING}", [])


def test_front_matter_of_another_kind_is_cut() -> None:
    front = '+++\ntitle = "On wells"\ndate = 2024-03-05\n+++'
    assert cleaned(f"{front}\n\n{RUNNING}\n") == (RUNNING, [("front_matter", front)])


def test_sentences_below_a_heading_that_can_head_links_stay() -> None:
    text = (
        f"{RUNNING}\n\nFurther information\n\nWe will publish the data of all the wells of the land.\n\nWe thank you."
    )
    assert cleaned(text) == (text, [])
