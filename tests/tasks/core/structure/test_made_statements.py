"""What statements of other issuers, styles and languages say of themselves.

The texts in `made/` were made for these tests; none of them was ever issued.
"""

from pathlib import Path

import pytest

from tests.structured import structured

MADE = Path(__file__).parent / "made"
FIELDS = ("kind", "language_code", "title", "issuer", "level", "date_edtf", "place", "n_numbered", "signatories")


def made(name: str) -> str:
    return (MADE / f"{name}.txt").read_text(encoding="utf-8")


def facts(text: str, media_type: str = "text/plain") -> tuple[object, ...]:
    document = structured(text, media_type).document
    return tuple(document[field] for field in FIELDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            made("african_union"),
            (
                "statement",
                "en",
                "COMMUNIQUÉ",
                "African Union Peace and Security Council",
                "organisation",
                "2025-02-13",
                "Addis Ababa",
                3,
                [],
            ),
        ),
        (
            made("g7_leaders"),
            (
                "statement",
                "en",
                "G7 Leaders' Statement on Ukraine",
                "G7",
                "heads_of_state_or_government",
                "2024-02-24",
                "Kyiv",
                0,
                [],
            ),
        ),
        (
            made("security_council"),
            (
                "statement",
                "en",
                "Resolution 2790 (2025)",
                "UN Security Council",
                "organisation",
                "2025-09-17",
                None,
                3,
                [],
            ),
        ),
        (
            made("council_conclusions"),
            (
                "statement",
                "en",
                "Council conclusions on the Western Balkans",
                "Council of the European Union",
                "organisation",
                "2023-12-12",
                "Brussels",
                3,
                [],
            ),
        ),
        (
            made("german_ministry"),
            (
                "press_release",
                "de",
                "Auswärtiges Amt zur Lage in Georgien",
                "Ministry of Foreign Affairs of Germany",
                "officials",
                "2024-12-03",
                "Berlin",
                0,
                [],
            ),
        ),
        (
            made("polish_ministry"),
            (
                "statement",
                "pl",
                "Oświadczenie Ministerstwa Spraw Zagranicznych w sprawie sytuacji na Białorusi",
                "Ministry of Foreign Affairs of Poland",
                "officials",
                "2023-08-09",
                "Warszawa",
                0,
                [],
            ),
        ),
        (
            made("two_presidents"),
            (
                "statement",
                "en",
                "JOINT DECLARATION of the President of the Republic of Lithuania"
                " and the President of the Republic of Poland",
                "LT+PL",
                "heads_of_state_or_government",
                "2021-05-03",
                "Vilnius",
                3,
                ["LT", "PL"],
            ),
        ),
        (
            made("news_article"),
            (
                "article",
                "en",
                "Ministers of four states warn of sabotage in the Baltic Sea",
                "EE+LT+LV+PL",
                "foreign_ministers",
                "2024-06-12",
                "Warsaw",
                0,
                ["EE", "LT", "LV", "PL"],
            ),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_facts(text: str, expected: tuple[object, ...]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("name", "kind", "issuer", "date_edtf", "place", "signatories"),
    [
        ("on_behalf_of_three_states", "statement", "AL+CA+NO", "2023-06-15", "Vienna", ["AL", "CA", "NO"]),
        ("visegrad_group", "statement", "Visegrad Group", "2021-02-17", "Kraków", ["CZ", "HU", "PL", "SK"]),
        ("readout_of_a_call", "readout", None, None, None, []),
        ("french_ministers", "statement", "DE+FR", "2024-03-12", "Paris", ["DE", "FR"]),
        ("spokesperson", "statement", "Ministry of Foreign Affairs of Japan", "2023-05-05", "Tokyo", []),
        ("press_release_of_nato", "press_release", "NATO", "2024-02-12", "Helsinki", []),
        ("two_prime_ministers", "statement", "IN+JP", "2022-03-19", "New Delhi", ["IN", "JP"]),
        ("final_communique", "statement", "Economic Community of West African States", "2023-07-30", "Abuja", []),
    ],
)
def test_who_when_and_where(
    name: str, kind: str, issuer: str | None, date_edtf: str | None, place: str | None, signatories: list[str]
) -> None:
    document = structured(made(name)).document
    fields = ("kind", "issuer", "date_edtf", "place", "signatories")
    assert tuple(document[field] for field in fields) == (kind, issuer, date_edtf, place, signatories)


def test_an_article_in_russian_with_front_matter() -> None:
    document = structured(made("russian_article"), "text/markdown").document
    assert (document["carries_statement"], document["is_statement"], document["date_edtf"]) == (
        True,
        False,
        "2023-05-10",
    )
    assert document["signatories"] == ["DE", "FR", "PL"]
    assert document["body"].startswith("Посольства трёх стран выступили с заявлением\n\n")


def test_talk_to_the_press_is_no_statement() -> None:
    document = structured(made("talk_to_the_press")).document
    assert (document["kind"], document["carries_statement"], document["issuer"]) == ("article", False, None)


UNDATED = (
    made("african_union").replace("13 FEBRUARY 2025\n", "").replace(" held on 13 February 2025", ""),
    made("g7_leaders").replace("Kyiv, February 24, 2024", "Kyiv"),
    made("security_council").replace(", on 17 September 2025", ""),
    made("council_conclusions").replace("Brussels, 12 December 2023", "Brussels"),
    made("german_ministry").replace("Berlin, 3. Dezember 2024\n", ""),
    made("polish_ministry").replace("Warszawa, 9 sierpnia 2023 r.\n", ""),
    made("two_presidents").replace(" on 3 May 2021", ""),
    made("news_article").replace("WARSAW, 12 June 2024 – ", ""),
    made("russian_article").replace("published: '2023-05-10'\n", ""),
    made("talk_to_the_press"),
)
OPENINGS = (
    "We, the leaders of Latvia and Estonia, recall that on 24 February 2022 Russia launched its war.",
    "We, the leaders of Latvia and Estonia, last met on 3 March 2023 in Riga.",
    "We, the ministers of Latvia and Estonia, following our meeting held on 5 May 2022, agreed to do more.",
    "On 24 February 2022, Russia launched its full-scale invasion of Ukraine, and we condemn it.",
    "The Council recalls its conclusions adopted on 13 December 2022 and will revert to them by June 2025.",
    "We welcome the declaration signed in Vilnius on 12 July 2023 by the leaders of the Alliance.",
    "We will meet again in Warsaw on 7 July 2026, and we look forward to the summit in 2027.",
    "Since 2014, we have supported Ukraine, as we said on 16 March 2022 and in April 2023.",
    "We honour the victims of 23 August 1939, and we shall never forget what happened in the 1940s.",
    "The resolution of 2 March 2022 stands, and the ruling of 16 March 2022 has to be obeyed by all.",
)


@pytest.mark.parametrize("text", [*UNDATED, *(f"Joint statement\n\n{one}\n\nWe stand together.\n" for one in OPENINGS)])
def test_a_text_without_its_own_date_gets_none(text: str) -> None:
    assert structured(text, "text/markdown").document["date_edtf"] is None
