"""What no rule covered is listed, once per phrase, with what its neighbours suggest."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotated
from tests.pipeline import rows_of, sweep

NOWHERE = Anchor(None, None)


def found(text: str) -> list[tuple[str, int, str | None]]:
    whole = ((0, len(text)),)
    return [(one.phrase, one.n_occurrences, one.label) for one in annotated(text, whole, whole, NOWHERE).uncovered]


def test_a_capitalised_run_that_nothing_covers_is_listed_whole() -> None:
    assert found("They praised the Blue Tangle of Quarn and the Blue Tangle of Quarn again.") == [
        ("Blue Tangle of Quarn", 2, None)
    ]


def test_what_is_covered_is_not_listed() -> None:
    assert found("They thanked Ukraine, the United Nations and the Black Sea states.") == []


def test_the_first_word_of_a_sentence_says_nothing_alone() -> None:
    assert found("Tensions have risen.") == []
    assert found("The Velvet Tangle was praised.") == [("Velvet Tangle", 1, None)]


def test_lines_in_capitals_say_nothing() -> None:
    assert found("JOINT WORDS OF SEVERAL SPEAKERS") == []


def test_neighbours_suggest_a_kind() -> None:
    assert found("They travelled from Quillorbek with the Zorn, and read a note of the QZX.") == [
        ("Quillorbek", 1, "PLACE"),
        ("Zorn", 1, None),
        ("QZX", 1, "ORG"),
    ]


def test_a_pair_of_words_that_a_text_repeats_is_listed() -> None:
    text = "our supply chains are long, supply chains need ports, and supply chains need care; the ports are wide."
    assert found(text) == [("supply chains", 3, None)]


PIECES = st.lists(
    st.sampled_from(["Velvet Tangle", "of", "the", "Ukraine", "supply chains", "QZX", ".", "\n"]), max_size=40
)


@given(PIECES)
def test_spans_slice_back_and_touch_no_mention(pieces: list[str]) -> None:
    text = " ".join(pieces)
    whole = ((0, len(text)),) if text else ()
    draft = annotated(text, whole, whole, NOWHERE)
    covered = {at for one in draft.mentions for at in range(one.start, one.end)}
    for one in draft.uncovered:
        assert " ".join(text[one.start : one.end].split()) == one.phrase
        assert covered.isdisjoint(range(one.start, one.end))
    assert len({one.phrase for one in draft.uncovered}) == len(draft.uncovered)


def test_the_warehouse_counts_documents_and_statements_apart(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    text = (
        "Joint statement of the ministers of Norway and Iceland\n\nOslo, 3 May 2023\n\n"
        "We, the ministers of Norway and Iceland, met today and praised the Velvet Tangle between our shores.\n\n"
        "We agreed to protect our common waters, and to keep the Velvet Tangle free of harm for those who sail.\n"
    )
    (source / "a.txt").write_text(text, encoding="utf-8")
    (source / "b.txt").write_text(text.replace("met today", "met"), encoding="utf-8")
    done = sweep(source, tmp_path / "warehouse")
    assert rows_of(
        done.published,
        "select phrase, n_documents, n_statements, n_occurrences, example like '%Velvet Tangle%'"
        " from core.uncovered_phrases where phrase like 'Velvet%'",
    ) == [("Velvet Tangle", 2, 1, 4, True)]


def test_in_other_languages_single_capitalised_words_and_repeated_pairs_say_nothing() -> None:
    text = "Die Regelung und die Lage sind klar; die Blaue Lagune und die QZX auch."
    whole = ((0, len(text)),)
    draft = annotated(text, whole, whole, NOWHERE, foreign=((0, len(text), "de"),))
    assert [one.phrase for one in draft.uncovered] == ["Blaue Lagune", "QZX"]
