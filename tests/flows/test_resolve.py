"""What the gate for annotations refuses is taken out in the flow as it is in the steps in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from tasks.core.extract.stage import extract_batch
from tasks.core.intake.sweep import intake
from tasks.core.settle.settle import refusals_of
from tasks.core.staging import Batch
from tasks.core.structure.stage import structure_batch
from tasks.core.validate import stage
from tasks.core.validate.result import Validated
from tasks.core.validate.stage import validate_batch
from tests import pipeline

TEXT = "Joint statement of Norway and Sweden\n\nWe, the ministers, met in Oslo on 3 May 2021 and discussed {topic}.\n"


@dataclass(frozen=True)
class Future:
    """The result of a task that was run at once."""

    value: Any

    def result(self) -> Any:
        return plain(self.value)


class Futures(list[Future]):
    """What mapping gives, as Prefect has it: a list with a result of its own."""

    def result(self) -> Any:
        return plain(self)


class AtOnce:
    """A task that is run where it is called, without a server."""

    def __init__(self, task: Any) -> None:
        self.work = task.fn

    def submit(self, *given: Any) -> Future:
        return Future(self.work(*map(plain, given)))

    def map(self, each: Any, *others: Any) -> Futures:
        columns = (other if isinstance(other, list) else repeat(other.value) for other in others)
        return Futures(Future(self.work(*row)) for row in zip(plain(each), *columns, strict=False))


class Silence:
    """A journal that nobody reads."""

    def after(self, step: str, *futures: Any) -> None:
        pass


def plain(given: Any) -> Any:
    if isinstance(given, Future):
        return given.result()
    return [plain(each) for each in given] if isinstance(given, list) else given


def keys(batches: Sequence[Batch]) -> list[str]:
    return [batch.key for batch in batches]


def refuse_railways(connection: Any, suite: str, run_id: str) -> Validated:
    """The gate for annotations takes offence at one text, all others let it pass."""
    said = connection.execute("select document_id from core.documents where body like '%railways%'").fetchall()
    return Validated((), (), {name: "planted" for (name,) in said if suite == "annotations"}, "")


def test_the_flow_resolves_again_what_the_gate_for_annotations_changed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.logging import disable_run_logger

    from flows import pipeline as flow
    from flows.runner import Batches

    monkeypatch.setattr(stage, "validate", refuse_railways)
    for topic in ("fisheries", "railways"):
        (source / f"{topic}.txt").write_text(TEXT.format(topic=topic), encoding="utf-8")
    run = pipeline.new_run(source, tmp_path / "warehouse")
    accepted = [validate_batch(structure_batch(extract_batch(batch, run), run), run) for batch in intake(run)]
    grouped, due, annotated, cleared = pipeline.resolve(run, accepted)
    assert [why[0] for why in refusals_of([grouped]).values()] == ["validate"]
    assert [batch.read("documents").num_rows for batch in cleared] == [1]

    for name in ("group_documents", "find_due", "annotate_batch", "validate_annotations", "find_agreed"):
        monkeypatch.setattr(flow, name, AtOnce(getattr(flow, name)))
    with disable_run_logger():
        found = flow.resolve(run, [Future(batch) for batch in accepted], Silence(), Batches())
    agreed, *others = (plain(each) for each in found)
    assert [keys([agreed]), *map(keys, others)] == [[grouped.key], keys(due), keys(annotated), keys(cleared)]
