"""What stands between the words that two versions share has a kind, and covers all the rest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group.gaps import Gap, is_misread
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import made_paragraphs
from tests.tasks.core.group.versions import counterparts

FIRST = "We strongly condemn the illegal attack on the civilian population of the country."
SECOND = "All those responsible for war crimes will be held accountable under international law."
THIRD = "Our commitment to the open door policy remains steadfast and will not change."
SENTENCES = st.lists(
    st.lists(st.sampled_from(["peace", "law", "we", "support", "the", "union", "a", "iv"]), min_size=1, max_size=9).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    min_size=1,
    max_size=6,
)


def told(main, version):
    """Kind, words of the main version, words of the version."""
    found = counterparts([main], [version])
    return [
        (
            gap.kind,
            " ".join(found.main.words[gap.main_start : gap.main_end]),
            " ".join(found.version.words[gap.version_start : gap.version_end]),
        )
        for gap in found.gaps
    ]


def test_the_same_words_have_no_gaps():
    assert counterparts([FIRST], [FIRST.upper()]).gaps == ()


def test_words_are_lost_added_and_replaced():
    version = (
        FIRST.replace("illegal ", "")
        .replace("civilian population", "peaceful citizens")
        .replace("the country", "the whole country")
    )
    assert told(FIRST, version) == [
        ("lost", "illegal", ""),
        ("replaced", "civilian population", "peaceful citizens"),
        ("added", "", "whole"),
    ]


def test_a_word_with_most_of_its_letters_is_misread_and_not_lost():
    found = counterparts([FIRST], [FIRST.replace("condemn", "condenn").replace("civilian", "civi1ian")])
    assert [gap.kind for gap in found.gaps] == ["misread", "misread"]
    assert found.coverage_ratio == 1.0


def test_a_misreading_may_split_a_word_but_never_is_another_text():
    assert is_misread(["responsible"], ["respon", "slble"], 0.65)
    assert not is_misread(["responsible"], ["peaceful"], 0.65)
    assert not is_misread(["word"] * 3000, ["word"] * 3000, 0.65)


def test_a_sentence_at_another_place_is_moved():
    words = "our commitment to the open door policy remains steadfast and will not change"
    assert told(f"{FIRST} {SECOND} {THIRD}", f"{THIRD} {FIRST} {SECOND}") == [("moved", words, words)]


def test_list_marks_are_neither_lost_nor_added():
    assert told(f"{FIRST} (b) {SECOND}", f"{FIRST} {SECOND}") == [("mark", "b", "")]
    assert told(f"{FIRST} {SECOND}", f"{FIRST} Sec. 4. {SECOND}") == [("mark", "", "sec 4")]


def test_an_article_is_no_list_mark():
    assert told("We met a friend of ours today.", "We met friend of ours today.") == [("lost", "a", "")]


def test_a_heading_that_only_one_text_counts_in_is_outside():
    heading = "Declaration of the ministers on the border rivers"
    found = counterparts([f"{heading}. {FIRST} {SECOND}"], [heading, f"{FIRST} {SECOND}"], stated=[False, True])
    assert [(gap.kind, gap.n_main, gap.n_version) for gap in found.gaps] == [("outside", 8, 0)]
    assert found.coverage_ratio == 1.0


def test_what_a_page_repeats_is_outside():
    foot = "Journal of the union volume seven number two"
    parts = made_paragraphs(3, 4, 2)
    version = f" {foot} ".join(part.rstrip(".") for part in parts)
    found = counterparts([" ".join(part.rstrip(".") for part in parts)], [version])
    assert [(gap.kind, gap.n_version) for gap in found.gaps] == [("outside", 8)] * 3


@settings(max_examples=150, deadline=None)
@given(SENTENCES, SENTENCES)
def test_gaps_and_stretches_cover_every_word_once(main, version):
    found = counterparts([" ".join(main)], [" ".join(version)])
    held = [place for i, _, n, _ in found.matched for place in range(i, i + n)]
    other_held = [place for _, j, _, n in found.matched for place in range(j, j + n)]
    for gap in found.gaps:
        held += range(gap.main_start, gap.main_end)
        other_held += range(gap.version_start, gap.version_end)
    assert sorted(held) == list(range(len(found.main.words)))
    assert sorted(other_held) == list(range(len(found.version.words)))
    assert list(found.gaps) == sorted(found.gaps, key=lambda gap: gap.main_start)
    assert all(isinstance(gap, Gap) and gap.n_main >= 0 and gap.n_version >= 0 for gap in found.gaps)


def test_few_letters_never_tell_a_misreading_of_nothing():
    assert not is_misread(["peace"], ["law"], Grouping().misread_ratio)
