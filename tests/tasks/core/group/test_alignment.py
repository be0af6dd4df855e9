"""Each sentence of the main version is told of, and its differences rebuild both sentences."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group import group_documents
from tasks.core.group.counterparts import find_counterparts
from tasks.core.group.sentences import align_sentences
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
    assert found.coverage_ratio == 1.0


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


def test_a_sentence_that_runs_on_without_a_stop_is_added():
    version = FIRST.rstrip(".") + " Lunch was served to all guests in the garden. " + SECOND
    rows, _ = align([f"{FIRST} {SECOND}"], [version])
    assert [(row["change"], row["sentence_no"], row["main_sentence_no"]) for row in rows] == [
        ("same", 1, 1),
        ("added", 1, None),
        ("same", 2, 2),
    ]
    assert rows[1]["word_diff"] == diff(("+", "Lunch was served to all guests in the garden"))


def test_a_list_mark_at_the_head_of_a_sentence_changes_nothing():
    assert changes([FIRST, f"(b) {SECOND}"], [f"(a) {FIRST}", SECOND]) == ["same", "same"]


def test_what_little_is_left_of_a_sentence_stands_for_it():
    version = f"{FIRST.rstrip('.')} under international law. {THIRD}"
    assert changes([f"{FIRST} {SECOND} {THIRD}"], [version]) == ["same", "cut", "same"]


def test_stock_words_make_no_counterpart():
    version = f"{FIRST} Those who came to the lunch sat under a large old tree until late. {THIRD}"
    assert changes([f"{FIRST} {SECOND} {THIRD}"], [version]) == ["same", "missing", "added", "same"]


def test_a_lost_sentence_takes_nothing_of_its_neighbours_that_have_the_same_words():
    lost = "All states of the region shall build schools for the people of the country."
    neighbour = "We condemn the attack on the people of the country."
    after = "All states of the region shall protect water."
    assert changes([f"{neighbour} {lost} {after}"], [f"{neighbour} {after}"]) == ["same", "missing", "same"]


def test_a_moved_sentence_is_found_where_it_is_run_together_with_another():
    own = "Then they said that"
    rows, found = align([f"{FIRST} {SECOND} {BASE[0]}"], [f"{FIRST} {BASE[0]} {own} {SECOND[0].lower()}{SECOND[1:]}"])
    assert [row["change"] for row in rows[:2]] == ["same", "edited"]
    assert rows[1]["word_diff"] == diff(("+", own), ("=", SECOND.rstrip(".")))
    assert found.coverage_ratio == 1.0


@pytest.mark.parametrize(
    ("main", "version", "due"),
    [
        (["我们谴责这次袭击。", "我们支持乌克兰人民。"], ["我们谴责袭击。", "我们支持乌克兰人民。"], ["cut", "same"]),
        (["私たちは平和を支持する。"], ["私たちは平和を強く支持する。"], ["edited"]),
        (
            ["Мы осуждаем нападение на мирных жителей страны.", "Мы поддерживаем народ и его право на мир."],
            ["Мы осуждаем нападение на мирных жителей.", "Мы поддерживаем народ и его право на мир."],
            ["cut", "same"],
        ),
        (
            ["ندين بشدة الهجوم على المدنيين في البلاد.", "نحن ندعم الشعب وحقه في السلام."],
            ["ندين بشدة الهجوم على المدنيين في البلاد.", "نحن ندعم الشعب."],
            ["same", "cut"],
        ),
    ],
)
def test_other_scripts_are_aligned_word_by_word(main, version, due):
    assert changes(main, version) == due


def test_texts_that_share_nothing_have_rows_all_the_same():
    rows, found = align(
        [f"{FIRST} {SECOND}"], ["Stanowczo potępiamy bezprawny atak.", "Winni poniosą odpowiedzialność."]
    )
    assert [row["change"] for row in rows] == ["missing", "missing", "added", "added"]
    assert found.coverage_ratio == 0.0


def test_texts_too_long_for_one_table_are_aligned_between_unique_runs():
    main = made_paragraphs(1, 60, 4)
    version = [part for at, part in enumerate(main) if at % 9]
    made = [make_document("main", main), make_document("version", version)]
    rows = make_input(made)
    texts = make_texts(rows.documents, rows.paragraphs, rows.sentences)
    one, other = texts[document_id("main")], texts[document_id("version")]
    whole = find_counterparts(one, other, Grouping())
    assert find_counterparts(one, other, Grouping(max_cells=20_000)).matched == whole.matched
    assert whole.coverage_ratio == pytest.approx(len(other.word_ids) / len(one.word_ids))


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
    told = [letters(other[at + 1]) for at in range(len(version))]
    due = [letters(folded_words(each)) for each in version]
    if found.moved:  # rows stand in the order of the main version, also those of one sentence that holds moved ones
        told, due = [sorted(each) for each in told], [sorted(each) for each in due]
    assert told == due


def test_rows_are_numbered_through_the_document():
    text = " ".join(BASE)
    made = [make_document("base", BASE), make_document("half", [text[: len(text) // 2]])]
    rows = group_documents(make_input(made)).sentence_alignments
    assert [row["alignment_no"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["main_document_id"] for row in rows} == {document_id("base")}
