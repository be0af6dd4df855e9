"""What the warehouse knows is done again when what decided it changes, and only then."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tasks.core import determinants
from tasks.core.determinants import DOCUMENT_GATE, Determinants
from tasks.core.intake.known import CORPUS_STEPS, Known, KnownFile
from tasks.core.intake.news import file_news
from tasks.core.reading import ReadText
from tasks.core.selection import Selection
from tasks.core.structure import stage as structure_stage
from tests.pipeline import rows_of, sweep

GIVEN = Determinants(limits="10 MB")
TEXT = "Joint statement of Norway and Sweden\n\nWe, the ministers, met in Oslo on 3 May 2021 and discussed {topic}.\n"
ALL_STEPS = (*DOCUMENT_GATE, *CORPUS_STEPS)


def steps(last: str, outcome: str = "accepted", given: Determinants = GIVEN) -> dict[str, tuple[str, str]]:
    """What is known of a document that was carried up to a step."""
    done = ALL_STEPS[: ALL_STEPS.index(last) + 1]
    outcomes = {step: outcome if step == last else "accepted" for step in done}
    return {step: (outcomes[step], given.fingerprint(step, "d", outcomes[step])) for step in done}


def known(last: str, outcome: str = "accepted", now: Determinants = GIVEN) -> Known:
    return Known(steps={"d": steps(last, outcome)}, determinants=now)


def test_a_document_is_current_if_every_step_that_sees_it_alone_was_done_as_now() -> None:
    assert known("annotate").due_step("d") is None
    assert known("validate").due_step("d") is None
    assert known("structure").due_step("d") == "validate"
    assert known("annotate").due_step("another") == "extract"


@pytest.mark.parametrize("stale", DOCUMENT_GATE)
def test_a_document_is_done_again_from_its_first_stale_step_on(stale: str) -> None:
    done = steps("annotate")
    later = DOCUMENT_GATE[DOCUMENT_GATE.index(stale) :]
    made_before = {
        step: (outcome, made_by[::-1] if step in later else made_by) for step, (outcome, made_by) in done.items()
    }
    assert Known(steps={"d": made_before}, determinants=GIVEN).due_step("d") == stale


@pytest.mark.parametrize("last", ALL_STEPS)
def test_a_refused_document_begins_anew_when_any_code_that_it_went_through_changes(
    last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = known(last, "rejected")
    assert refused.due_step("d") is None
    assert refused.later_due("d") == ()
    for changed in ALL_STEPS:
        outcome, made_by = refused.steps["d"].get(changed, ("", ""))
        otherwise = {"d": {**refused.steps["d"], **({changed: (outcome, made_by[::-1])} if made_by else {})}}
        due = Known(steps=otherwise, determinants=GIVEN)
        assert due.due_step("d") == ("extract" if made_by else None)
        assert due.later_due("d") == ()


def test_limits_matter_to_what_they_refused_and_to_nothing_else() -> None:
    other = Determinants(limits="20 MB")
    assert known("extract", "rejected", other).due_step("d") == "extract"
    assert known("structure", "rejected", other).due_step("d") is None
    assert known("annotate", now=other).due_step("d") is None


def test_what_people_set_matters_to_the_document_that_they_set_it_for() -> None:
    assert known("annotate", now=Determinants("10 MB", corrections={"d": "title"})).due_step("d") == "structure"
    assert known("annotate", now=Determinants("10 MB", corrections={"e": "title"})).due_step("d") is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (GIVEN, ()),
        (Determinants("20 MB"), ()),
        (Determinants("10 MB", reviewed={"d": "apart"}), ("group",)),
        (Determinants("10 MB", reviewed={"e": "apart"}), ()),
        (Determinants("10 MB", model="en_core_web_sm 3.8"), ("annotate",)),
    ],
)
def test_steps_over_all_documents_are_stale_if_a_document_was_seen_otherwise(
    now: Determinants, expected: tuple[str, ...]
) -> None:
    assert known("annotate", now=now).later_due("d") == expected
    assert known("validate", now=now).later_due("d") == ()


@pytest.mark.parametrize(
    ("selection", "due", "later"),
    [
        (Selection("extract"), "extract", ()),
        (Selection("structure"), "structure", ()),
        (Selection("validate", ("d",)), "validate", ()),
        (Selection("validate", ("e",)), None, ()),
        (Selection("group"), None, ("group",)),
        (Selection("annotate", ("d", "e")), None, ("annotate",)),
        (Selection("annotate", ("e",)), None, ()),
        (Selection(rejected=True), None, ()),
    ],
)
def test_a_rebuild_does_again_what_is_selected(selection: Selection, due: str | None, later: tuple[str, ...]) -> None:
    accepted = replace(known("annotate"), selection=selection)
    assert (accepted.due_step("d"), accepted.later_due("d")) == (due, later)


def test_a_rebuild_of_one_document_leaves_others_alone_though_they_are_stale() -> None:
    corrected = known("annotate", now=Determinants("10 MB", corrections={"d": "title"}, model="m"))
    assert replace(corrected, selection=Selection(documents=("e",))).due_step("d") is None
    assert replace(corrected, selection=Selection(documents=("e",))).later_due("d") == ()
    assert replace(corrected, selection=Selection(documents=("d",))).due_step("d") == "structure"
    assert replace(corrected, selection=Selection(documents=("d",))).later_due("d") == ("annotate",)


def test_what_is_not_stale_is_done_again_in_the_source_of_the_run_alone() -> None:
    forced = replace(known("annotate"), selection=Selection("group"))
    assert forced.later_due("d", is_here=False) == ()
    stale = replace(known("annotate", now=Determinants("10 MB", model="m")), selection=Selection("group"))
    assert stale.later_due("d", is_here=False) == ("annotate",)


@pytest.mark.parametrize(
    ("last", "selection", "due"),
    [
        ("extract", Selection(rejected=True), "extract"),
        ("annotate", Selection(rejected=True), "extract"),
        ("structure", Selection("extract"), "extract"),
        ("structure", Selection("structure"), "extract"),
        ("structure", Selection("validate"), None),
        ("structure", Selection("structure", ("e",)), None),
        ("structure", Selection(documents=("e",), rejected=True), None),
    ],
)
def test_a_refused_document_is_tried_again_from_the_start_if_the_step_that_is_done_again_saw_it(
    last: str, selection: Selection, due: str | None
) -> None:
    assert replace(known(last, "rejected"), selection=selection).due_step("d") == due


def test_files_are_news_once() -> None:
    seen = [
        {"path": path, "outcome": outcome} for path, outcome in (("a", "new"), ("b", "changed"), ("c", "unchanged"))
    ]
    files = {
        "a": (KnownFile("1", "replaced", "text/plain"), KnownFile("2", "missing", "text/plain")),
        "c": (KnownFile("3", "present", "text/plain"),),
        "gone": (KnownFile("4", "replaced", "text/plain"), KnownFile("5", "present", "text/plain")),
        "gone and refused": (KnownFile("6", "rejected", "text/plain"),),
        "gone before": (KnownFile("7", "missing", "text/plain"),),
    }
    refused = {"gone and refused": ("binary", "6"), "gone unread": ("unreadable", None), "c": ("unreadable", None)}
    assert file_news(seen, Known(files=files, open_rejections=refused)) == {"new": 1, "changed": 1, "gone": 3}


def test_a_refused_file_is_tried_again_when_the_code_that_refused_it_changes(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for topic in ("fisheries", "railways"):
        (source / f"{topic}.txt").write_text(TEXT.format(topic=topic), encoding="utf-8")
    real = structure_stage.structure_document

    def trips_over_railways(document_id: str, read: ReadText, *rest: Any) -> Any:
        if "railways" in read.text:
            raise KeyError("planted")
        return real(document_id, read, *rest)

    with monkeypatch.context() as faulty:
        faulty.setattr(structure_stage, "structure_document", trips_over_railways)
        first = sweep(source, tmp_path / "warehouse")
    query = "select path, reason, resolved_at from ops.rejections"
    assert rows_of(first.published, query) == [("railways.txt", "structure_failed", None)]
    assert sweep(source, tmp_path / "warehouse").loaded is None

    known_as = determinants.step_fingerprint
    mended = {"structure": "mended"}
    monkeypatch.setattr(determinants, "step_fingerprint", lambda step: mended.get(step) or known_as(step))
    third = sweep(source, tmp_path / "warehouse")
    assert rows_of(third.published, query) == [("railways.txt", "structure_failed", third.run.started_at)]
    assert len(rows_of(third.published, "from core.documents")) == 2
