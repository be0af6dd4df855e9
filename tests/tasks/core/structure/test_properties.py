"""What a file says of itself beside its text counts least: it fills what the text leaves open, and confirms."""

import pytest

from tasks.core.reading import Mark, ReadText
from tasks.core.structure import structure_document
from tasks.core.structure.candidates import Stated, read_properties
from tasks.core.structure.property_titles import property_titles
from tests.structured import DOCUMENT_ID

TEXT = "We, the ministers of Latvia and Estonia, stand together, and we will go on doing so for as long as it takes."


def page(*properties: str, head: str = "") -> dict[str, object]:
    text = (f"{head}\n\n" if head else "") + TEXT + "\n"
    marks = tuple(Mark(text.index(part), text.index(part) + len(part), "block") for part in (head, TEXT) if part)
    read = ReadText(text, "html/utf-8", properties="\n".join(properties), marks=marks)
    return structure_document(DOCUMENT_ID, read, "text/html").document


def test_properties_are_lines_of_key_and_value() -> None:
    properties = "html.title: A: b\nmeta.og:title: C\nno line of it\njsonld.x:  \n"
    assert read_properties(properties) == (
        Stated("html.title", "A: b", 12, 16, "properties"),
        Stated("meta.og:title", "C", 32, 33, "properties"),
    )


@pytest.mark.parametrize(
    ("properties", "title"),
    [
        (("html.title: Statement on Sudan | Ministry of Fisheries",), "Statement on Sudan"),
        (("html.title: Ministry of Fisheries :: Statement on Sudan",), "Statement on Sudan"),
        (("html.title: Communiqué on Sudan - The Fisher", "meta.og:site_name: The Fisher"), "Communiqué on Sudan"),
        (("html.title: The Fisher – Resolution on Sudan", "jsonld.publisher: The Fisher"), "Resolution on Sudan"),
        (("html.title: Sudan - Statement at last",), "Sudan - Statement at last"),
        (("html.title: Statement on Sudan | X", "meta.og:title: Statement on the Sudan"), "Statement on the Sudan"),
        (("html.title: Press release 7: fish",), "Press release 7: fish"),
        (("html.title: Peace in Sudan",), None),
        (("html.title: The Fisher Gazette",), None),
        (("html.title: The Statement", "meta.og:site_name: The Statement"), None),
        (("html.title: Ministry of Foreign Affairs of Latvia",), None),
        (("html.title: Office of Press Statements", "meta.og:site_name: Office of Press Statements"), None),
        (("pdf.title: untitled", "pdf.author: anonymous", "pdf.subject: unspecified"), None),
        (("pdf.title: anonymous",), None),
        (("docx.title: Document12",), None),
        (("pdf.title: Microsoft Word - statement_final.docx",), None),
        (("pdf.title: statement_final_2.pdf",), None),
        (("docx.title: Untitled",), None),
        (("pdf.title: 2023_05_03",), None),
        (("pdf.title: Statement on Sudan", "pdf.author: J. Doe"), "Statement on Sudan"),
    ],
)
def test_titles_without_sites_and_rubbish(properties: tuple[str, ...], title: str | None) -> None:
    found = list(property_titles(read_properties("\n".join(properties))))
    assert (found[0].value if found else None) == title
    assert page(*properties)["title"] == title


@pytest.mark.parametrize("value", ["Peace in Sudan | The Fisher", "The Fisher - Peace in Sudan"])
def test_a_title_of_the_page_is_printed_in_the_head_of_its_text(value: str) -> None:
    stated = read_properties(f"html.title: {value}\nmeta.og:site_name: The Fisher")
    assert [one.value for one in property_titles(stated, "peace in sudan by a fisher")] == ["Peace in Sudan"]
    assert list(property_titles(stated, "war in sudan")) == []


def test_the_title_in_the_text_counts_before_that_of_the_page() -> None:
    assert page("html.title: News of May", head="Joint statement on fish")["title"] == "Joint statement on fish"


def test_a_page_confirms_which_line_is_the_title() -> None:
    head = "Ministers of two states speak of fish"
    read = ReadText(
        f"Fishers and friends\n\n{head}\n\n{TEXT}\n", "plain/utf-8", properties=f"html.title: {head} | Fish"
    )
    assert structure_document(DOCUMENT_ID, read, "text/plain").document["title"] == head


@pytest.mark.parametrize(
    ("properties", "date"),
    [
        (("meta.article:published_time: 2023-05-03T10:00:00Z",), "2023-05-03"),
        (("jsonld.datepublished: 2023-05-03",), "2023-05-03"),
        (("meta.dcterms.issued: 3 May 2023",), "2023-05-03"),
        (("meta.article:modified_time: 2023-05-03T10:00:00Z",), None),
        (("jsonld.datemodified: 2023-05-03",), None),
        (("docx.created: 2023-05-03T10:00:00Z", "docx.modified: 2023-05-03T10:00:00Z"), None),
        (("pdf.creationdate: 2023-05-03", "pdf.moddate: 2023-05-03"), None),
        (("jsonld.datepublished: 2023-02-31",), None),
    ],
)
def test_only_the_day_of_publication_is_a_date(properties: tuple[str, ...], date: str | None) -> None:
    assert page(*properties)["date_edtf"] == date


def test_the_date_in_the_text_counts_before_that_of_the_page() -> None:
    found = page("jsonld.datepublished: 2023-05-09", head="Riga, 3 May 2023")
    assert (found["date_edtf"], found["place"]) == ("2023-05-03", "Riga")
