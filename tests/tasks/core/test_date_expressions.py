"""The forms of dates beyond a plain day: parts of years, lists, several days, what is none, in many languages."""

import pytest

from tasks.core.dates import edtf_bounds, find_dates, find_expressions


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.edtf) for one in find_expressions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the third quarter of 2023", ("third quarter of 2023", "2023-35")),
        ("in Q1 2026", ("Q1 2026", "2026-33")),
        ("the last quarter of 2019", ("last quarter of 2019", "2019-36")),
        ("au deuxième trimestre 2025", ("deuxième trimestre 2025", "2025-34")),
        ("в третьем квартале 2024 года", ("третьем квартале 2024", "2024-35")),
        ("in the first half of 2013", ("first half of 2013", "2013-40")),
        ("im zweiten Halbjahr 2007", ("zweiten Halbjahr 2007", "2007-41")),
        ("in the spring of 2024", ("spring of 2024", "2024-21")),
        ("jesienią 2021", ("jesienią 2021", "2021-23")),
        ("en hiver 2022", ("hiver 2022", "2022-24")),
        ("founded around 1990 by", ("around 1990", "1990~")),
        ("in early 2022", ("2022", "2022")),
        ("by mid-2023", ("2023", "2023")),
        ("in the early 1950s", ("1950s", "195X")),
        ("dans les années 1990", ("années 1990", "199X")),
        ("on the twenty-third of April 2012", ("twenty-third of April 2012", "2012-04-23")),
        ("dated 24.II.2022", ("24.II.2022", "2022-02-24")),
        ("on 3, 5 and 7 May 2021", ("3, 5 and 7 May 2021", "{2021-05-03,2021-05-05,2021-05-07}")),
        ("on 4 and 18 November 2022", ("4 and 18 November 2022", "{2022-11-04,2022-11-18}")),
        ("on 11 and 12 July 2023", ("11 and 12 July 2023", "2023-07-11/2023-07-12")),
        ("between 28 January and 3 February 2019", ("28 January and 3 February 2019", "2019-01-28/2019-02-03")),
        ("from October 2019 to March 2020", ("October 2019 to March 2020", "2019-10/2020-03")),
        ("between 1991 and 1995", ("1991 and 1995", "1991/1995")),
        ("for 2026–27", ("2026–27", "2026/2027")),
        ("the 2022/23 season", ("2022/23", "2022/2023")),
        ("vom 23. auf den 24. Februar 2022", ("23. auf den 24. Februar 2022", "2022-02-23/2022-02-24")),
        ("the 2014 annexation", ("2014", "2014")),
        ("2023 was the hottest year", ("2023", "2023")),
        ("le 9 mai, nous", ("9 mai", "XXXX-05-09")),
        ("from 28 February to 3 March", ("28 February to 3 March", "XXXX-02-28/XXXX-03-03")),
        ("on 31 June 2022", ("31 June 2022", "")),
        ("dated 03/04/2022", ("03/04/2022", "[2022-03-04,2022-04-03]")),
    ],
)
def test_one_expression(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


def test_years_and_months_of_a_list_are_all_read() -> None:
    assert found("in 2014, 2015 and 2016") == [("2014", "2014"), ("2015", "2015"), ("2016", "2016")]
    assert found("in March and July") == [("March", "XXXX-03"), ("July", "XXXX-07")]


@pytest.mark.parametrize(
    "text",
    [
        "resolutions 1970 and 1973 (2011)",
        "pages 11-12 and 2010-2011 of the record",
        "document S/2022/149 and letter A/77/1998",
        "Regulation 2016/679 and Directive 2004/38/EC",
        "around 1990 people came, and from 1500 to 2000 stayed",
        "all of the 1980 laptops, the 1990 volunteers and $2019 each",
        "this august body has to act",
        "+254 20 2024 1995, open 24/7, at 10.30",
        "Około 2000 żołnierzy i 1990 ochotników",
        "circa 2000 de militari",
        "the spring of the valley and the second half of the bridge",
        "version 3.11.2024.1",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_what_is_not_settled_is_no_date_of_a_document() -> None:
    text = "on 31 June 2022, 03/04/2022, and 3, 5 and 7 May 2021"
    assert [one.form for one in find_expressions(text)] == ["invalid", "ambiguous", "set"]
    assert find_dates(text) == ()


@pytest.mark.parametrize("edtf", ["2023-35", "2013-40", "2024-21", "{2021-05-03,2021-05-07}", "1990~"])
def test_every_form_has_bounds(edtf: str) -> None:
    first, last = edtf_bounds(edtf)
    assert first is not None
    assert last is not None
    assert first < last


def test_digits_of_other_scripts_are_read() -> None:
    assert found("on ٢٠٢٢-٠٣-٢٤") == [("٢٠٢٢-٠٣-٢٤", "2022-03-24")]
