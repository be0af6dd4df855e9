"""Statements of European states and of the United Nations, by sentences made for the purpose."""

import pytest

from tests.tasks.core.annotate.made import mentions

Case = tuple[str, str | None, str | None, list[tuple[str, str, str]]]
EUROPE: list[Case] = [
    (
        "The Prime Ministers Petr Fiala, Viktor Orbán and Eduard Heger met in Bratislava on 29 June.",
        "2022-06-29",
        "Visegrad Group",
        [
            ("PERSON", "Petr Fiala", "Petr Fiala"),
            ("PERSON", "Viktor Orbán", "Viktor Orbán"),
            ("PERSON", "Eduard Heger", "Eduard Heger"),
            ("PLACE", "Bratislava", "Bratislava"),
            ("DATE", "29 June", "2022-06-29"),
        ],
    ),
    (
        "Gabrielius Landsbergis, Minister of Foreign Affairs of Lithuania, visited Odesa.",
        None,
        None,
        [
            ("PERSON", "Gabrielius Landsbergis", "Gabrielius Landsbergis"),
            ("COUNTRY", "Lithuania", "LT"),
            ("PLACE", "Odesa", "Odesa"),
        ],
    ),
    (
        "The European Council asks the European Investment Bank for €500 million; the Commission reports in June.",
        "2023-03-23",
        "European Union",
        [
            ("ORG", "European Council", "European Council"),
            ("ORG", "European Investment Bank", "European Investment Bank"),
            ("QUANTITY", "€500 million", "EUR 500000000"),
            ("ORG", "Commission", "European Commission"),
            ("DATE", "June", "2023-06"),
        ],
    ),
    (
        "Kosovo Force (KFOR) protects 12 monasteries; KFOR met Prime Minister Kurti in Pristina.",
        None,
        None,
        [
            ("ORG", "Kosovo Force", "Kosovo Force"),
            ("ORG", "KFOR", "Kosovo Force"),
            ("ORG", "KFOR", "Kosovo Force"),
            ("PERSON", "Kurti", "Albin Kurti"),
            ("PLACE", "Pristina", "Pristina"),
        ],
    ),
    (
        "Finland, Sweden and the other Nordic-Baltic Eight (NB8) states met in Visby, Sweden.",
        None,
        None,
        [
            ("COUNTRY", "Finland", "FI"),
            ("COUNTRY", "Sweden", "SE"),
            ("ORG", "Nordic-Baltic Eight", "Nordic-Baltic Eight"),
            ("ORG", "NB8", "Nordic-Baltic Eight"),
            ("PLACE", "Visby", "Visby"),
            ("COUNTRY", "Sweden", "SE"),
        ],
    ),
    (
        "The ministers met in La Celle-Saint-Cloud, and grain left the port of Chornomorsk.",
        None,
        None,
        [("PLACE", "La Celle-Saint-Cloud", "La Celle-Saint-Cloud"), ("PLACE", "Chornomorsk", "Chornomorsk")],
    ),
    (
        "Presidents Biden and Macron spoke with Chancellor Scholz.",
        None,
        None,
        [
            ("PERSON", "Biden", "Joe Biden"),
            ("PERSON", "Macron", "Emmanuel Macron"),
            ("PERSON", "Scholz", "Olaf Scholz"),
        ],
    ),
    (
        "The Ministry of Foreign Affairs of the Islamic Republic of Iran summoned Ambassador John Smith.",
        None,
        None,
        [
            (
                "ORG",
                "Ministry of Foreign Affairs of the Islamic Republic of Iran",
                "Ministry of Foreign Affairs of Iran",
            ),
            ("PERSON", "John Smith", "John Smith"),
        ],
    ),
    (
        "Japan's Ministry of Defense and the Federal Foreign Office agreed.",
        None,
        None,
        [
            ("COUNTRY", "Japan", "JP"),
            ("ORG", "Ministry of Defense", "Ministry of Defense of Japan"),
            ("ORG", "Federal Foreign Office", "Ministry of Foreign Affairs of Germany"),
        ],
    ),
    (
        "We stand with the Republic of Moldova, Georgia, and Bosnia and Herzegovina.",
        None,
        None,
        [
            ("COUNTRY", "Republic of Moldova", "MD"),
            ("COUNTRY", "Georgia", "GE"),
            ("COUNTRY", "Bosnia and Herzegovina", "BA"),
        ],
    ),
]

UNITED_NATIONS: list[Case] = [
    (
        "The Security Council, recalling its resolutions 1540 (2004) and 2231 (2015), condemned the launch.",
        None,
        None,
        [
            ("ORG", "Security Council", "UN Security Council"),
            (
                "DOC",
                "resolutions 1540 (2004) and 2231 (2015)",
                "UN Security Council Resolutions 1540 and 2231",
            ),
        ],
    ),
    (
        "Acting under the Charter of the United Nations, it extends the mandate of MINUSCA until 15 November 2025.",
        None,
        None,
        [
            ("DOC", "Charter of the United Nations", "UN Charter"),
            (
                "ORG",
                "MINUSCA",
                "United Nations Multidimensional Integrated Stabilization Mission in the Central African Republic",
            ),
            ("DATE", "15 November 2025", "2025-11-15"),
        ],
    ),
    (
        "The UN Special Envoy for Syria Geir O. Pedersen briefed the Security Council on 12 December.",
        "2023-12-20",
        "UN Security Council",
        [
            ("ORG", "UN", "United Nations"),
            ("COUNTRY", "Syria", "SY"),
            ("PERSON", "Geir O. Pedersen", "Geir Pedersen"),
            ("ORG", "Security Council", "UN Security Council"),
            ("DATE", "12 December", "2023-12-12"),
        ],
    ),
    (
        "The E3 and the IAEA Board of Governors urged Tehran to comply with UNSCR 2231.",
        None,
        None,
        [
            ("ORG", "E3", "E3"),
            ("ORG", "IAEA Board of Governors", "IAEA Board of Governors"),
            ("PLACE", "Tehran", "Tehran"),
            ("DOC", "UNSCR 2231", "UN Security Council Resolution 2231"),
        ],
    ),
    (
        "G20 Leaders met in Bali, Indonesia, on 15-16 November 2022 and pledged USD 1.5 billion.",
        None,
        None,
        [
            ("ORG", "G20", "G20"),
            ("PLACE", "Bali", "Bali"),
            ("COUNTRY", "Indonesia", "ID"),
            ("DATE", "15-16 November 2022", "2022-11-15/2022-11-16"),
            ("QUANTITY", "USD 1.5 billion", "USD 1500000000"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), EUROPE)
def test_statements_of_european_states(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected


@pytest.mark.parametrize(("sentence", "date", "issuer", "expected"), UNITED_NATIONS)
def test_statements_at_the_united_nations(
    sentence: str, date: str | None, issuer: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert mentions(sentence, date, issuer) == expected
