"""Who speaks for one state, what begins a text, and lists of those who join it."""

from typing import Any

import pytest

from tests.structured import structured

BODY = (
    "I thank you for the floor. We have come here to speak of peace, and our people want it.\n\nWe will do our part.\n"
)


def said(head: str, body: str = BODY) -> dict[str, Any]:
    return structured(f"{head}\n\n{body}").document


@pytest.mark.parametrize(
    ("head", "issuer", "level"),
    [
        ("Statement by Mr. Ivo Olt, President of Latvia, at UN GA General Debate", "Latvia", "heads"),
        ("Statement by the President of the Republic of Poland H. E. Ada Nowa", "Poland", "heads"),
        ("PRIME MINISTER OF TONGA\n\non the occasion of the General Debate of the United Nations", "Tonga", "heads"),
        ("DISCOURS DE SON EXCELLENCE MONSIEUR X, PRESIDENT DE LA REPUBLIQUE DU NIGER", "Niger", "heads"),
        ("Palabras del Presidente de la Nación Argentina en las Naciones Unidas", "Argentina", "heads"),
        ("DISCURSO DO PRIMEIRO-MINISTRO DE TIMOR-LESTE", "Timor-Leste", "heads"),
        ("Rede von Bundespräsident Johannes Muster zum Tag der Einheit", "Germany", "heads"),
        ("Sultanate of Oman’s Address at the 79th Session of the United Nations General Assembly", "Oman", None),
        ("Address by the Prime Minister at the General Debate of the United Nations", None, "heads"),
        ("KINGDOM OF ESWATINI\n\nNational statement at the General Debate of the United Nations", "Eswatini", None),
        ("Statement by the Foreign Secretary of India on Trade", "Ministry of Foreign Affairs of India", "foreign"),
        ("Statement by Ireland’s Department of Foreign Affairs", "Ministry of Foreign Affairs of Ireland", "officials"),
    ],
)
def test_the_state_of_an_office_speaks_and_not_the_body_at_which_it_does(
    head: str, issuer: str | None, level: str | None
) -> None:
    document = said(head)
    assert document["issuer"] == issuer
    assert level is None or str(document["level"]).startswith(level)
    assert document["signatories"] == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Palabras del Presidente de Chile", "statement"),
        ("Message from the King of Norway", "statement"),
        ("Law on Seaports", "other"),
        ("Interview with the Foreign Minister", "other"),
        ("Agenda 2063: Statement by the Council", "statement"),
        ("Statement on the executive order", "statement"),
        ("Italien: Reise- und Sicherheitshinweise", "other"),
    ],
)
def test_a_title_says_by_its_first_words_what_the_text_is(title: str, kind: str) -> None:
    assert said(title)["kind"] == kind


@pytest.mark.parametrize(
    "words", ["Page not found", "Access denied", "Seite nicht gefunden", "Please enable JavaScript to go on"]
)
def test_a_message_of_a_server_is_no_statement(words: str) -> None:
    document = said(words, "We are sorry, but we could not find what you are looking for. We have moved our site.\n")
    assert (document["kind"], document["is_statement"], document["issuer"]) == ("other", False, None)


def test_states_that_join_a_text_are_its_signatories() -> None:
    text = "Those countries are Albania, Austria, Cyprus and Sweden.\n"
    document = said("Joint declaration of the G7 on trade", f"We, the Leaders of the G7, stand together.\n\n{text}")
    assert (document["issuer"], document["signatories"]) == ("G7", ["AL", "AT", "CY", "SE"])


def test_signatures_name_the_issuers_where_nothing_else_does() -> None:
    lines = "Ada Berg, Prime Minister of Finland\n\nOle Tamm, Prime Minister of Estonia\n"
    document = said("Joint letter on the border", f"{BODY}\nYours sincerely,\n\n{lines}")
    assert (document["issuer"], document["signatories"]) == ("EE+FI", ["EE", "FI"])


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("REPUBLIC OF WEXMOOR\n\nMinistry of External Relations\n\nNo. 14/2031", None),
        ("United Nations\n\nStatement on fish", "Statement on fish"),
        ("Mr. President,", None),
        ("STATEMENT BY:\n\nTHE PRIME MINISTER OF TONGA", "STATEMENT BY: THE PRIME MINISTER OF TONGA"),
        ("JOINT STATEMENT BY THE DEFENCE\n\nMINISTERS OF LATVIA", "JOINT STATEMENT BY THE DEFENCE MINISTERS OF LATVIA"),
        ("Заявление от 14 марта 2022 г", "Заявление от 14 марта 2022 г"),
    ],
)
def test_titles_are_neither_letterheads_nor_pieces(head: str, title: str | None) -> None:
    assert said(head)["title"] == title
