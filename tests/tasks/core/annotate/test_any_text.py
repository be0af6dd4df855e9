"""The laws of annotation on texts made from pieces: damaged, hostile, in any script, in any batch, in any process."""

import os
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import Row
from tasks.core.annotate import Anchor, Annotated, annotate_documents
from tests.tasks.core.annotate.laws import broken

ROOT = Path(__file__).parents[4]
RAW = ROOT / "raw"
NAMES = (
    *("NATO", "the North Atlantic Council", "Russia", "Ukraine's", "U.S.", "Kyiv", "the Congo", "Republic of Korea"),
    *("President Emmanuel Macron", "Mr. B. N. Smith", "Maria de la Cruz", "Minister of Foreign Affairs", "Georgia"),
    *("Treaty on Principles", "the Treaty", "Article 5", "Articles 3, 4 and 5", "resolution 2202 (2015)", "Summit"),
    *("A/RES/ES-11/1", "Regulation (EU) No 833/2014", "Alpha Beta Council (ABC)", "ABC", "the “Pact”", "McO'Neil-Wu"),
)
FIGURES = (
    *("€40 billion", "USD 3.5 million", "2%", "10 per cent", "three thousand troops", "1,1,1", "1 000 000", "9" * 40),
    *("2 March 2022", "March 2", "by 2030", "within two years", "next year", "31 February", "2024-02-30", "٣٤", "Ⅳ"),
    *("1990s", "2–3 May", "5/2022", "0", "from 2 to 4 June 2024", "by the end of 0000", "by 31 April 2030"),
)
ACTS = (
    *("We condemn", "We will provide", "reaffirm our commitment to spend", "calls on", "and urges", "will not", "We"),
    *("Recalling", "DECIDES", "he said", "was welcomed", "must", "in order to", "committed to", "Welcoming", "I"),
)
SIGNS = (
    *("“", "”", '"', "'", "’s", "(", ")", "((", "[1]", "–", "-", ",", ";", ":", ".", "...", "/", "&", "*", "#", "|"),
    *(
        "\n",
        "\n\n",
        "\t",
        "  ",
        "\u00a0",
        "\u2028",
        "\x85",
        "\x1c",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\0",
        "\ufffd",
        "\ue000",
    ),
    *("\u202e", "\u200f", "\u0301", "\U0001f600", "\U0001f1fa\U0001f1f8", "\u3000", "İ", "ß", "ǅ", "①", "½"),
)
SCRIPTS = (
    *("Президент России", "Литовская Республика", "la République du Mali", "Côte d’Ivoire", "der Vereinigten Staaten"),
    *("国务院", "北大西洋条约组织", "رئيس الجمهورية", "अफगानिस्तान", "ประเทศไทย", "Ελλάδα", "대한민국", "ישראל"),
)
PIECES = (*NAMES, *FIGURES, *ACTS, *SIGNS, *SCRIPTS)
MANGLED = (str, str.upper, str.lower, str.title, str.swapcase, lambda text: text[::-1])
LANGUAGES = ("en", "en", "en", "fr", "de", "ru", "zh", "ar", "und")

joined = st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).flatmap(
    lambda pieces: st.sampled_from((" ", " ", " ", "", "\n", ", ", "-", " and ")).map(lambda gap: gap.join(pieces))
)
sentence_texts = st.tuples(joined, st.sampled_from(MANGLED)).map(lambda made: made[1](made[0]))
paragraph_texts = st.lists(sentence_texts, min_size=1, max_size=3)
bodies = st.lists(st.tuples(paragraph_texts, st.sampled_from(LANGUAGES)), min_size=1, max_size=3)
anchors = st.builds(
    Anchor,
    st.sampled_from([None, "2024", "2022-03", "2022-03-24", "2023-02~", "2018-04-12/2018-04-13", "0001-01-01", "9999"]),
    st.sampled_from([None, "NATO", "MY", "FR+PL", "nobody", "European Council"]),
)


def document(paragraphs: list[tuple[list[str], str]], name: str = "a") -> tuple[Row, list[Row], list[Row]]:
    """A document with its paragraphs and sentences; the first sentence is not in the statement."""
    blocks: list[Row] = []
    sentences: list[Row] = []
    body = ""
    for texts, language_code in paragraphs:
        first = len(body)
        for text in texts:
            span = {"start_char": len(body), "end_char": len(body) + len(text), "in_statement": bool(sentences)}
            numbers = {"document_id": name * 64, "sentence_no": len(sentences) + 1, "paragraph_no": len(blocks) + 1}
            sentences.append({**numbers, **span, "speaker": None})
            body += f"{text} "
        body = f"{body[:-1]}\n\n"
        block = {"document_id": name * 64, "paragraph_no": len(blocks) + 1, "language_code": language_code}
        blocks.append({**block, "start_char": first, "end_char": len(body) - 2})
    return {"document_id": name * 64, "body": body[:-2]}, blocks, sentences


def annotated(paragraphs: list[tuple[list[str], str]], anchor: Anchor) -> tuple[Row, list[Row], Annotated]:
    given_document, blocks, sentences = document(paragraphs)
    anchors_of = {str(given_document["document_id"]): anchor}
    return given_document, sentences, annotate_documents([given_document], blocks, sentences, anchors_of)


@settings(max_examples=250, deadline=None)
@given(bodies, anchors)
def test_no_law_is_broken_whatever_the_text(paragraphs: list[tuple[list[str], str]], anchor: Anchor) -> None:
    assert broken(*annotated(paragraphs, anchor)) == []


def raw_text(name: str) -> str:
    return (RAW / name).read_text(encoding="utf-8", errors="replace")[:6000]


def misread(text: str, chance: random.Random) -> str:
    """The text as poor recognition gives it: one letter in ten is another or none."""
    return "".join(chance.choice("l1I|0Orn.,;'\" \n-") if chance.random() < 0.1 else char for char in text)


@pytest.mark.parametrize("name", sorted(path.name for path in RAW.glob("*.txt")))
def test_no_law_is_broken_by_a_damaged_statement(name: str) -> None:
    text, chance = raw_text(name), random.Random(name)
    damaged = {
        "misread": misread(text, chance),
        "cut": text[chance.randrange(len(text)) :],
        "capitals": text.upper(),
        "small": text.lower(),
        "on one line": " ".join(text.split()),
        "a word a line": "\n".join(text.split()),
        "without spaces": "".join(text.split()),
    }
    faults = {kind: broken(*annotated([([one], "en")], Anchor(None, "NATO"))) for kind, one in damaged.items()}
    assert faults == {kind: [] for kind in damaged}


def test_what_is_uncovered_touches_no_mention_inside_a_word() -> None:
    """`Wagner` is a name by itself; the whole that it stands in is no phrase that no rule covered."""
    text = "The Javits-Wagner-O'Day\u200b Act, the Javits Wagner O’Day fund and the Wagner\u200b-O'Day fund remain."
    given_document, sentences, found = annotated([([text], "en")], Anchor(None, None))
    assert broken(given_document, sentences, found) == []


def test_a_day_that_no_calendar_has_is_a_deadline_without_a_date() -> None:
    _, _, found = annotated([(["We will provide €5 million by 31 April 2030."], "en")], Anchor("2024-07-10", "NATO"))
    assert [(row["deadline_text"], row["deadline_edtf"]) for row in found.commitments] == [("by 31 April 2030", None)]


def test_a_statement_of_the_first_centuries_dates_its_days() -> None:
    _, _, found = annotated([(["They met on 2 March."], "en")], Anchor("0901-04-01", None))
    assert [row["entity_id"] for row in found.mentions] == ["date:0901-03-02"]


ENDLESS = (
    *("EU-", "US-Japan-", "Article 1 ", "Articles 1, 2, 3, ", "The ", "S/RES/2 ", "A (B) ", "( ", '"""', "de la "),
    *("Resolution 1 and 2 and 3 ", "2 March ", "Mr. ", "Council of Council of ", "We will ", "1,1,", "é", "7", "\n"),
)


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_line_without_end_is_read(unit: str) -> None:
    """Time that grew with the square of the length would not end here: each line has 60,000 characters."""
    assert broken(*annotated([([unit * (60_000 // len(unit))], "en")], Anchor("2024-07-10", "NATO"))) == []


@pytest.mark.parametrize("unit", ["The", "Le Conseil.", "“We will act,” John Smith said."])
@pytest.mark.parametrize("language_code", ["en", "fr"])
def test_a_text_of_many_paragraphs_is_read(unit: str, language_code: str) -> None:
    assert broken(*annotated([([unit], language_code)] * 4_000, Anchor("2024-07-10", "NATO"))) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(bodies, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_all_rows_are_the_same_in_any_order_and_batch(
    many: list[list[tuple[list[str], str]]], shuffler: random.Random
) -> None:
    made = [document(paragraphs, name) for paragraphs, name in zip(many, "abcd", strict=False)]
    documents = [one for one, _, _ in made]
    blocks = [row for _, own, _ in made for row in own]
    sentences = [row for _, _, own in made for row in own]
    anchors_of = {str(row["document_id"]): Anchor("2022-03-24", "NATO") for row in documents}
    whole = asdict(annotate_documents(documents, blocks, sentences, anchors_of))
    shuffler.shuffle(documents)
    shuffler.shuffle(blocks)
    shuffler.shuffle(sentences)
    assert asdict(annotate_documents(documents, blocks, sentences, anchors_of)) == whole
    alone = [asdict(annotate_documents([row], blocks, sentences, anchors_of)) for row in documents]
    for table in ("mentions", "speech_acts", "commitments", "uncovered_spans"):
        apart = [row for one in alone for row in one[table]]
        assert sorted(apart, key=lambda row: str(row["document_id"])) == whole[table]
    assert {row["entity_id"] for one in alone for row in one["entities"]} == {
        row["entity_id"] for row in whole["entities"]
    }


IN_A_PROCESS = """
import hashlib
from tasks.core.annotate import Anchor
from tests.tasks.core.annotate.test_any_text import RAW, annotated, raw_text
texts = [([raw_text(path.name)], "en") for path in sorted(RAW.glob("*.txt"))]
print(hashlib.sha256(repr(annotated(texts, Anchor("2024", "NATO"))[2]).encode()).hexdigest())
"""


def test_fresh_processes_give_the_same_rows_whatever_the_order_of_their_sets() -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", IN_A_PROCESS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1")
    ]
    digests = [process.communicate()[0] for process in started]
    assert len(digests[0].strip()) == 64
    assert digests[0] == digests[1]
