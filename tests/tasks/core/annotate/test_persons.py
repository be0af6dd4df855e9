"""People: offices, appositions, lists, initials, surnames, and what looks like a name and is none."""

import pytest

from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Anchor
from tests.tasks.core.annotate.made import candidates, mentions

NAMED = [
    ("They heard H.E. Dr. Noura Ibrahim Ali Rashed Al-Kuwaiti.", ["Noura Ibrahim Ali Rashed Al-Kuwaiti"]),
    ("They thanked the Secretary-General, Dato Lim Jock Hoi, for his report.", ["Lim Jock Hoi"]),
    ("China’s State Councilor Wang Yi met H.E Qorvund Gebeyehu.", ["Wang Yi", "Qorvund Gebeyehu"]),
    (
        "High Commissioner Volker Turk spoke to Principal Secretary Dr. Eng. Karanja Kibicho.",
        ["Volker Turk", "Karanja Kibicho"],
    ),
    ("A call came from José “Pepe” Mujica, President of Uruguay; Mujica was brief.", ["José “Pepe” Mujica", "Mujica"]),
    ("We heard the late Reverend Martin Luther King Jr, who said so.", ["Martin Luther King"]),
    (
        "President Ferdinand R. Marcos Jr. and Lt. Gen. (Ret.) Prabow Qusanto met.",
        ["Ferdinand R. Marcos Jr.", "Prabow Qusanto"],
    ),
    (
        "Nguyễn Văn Thắng, Minister of Finance, and Ambassador Jan‑Christoph Oetjen spoke.",
        ["Nguyễn Văn Thắng", "Jan‑Christoph Oetjen"],
    ),
    ("Hun Qaret, Prime Minister of Cambodia, spoke to Ms. Mariatou YAP.", ["Hun Qaret", "Mariatou YAP"]),
    (
        "Presidents Paul BIYA of Cameroon and Denis SASSOU N’GUESSO of Congo spoke.",
        ["Paul BIYA", "Denis SASSOU N’GUESSO"],
    ),
    (
        "Ministers Ahmed Qattaf (Algeria), Nasser Vourita (Morocco) and Othman Zerandi (Tunisia) met.",
        ["Ahmed Qattaf", "Nasser Vourita", "Othman Zerandi"],
    ),
    ("Adam Bielan, Qassita Vanko, Jaak Madison and others.", ["Adam Bielan", "Qassita Vanko", "Jaak Madison"]),
    ("Ursula von der Zeyen spoke. Von here, von der Zeyen left.", ["Ursula von der Zeyen", "von der Zeyen"]),
    ("King Salmar bin Qabdul spoke, and Salmar left.", ["Salmar bin Qabdul", "Salmar"]),
    ("Josep Qorrell Fontelles, High Representative, spoke; Qorrell left.", ["Josep Qorrell Fontelles", "Qorrell"]),
]

NOBODY = [
    "Mr. President, Ensuring peace is our task. Mr. President, Every year counts. Madam Chair, Colleagues, thank you.",
    "At the General Debate the Minister Delegate and the Justice Department spoke of the General Review of Quotas.",
    "We must limit warming to 1.5°C. Industrialized nations must act, as Honourable Members said.",
    "Section A. Introduction and Part B. Background follow.",
    "They landed at Lech Wałęsa Airport and met in the John F. Kennedy Center.",
    "The President Announces New Actions, and the Secretary Welcomes Them.",
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED)
def test_people_are_found_whole_and_without_titles(sentence: str, expected: list[str]) -> None:
    assert [surface for label, surface, _ in mentions(sentence) if label == "PERSON"] == expected


@pytest.mark.parametrize("sentence", NOBODY)
def test_words_that_follow_an_office_are_no_names_by_that(sentence: str) -> None:
    assert [surface for label, surface, _ in mentions(sentence) if label == "PERSON"] == []


def test_one_word_after_an_office_is_the_one_named_in_full() -> None:
    found = mentions("Foreign Minister Qang Yivu arrived, and Minister Qang spoke.")
    assert found == [("PERSON", "Qang Yivu", "Qang Yivu"), ("PERSON", "Qang", "Qang Yivu")]


@pytest.mark.parametrize(
    ("sentence", "date", "expected"),
    [
        ("President Kabila of the Democratic Republic of the Congo spoke.", "2000-06-15", "Laurent-Désiré Kabila"),
        ("President Kabila of the Democratic Republic of the Congo spoke.", "2012-06-15", "Joseph Kabila"),
        ("President Bush spoke.", "1990-09-09", "George H. W. Bush"),
        ("President Bush spoke.", "2004-06-28", "George W. Bush"),
        ("King Salman spoke.", "2021-01-05", "Salman bin Abdulaziz Al Saud"),
    ],
)
def test_of_people_of_one_name_the_one_in_office_is_meant(sentence: str, date: str, expected: str) -> None:
    assert [name for label, _, name in mentions(sentence, date) if label == "PERSON"] == [expected]


def test_others_who_could_be_meant_are_kept() -> None:
    found = [one for one in candidates("President Bush spoke.", "2004-06-28") if one.label == "PERSON"]
    assert [one.alternatives for one in found] == [("person:george-h-w-bush",)]


def test_a_surname_that_is_a_word_does_not_begin_a_sentence() -> None:
    sentence = "Minister Jane Long spoke. Long ago, they met. We thank Long."
    spans = ((0, 25), (26, 45), (46, 60))
    found = annotate(sentence, spans, spans, Anchor(None, None))
    assert [sentence[one.start : one.end] for one in found if one.label == "PERSON"] == ["Jane Long", "Long"]
