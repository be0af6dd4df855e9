"""Statements from Africa, Asia, the Pacific and the Americas, by sentences made for the purpose."""

import pytest

from tests.tasks.core.annotate.made import mentions

Case = tuple[str, str | None, str | None, list[tuple[str, str, str]]]
AFRICA: list[Case] = [
    (
        "Requests the Chairperson of the AU Commission, H.E. Moussa Faki Mahamat, to brief the Council by 31 March.",
        "2023-02-20",
        "African Union",
        [
            ("ORG", "AU Commission", "African Union Commission"),
            ("PERSON", "Moussa Faki Mahamat", "Moussa Faki Mahamat"),
            ("DATE", "31 March", "2023-03-31"),
        ],
    ),
    (
        "The Peace and Security Council of the African Union (AU) met on 14 November 2022 on the situation in Sudan.",
        "2022-11-14",
        "African Union",
        [
            ("ORG", "Peace and Security Council of the African Union", "African Union Peace and Security Council"),
            ("ORG", "AU", "African Union"),
            ("DATE", "14 November 2022", "2022-11-14"),
            ("COUNTRY", "Sudan", "SD"),
        ],
    ),
    (
        "We commend the African Union Mission in Somalia (AMISOM) and its 22,000 peacekeepers.",
        None,
        None,
        [
            ("ORG", "African Union Mission in Somalia", "African Union Mission in Somalia"),
            ("ORG", "AMISOM", "African Union Mission in Somalia"),
            ("QUANTITY", "22,000 peacekeepers", "22000 peacekeepers"),
        ],
    ),
    (
        "ECOWAS imposed sanctions after the detention of President Mohamed Bazoum; 2,500 soldiers stand ready.",
        None,
        None,
        [
            ("ORG", "ECOWAS", "Economic Community of West African States"),
            ("PERSON", "Mohamed Bazoum", "Mohamed Bazoum"),
            ("QUANTITY", "2,500 soldiers", "2500 soldiers"),
        ],
    ),
    (
        "The Supreme Court of Kenya upheld the election of William Ruto on 5 September.",
        "2022-09-06",
        None,
        [
            ("ORG", "Supreme Court of Kenya", "Supreme Court of Kenya"),
            ("PERSON", "William Ruto", "William Ruto"),
            ("DATE", "5 September", "2022-09-05"),
        ],
    ),
]

ASIA: list[Case] = [
    (
        "The leaders of ASEAN met in Jakarta on 5 September for the 43rd ASEAN Summit.",
        "2023-09-05",
        "ASEAN",
        [
            ("ORG", "ASEAN", "ASEAN"),
            ("PLACE", "Jakarta", "Jakarta"),
            ("DATE", "5 September", "2023-09-05"),
            ("EVENT", "43rd ASEAN Summit", "ASEAN 43rd Summit 2023"),
        ],
    ),
    (
        "We recalled the 1982 UNCLOS and the Declaration on the Conduct of Parties in the South China Sea.",
        None,
        None,
        [
            ("DOC", "1982 UNCLOS", "UN Convention on the Law of the Sea"),
            (
                "DOC",
                "Declaration on the Conduct of Parties in the South China Sea",
                "Declaration on the Conduct of Parties in the South China Sea",
            ),
        ],
    ),
    (
        "Prime Minister Shri Narendra Modi and H.E. Mr. Fumio Kishida met in New Delhi on March 20, 2023.",
        None,
        None,
        [
            ("PERSON", "Narendra Modi", "Narendra Modi"),
            ("PERSON", "Fumio Kishida", "Fumio Kishida"),
            ("PLACE", "New Delhi", "New Delhi"),
            ("DATE", "March 20, 2023", "2023-03-20"),
        ],
    ),
    (
        "Japan will provide JPY 300 billion for the railway from Mumbai to Ahmedabad.",
        None,
        None,
        [
            ("COUNTRY", "Japan", "JP"),
            ("QUANTITY", "JPY 300 billion", "JPY 300000000000"),
            ("PLACE", "Mumbai", "Mumbai"),
            ("PLACE", "Ahmedabad", "Ahmedabad"),
        ],
    ),
    (
        "Foreign Minister Penny Wong said that Australia would contribute A$50 million and 1,000 personnel.",
        None,
        None,
        [
            ("PERSON", "Penny Wong", "Penny Wong"),
            ("COUNTRY", "Australia", "AU"),
            ("QUANTITY", "A$50 million", "AUD 50000000"),
            ("QUANTITY", "1,000 personnel", "1000 personnel"),
        ],
    ),
    (
        "The Pacific Islands Forum met in Rarotonga, Cook Islands, on 9 November 2023.",
        None,
        None,
        [
            ("ORG", "Pacific Islands Forum", "Pacific Islands Forum"),
            ("PLACE", "Rarotonga", "Rarotonga"),
            ("COUNTRY", "Cook Islands", "CK"),
            ("DATE", "9 November 2023", "2023-11-09"),
        ],
    ),
    (
        "Ministers welcomed the 2050 Strategy for the Blue Pacific Continent.",
        None,
        None,
        [("DOC", "2050 Strategy for the Blue Pacific Continent", "2050 Strategy for the Blue Pacific Continent")],
    ),
    (
        "Secretary Antony J. Blinken and Foreign Minister Park Jin condemned the launches by the DPRK.",
        None,
        None,
        [
            ("PERSON", "Antony J. Blinken", "Antony Blinken"),
            ("PERSON", "Park Jin", "Park Jin"),
            ("COUNTRY", "DPRK", "KP"),
        ],
    ),
]

AMERICAS: list[Case] = [
    (
        "Argentina, Brazil and Chile reject the decision of Caracas to expel the staff of the OHCHR.",
        None,
        None,
        [
            ("COUNTRY", "Argentina", "AR"),
            ("COUNTRY", "Brazil", "BR"),
            ("COUNTRY", "Chile", "CL"),
            ("PLACE", "Caracas", "Caracas"),
            ("ORG", "OHCHR", "Office of the United Nations High Commissioner for Human Rights"),
        ],
    ),
    (
        "The OAS recalled Article 3 of the Inter-American Democratic Charter.",
        None,
        None,
        [
            ("ORG", "OAS", "Organization of American States"),
            (
                "DOC",
                "Article 3 of the Inter-American Democratic Charter",
                "Inter-American Democratic Charter, Article 3",
            ),
        ],
    ),
    (
        "Washington said it would deliver 31 Abrams tanks and $400 million to Kyiv.",
        None,
        None,
        [
            ("PLACE", "Washington", "Washington"),
            ("QUANTITY", "31 Abrams tanks", "31 abrams tanks"),
            ("QUANTITY", "$400 million", "USD 400000000"),
            ("PLACE", "Kyiv", "Kyiv"),
        ],
    ),
    (
        "President Luiz Inácio Lula da Silva hosted the MERCOSUR Summit in Rio de Janeiro.",
        "2023-12-07",
        None,
        [
            ("PERSON", "Luiz Inácio Lula da Silva", "Luiz Inácio Lula da Silva"),
            ("EVENT", "MERCOSUR Summit in Rio de Janeiro", "MERCOSUR Rio de Janeiro Summit 2023"),
        ],
    ),
    (
        "Done at Montevideo, on 3 June 2024.",
        None,
        None,
        [("PLACE", "Montevideo", "Montevideo"), ("DATE", "3 June 2024", "2024-06-03")],
    ),
]


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), AFRICA)
def test_statements_of_african_bodies(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), ASIA)
def test_statements_from_asia_and_the_pacific(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), AMERICAS)
def test_statements_from_the_americas(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected
