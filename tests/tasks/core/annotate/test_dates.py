"""Dates as mentions: years that the text or the statement settles, and days that do not exist."""

import pytest

from tests.tasks.core.annotate.made import candidates, mentions


def dates(sentence: str, date: str | None = None) -> list[tuple[str, str]]:
    return [(surface, name) for label, surface, name in mentions(sentence, date) if label == "DATE"]


@pytest.mark.parametrize(
    ("sentence", "date", "expected"),
    [
        ("The order of 16 March stands.", "2022-03-24", [("16 March", "2022-03-16")]),
        ("As agreed on 20 December, we meet.", "2022-03-24", [("20 December", "2021-12-20")]),
        ("We will hand over the chair at the end of December.", "2024-05-15", [("December", "2024-12")]),
        ("We will meet on 15 January.", "2024-11-28", [("15 January", "2025-01-15")]),
        ("The order of 16 March stands.", None, [("16 March", "XXXX-03-16")]),
        (
            "It fired on 4 July and 29 August 2017.",
            "2022",
            [("4 July", "2017-07-04"), ("29 August 2017", "2017-08-29")],
        ),
        (
            "It attacked a tanker on 4 January, as it did in September 2019.",
            "2021-01-05",
            [("4 January", "2021-01-04"), ("September 2019", "2019-09")],
        ),
        (
            "Signed on 10 July 1999 and joined on 31 August, it holds.",
            "2000-09-21",
            [("10 July 1999", "1999-07-10"), ("31 August", "1999-08-31")],
        ),
        ("We met in May last year.", "2024-09-01", [("May", "2023-05")]),
        ("We remember each year on 9 May.", "2024-09-01", [("9 May", "XXXX-05-09")]),
        ("They met on 3 and 7 May.", "2024-09-01", [("3 and 7 May", "{2024-05-03,2024-05-07}")]),
        ("On 29 February, they met.", "2023-03-05", [("29 February", "XXXX-02-29")]),
    ],
)
def test_the_year_comes_from_what_stands_nearest(
    sentence: str, date: str | None, expected: list[tuple[str, str]]
) -> None:
    assert dates(sentence, date) == expected


def test_a_day_that_does_not_exist_is_kept_as_printed() -> None:
    [one] = [one for one in candidates("It is dated 31 June 2022.") if one.label == "DATE"]
    assert (one.entity.entity_id, one.entity.name, one.rule) == ("date:31-june-2022", "31 June 2022", "date_invalid")
    assert one.confidence < 0.6


@pytest.mark.parametrize(
    ("sentence", "date", "expected"),
    [
        ("It is dated 03/04/2022.", None, "[2022-03-04,2022-04-03]"),
        ("It is dated 03/04/2022.", "2022-04-03", "2022-04-03"),
        ("It is dated 03/04/2022, the other 25/04/2022.", None, "2022-04-03"),
        ("It is dated 03/04/2022, the other 04/25/2022.", None, "2022-03-04"),
    ],
)
def test_day_and_month_in_numbers_go_by_the_other_dates(sentence: str, date: str | None, expected: str) -> None:
    assert dates(sentence, date)[0] == ("03/04/2022", expected)
