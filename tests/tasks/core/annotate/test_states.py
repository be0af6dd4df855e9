"""States in English: all of them by all their names, and what only reads like one."""

from collections.abc import Mapping

import pytest
from babel import Locale

from schemas import knowledge
from schemas.knowledge.entities import entities, surfaces
from tests.tasks.core.annotate.made import mentions

NOT_STATES = frozenset(
    {"CP", "CQ", "DG", "IC", "EA", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
)  # of the CLDR's territories
AS_LISTS_PRINT = {"HK": "Hong Kong", "MO": "Macao"}  # CLDR adds `SAR China`
PART_OF = {"AC": "country:SH", "TA": "country:SH"}  # exceptional codes of ISO

NOUNS = ("name", "formal_names", "short_names", "abbreviations", "former_names")
SHARED = frozenset({"Congo", "Congolese"})  # by two states; the text decides


def states(sentence: str) -> list[tuple[str, str]]:
    return [(surface, code) for label, surface, code in mentions(sentence) if label == "COUNTRY"]


def test_every_territory_of_the_cldr_is_known_by_its_english_name() -> None:
    listed = {(surface.text, surface.entity_id) for surface in surfaces()}
    missing = []
    for code, name in sorted(Locale("en").territories.items()):
        if len(code) != 2 or code in NOT_STATES:
            continue
        form = AS_LISTS_PRINT.get(code, name).replace("’", "'")
        if (form, PART_OF.get(code, f"country:{code}")) not in listed:
            missing.append((code, form))
    assert missing == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Filipinos, Emiratis, Nigeriens, Nigerians, Thais, Burkinabè and Batswana met Danes and Poles.",
            [
                ("Filipinos", "PH"),
                ("Emiratis", "AE"),
                ("Nigeriens", "NE"),
                ("Nigerians", "NG"),
                ("Thais", "TH"),
                ("Batswana", "BW"),
                ("Danes", "DK"),
                ("Poles", "PL"),
            ],
        ),
        (
            "Iran (Islamic Republic of), Bolivia (Plurinational State of) and the Netherlands (Kingdom of the) voted.",
            [
                ("Iran (Islamic Republic of)", "IR"),
                ("Bolivia (Plurinational State of)", "BO"),
                ("Netherlands (Kingdom of the)", "NL"),
            ],
        ),
        (
            "Czechoslovakia, the GDR, Zaire, Upper Volta and the Byelorussian SSR were founding members.",
            [
                ("Czechoslovakia", "CS"),
                ("GDR", "DD"),
                ("Zaire", "CD"),
                ("Upper Volta", "BF"),
                ("Byelorussian SSR", "BY"),
            ],
        ),
        (
            "The U.S.-led coalition, U.S.-Japan ties, the U.S.'s role, U.K.-based firms and non-U.S. citizens.",
            [("U.S.", "US"), ("U.S.", "US"), ("Japan", "JP"), ("U.S.", "US"), ("U.K.", "GB"), ("U.S.", "US")],
        ),
        (
            "Papua New Guinea, Guinea-Bissau, Equatorial Guinea, South Sudan and South Sudanese refugees.",
            [
                ("Papua New Guinea", "PG"),
                ("Guinea-Bissau", "GW"),
                ("Equatorial Guinea", "GQ"),
                ("South Sudan", "SS"),
                ("South Sudanese", "SS"),
            ],
        ),
        ("Greek Cypriots and Bosnian Serbs took part.", [("Greek Cypriots", "CY"), ("Bosnian Serbs", "BA")]),
    ],
)
def test_states_are_found_by_every_kind_of_name(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert states(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The text was done in French and English.", []),
        ("It is published in the Arabic, Chinese, English, French, Russian and Spanish languages.", []),
        ("English Français French German Italian Korean", []),
        ("Portuguese-speaking countries asked for a Spanish translation.", []),
        ("The Chinese side replied in Chinese, the French in French territory.", ["Chinese", "French", "French"]),
        ("Russian and Ukrainian troops stood in German barracks.", ["Russian", "Ukrainian", "German"]),
    ],
)
def test_a_language_is_no_state(sentence: str, expected: list[str]) -> None:
    assert [surface for surface, _ in states(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Latin American, South American and North American leaders met African Americans.",
        "Ministers of the Central African subregion and of the West Indies met in New Mexico and New Jersey.",
        "Jordan Bardella and Kenya Barris spoke, as did Michael Jordan.",
        "They flew from Atlanta, Georgia, over the Gulf of Guinea to the Indian Ocean.",
    ],
)
def test_what_reads_like_a_state_and_is_none(sentence: str) -> None:
    assert states(sentence) == []


def test_a_state_after_a_word_that_is_also_a_first_name_stays() -> None:
    assert states("In May Jordan and Israel met. Will Israel agree?") == [
        ("Jordan", "JO"),
        ("Israel", "IL"),
        ("Israel", "IL"),
    ]
    assert states("Ms. Ireland and Mr. Jordan came from Ireland.") == [("Ireland", "IE")]


def test_two_states_have_had_the_code_cs() -> None:
    found = {entity_id: entity.name for entity_id, entity in entities().items() if entity.iso_code == "CS"}
    assert found == {"country:CS": "Serbia and Montenegro", "country:CSHH": "Czechoslovakia"}


@pytest.mark.parametrize("row", knowledge.rows("countries"), ids=lambda row: row["former_code"] or row["iso_code"])
def test_every_listed_name_is_found_in_a_sentence(row: Mapping[str, str]) -> None:
    nouns = [name for column in NOUNS for name in knowledge.values(row[column])]
    adjectives = [name for column in ("adjectives", "demonyms") for name in knowledge.values(row[column])]
    own = [(name, row["iso_code"]) for name in (*nouns, *adjectives) if name not in SHARED]
    for name, code in own:
        sentence = (
            f"The {name} troops withdrew." if name in adjectives else f"We thank the President of {name} for this."
        )
        assert states(sentence) == [(name, code)]
