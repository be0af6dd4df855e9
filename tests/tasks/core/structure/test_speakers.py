"""Who is quoted, in the manners of several languages."""

import pytest

from tasks.core.structure.speakers import quoted_speakers
from tests.structured import structured


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We are ready,” said Mary Hill, the transport minister.", [("“We are ready,”", "Mary Hill")]),
        ("Peter Stone, her deputy, said: “There is no money.”", [("“There is no money.”", "Peter Stone")]),
        ("« Nous devons agir », a déclaré le ministre Jean Moreau.", [("« Nous devons agir »", "Jean Moreau")]),
        ("„Das Geld fehlt“, betonte Eva Brandt vor Journalisten.", [("„Das Geld fehlt“", "Eva Brandt")]),
        ("«Falta dinero», dijo la ministra Marta Ruiz.", [("«Falta dinero»", "Marta Ruiz")]),
        ("«Serve a tutti», ha dichiarato il ministro dei Trasporti Paolo Verdi.", [("«Serve a tutti»", "Paolo Verdi")]),
        ("„Mai avem de lucru”, a adăugat ministra Ana Rusu.", [("„Mai avem de lucru”", "Ana Rusu")]),
        ("„To ważny krok” – powiedział Adam Nowicki dziennikarzom.", [("„To ważny krok”", "Adam Nowicki")]),
        ("– Będziemy pracować – oświadczyła Maria Lis.", [("– Będziemy pracować ", "Maria Lis")]),
        ("«Паром нужен людям», — сказал Олег Сидоров журналистам.", [("«Паром нужен людям»", "Олег Сидоров")]),
        ("«Міст потрібен», – сказала міністерка Олена Гнатюк.", [("«Міст потрібен»", "Олена Гнатюк")]),
        ("“We agree,” the ministers said in a joint statement.", []),
        ("“We agree,” says the Minister of Foreign Affairs.", []),
        ("– one –", []),
    ],
)
def test_speakers(text: str, said: list[tuple[str, str]]) -> None:
    assert [(text[start:end], name) for start, end, name in quoted_speakers(text)] == said


def test_a_second_quotation_is_of_the_same_speaker() -> None:
    text = "“We are ready,” Mary Hill told reporters. “We will not wait.”"
    assert [name for _, _, name in quoted_speakers(text)] == ["Mary Hill", "Mary Hill"]


def test_a_sentence_that_ends_with_the_words_quoted_has_their_speaker() -> None:
    text = """By John Doe

Ministers met in the harbour town on Wednesday, diplomats told reporters before the talks began there.

Peter Stone, the transport minister, said: “There is no money for it.”
"""
    assert [row["speaker"] for row in structured(text).sentences][-1] == "Peter Stone"
