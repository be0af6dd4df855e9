"""What is folded, and what stays."""

from dataclasses import replace

from tasks.core.compare.folding import Fold, fold
from tasks.core.compare.model import OUTSIDE, Comparison, Judgement, Passage, Piece, Row, Side
from tasks.core.compare.verdict import percent, verdict

SIDE = Side("0" * 64, ("inbox/a.txt",), None, None, None, "statement", "en", False, "st-1", "full", 1.0, True, 100, 0.9)


def make_rows(changes: str) -> tuple[Row, ...]:
    """Rows by the first letters of their changes: s(ame), e(dited), m(issing), a(dded), o(utside, left)."""
    names = {name[0]: name for name in ("same", "edited", "missing", "added", OUTSIDE)}
    rows = []
    for number, letter in enumerate(changes, start=1):
        passage = Passage(number, 1, None, False, (Piece(f"Sentence {number}.", False),))
        left, right = (None if letter == "a" else passage), (None if letter in "mo" else passage)
        rows.append(Row(names[letter], left, right, 1.0))
    return tuple(rows)


def make_comparison(changes: str, left: Side = SIDE, right: Side = SIDE) -> Comparison:
    return Comparison(left, right, False, None, {}, make_rows(changes))


def folded(comparison: Comparison, show_all: bool = False) -> list[str]:
    """Rows by their first letters, folds by their labels."""
    return [each.label if isinstance(each, Fold) else each.change[0] for each in fold(comparison, show_all)]


def test_a_long_run_of_same_sentences_is_folded_but_for_those_beside_changes() -> None:
    assert folded(make_comparison("esssse")) == ["e", "s", "2 sentences the same", "s", "e"]
    assert folded(make_comparison("essse")) == ["e", "s", "s", "s", "e"]
    assert folded(make_comparison("ssssm")) == ["3 sentences the same", "s", "m"]
    assert folded(make_comparison("sss")) == ["3 sentences the same"]
    assert folded(make_comparison("esssse"), show_all=True) == list("esssse")


def test_what_was_not_compared_is_always_folded() -> None:
    assert folded(make_comparison("oe")) == ["1 sentence of A not part of the statement", "e"]


def test_what_one_side_alone_has_is_folded_where_that_is_no_news() -> None:
    assert folded(make_comparison("mmme")) == ["m", "m", "m", "e"]
    excerpt = replace(SIDE, relation="excerpt-in-article")
    assert folded(make_comparison("eaaa", left=excerpt)) == ["e", "3 sentences of B that the other has not"]
    strange = replace(SIDE, shared_ratio=0.02)
    assert folded(make_comparison("mmaa", strange, strange)) == [
        "2 sentences of A that the other has not",
        "2 sentences of B that the other has not",
    ]


def test_percents_do_not_round_what_is_there_away() -> None:
    assert [percent(ratio) for ratio in (0, 0.001, 0.015, 0.5, 0.995, 1)] == [
        "0 %",
        "less than 1 %",
        "2 %",
        "50 %",
        "more than 99 %",
        "100 %",
    ]


def test_the_evidence_is_put_in_words() -> None:
    measured = {
        "n_matched": 1043,
        "longest_run": 64,
        "n_lost": 0,
        "veto": "date",
        "points": {"log_own": -4.69},
        "start": 3,
    }
    judgement = Judgement("vetoed", 0.5, "same_template", 0.8, 0.9, {**measured, "reason": "date"})
    shown = verdict(replace(make_comparison("m"), judgement=judgement))
    assert shown[-2].endswith("forbids it (decided by: date); score 0.50, relation same_template.")
    assert shown[-1] == (
        "Evidence: 1,043 words in the same order, the longest run 64, 0 lost, vetoed by date, "
        "weighed most: log own -4.7."
    )


def test_two_languages_are_told_of() -> None:
    shown = verdict(make_comparison("m", replace(SIDE, language_code="fr", statement_id="st-2")))
    assert shown[0] == "A and B are versions of two statements, st-2 and st-1."
    assert shown[1].startswith("They are in two languages, fr and en")
    unknown = verdict(make_comparison("m", replace(SIDE, language_code="und")))
    assert not [line for line in unknown if "languages" in line]
