"""Side by side: every word stands once on its side, marked if it has no partner."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.core.compare.align import Aligning, align
from tasks.core.compare.model import OUTSIDE, Passage, Row
from tasks.core.words import folded_words
from tests.tasks.core.compare.made import SETTINGS, hold
from tests.tasks.core.group.made import made_paragraphs

Shown = tuple[str, str | None, str | None]


def compared(left: list[str], right: list[str], is_right_main: bool = False) -> Aligning:
    held, texts = zip(hold("left", left), hold("right", right), strict=True)
    return align((texts[0], texts[1]), (held[0], held[1]), is_right_main, False, SETTINGS)


def written(passage: Passage | None) -> str | None:
    """A passage with its marked words in brackets."""
    if passage is None:
        return None
    return "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in passage.pieces).strip()


def shown(rows: tuple[Row, ...]) -> list[Shown]:
    return [(row.change, written(row.left), written(row.right)) for row in rows]


FULL = [
    "We, the ministers, met today in Paris to discuss the crisis. We condemn the attacks on “all our peoples”, "
    "wherever they are made, in the strongest terms.",
    "We will keep 12 ships at sea until the end of the year. Our measures remain preventive and proportionate. "
    "We thank the host for the warm welcome.",
]


def test_each_change_is_shown_with_its_words() -> None:
    later = [
        "We, the ministers, met today in Paris to discuss the crisis. We condemn the attacks on “all our peoples”.",
        "A last meeting was held on Friday behind closed doors. We will keep 14 ships at sea until the end of the "
        "year. We thank the host for the warm welcome!",
    ]
    done = compared(FULL, later)
    assert shown(done.rows) == [
        ("same", *["We, the ministers, met today in Paris to discuss the crisis."] * 2),
        (
            "cut",
            "We condemn the attacks on “all our peoples”, [wherever they are made, in the strongest terms].",
            "We condemn the attacks on “all our peoples”.",
        ),
        ("added", None, "[A last meeting was held on Friday behind closed doors.]"),
        (
            "edited",
            "We will keep [12] ships at sea until the end of the year.",
            "We will keep [14] ships at sea until the end of the year.",
        ),
        ("missing", "[Our measures remain preventive and proportionate.]", None),
        ("same", "We thank the host for the warm welcome.", "We thank the host for the warm welcome!"),
    ]
    assert done.counts == {"same": 2, "cut": 1, "added": 1, "edited": 1, "missing": 1}


def test_looked_at_from_the_right_the_rows_are_the_same_and_the_changes_turned() -> None:
    later = [FULL[0].replace(", wherever they are made, in the strongest terms", ""), FULL[1].replace("12", "about 12")]
    there, back = compared(FULL, later), compared(later, FULL, is_right_main=True)
    turned = [(change, right, left) for change, left, right in shown(back.rows)]
    assert [pair for _, *pair in turned] == [pair for _, *pair in shown(there.rows)]
    assert [change for change, *_ in shown(there.rows)] == ["same", "cut", "edited", "same", "same"]
    assert [change for change, *_ in turned] == ["same", "edited", "cut", "same", "same"]


def test_sentences_run_together_are_shown_in_the_parts_that_belong_together() -> None:
    apart = [
        "The council met in Oslo on Monday morning. It agreed on a plan for the coming winter months. It thanked all."
    ]
    together = ["The council met in Oslo on Monday it agreed on a plan for the coming winter months. It thanked all."]
    rows = compared(apart, together).rows
    assert shown(rows) == [
        ("cut", "The council met in Oslo on Monday [morning].", "The council met in Oslo on Monday"),
        (
            "same",
            "It agreed on a plan for the coming winter months.",
            "it agreed on a plan for the coming winter months.",
        ),
        ("same", "It thanked all.", "It thanked all."),
    ]
    assert [row.right.opens_paragraph for row in rows if row.right] == [True, False, False]


def test_a_new_sentence_run_together_with_a_known_one_is_not_shown_twice() -> None:
    known = ["The council met in Oslo on Monday morning. It agreed on a plan for the coming winter months."]
    later = [f"{known[0][:-1]} and everybody else went home after a very long day of talks on nothing at all."]
    passages = [row.right for row in compared(known, later).rows if row.right]
    assert " ".join(each.text.strip() for each in passages) == later[0]


def test_a_sentence_that_stands_elsewhere_is_moved() -> None:
    paragraphs = made_paragraphs(3, n_paragraphs=5, n_sentences=1)
    moved = [paragraphs[0], paragraphs[3], paragraphs[1], paragraphs[2], paragraphs[4]]
    done = compared(paragraphs, moved)
    assert done.counts == {"same": 4, "moved": 1}
    (row,) = [row for row in done.rows if row.change == "moved"]
    assert written(row.left) == written(row.right)


def test_what_is_no_part_of_the_statement_stands_in_its_place() -> None:
    held, texts = zip(
        hold("left", ["A title of its own", *FULL, "Press office, Paris"], [False, True, True, False]),
        hold("right", ["Nine men met", *FULL], [False, True, True]),
        strict=True,
    )
    rows = align((texts[0], texts[1]), (held[0], held[1]), False, False, SETTINGS).rows
    assert shown(rows)[:2] == [(OUTSIDE, "A title of its own", None), (OUTSIDE, None, "Nine men met")]
    assert shown(rows)[-1] == (OUTSIDE, "Press office, Paris", None)
    assert {row.change for row in rows[2:-1]} == {"same"}


SENTENCES = tuple(sentence for seed in range(4) for sentence in made_paragraphs(seed, n_sentences=1))


@st.composite
def damaged(draw: st.DrawFn) -> list[str]:
    """Paragraphs of sentences that the other text may have too, in any order, clipped or run together."""
    paragraphs = []
    for _ in range(draw(st.integers(1, 4))):
        sentences = []
        for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
            words = sentence.split()
            start = draw(st.integers(0, len(words) - 1))
            kept = words[start : start + draw(st.integers(1, len(words)))]
            sentences.append(" ".join(kept) + draw(st.sampled_from([".", "", " -", "!”"])))
        paragraphs.append(" ".join(sentences))
    return paragraphs


@settings(max_examples=60, deadline=None)
@given(damaged(), damaged(), st.booleans())
@example(["Visit. Visit measure alliance food port people Free. Visit."], ["Free."], True)
def test_every_word_of_either_text_is_shown_once(left: list[str], right: list[str], is_right_main: bool) -> None:
    rows = compared(left, right, is_right_main).rows
    for side, paragraphs in enumerate((left, right)):
        passages = [each for row in rows if (each := (row.left, row.right)[side])]
        words = [word for each in passages for word in folded_words(each.text)]
        assert sorted(words) == sorted(folded_words(" ".join(paragraphs)))


@settings(max_examples=30, deadline=None)
@given(damaged(), damaged())
def test_rows_without_changed_words_are_same_or_moved(left: list[str], right: list[str]) -> None:
    for row in compared(left, right).rows:
        changed = [piece for each in (row.left, row.right) if each for piece in each.pieces if piece.is_changed]
        if row.change in ("same", "moved"):
            assert not changed
        if row.change in ("missing", "added"):
            assert all(piece.is_changed for each in (row.left, row.right) if each for piece in each.pieces)
