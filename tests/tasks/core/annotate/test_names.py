"""Names that no list holds: a head word and what is printed around it, numbers, brackets, and what refers back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.annotate.model import Anchor, Text, Trigger
from tasks.core.annotate.shapes import name_end, name_start
from tests.tasks.core.annotate.made import candidates, mentions

Expected = list[tuple[str, str, str]]


def names(sentence: str) -> Expected:
    """Bodies, documents and events of a sentence."""
    return [one for one in mentions(sentence) if one[0] in ("ORG", "DOC", "EVENT")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Harbour Council of Tolmark and the Fooland Defence Agency met.",
            ["Harbour Council of Tolmark", "Fooland Defence Agency"],
        ),
        ("They praised the Kenyan-led Blue River Mission.", ["Blue River Mission"]),
        ("The 45th Panzer Brigade and the Somali National Army left.", ["45th Panzer Brigade", "Somali National Army"]),
        (
            "The Women's Quarn Council and the Center for the People's Quarn spoke.",
            ["Women's Quarn Council", "Center for the People's Quarn"],
        ),
        ("The Network for Greening the Zorn System reported.", ["Network for Greening the Zorn System"]),
        ("Forces met the Defence Force of Côte d'Ivoire.", ["Defence Force of Côte d'Ivoire"]),
        ("The Federal University of Tolmark do Sul was there.", ["Federal University of Tolmark do Sul"]),
        ("Recalling Fooland Border Agency decisions, they met.", ["Fooland Border Agency"]),
        ("The Tolmark Nine and the Moscow Five met.", ["Moscow Five"]),
    ],
)
def test_bodies_are_told_by_their_heads(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == [("ORG", name, name) for name in expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Joint Group and the Political Parties met the International Community.",
        "Barland spoke of Civil Society and of a Peace Agreement.",
        "Finance Ministers and Central Bank Governors agreed.",
        "Minister of Education, Health and Social Services Ana Pel spoke.",
        "They fought in the Russian Federation against Barland.",
    ],
)
def test_words_that_name_nothing_are_no_names(sentence: str) -> None:
    assert names(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The parties to the Status of Harbours Agreement and the Treaty of Qarn met.",
            ["Status of Harbours Agreement", "Treaty of Qarn"],
        ),
        ("The Zorn Agreement of October was signed.", ["Zorn Agreement"]),
        ("The 2040 Blue River Strategy and the Zorn Plan for 2021 – 2023 hold.", None),
        ("In line with Executive Order 14257 we act.", ["Executive Order 14257"]),
        ("See Council Regulation (EU) No 833/2014.", ["Council Regulation (EU) No 833/2014"]),
        ("They noted Communiqué PSC/PR/COMM.1156 (2023).", ["Communiqué PSC/PR/COMM.1156 (2023)"]),
    ],
)
def test_documents_are_told_by_their_heads_and_numbers(sentence: str, expected: list[str] | None) -> None:
    wanted = ["2040 Blue River Strategy", "Zorn Plan for 2021 – 2023"] if expected is None else expected
    assert names(sentence) == [("DOC", name, name) for name in wanted]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The General Assembly recalled its resolution 181 and resolution 1701.",
            [
                ("ORG", "General Assembly", "UN General Assembly"),
                ("DOC", "resolution 181", "UN General Assembly Resolution 181"),
                ("DOC", "resolution 1701", "UN Security Council Resolution 1701"),
            ],
        ),
        (
            "They cited resolutions 2628 (2022) and 2670 (2022).",
            [("DOC", "resolutions 2628 (2022) and 2670 (2022)", "UN Security Council Resolutions 2628 and 2670")],
        ),
        ("They cited resolution 69/292.", [("DOC", "resolution 69/292", "UN General Assembly Resolution 69/292")]),
        (
            "The Treaty of Qarn holds. Article 4 of the Treaty was read.",
            [
                ("DOC", "Treaty of Qarn", "Treaty of Qarn"),
                ("DOC", "Article 4 of the Treaty", "Treaty of Qarn, Article 4"),
            ],
        ),
        (
            "They acted under Chapter VII of the Charter of the United Nations.",
            [("DOC", "Chapter VII of the Charter of the United Nations", "UN Charter, Chapter VII")],
        ),
    ],
)
def test_resolutions_and_parts_of_treaties(sentence: str, expected: Expected) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The 12th Blue River Conference opened.", ["12th Blue River Conference"]),
        ("They trained in Exercise Iron Gull 2024 and the exercise Zorn Gull 3.", None),
        ("The Tolmark Cricket World Cup 2007 was held.", ["Tolmark Cricket World Cup 2007"]),
        ("The Third Meeting of the Blue River Group in Tolmark closed.", None),
        ("The Qarn Summit for a New Zorn Pact opened.", ["Qarn Summit for a New Zorn Pact"]),
        ("A press conference followed the Foreign Ministers' Meeting.", []),
    ],
)
def test_events_keep_number_year_and_purpose(sentence: str, expected: list[str] | None) -> None:
    found = [surface for label, surface, _ in names(sentence) if label == "EVENT"]
    others = {
        "They": ["Exercise Iron Gull 2024", "Zorn Gull 3"],
        "The ": ["Third Meeting of the Blue River Group in Tolmark"],
    }
    assert found == (others[sentence[:4]] if expected is None else expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Blue River Institute (BRI) met. The BRI agreed.",
            [("Blue River Institute", ""), ("BRI", ""), ("BRI", "")],
        ),
        (
            "The Blue River Institute (hereinafter “the Institute”) met. The Institute agreed.",
            [("Blue River Institute", ""), ("Institute", ""), ("Institute", "")],
        ),
        (
            "The African Quarn-Import Bank (Afquimbank) met Afquimbank.",
            [("African Quarn-Import Bank", ""), ("Afquimbank", ""), ("Afquimbank", "")],
        ),
        (
            "The Blue River Institute met; the River Institute agreed.",
            [("Blue River Institute", ""), ("River Institute", "")],
        ),
    ],
)
def test_what_refers_back_means_the_same(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = names(sentence)
    assert [surface for _, surface, _ in found] == [surface for surface, _ in expected]
    assert {(label, name) for label, _, name in found} == {("ORG", found[0][2])}


def test_capitals_among_bodies_are_a_body_everywhere() -> None:
    sentence = "The EU, QZAB and the World Bank spoke of GDP; then the QZAB board agreed."
    found = [(one.start, one.entity.name, one.rule) for one in candidates(sentence) if one.entity.name == "QZAB"]
    assert found == [(sentence.find("QZAB"), "QZAB", "acronym"), (sentence.rfind("QZAB"), "QZAB", "acronym")]
    assert not [one for one in candidates(sentence) if one.entity.name == "GDP"]


WORDS = st.sampled_from(
    [
        "Council",
        "of",
        "the",
        "Zorn",
        "River",
        "and",
        "(ZRC)",
        "Women's",
        "Summit",
        "in",
        "Kenya",
        "U.S.",
        "45th",
        "–",
        ",",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_a_name_by_shape_holds_its_head(words: list[str]) -> None:
    body = " ".join([*words, "Council", *words])
    start = len(" ".join(words)) + 1
    trigger = Trigger(start, start + len("Council"), "Council")
    text = Text(body, ((0, len(body)),), ((0, len(body)),), Anchor(None, None))
    assert 0 <= name_start(text, trigger.start) <= trigger.start
    assert trigger.end <= name_end(text, trigger, "ORG") <= len(body)


def test_a_line_of_capitals_defines_no_body() -> None:
    assert [one for one in candidates("STATEMENT BY THE UN, HALL AND ZORN") if one.rule == "acronym"] == []
