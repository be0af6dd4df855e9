"""Years, numbers and shared heads at the edges of names, and where a name stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.annotate.model import Anchor, Text
from tasks.core.annotate.name_edges import with_listed_before, with_year_before, with_years_after
from tests.tasks.core.annotate.made import mentions

Expected = list[tuple[str, str, str]]


def test_a_year_after_a_month_is_part_of_the_date_and_not_of_the_name() -> None:
    assert mentions("They recalled the July 2000 Tolmark Declaration and the 2001 Quarn Declaration.") == [
        ("DATE", "July 2000", "2000-07"),
        ("DOC", "Tolmark Declaration", "Tolmark Declaration"),
        ("DOC", "2001 Quarn Declaration", "2001 Quarn Declaration"),
    ]


def test_so_it_is_with_a_day_before_a_summit() -> None:
    found = mentions("It built on the 18 April 2018 Tolmark Digital Summit.")
    assert [one[:2] for one in found] == [("DATE", "18 April 2018"), ("EVENT", "Tolmark Digital Summit")]


def test_a_listed_document_with_its_year_is_the_same_document() -> None:
    assert mentions("They upheld the 2015 Paris Agreement.") == [("DOC", "2015 Paris Agreement", "Paris Agreement")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Parts of the Tolmark and Quarn Declarations were read.", "Tolmark and Quarn Declarations"),
        ("They breach the 1961 and 1963 Tolmark Conventions.", "1961 and 1963 Tolmark Conventions"),
        ("They adopted the Harbour Work Plan III at once.", "Harbour Work Plan III"),
        ("They signed the Agreement to Establish the Quarn Facility.", "Agreement to Establish the Quarn Facility"),
        ("The text of Protocol No. 15 was read.", "Protocol No. 15"),
    ],
)
def test_documents_with_numbers_and_with_several_names(sentence: str, expected: str) -> None:
    assert [one[:2] for one in mentions(sentence)] == [("DOC", expected)]


def test_a_person_after_a_listed_body_is_no_part_of_its_name() -> None:
    assert mentions("The Secretary of the Commonwealth of Independent States Zorin Lebedov spoke.") == [
        ("ORG", "Commonwealth of Independent States", "Commonwealth of Independent States"),
        ("PERSON", "Zorin Lebedov", "Zorin Lebedov"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The President of the Republic of Guinea Bissau came.",
            [("COUNTRY", "Republic of Guinea Bissau", "GW")],
        ),
        (
            "The Federation of St Kitts and Nevis and the Republic of Cote d'Ivoire came.",
            [("COUNTRY", "Federation of St Kitts and Nevis", "KN"), ("COUNTRY", "Republic of Cote d'Ivoire", "CI")],
        ),
        (
            "The OSCE Permanent Council met; they thanked the Permanent Council.",
            [
                ("ORG", "OSCE Permanent Council", "OSCE Permanent Council"),
                ("ORG", "Permanent Council", "OSCE Permanent Council"),
            ],
        ),
        (
            "The ICJ sat. They welcome the Court's order.",
            [("ORG", "ICJ", "International Court of Justice"), ("ORG", "Court", "International Court of Justice")],
        ),
        (
            "The Steering Committee for Quarn (CDQZ) met; the CDQZ report is here.",
            [
                ("ORG", "Steering Committee for Quarn", "Steering Committee for Quarn"),
                ("ORG", "CDQZ", "Steering Committee for Quarn"),
                ("ORG", "CDQZ", "Steering Committee for Quarn"),
            ],
        ),
        ("Communique [PSC/PR/COMM.(CMLX)] was adopted.", [("DOC", "PSC/PR/COMM.(CMLX)", "PSC/PR/COMM.(CMLX)")]),
        ("They exported 40 MW of power.", [("QUANTITY", "40 MW", "40 mw")]),
        (
            "Acting under Article 7 of its Protocol, the European Union met.",
            [("ORG", "European Union", "European Union")],
        ),
        (
            "They prayed in St. Mark's Tolmark Cathedral.",
            [("PLACE", "St. Mark's Tolmark Cathedral", "St. Mark's Tolmark Cathedral")],
        ),
        ("A briefing by Farhan Zorn, Associate Spokesperson, began.", [("PERSON", "Farhan Zorn", "Farhan Zorn")]),
        (
            "Dr. Sultan bin Ahmed Al Zorn met the Sultan of Oman.",
            [("PERSON", "Sultan bin Ahmed Al Zorn", "Sultan bin Ahmed Al Zorn"), ("COUNTRY", "Oman", "OM")],
        ),
    ],
)
def test_what_careful_readers_see(sentence: str, expected: Expected) -> None:
    assert mentions(sentence) == expected


@given(st.text(alphabet="AbIVX 12019(), and the", max_size=60), st.integers(0, 60))
def test_edges_only_widen_a_name(body: str, at: int) -> None:
    at = min(at, len(body))
    text = Text(body, (), (), Anchor(None, None))
    assert 0 <= with_year_before(text, at) <= at
    assert 0 <= with_listed_before(text, at) <= at
    assert at <= with_years_after(text, at) <= len(body)
