"""Why something is stale is told from what runs kept of their fingerprints."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.core import fingerprint
from tasks.core.determinants import Determinants
from tasks.core.fingerprint import ROOTS, step_fingerprint
from tasks.core.plan import remember_parts, why
from tasks.core.plan.causes import SHOWN_PARTS, UNKNOWN
from tasks.core.run import Places
from tests.tasks.core.plan.changing import forget_fingerprints, other_code

GIVEN = Determinants("10 MB", {"d": "title"}, {"d": "apart"}, "x 3.8")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "warehouse")


@pytest.fixture
def remembered(places: Places) -> Places:
    remember_parts(places, GIVEN)
    return places


def test_nothing_changed_needs_no_reason(remembered: Places) -> None:
    assert {step: why(remembered, step, step_fingerprint(step)) for step in ROOTS} == dict.fromkeys(ROOTS, ())
    assert why(remembered, "structure", GIVEN.fingerprint("structure", "d"), GIVEN, "d") == ()


def test_a_part_that_changed_is_named(remembered: Places) -> None:
    old = step_fingerprint("structure")
    with other_code("structure"):
        assert why(remembered, "structure", old) == ("tasks/core/structure/titles.py changed",)
    version = fingerprint.parts("annotate")["spacy"]
    old = step_fingerprint("annotate")
    with other_code("annotate"):
        assert why(remembered, "annotate", old) == (f"spacy {version} before, now 3.99",)


@pytest.fixture
def many_parts() -> Iterator[int]:
    """Code in which all parts of a step are others, and some new."""
    real = fingerprint.all_parts()
    other = {**dict.fromkeys(real["structure"], "0"), "tasks/core/a_new_module.py": "0"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "all_parts", lambda: {**real, "structure": other})
        forget_fingerprints()
        yield len(other)
    forget_fingerprints()


def test_of_many_parts_the_first_are_named(remembered: Places, many_parts: int) -> None:
    (old,) = (
        path.stem.partition("-")[2]
        for path in (remembered.state / "steps").glob("structure-*.json")
        if '"parts":' in path.read_text(encoding="utf-8")
    )
    found = why(remembered, "structure", old)
    assert len(found) == SHOWN_PARTS + 1
    assert found[-1] == f"{many_parts - SHOWN_PARTS} more parts changed"


def test_code_of_which_nothing_is_kept_is_told_as_that(places: Places) -> None:
    assert why(places, "structure", "0" * 16) == (UNKNOWN,)
    remember_parts(places)
    old = step_fingerprint("structure")
    (kept,) = (places.state / "steps").glob("structure-*.json")
    kept.write_text("damaged", encoding="utf-8")
    with other_code("structure"):
        assert why(places, "structure", old) == (UNKNOWN,)


@pytest.mark.parametrize(
    ("step", "outcome", "then", "now", "expected"),
    [
        ("structure", "accepted", Determinants(), GIVEN, "corrected"),
        ("structure", "accepted", GIVEN, Determinants(), "correction taken back"),
        ("structure", "accepted", GIVEN, Determinants(corrections={"d": "place"}), "correction changed"),
        ("group", "accepted", Determinants(), GIVEN, "pairs reviewed"),
        ("group", "accepted", GIVEN, Determinants(), "reviewed pairs taken back"),
        ("annotate", "accepted", Determinants(), GIVEN, "model: none before, now x 3.8"),
        ("annotate", "accepted", GIVEN, Determinants(), "model: x 3.8 before, now none"),
        ("annotate", "accepted", GIVEN, Determinants(model="y 1"), "model: x 3.8 before, now y 1"),
        ("extract", "rejected", GIVEN, Determinants("20 MB"), "limits of reading changed"),
    ],
)
def test_what_people_set_is_told_from_what_they_had_set(
    remembered: Places, step: str, outcome: str, then: Determinants, now: Determinants, expected: str
) -> None:
    assert why(remembered, step, then.fingerprint(step, "d", outcome), now, "d", outcome) == (expected,)


def test_what_the_gate_refused_may_pass_when_annotation_changes(remembered: Places) -> None:
    old = GIVEN.fingerprint("validate", "d", "rejected")
    version = fingerprint.parts("annotate")["spacy"]
    with other_code("annotate"):
        assert why(remembered, "validate", old, GIVEN, "d", "rejected") == (
            f"annotate: spacy {version} before, now 3.99",
        )


def test_settings_and_code_are_told_together(remembered: Places) -> None:
    old = GIVEN.fingerprint("structure", "d")
    with other_code("structure"):
        assert why(remembered, "structure", old, Determinants(), "d") == (
            "tasks/core/structure/titles.py changed",
            "correction taken back",
        )


def test_each_fingerprint_is_kept_once_and_what_people_wrote_is_not(remembered: Places) -> None:
    folder = remembered.state / "steps"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    remember_parts(remembered, GIVEN)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    secret = Determinants(corrections={"d": "a secret remark"})
    remember_parts(remembered, secret)
    assert "secret remark" not in "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
