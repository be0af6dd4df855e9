"""Figures against their bounds: what is told, in which words, and what is not worth telling."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.rules_totals import drifts
from schemas.vocabularies import TOTALS
from tasks.core.totals.history import Memory, Usual, usual
from tasks.core.totals.judge import Bound, bounds_for, number, offender
from tasks.core.totals.reviewed import ReviewedBound

USUAL = {
    "files": 60.0,
    "missing_files": 0.0,
    "rejected_files": 3.0,
    "rejected_share": 0.05,
    "newest_rejected_share": 0.04,
    "documents": 55.0,
    "statements": 52.0,
    "documents_per_statement": 1.05,
    "characters_per_document": 3800.0,
    "sentences_per_document": 25.0,
    "mentions_per_document": 30.5,
    "acts_per_document": 8.0,
    "titled_share": 0.98,
    "issuer_share": 0.9,
    "dated_share": 0.8,
    "newest_characters": 3100.0,
    "newest_sentences": 21.0,
    "newest_mentions": 24.0,
}
LARGE = {**USUAL, "files": 600.0, "documents": 550.0, "statements": 520.0}

figures_of_a_source = st.fixed_dictionaries(
    {
        total: st.floats(0, 1) if drift.form == "share" else st.integers(1, 10**6).map(float)
        for total, drift in drifts().items()
    }
)


def bound(total: str, **given: float) -> ReviewedBound:
    ends = {"minimum": None, "maximum": None, **given}
    return ReviewedBound("raw", total, author="A. Reviewer", reason="it never shrinks", date="2026-01-02", **ends)  # type: ignore[arg-type]  # a test's own shorthand


def told(figures: dict[str, float], earlier: list[dict[str, float]], *reviewed: ReviewedBound) -> dict[str, str]:
    """What is told of a source, by rule."""
    known = usual(earlier, Memory())
    bounds = bounds_for(figures, known, {one.total: one for one in reviewed})
    return {
        one.rule_id: offender("raw", figures[one.total], one).detail
        for one in bounds
        if one.is_broken(figures[one.total])
    }


def test_a_drop_is_told_with_what_was_usual() -> None:
    earlier = [USUAL] * 10
    assert told({**USUAL, "statements": 12.0}, earlier) == {
        "totals.statements.drop": "12 statements, at least 42 expected (median of the last 10 runs 52)"
    }


def test_means_and_shares_are_told_as_people_write_them() -> None:
    broken = {
        "rejected_share": 0.183,
        "mentions_per_document": 3.25,
        "sentences_per_document": 50.0,
        "dated_share": 0.1,
    }
    assert told({**USUAL, **broken}, [USUAL] * 7) == {
        "totals.rejected_share.rise": "18.3 % of files refused, at most 15 % expected (median of the last 7 runs 5 %)",
        "totals.sentences_per_document.rise": (
            "50 sentences per document, at most 37.50 expected (median of the last 7 runs 25)"
        ),
        "totals.mentions_per_document.drop": (
            "3.25 mentions per document, at least 20.43 expected (median of the last 7 runs 30.50)"
        ),
        "totals.dated_share.drop": (
            "10 % of documents with a date, at least 70 % expected (median of the last 7 runs 80 %)"
        ),
    }


def test_of_two_earlier_runs_nobody_can_say_which_was_usual() -> None:
    broken = {**USUAL, "statements": 12.0}
    assert told(broken, [USUAL] * 2) == {}
    assert list(told(broken, [USUAL] * 3)) == ["totals.statements.drop"]


def test_a_small_source_moves_as_it_likes() -> None:
    small = {**USUAL, "files": 5.0, "documents": 5.0, "statements": 4.0}
    grown = {**small, "files": 7.0, "documents": 7.0, "statements": 6.0, "mentions_per_document": 90.0}
    shrunk = {**small, "files": 3.0, "documents": 3.0, "statements": 1.0, "rejected_share": 0.4}
    assert told(grown, [small] * 10) == told(shrunk, [small] * 10) == {}


def test_the_newest_documents_are_judged_where_there_are_many() -> None:
    broken = {"newest_characters": 90.0}
    assert told({**USUAL, **broken}, [USUAL] * 3) == {}
    assert told({**LARGE, **broken}, [LARGE] * 3) == {
        "totals.newest_characters.drop": (
            "90 characters in the median of the 50 newest documents, at least 1,860 expected"
            " (median of the last 3 runs 3,100)"
        )
    }


def test_a_source_whose_files_are_all_gone_is_told_at_once_and_in_one_word() -> None:
    gone = {"files": 0.0, "missing_files": 60.0, "rejected_files": 0.0, "documents": 0.0, "statements": 0.0}
    warning = {
        "totals.files.none": (
            "0 files, at least 1 expected (known and gone: 60; are they where the source is looked for?)"
        )
    }
    assert told(gone, []) == told(gone, [USUAL] * 10) == warning
    assert told({**gone, "missing_files": 0.0}, []) == {}


def test_a_person_can_say_that_a_source_may_be_empty_or_must_not_be() -> None:
    gone = {"files": 0.0, "missing_files": 60.0, "rejected_files": 0.0, "documents": 0.0, "statements": 0.0}
    assert told(gone, [], bound("files", minimum=0)) == {}
    assert told(gone, [], bound("files", minimum=1)) == {
        "totals.files.minimum": "0 files, at least 1 allowed (A. Reviewer: it never shrinks)"
    }
    assert list(told(gone, [], bound("files", maximum=9))) == ["totals.files.none"]


def test_what_people_set_holds_from_the_first_run() -> None:
    reviewed = (bound("statements", minimum=60), bound("rejected_share", maximum=0.04))
    assert told(USUAL, [], *reviewed) == {
        "totals.rejected_share.maximum": "5 % of files refused, at most 4 % expected (A. Reviewer: it never shrinks)",
        "totals.statements.minimum": "52 statements, at least 60 allowed (A. Reviewer: it never shrinks)",
    }
    assert told(USUAL, [], bound("statements", minimum=52, maximum=52)) == {}


def test_a_ratio_that_people_set_stands_for_the_one_that_holds_by_itself() -> None:
    fallen = {**USUAL, "mentions_per_document": 15.0}
    assert told(fallen, [USUAL] * 3, bound("mentions_per_document", minimum_ratio=0.4)) == {}
    assert told(fallen, [USUAL] * 3, bound("mentions_per_document", minimum_ratio=0.5)) == {
        "totals.mentions_per_document.minimum_ratio": (
            "15 mentions per document, at least 15.25 allowed"
            " (median of the last 3 runs 30.50; A. Reviewer: it never shrinks)"
        )
    }
    assert list(told(fallen, [USUAL] * 3, bound("mentions_per_document", maximum_ratio=2))) == [
        "totals.mentions_per_document.drop"
    ]
    assert told(fallen, [USUAL] * 2, bound("mentions_per_document", minimum_ratio=0.5)) == {}


def test_a_product_of_two_floats_does_not_miss_the_edge() -> None:
    assert told({**USUAL, "files": 28.0}, [{**USUAL, "files": 35.0}] * 3) == {}
    assert list(told({**USUAL, "files": 27.0}, [{**USUAL, "files": 35.0}] * 3)) == ["totals.files.drop"]


def test_one_is_one() -> None:
    assert [number(total, 1) for total in TOTALS[:3]] == ["1 file", "1 file that is gone", "1 refused file"]
    assert [number(total, 2) for total in TOTALS[:3]] == ["2 files", "2 files that are gone", "2 refused files"]


def test_the_median_is_of_the_runs_that_told_the_figure() -> None:
    earlier = [{"files": 1.0}, {"files": 9.0, "documents": 4.0}, {"files": 2.0}, {"files": 4.0}]
    assert usual(earlier, Memory()) == Usual({"files": 3.0}, {"files": 4})


@given(figures_of_a_source, st.integers(1, 12))
def test_nothing_is_told_where_nothing_changed(figures: dict[str, float], n_runs: int) -> None:
    assert told(figures, [figures] * n_runs) == {}


@given(
    figures_of_a_source,
    st.lists(figures_of_a_source, max_size=6).flatmap(lambda runs: st.tuples(st.just(runs), st.permutations(runs))),
)
def test_the_order_of_earlier_runs_does_not_matter(
    figures: dict[str, float], earlier: tuple[list[dict[str, float]], list[dict[str, float]]]
) -> None:
    one, other = earlier
    assert told(figures, one) == told(figures, other)


@given(figures_of_a_source, figures_of_a_source, st.integers(1, 20))
def test_of_a_source_that_is_so_much_larger_the_same_ratios_are_told(
    figures: dict[str, float], before: dict[str, float], factor: int
) -> None:
    ratios = [bound(total, minimum_ratio=0.8, maximum_ratio=1.5) for total in ("files", "documents", "statements")]

    def times(given: dict[str, float], by: int) -> dict[str, float]:
        return {total: by * figure for total, figure in given.items() if total in ("files", "documents", "statements")}

    def rules(by: int) -> list[str]:
        return list(told(times(figures, by), [times(before, by)] * 3, *ratios))

    assert rules(1) == rules(factor)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_figure_is_told_of_one_side_at_most(figure: float, limit: float) -> None:
    low, high = Bound("files", "drop", limit, ""), Bound("files", "rise", limit, "")
    assert low.is_broken(figure) == (figure < limit)
    assert high.is_broken(figure) == (figure > limit)
