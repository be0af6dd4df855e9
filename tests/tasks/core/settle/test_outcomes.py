"""Whatever a source goes through, every file has one fate, and the tables say what lies in it and what was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.fingerprint import code_version
from tasks.core.intake.known import Known, KnownFile
from tasks.core.intake.look import refused_row, seen_row
from tasks.core.intake.read import SeenFile
from tasks.core.intake.walk import RefusedFile
from tasks.core.run import Run
from tasks.core.settle.outcomes import Before, ConservationError, Decided, Outcomes, Row, decide_outcomes

START = datetime(2026, 1, 2, 3, 4, 5)
CLOSED = "closed"  # stands for a file that cannot be opened
BAD = {"bad one": ("extract", "binary", "noise"), "bad two": ("validate", "failed_rules", "broken")}
Source = Mapping[str, str]  # what lies at each path


@dataclass
class World:
    """A warehouse as far as its files are concerned, run after run."""

    files: dict[tuple[str, str], Row] = field(default_factory=dict)
    rejections: list[Row] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    n_runs: int = 0

    def open_rejections(self) -> list[Row]:
        return sorted((row for row in self.rejections if row["resolved_at"] is None), key=lambda row: row["path"])

    def sweep(self, source: Source) -> Outcomes:
        """One run over a source, with the real steps where they touch no disk."""
        run = run_of(self.n_runs)
        known = self.known()
        seen = [look(path, source[path], known) for path in sorted(source)]
        judged = {row["document_id"] for row in self.rejections} | self.accepted
        carried = {row["document_id"] for row in seen} - judged - {None}
        refused = {document: BAD[document] for document in sorted(carried & BAD.keys())}
        done = decide_outcomes(run, seen, self.before(), Decided(frozenset(carried - BAD.keys()), refused))
        self.files |= {(row["path"], row["document_id"]): row for row in done.files}
        kept = {(row["path"], row["first_seen_at"]): row for row in [*self.rejections, *done.rejections]}
        self.rejections = list(kept.values())
        self.accepted |= carried - BAD.keys()
        self.n_runs += 1
        return done

    def before(self) -> Before:
        refusals = {row["document_id"]: BAD[row["document_id"]] for row in self.rejections if row["document_id"]}
        return Before(tuple(self.files.values()), self.open_rejections(), frozenset(self.accepted), refusals)

    def known(self) -> Known:
        files: dict[str, tuple[KnownFile, ...]] = {}
        for (path, document_id), row in sorted(self.files.items()):
            files[path] = (*files.get(path, ()), KnownFile(document_id, row["state"], row["media_type"]))
        rejections = {row["path"]: (row["reason"], row["document_id"]) for row in self.open_rejections()}
        return Known(files=files, open_rejections=rejections)


def run_of(number: int) -> Run:
    started_at = START + timedelta(hours=number)
    return Run(f"run {number}", started_at, Path("inbox"), "inbox", Path("warehouse"))


def look(path: str, content: str, known: Known) -> Row:
    if content == CLOSED:
        return refused_row(RefusedFile(path, "unreadable", "no rights"), known)
    return seen_row(SeenFile(path, content, len(content), START, content.encode()), known)


def fates_of(world: World, now: Source, before: Source) -> dict[str, str]:
    """What has to become of each file of a source, as a reader of the README would say it."""
    fates: dict[str, str] = {}
    lying = {content for path, content in now.items() if before.get(path) == content}
    for path, content in sorted(now.items()):
        if before.get(path) == content:
            fates[path] = "unchanged"
        elif content == CLOSED or content in BAD:
            fates[path] = "rejected"
        elif content in world.accepted | lying:
            fates[path] = "duplicate"
        else:
            fates[path] = "loaded"
            lying.add(content)
    return fates


def check_files(world: World, source: Source) -> None:
    """Of each path the bytes that lie there are present or rejected, all others replaced or missing."""
    for (path, content), row in world.files.items():
        if source.get(path) == content:
            assert row["state"] == ("rejected" if content in BAD else "present")
        elif path not in source:
            assert row["state"] in ("missing", "replaced")
        elif source[path] != CLOSED:
            assert row["state"] == "replaced"
    assert {(path, content) for path, content in source.items() if content != CLOSED} <= world.files.keys()


def standing(world: World) -> dict[str, tuple[str | None, str, str, str, datetime]]:
    return {
        row["path"]: (row["document_id"], row["step"], row["reason"], row["detail"], row["first_seen_at"])
        for row in world.open_rejections()
    }


def wanted_rejections(
    source: Source, before: Source, stood: Mapping[str, tuple[str | None, str, str, str, datetime]], now: datetime
) -> dict[str, tuple[str | None, str, str, str, datetime]]:
    """A file stands refused for what it is now, since the run that found it so."""
    wanted = {}
    for path, content in source.items():
        if content == CLOSED:
            refusal: tuple[str | None, str, str, str] = (None, "intake", "unreadable", "no rights")
        elif content in BAD:
            refusal = (content, *BAD[content])
        else:
            continue
        wanted[path] = (*refusal, stood[path][4] if before.get(path) == content else now)
    return wanted


SOURCES = st.dictionaries(st.sampled_from("pqrs"), st.sampled_from(["A", "B", "C", *BAD, CLOSED]))


@settings(max_examples=300, deadline=None)
@given(st.lists(SOURCES, min_size=1, max_size=6))
def test_every_file_has_one_fate_and_the_tables_say_what_lies_where(history: Sequence[Source]) -> None:
    world, before = World(), {}
    for source in history:
        wanted, known, stood, now = (
            fates_of(world, source, before),
            dict(world.files),
            standing(world),
            run_of(world.n_runs),
        )
        done = world.sweep(source)
        assert done.fates == wanted
        check_files(world, source)
        assert standing(world) == wanted_rejections(source, before, stood, now.started_at)
        check_clocks(world, done, known, now)
        check_counts(done, wanted, known, source)
        before = dict(source)


def check_clocks(world: World, done: Outcomes, known: Mapping[tuple[str, str], Row], now: Run) -> None:
    """A row is given if it differs from what is known; it says when it was seen first, and when it changed last."""
    for row in done.files:
        was = known.get((row["path"], row["document_id"]))
        assert row != was
        assert row["first_seen_at"] == (was["first_seen_at"] if was else now.started_at)
        assert row["last_seen_at"] == now.started_at
    for row in world.rejections:
        assert row["run_id"] == f"run {round((row['first_seen_at'] - START) / timedelta(hours=1))}"
        assert row["code_version"] == code_version()
    resolved = [row for row in done.rejections if row["resolved_at"]]
    assert {row["resolved_at"] for row in resolved} <= {now.started_at}
    assert all(row["first_seen_at"] < now.started_at for row in resolved)


def check_counts(
    done: Outcomes, fates: Mapping[str, str], known: Mapping[tuple[str, str], Row], source: Source
) -> None:
    n_of = {fate: list(fates.values()).count(fate) for fate in ("unchanged", "loaded", "duplicate", "rejected")}
    lay = [path for (path, _), row in known.items() if row["state"] in ("present", "rejected")]
    assert done.counts == {
        "n_files_seen": len(source),
        "n_unchanged": n_of["unchanged"],
        "n_loaded": n_of["loaded"],
        "n_duplicate_files": n_of["duplicate"],
        "n_rejected": n_of["rejected"],
        "n_missing": sum(path not in source for path in lay),
    }


def test_a_file_that_no_step_accepted_or_refused_is_a_fault_of_the_product() -> None:
    file = look("p", "A", Known())
    with pytest.raises(ConservationError, match=r"Files \['p'\] were seen and are neither loaded nor refused"):
        decide_outcomes(run_of(0), [file], Before(), Decided(frozenset(), {}))


def test_a_document_refused_by_the_code_of_before_and_accepted_now_is_resolved_and_loaded() -> None:
    world = World()
    world.sweep({"p": "bad one"})
    file = {**look("p", "bad one", world.known()), "outcome": "new"}
    done = decide_outcomes(run_of(1), [file], world.before(), Decided(frozenset({"bad one"}), {}))
    assert done.fates == {"p": "loaded"}
    assert [(row["state"], row["last_seen_at"]) for row in done.files] == [("present", run_of(1).started_at)]
    assert [(row["path"], row["resolved_at"]) for row in done.rejections] == [("p", run_of(1).started_at)]


def test_a_document_accepted_before_and_refused_now_is_refused_at_every_path() -> None:
    world = World()
    world.sweep({"p": "A", "q": "A"})
    files = [{**look(path, "A", world.known()), "outcome": "changed"} for path in "pq"]
    why = ("annotate", "annotate_failed", "planted")
    done = decide_outcomes(run_of(1), files, world.before(), Decided(frozenset(), {"A": why}))
    assert done.fates == {"p": "rejected", "q": "rejected"}
    assert [(row["path"], row["state"]) for row in done.files] == [("p", "rejected"), ("q", "rejected")]
    assert [(row["path"], row["step"], row["reason"], row["detail"]) for row in done.rejections] == [
        ("p", *why),
        ("q", *why),
    ]


def test_a_document_refused_for_another_reason_than_before_is_told_anew() -> None:
    world = World()
    world.sweep({"p": "bad one"})
    file = {**look("p", "bad one", world.known()), "outcome": "changed"}
    why = ("structure", "no_text", "nothing but signs")
    done = decide_outcomes(run_of(1), [file], world.before(), Decided(frozenset(), {"bad one": why}))
    assert [(row["reason"], row["resolved_at"]) for row in done.rejections] == [
        ("binary", run_of(1).started_at),
        ("no_text", None),
    ]
