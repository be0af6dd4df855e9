"""A sentence that lost its end is told from a heading, an item, a form of address, and from other ways to end one."""

import pytest

from schemas.rules_cuts import sentence_is_whole
from tasks.core.validate.queries import check_query
from tests.warehouse.made import connect
from tests.warehouse.made_rows import A, document, structure

NEXT = ("paragraph", ["Then we parted."])
LINES: dict[str, tuple[str, list[tuple[str, list[str]]], str | None]] = {
    "an item of a list has no full stop": (
        "en",
        [("paragraph", ["The hydropower development project with a capacity of 15 megawatts"]), NEXT],
        None,
    ),
    "an item begins with a small letter": (
        "en",
        [("paragraph", ["the stadium is being upgraded to serve as a training field.", "It opens soon."])],
        None,
    ),
    "a letter is the dot of a list": (
        "en",
        [("paragraph", ["o The perilous war was unleashed to stifle the cause of all."])],
        None,
    ),
    "a call is no sentence": (
        "es",
        [("paragraph", ["¡Señores! hemos llegado a este punto con grandes sacrificios de todos."])],
        None,
    ),
    "a letter names a point": (
        "en",
        [("paragraph", ["You travel from point A to point B faster on a train than by car."])],
        None,
    ),
    "a list follows": (
        "en",
        [("paragraph", ["We met.", "It would be appreciated if you would report on such items as:-"])],
        None,
    ),
    "a speech turns to those present": (
        "en",
        [("paragraph", ["Mr President, ladies and gentlemen, We live in an era of information."])],
        None,
    ),
    "a language without full stops": ("th", [("paragraph", ["ก ข ค ง จ ฉ ช ซ ฌ ญ", "ก ข ค"])], None),
    "the mark of another script": ("hy", [("paragraph", ["ա բ գ դ ե զ է ը թ։", "ա բ։"])], None),
    "it ends with a word that no sentence ends with": (
        "en",
        [("paragraph", ["Thailand believes that in order for the United Nations to"]), NEXT],
        "ends without a full stop: Thailand believes that in order for the United Nations to",
    ),
    "it goes on in the next paragraph": (
        "en",
        [("paragraph", ["We agreed to prevent the use of all commercial"]), ("paragraph", ["vessels at sea."])],
        "ends without a full stop: We agreed to prevent the use of all commercial",
    ),
    "it stops in the middle of a paragraph": (
        "en",
        [("paragraph", ["We agreed to prevent the use of all commercial", "We parted."])],
        "ends without a full stop: We agreed to prevent the use of all commercial",
    ),
    "another begins inside": (
        "en",
        [("paragraph", ["We are deeply concerned We urge all to allow humanitarian access."])],
        'another sentence begins inside, at "concerned We urge": '
        "We are deeply concerned We urge all to allow humanitarian access.",
    ),
    "the first words of a sentence are lost": (
        "en",
        [("paragraph", ["We condemn the invasion in the strongest terms. call on all to stop."])],
        "a sentence begins with a small letter: We condemn the invasion in the strongest terms. call on all to stop.",
    ),
}


@pytest.mark.parametrize("story", LINES)
def test_a_cut_sentence_is_told_from_a_line(story: str) -> None:
    language_code, content, expected = LINES[story]
    body, paragraphs, sentences = structure(A, [(role, None, texts) for role, texts in content])
    rows = {
        "core.documents": [document(A, body)],
        "core.paragraphs": [{**row, "language_code": language_code} for row in paragraphs],
        "core.sentences": sentences,
    }
    with connect(rows) as connection:
        finding = check_query(connection, sentence_is_whole())
    assert finding.error == ""
    assert [offender.detail for offender in finding.offenders] == ([expected] if expected else [])
