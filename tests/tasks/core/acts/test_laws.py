"""Laws of acts: every span slices back, acts lie inside their sentences, and no order of reading matters."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tasks.core.acts.said import Said, said

WORDS = st.sampled_from(
    (
        "We",
        "we",
        "condemn",
        "Russia",
        "Russia's",
        "war",
        "and",
        ",",
        ";",
        "call",
        "on",
        "the",
        "Council",
        "Recalling",
        "that",
        "which",
        "will",
        "provide",
        "not",
        "never",
        "€40 billion",
        "by",
        "2030",
        "to",
        "urge",
        "has",
        "decided",
        "was",
        "welcomed",
        "concerned",
        "at",
        "Our commitment",
        "is",
        "iron-clad",
        "“",
        "”",
        "(",
        ")",
        ":",
        "–",
        "It",
        "express",
        "deep",
        "concern",
        "must",
        "REQUESTS",
        "İstanbul",
        "\n",
        "support",
        "of",
        "Allies",
        "remain",
        "united",
    )
)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4).map(
    lambda sentences: [sentence.strip() or "We" for sentence in sentences]
)


def tidy(text: str) -> str:
    return " ".join(text.split())


def check_spans(text: Said) -> None:
    sentences = {row["sentence_no"]: row for row in text.sentences}
    for number, row in enumerate(text.found.acts, start=1):
        sentence = sentences[row["sentence_no"]]
        assert row["act_no"] == number
        assert sentence["start_char"] <= row["start_char"] <= row["verb_start_char"] < row["verb_end_char"]
        assert row["verb_end_char"] <= row["end_char"] <= sentence["end_char"]
        assert row["start_char"] <= row["object_start_char"] <= row["object_end_char"] <= row["end_char"]
        assert tidy(text.body[row["object_start_char"] : row["object_end_char"]]) == row["object_text"]
        printed = text.body[row["verb_start_char"] : row["verb_end_char"]].lower().split()
        assert set(row["verb"].split()) <= {word.strip('“”’"') for word in printed} | set(printed)
        if row["subject"] is not None:
            start = row["subject_start_char"]
            assert row["start_char"] <= start
            assert tidy(text.body[start:]).startswith(row["subject"])
    acts = {row["act_no"] for row in text.found.acts}
    for number, row in enumerate(text.found.commitments, start=1):
        assert row["commitment_no"] == number
        assert row["act_no"] in acts
        if row["deadline_text"] is not None:
            assert tidy(text.body[row["deadline_start_char"] : row["deadline_end_char"]]) == row["deadline_text"]
        else:
            assert row["deadline_edtf"] is None


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_every_value_stands_where_its_offsets_say(sentences: list[str]) -> None:
    check_spans(said(*sentences, issuer="NATO", date="2024-05-17"))


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_reading_again_gives_the_same_rows(sentences: list[str]) -> None:
    assert said(*sentences, issuer="NATO").found == said(*sentences, issuer="NATO").found


def test_a_line_without_end_is_read() -> None:
    found = said("We condemn this, and " * 50_000, issuer="NATO")
    assert found.found.acts
    check_spans(found)
