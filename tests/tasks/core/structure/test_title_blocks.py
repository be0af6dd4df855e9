"""Heads of speeches: the title over several lines, the speaker's state, and nothing of the occasion's body."""

import pytest

from tasks.core.reading import Mark, ReadText
from tasks.core.structure import structure_document
from tests.structured import DOCUMENT_ID

SPEECH = (
    "Mr. President,\n\nI congratulate you on your election to the Presidency of the General Assembly, and we stand"
    " ready to work with you and with all of our partners for peace in our region and in the world.\n\n"
    "Our people know what war means, and we shall not be silent where others suffer from it today.\n"
)


def document_of(head: list[str]) -> tuple[str | None, str | None, str | None]:
    """Title, issuer and level of a speech whose head has these headings."""
    text = "\n\n".join([*head, SPEECH])
    marks, start = [], 0
    for line in head:
        marks.append(Mark(start, start + len(line), "heading"))
        start += len(line) + 2
    document = structure_document(DOCUMENT_ID, ReadText(text, "made", marks=tuple(marks)), "text/plain").document
    return document["title"], document["issuer"], document["level"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            ["MALTA", "STATEMENT BY", "H.E. Ms. Ann Borg", "Prime Minister of Malta", "at the General Debate"],
            (
                "STATEMENT BY H.E. Ms. Ann Borg Prime Minister of Malta at the General Debate",
                "Malta",
                "heads_of_state_or_government",
            ),
        ),
        (
            ["REPUBLIQUE DU CAMEROUN Paix – Travail – Patrie", "DISCOURS", "DE SON EXCELLENCE MONSIEUR JEAN BIYO",
             "PREMIER MINISTRE", "A L’OCCASION DE LA 79e SESSION DE L’ASSEMBLEE GENERALE DES NATIONS UNIES"],
            (
                "DISCOURS DE SON EXCELLENCE MONSIEUR JEAN BIYO PREMIER MINISTRE"
                " A L’OCCASION DE LA 79e SESSION DE L’ASSEMBLEE GENERALE DES NATIONS UNIES",
                "Cameroon",
                "heads_of_state_or_government",
            ),
        ),
        (
            ["Permanent Mission of Samoa to the United Nations", "685 Third Avenue, New York, Tel.: (212) 599 6196",
             "Statement by the Minister of Foreign Affairs of Samoa", "Check against delivery"],
            (
                "Statement by the Minister of Foreign Affairs of Samoa",
                "Ministry of Foreign Affairs of Samoa",
                "foreign_ministers",
            ),
        ),
    ],
)  # fmt: skip
def test_head_of_a_speech(head: list[str], expected: tuple[str, str, str]) -> None:
    assert document_of(head) == expected


def test_arabic_letters_by_place_are_read_as_letters() -> None:
    read = ReadText("ﻛﻠﻣﺔ ﻟﺑﻧﺎن\n\n" + SPEECH, "made")
    assert structure_document(DOCUMENT_ID, read, "text/plain").document["body"].startswith("كلمة لبنان")
