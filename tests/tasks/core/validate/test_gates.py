"""The gates as they stand in a run: who is refused is out and told; what stops the run leaves everything as it was.

The rules are made here, one for each gate, and take offence at one word of a text.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schemas.rules import Query, Rule, rules_of
from tasks.core.validate import stage
from tasks.core.validate.result import Validated
from tasks.core.validate.stage import ValidationStopError
from tests.pipeline import Done, rows_of, sweep

TEXT = """Joint statement of the foreign ministers of Norway and Sweden

Oslo, 3 May 2021

We, the ministers of foreign affairs, met today and discussed {topic} between our peoples.
We reaffirm our commitment to {topic} and to the peaceful settlement of all disputes in the region.
We welcome the work of the joint commission on {topic}, and we will meet again next spring.
"""
BODIES = "core.documents"
OFFENDED = {  # by suite, the rows that a rule takes offence at
    "documents": f"select document_id, document_id, 'says railways' from {BODIES} where body like '%railways%'",
    "annotations": "select document_id || '/' || mention_no, document_id, 'mentions ' || surface from core.mentions"
    f" where document_id in (select document_id from {BODIES} where body like '%railways%') and surface = 'Oslo'",
    "warehouse": f"select document_id, null, 'says railways' from {BODIES} where body like '%railways%'",
}


def offended(suite: str, severity: str) -> Rule:
    """A rule of a suite, with our own query under its name."""
    rule = next(rule for rule in rules_of(suite) if isinstance(rule.check, Query))
    return replace(rule, severity=severity, check=Query(OFFENDED[suite], BODIES), suites=(suite,))


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Rule]:
    """Let all gates have no rule but one, of a suite and a severity; without a suite they have none at all."""
    real = stage.validate

    def leave(suite: str, severity: str) -> Rule:
        rule = offended(suite, severity) if suite else None

        def with_one(connection: Any, asked: str, run_id: str) -> Validated:
            return real(connection, asked, run_id, rules=[rule] if rule and asked == suite else [])

        monkeypatch.setattr(stage, "validate", with_one)
        return rule or offended("documents", severity)

    return leave


@pytest.fixture
def warehouse(source: Path, tmp_path: Path) -> Path:
    for name, topic in (("a.txt", "fisheries"), ("b.txt", "railways")):
        (source / name).write_text(TEXT.format(topic=topic), encoding="utf-8")
    return tmp_path / "warehouse"


def loaded(done: Done) -> list[tuple[str]]:
    query = "select path from core.documents join raw.files using (document_id) where state = 'present' order by path"
    return rows_of(done.published, query)


def refused(done: Done) -> list[tuple[Any, ...]]:
    query = "select path, step, reason, detail, resolved_at is null from ops.rejections order by first_seen_at, path"
    return rows_of(done.published, query)


def failing(done: Done) -> list[tuple[Any, ...]]:
    """Suite, rule, run that saw the row first, and whether it stands."""
    query = "select suite, rule_id, run_id, resolved_at is null from ops.failed_rows order by first_seen_at, row_key"
    return rows_of(done.published, query)


@pytest.mark.parametrize(
    ("suite", "seen"),
    [("documents", "says railways"), ("annotations", "mentions Oslo")],
    ids=["documents", "annotations"],
)
def test_a_document_that_breaks_a_critical_rule_is_out_and_told_until_it_is_mended(
    only: Callable[[str, str], Rule], source: Path, warehouse: Path, suite: str, seen: str
) -> None:
    rule = only(suite, "critical")
    first = sweep(source, warehouse)
    assert loaded(first) == [("a.txt",)]
    assert rows_of(first.published, "select count(distinct document_id) from core.sentences") == [(1,)]
    assert rows_of(first.published, "select count(distinct document_id) from core.mentions") == [(1,)]
    assert refused(first) == [("b.txt", "validate", "failed_rules", f"{rule.rule_id}: {seen}", True)]
    assert failing(first) == [(suite, rule.rule_id, first.run.run_id, True)]

    (source / "b.txt").write_text(TEXT.format(topic="harbours"), encoding="utf-8")
    second = sweep(source, warehouse)
    assert loaded(second) == [("a.txt",), ("b.txt",)]
    assert refused(second) == [("b.txt", "validate", "failed_rules", f"{rule.rule_id}: {seen}", False)]
    assert failing(second) == [(suite, rule.rule_id, first.run.run_id, False)]


@pytest.mark.parametrize("suite", OFFENDED)
def test_a_broken_warning_is_told_and_keeps_nobody_out(
    only: Callable[[str, str], Rule], source: Path, warehouse: Path, suite: str
) -> None:
    rule = only(suite, "warning")
    done = sweep(source, warehouse)
    assert loaded(done) == [("a.txt",), ("b.txt",)]
    assert refused(done) == []
    assert failing(done) == [(suite, rule.rule_id, done.run.run_id, True)]
    told = rows_of(
        done.published, "select suite, rule_id, outcome, n_failed from ops.validations where suite != 'totals'"
    )
    assert told == [(suite, rule.rule_id, "failed", 1)]


def test_a_critical_rule_that_the_warehouse_breaks_stops_the_run_before_anything_is_written(
    only: Callable[[str, str], Rule], source: Path, warehouse: Path
) -> None:
    (source / "b.txt").rename(source.parent / "b.txt")
    rule = only("warehouse", "critical")
    first = sweep(source, warehouse)
    before = {path.name: path.read_bytes() for path in (first.published, first.run.places.build)}
    (source.parent / "b.txt").rename(source / "b.txt")
    with pytest.raises(ValidationStopError, match=f"rule {rule.rule_id} is broken by 1 row"):
        sweep(source, warehouse)
    assert {path.name: path.read_bytes() for path in (first.published, first.run.places.build)} == before
    only("", "")
    assert loaded(sweep(source, warehouse)) == [("a.txt",), ("b.txt",)]
