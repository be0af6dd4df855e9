"""What documents of many issuers, manners and languages say of themselves."""

import pytest

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.structure import structure_document
from tests.structured import DOCUMENT_ID, structured
from tests.tasks.core.structure.issuers import Made, made_documents

COLUMNS = {
    "kind": "kind",
    "language": "language_code",
    "title": "title",
    "issuer": "issuer",
    "level": "level",
    "date": "date_edtf",
    "place": "place",
    "numbered": "n_numbered",
    "signatories": "signatories",
}
MADE = [
    *made_documents("first_half"),
    *made_documents("second_half"),
    *made_documents("third"),
    *made_documents("fourth"),
    *made_documents("fifth"),
    *made_documents("sixth"),
]


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_metadata(made: Made) -> None:
    media_type = "text/html" if made.read.marks else "text/plain"
    document = structure_document(DOCUMENT_ID, made.read, media_type).document
    given = {field: as_cell(document[column]) for field, column in COLUMNS.items()}
    expected = {field: made.truth.get(field, ("0",) if field == "numbered" else ("",)) for field in COLUMNS}
    assert {field: cell for field, cell in given.items() if cell not in expected[field]} == {}
    carries = made.truth.get("carries", ("yes" if document["kind"] in STATEMENT_KINDS else "no",))
    assert ("yes" if document["carries_statement"] else "no") in carries


def as_cell(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


@pytest.mark.parametrize(
    ("title", "issuer", "signatories"),
    [
        ("Statement by President Biden on the Elections", "United States", []),
        ("Joint Statement by President Biden and Prime Minister Kishida", "JP+US", ["JP", "US"]),
        ("Remarks by President Biden at a Press Conference with Prime Minister Kishida", "United States", []),
        ("Statement by President von der Leyen on Energy", "European Commission", []),
        ("Statement by Charles Michel on Energy", None, []),
        ("Statement on the Visit of President Biden", None, []),
        ("Statement by President Nobody on Energy", None, []),
    ],
)
def test_office_holders_speak_for_their_states(title: str, issuer: str | None, signatories: list[str]) -> None:
    document = structured(
        f"{title}\n\nI am grateful to all who helped, and I want to say that we will not forget.\n"
    ).document
    assert (document["issuer"], document["signatories"]) == (issuer, signatories)
