"""A date is asserted where the document states its own, and never where it only mentions others."""

import pytest

from tasks.core.reading import Mark, ReadText
from tasks.core.structure import structure_document
from tests.structured import DOCUMENT_ID, structured
from tests.tasks.core.structure.dated import Dated, bodies, documents

ALL = bodies()
OTHER_DATES = (
    "Last updated: 4 March 2025",
    "Deadline: 4 March 2025",
    "Zuletzt aktualisiert: 4. März 2025",
    "Dernière mise à jour : 4 mars 2025",
    "Обновлено: 4 марта 2025 года",
    "Next meeting: Vienna, 4 March 2025",
    "Page last updated on 4 March 2025",
    "Sist oppdatert: 4. mars 2025",
    "Senast uppdaterad: 4 mars 2025",
    "Laatst bijgewerkt: 4 maart 2025",
    "Última actualización: 4 de marzo de 2025",
    "Still current at: 4 March 2025",
    "© 4 March 2025",
)
TOPICS = (
    "Statement on the anniversary of the invasion of 24 February 2022",
    "Joint statement on the ruling of the Court of 16 March 2022",
    "Declaration on the attack in Kyiv on 8 July 2024",
    "Statement following the summit held on 9 July 2024 in Washington",
)
TRAPS = (
    "The elections held on 14 May 2023 were free and fair, and those who observed them have said so.",
    "On 9 May 2024 we marked the anniversary of the declaration that was made on 9 May 1950.",
    "The agreement of 12 June 2019 was signed in Oslo, and its protocol entered into force on 1 January 2020.",
    "Applications have to be received by 30 September 2025, and what arrives later is not considered.",
    "Copyright 2025 belongs to those who made the pictures of 3 March 2025.",
    "Am 3. Oktober 2024 wurde der Jahrestag begangen, und das Abkommen vom 12. September 1990 gilt weiter.",
    "Les élections tenues le 7 juillet 2024 se sont déroulées dans le calme, et nous en prenons note.",
    "Выборы, состоявшиеся 17 марта 2024 года, прошли спокойно, и мы принимаем это к сведению.",
)
PROPERTIES = (
    "meta.article:modified_time: 2025-03-04T10:00:00Z",
    "meta.og:updated_time: 2025-03-04",
    "meta.last-modified: 2025-03-04",
    "jsonld.datemodified: 2025-03-04",
    "docx.created: 2025-03-04T10:00:00Z",
    "docx.modified: 2025-03-04T10:00:00Z",
    "pdf.creationdate: 2025-03-04",
    "pdf.moddate: 2025-03-04",
    "meta.copyright: 2025",
    "meta.dc.modified: 2025-03-04",
)
FRAME = (
    "Latest news: Minister opens fair, 3 March 2025",
    "Related: Statement of 1 February 2025",
    "© 2025 Ministry of Fisheries",
    "Last updated 4 March 2025",
    "4 March 2025",
)
FORMULAS = (
    "Adopted by the General Assembly on 2 March 2022, the resolution remains the yardstick of what we do.",
    "Signed in Helsinki on 1 August 1975, the Final Act has kept its worth for all of us.",
    "Issued on 3 May 2021, the warrant was never carried out by those who were bound to do so.",
)
TEXT = "We, the ministers of Latvia and Estonia, stand together, and we will go on doing so for as long as it takes."


OPENINGS = (
    "We congratulate the people of Ecuador on the elections that were held on 11 April 2021 in a peaceful manner.",
    "We condemn the attack on the meeting that took place in Kabul on 3 May 2022, and we mourn its victims with all.",
    "The Ministry welcomes the outcome of the conference held in Berlin on 19 January 2020, and thanks its hosts.",
    "Norway strongly supports the ceasefire that the parties signed when they met in Doha on 5 July 2023.",
)


def asserted(document: Dated) -> str | None:
    date: str | None = structure_document(DOCUMENT_ID, document.read, document.media_type).document["date_edtf"]
    return date


@pytest.mark.parametrize("document", documents(ALL, is_dated=True), ids=lambda one: one.name)
def test_its_own_date_is_found(document: Dated) -> None:
    assert asserted(document) == document.edtf


@pytest.mark.parametrize("document", documents(ALL, is_dated=False), ids=lambda one: one.name)
def test_dates_of_others_are_left_alone(document: Dated) -> None:
    assert asserted(document) is None


@pytest.mark.parametrize("line", OTHER_DATES)
def test_dates_of_the_page_and_of_terms_are_not_the_documents(line: str) -> None:
    assert structured(f"Joint statement\n\n{line}\n\n{TEXT}\n").document["date_edtf"] is None
    assert structured(f"Joint statement\n\n{TEXT}\n\n{line}\n").document["date_edtf"] is None


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_day_on_which_others_met_is_not_the_documents(opening: str) -> None:
    assert structured(f"Statement\n\n{opening}\n\n{TEXT}\n").document["date_edtf"] is None


@pytest.mark.parametrize("title", TOPICS)
def test_the_date_of_a_topic_is_not_the_documents(title: str) -> None:
    assert structured(f"{title}\n\n{TEXT}\n").document["date_edtf"] is None


@pytest.mark.parametrize("paragraph", FORMULAS)
def test_a_sentence_that_begins_like_an_adoption_formula_is_none(paragraph: str) -> None:
    assert structured(f"Joint statement\n\n{TEXT}\n\n{paragraph}\n\n{TEXT}\n").document["date_edtf"] is None


def test_of_two_dates_on_a_line_the_day_of_issue_counts() -> None:
    line = "Published 3 May 2023, last updated 7 June 2024"
    assert structured(f"Joint statement\n\n{line}\n\n{TEXT}\n").document["date_edtf"] == "2023-05-03"


def test_a_line_with_a_date_in_the_middle_of_a_text_is_of_what_it_tells() -> None:
    parts = [f"Joint statement\n\n{TEXT}", *[TEXT] * 3, "Vienna, 4 March 2025", *[TEXT] * 4]
    assert structured("\n\n".join(parts) + "\n").document["date_edtf"] is None


@pytest.mark.parametrize("sentence", TRAPS)
def test_dates_of_what_a_text_tells_are_not_the_documents(sentence: str) -> None:
    assert structured(f"Joint statement\n\n{sentence}\n\n{TEXT}\n").document["date_edtf"] is None
    assert structured(f"Joint statement\n\n{TEXT}\n\n{sentence}\n").document["date_edtf"] is None


@pytest.mark.parametrize("line", PROPERTIES)
def test_when_a_file_was_made_or_changed_is_not_when_it_was_said(line: str) -> None:
    read = ReadText(f"Joint statement\n\n{TEXT}\n", "html/utf-8", properties=line)
    assert structure_document(DOCUMENT_ID, read, "text/html").document["date_edtf"] is None


@pytest.mark.parametrize("line", FRAME)
def test_dates_around_the_text_of_a_page_are_the_pages(line: str) -> None:
    pieces = (("Joint statement", "title"), (TEXT, "block"), (line, "frame"))
    text = "\n\n".join(words for words, _ in pieces) + "\n"
    marks = tuple(Mark(text.index(words), text.index(words) + len(words), kind) for words, kind in pieces)
    found = structure_document(DOCUMENT_ID, ReadText(text, "html/utf-8", marks=marks), "text/html").document
    assert (found["date_edtf"], found["place"]) == (None, None)


def test_the_town_of_an_election_is_not_where_a_text_was_adopted() -> None:
    opening = "The elections that were held in Kabul were free and fair, and those who observed them have said so."
    assert structured(f"Joint statement\n\n{opening}\n\n{TEXT}\n").document["place"] is None


@pytest.mark.parametrize("sentence", [*TRAPS, *OPENINGS])
def test_places_that_a_text_only_tells_of_are_not_where_it_was_adopted(sentence: str) -> None:
    assert structured(f"Joint statement\n\n{TEXT}\n\n{sentence}\n").document["place"] is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Martes 24 de septiembre de 2024", None),
        ("Donnerstag, 24. Oktober 2024", None),
        ("Executive Order 14999 of June 22, 2010", None),
        ("Fact Sheet, 3 May 2023", None),
        ("Parlamento Nacional, Díli, 28 de setembro de 2021", "Díli"),
        ("New-York, le 25 septembre 2024", "New York"),
    ],
)
def test_a_place_is_a_town(line: str, place: str | None) -> None:
    assert structured(f"Joint statement\n\n{line}\n\n{TEXT}\n").document["place"] == place
