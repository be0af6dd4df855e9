"""Each sentence of the main version is told of, and its differences rebuild both sentences."""

from collections import defaultdict
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group import group_documents
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.sentences import Part, align_sentences, part_row
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import make_texts
from tasks.core.words import folded_words, letters_alone
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document, make_input

BASE = made_paragraphs(11, 4, 3)
SENTENCES = st.lists(
    st.lists(
        st.sampled_from(
            ["peace", "law", "we", "support", "the", "union", "of", "states", "water", "border", "and", "treaty"]
        ),
        min_size=1,
        max_size=12,
    ).map(lambda words: " ".join(words).capitalize() + "."),
    min_size=1,
    max_size=8,
)


def align(main, version):
    made = [make_document("main", main), make_document("version", version)]
    given_rows = make_input(made)
    texts = make_texts(given_rows.documents, given_rows.paragraphs, given_rows.sentences)
    found = find_counterparts(texts[document_id("main")], texts[document_id("version")], Grouping())
    return align_sentences(found, with_added=True), found


def changes(main, version):
    return [row["change"] for row in align(main, version)[0]]


def diff(*runs):
    return [{"op": op, "words": words} for op, words in runs]


FIRST = "We strongly condemn the illegal attack on the civilian population of the country."
SECOND = "All those responsible for war crimes will be held accountable under international law."
THIRD = "Our commitment to the open door policy remains steadfast and will not change."


def test_case_quotes_and_punctuation_change_nothing():
    assert changes([f"{FIRST} {SECOND}"], [f"{FIRST.upper()} “{SECOND}”"]) == ["same", "same"]


def test_a_hyphen_more_or_less_changes_nothing():
    assert changes(
        ["A longer-term view of self defence is what we need now."],
        ["A longer term view of self-defence is what we need now."],
    ) == ["same"]


def test_words_lost_are_a_cut_and_a_lost_sentence_is_missing():
    version = "We strongly condemn the illegal attack on the civilian. " + THIRD
    rows, _ = align([f"{FIRST} {SECOND} {THIRD}"], [version])
    assert [row["change"] for row in rows] == ["cut", "missing", "same"]
    assert rows[0]["word_diff"] == diff(
        ("=", "We strongly condemn the illegal attack on the civilian"), ("-", "population of the country")
    )
    assert (rows[1]["sentence_no"], rows[1]["main_sentence_no"], rows[1]["similarity_ratio"]) == (None, 2, 0.0)


def test_sentences_run_together_have_a_row_each():
    version = (
        "We strongly condemn the illegal attack All those responsible for war crimes Our commitment to the open door"
    )
    rows, _ = align([f"{FIRST} {SECOND} {THIRD}"], [version])
    assert [(row["sentence_no"], row["main_sentence_no"], row["change"]) for row in rows] == [
        (1, 1, "cut"),
        (1, 2, "cut"),
        (1, 3, "cut"),
    ]


def test_a_word_clipped_in_the_middle_is_lost():
    version = ["We strongly condemn the illegal attack on the civilian popul"]
    assert changes([FIRST], version) == ["cut"]


def test_an_inserted_word_is_an_edit():
    rows, _ = align([FIRST], [FIRST.replace("attack", "armed attack")])
    assert [row["change"] for row in rows] == ["edited"]
    assert rows[0]["word_diff"][1] == {"op": "+", "words": "armed"}


def test_a_sentence_that_only_the_version_has_is_added_where_it_stands():
    rows, _ = align([f"{FIRST} {SECOND}"], [f"{FIRST} Lunch was served in the garden at noon. {SECOND}"])
    assert [(row["change"], row["sentence_no"], row["main_sentence_no"]) for row in rows] == [
        ("same", 1, 1),
        ("added", 2, None),
        ("same", 3, 2),
    ]


def test_a_sentence_at_another_place_is_moved():
    rows, found = align([f"{FIRST} {SECOND} {THIRD}"], [f"{THIRD} {FIRST} {SECOND}"])
    assert [(row["change"], row["sentence_no"]) for row in rows] == [("same", 2), ("same", 3), ("moved", 1)]
    assert found.coverage_ratio < 1


def test_a_sentence_split_in_two_has_two_rows():
    rows, _ = align(
        [SECOND + " " + THIRD],
        ["All those responsible for war crimes. Will be held accountable under international law. " + THIRD],
    )
    assert [(row["sentence_no"], row["main_sentence_no"], row["change"]) for row in rows] == [
        (1, 1, "same"),
        (2, 1, "same"),
        (3, 2, "same"),
    ]


def letters(words):
    return letters_alone("".join(words))


@settings(max_examples=150, deadline=None)
@given(SENTENCES, SENTENCES)
def test_differences_rebuild_both_texts(main, version):
    rows, found = align([" ".join(main)], [" ".join(version)])
    assert 0 <= found.coverage_ratio <= 1
    rebuilt, other = defaultdict(list), defaultdict(list)
    for row in rows:
        assert 0 <= row["similarity_ratio"] <= 1
        for run in row["word_diff"]:
            if run["op"] in "=-":
                rebuilt[row["main_sentence_no"]] += folded_words(run["words"])
            if run["op"] in "=+":
                other[row["sentence_no"]] += folded_words(run["words"])
    assert sorted(rebuilt) == list(range(1, len(main) + 1))
    assert [letters(rebuilt[at + 1]) for at in range(len(main))] == [letters(folded_words(each)) for each in main]
    assert sorted(other) == list(range(1, len(version) + 1))
    assert [letters(other[at + 1]) for at in range(len(version))] == [letters(folded_words(each)) for each in version]


def test_rows_are_numbered_through_the_document():
    text = " ".join(BASE)
    made = [make_document("base", BASE), make_document("half", [text[: len(text) // 2]])]
    rows = group_documents(make_input(made)).sentence_alignments
    assert [row["alignment_no"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["main_document_id"] for row in rows} == {document_id("base")}


def test_a_share_of_words_stays_a_share_where_a_moved_word_lies_before_the_rest():
    text = SimpleNamespace(
        document={"body": "one two three"},
        spans=[(0, 3), (4, 7), (8, 13)],
        words=["one", "two", "three"],
        sentences=[{"sentence_no": 1}],
    )
    part = Part(sentence=0, pairs=[(2, 0), (0, 1)], lost_from=2, lost_to=3, added=())
    row = part_row(SimpleNamespace(main=text, version=text), 0, part, "moved")
    assert row["similarity_ratio"] == 1.0
