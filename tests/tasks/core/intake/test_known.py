"""What the warehouse knows is done again when what decided it changes, and only then."""

from pathlib import Path
from typing import Any

import pytest

from tasks.core import determinants
from tasks.core.determinants import DOCUMENT_GATE, Determinants
from tasks.core.intake.known import CORPUS_STEPS, Known, KnownFile
from tasks.core.intake.news import file_news
from tasks.core.reading import ReadText
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
    assert known("annotate").is_current("d")
    assert known("validate").is_current("d")
    assert not known("structure").is_current("d")
    assert not known("annotate").is_current("another")


@pytest.mark.parametrize("last", ALL_STEPS)
def test_a_refused_document_is_current_as_long_as_the_code_that_refused_it_is(
    last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = known(last, "rejected")
    assert refused.is_current("d")
    real = determinants.step_fingerprint
    for changed in DOCUMENT_GATE:
        monkeypatch.setattr(
            determinants, "step_fingerprint", lambda step, of=changed: real(step)[::-1] if step == of else real(step)
        )
        assert refused.is_current("d") == (changed not in refused.steps["d"])


def test_limits_matter_to_what_they_refused_and_to_nothing_else() -> None:
    other = Determinants(limits="20 MB")
    assert not known("extract", "rejected", other).is_current("d")
    assert known("structure", "rejected", other).is_current("d")
    assert known("annotate", now=other).is_current("d")


def test_what_people_set_matters_to_the_document_that_they_set_it_for() -> None:
    assert not known("annotate", now=Determinants("10 MB", corrections={"d": "title"})).is_current("d")
    assert known("annotate", now=Determinants("10 MB", corrections={"e": "title"})).is_current("d")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (GIVEN, False),
        (Determinants("20 MB"), False),
        (Determinants("10 MB", reviewed={"d": "apart"}), True),
        (Determinants("10 MB", reviewed={"e": "apart"}), False),
        (Determinants("10 MB", model="en_core_web_sm 3.8"), True),
    ],
)
def test_steps_over_all_documents_are_stale_if_one_document_was_seen_otherwise(
    now: Determinants, expected: bool
) -> None:
    assert known("annotate", now=now).is_stale() is expected
    assert not known("validate", now=now).is_stale()


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
