"""Treaties, events, quantities, and the words that are none of these."""

import pytest

from tests.tasks.core.annotate.made import mentions

Case = tuple[str, str | None, str | None, list[tuple[str, str, str]]]
TREATIES: list[Case] = [
    (
        "We recall Articles 4 and 5 of the Washington Treaty, Article 51 of the UN Charter and Article 42(7) TEU.",
        None,
        None,
        [
            ("DOC", "Articles 4 and 5 of the Washington Treaty", "Washington Treaty, Articles 4 and 5"),
            ("DOC", "Article 51 of the UN Charter", "UN Charter, Article 51"),
            ("DOC", "Article 42(7) TEU", "Treaty on European Union, Article 42(7)"),
        ],
    ),
    (
        "NATO and its Article 5 commitment stand.",
        None,
        None,
        [("ORG", "NATO", "NATO"), ("DOC", "Article 5", "Washington Treaty, Article 5")],
    ),
    (
        "The Alliance adopted its new Strategic Concept in Madrid, said NATO.",
        "2022-06-29",
        "NATO",
        [
            ("ORG", "Alliance", "NATO"),
            ("DOC", "Strategic Concept", "NATO Strategic Concept (2022)"),
            ("PLACE", "Madrid", "Madrid"),
            ("ORG", "NATO", "NATO"),
        ],
    ),
    (
        "At the NATO summit they adopted the Defence Investment Pledge; the Pledge holds.",
        "2014-09-05",
        "NATO",
        [
            ("EVENT", "NATO summit", "NATO Wales Summit 2014"),
            ("DOC", "Defence Investment Pledge", "Defence Investment Pledge"),
            ("DOC", "Pledge", "Defence Investment Pledge"),
        ],
    ),
]

EVENTS: list[Case] = [
    (
        "Allies agreed at the Madrid, Vilnius and Washington Summits of NATO.",
        "2024-09-20",
        "NATO",
        [
            ("EVENT", "Madrid, Vilnius and Washington Summits", "NATO Madrid, Vilnius and Washington Summits"),
            ("ORG", "NATO", "NATO"),
        ],
    ),
    (
        "In the run-up to the Vilnius summit, NATO will reinforce its posture.",
        None,
        None,
        [("EVENT", "Vilnius summit", "NATO Vilnius Summit 2023"), ("ORG", "NATO", "NATO")],
    ),
    (
        "NATO will meet in June, as we approach the NATO summit in Vilnius.",
        None,
        None,
        [
            ("ORG", "NATO", "NATO"),
            ("DATE", "June", "2023-06"),
            ("EVENT", "NATO summit in Vilnius", "NATO Vilnius Summit 2023"),
        ],
    ),
    (
        "The decisions of the 2008 Bucharest Summit and of the Warsaw Summit in 2016 bind NATO.",
        None,
        None,
        [
            ("EVENT", "2008 Bucharest Summit", "NATO Bucharest Summit 2008"),
            ("EVENT", "Warsaw Summit in 2016", "NATO Warsaw Summit 2016"),
            ("ORG", "NATO", "NATO"),
        ],
    ),
    (
        "An extraordinary NATO summit was held today.",
        "2022-03-24",
        "NATO",
        [("EVENT", "extraordinary NATO summit", "NATO Brussels Summit 2022")],
    ),
    (
        "The International Conference on Sudan and the Ukraine Recovery Conference raised £800 million.",
        None,
        None,
        [
            ("EVENT", "International Conference on Sudan", "International Conference on Sudan"),
            ("EVENT", "Ukraine Recovery Conference", "Ukraine Recovery Conference"),
            ("QUANTITY", "£800 million", "GBP 800000000"),
        ],
    ),
]

NOT_MENTIONS: list[Case] = [
    (
        "We, the leaders, met today with partners and Allies to discuss Euro-Atlantic security and international law.",
        None,
        None,
        [],
    ),
    (
        "A year ago, last week, for three decades and on its 75 years anniversary, a 360-degree approach was taken.",
        None,
        None,
        [],
    ),
    (
        "The first and second paragraphs concern two pillars and the polish of the text.",
        None,
        None,
        [],
    ),
    (
        "The council, the alliance, the agreement and the union of efforts matter to us.",
        None,
        None,
        [],
    ),
]

QUANTITIES: list[Case] = [
    (
        "Between 24 February and 12 March, more than two million people fled to Poland.",
        "2022-03-15",
        None,
        [
            ("DATE", "24 February", "2022-02-24"),
            ("DATE", "12 March", "2022-03-12"),
            ("QUANTITY", "two million people", "2000000 people"),
            ("COUNTRY", "Poland", "PL"),
        ],
    ),
    (
        "Some 1.3 million tonnes, 25 per cent of exports, and twenty-four laboratories were lost.",
        None,
        None,
        [
            ("QUANTITY", "1.3 million tonnes", "1300000 tonnes"),
            ("QUANTITY", "25 per cent", "25 %"),
            ("QUANTITY", "twenty-four laboratories", "24 laboratories"),
        ],
    ),
    (
        "Ventilators number 25 per 100,000 citizens, and beds 100,000.",
        None,
        None,
        [("QUANTITY", "25 per 100,000 citizens", "25 per 100000 citizens"), ("QUANTITY", "100,000", "100000")],
    ),
    (
        "At least 2% of GDP and 550 thousand people, 40,000 troops and one million doses.",
        None,
        None,
        [
            ("QUANTITY", "2%", "2 %"),
            ("QUANTITY", "550 thousand people", "550000 people"),
            ("QUANTITY", "40,000 troops", "40000 troops"),
            ("QUANTITY", "one million doses", "1000000 doses"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), TREATIES)
def test_treaties_articles_and_pledges(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), EVENTS)
def test_meetings_get_their_place_and_year(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), QUANTITIES)
def test_quantities_lose_their_separators(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), NOT_MENTIONS)
def test_common_words_are_not_mentioned(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected
