"""What a document's rows were made from is written for the steps that it went through, and for no other."""

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.load.steps import Measure, document_step_rows, group_inputs, measure
from tasks.core.run import Run
from tasks.core.staging import Batch, batch_key

RUN = Run("run 1", datetime(2026, 1, 2, 3, 4, 5), Path("inbox"), "inbox", Path("warehouse"))
GIVEN = RUN.determinants


def told(rows: Any) -> list[tuple[str, str, str]]:
    return [(row["document_id"], row["step"], row["outcome"]) for row in rows]


def test_an_accepted_document_went_through_the_whole_gate_and_what_came_later() -> None:
    later = [{"document_id": "a", "step": step, "input_hash": f"{step} of a"} for step in ("group", "annotate")]
    rows = list(document_step_rows(RUN, ["a"], {}, later))
    assert told(rows) == [("a", step, "accepted") for step in (*DOCUMENT_GATE, "group", "annotate")]
    assert {row["run_id"] for row in rows} == {"run 1"}
    assert [row["step_fingerprint"] for row in rows] == [GIVEN.fingerprint(row["step"], "a") for row in rows]
    chain = GIVEN.chain("a")
    assert [row["input_hash"] for row in rows] == [
        *(chain[step] for step in DOCUMENT_GATE),
        "group of a",
        "annotate of a",
    ]
    assert chain["extract"] == "a"
    assert len(set(chain.values())) == 3


@pytest.mark.parametrize(
    ("last", "through"),
    [("extract", 1), ("structure", 2), ("validate", 3), ("annotate", 3)],
)
def test_a_refused_document_went_as_far_as_the_step_that_refused_it(last: str, through: int) -> None:
    later = [{"document_id": name, "step": "group", "input_hash": "x"} for name in "ab"]
    rows = list(document_step_rows(RUN, ["a"], {"b": (last, "reason", "detail")}, later))
    of_b = [row for row in rows if row["document_id"] == "b"]
    wanted = [*DOCUMENT_GATE[:through], *([] if last in DOCUMENT_GATE else [last])]
    assert told(of_b) == [("b", step, "rejected" if step == last else "accepted") for step in wanted]
    assert of_b[-1]["step_fingerprint"] == GIVEN.fingerprint(last, "b", "rejected")
    assert told(row for row in rows if row["document_id"] == "a")[-1] == ("a", "group", "accepted")
    if last == "annotate":
        assert of_b[-1]["input_hash"] == GIVEN.document_hash("b")


def test_a_document_both_accepted_and_refused_is_refused() -> None:
    """A document refused by annotation had passed the gate before."""
    rows = list(document_step_rows(RUN, ["a"], {"a": ("annotate", "annotate_failed", "planted")}, []))
    assert told(rows)[-1] == ("a", "annotate", "rejected")


def test_grouping_was_given_all_members_of_a_documents_families() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema staged")
        connection.execute(
            "create table core.documents as select unnest(['a', 'b', 'c', 'alone', 'kept']) as document_id"
        )
        connection.execute(
            "create table core.versions as select * from"
            " (values ('s', 'b'), ('s', 'a'), ('t', 'c'), ('t', 'a'), ('u', 'kept')) as t (statement_id, document_id)"
        )
        connection.execute("create table staged.regrouped as select unnest(['a', 'b', 'alone']) as document_id")
        rows = group_inputs(connection, {name: f"rows of {name}" for name in ("a", "b", "c", "alone")})
    wanted = {"a": "abc", "b": "ab"}
    assert {row["document_id"]: row["input_hash"] for row in rows} == {
        **{name: batch_key(*(f"rows of {member}" for member in members)) for name, members in wanted.items()},
        "alone": batch_key("rows of alone"),
    }
    assert {row["step"] for row in rows} == {"group"}


def test_costs_are_summed_by_step_and_outcome_and_refusals_are_counted() -> None:
    batches = [
        Batch("extract", "1", "", n_rows=3, seconds=1.5, cpu_seconds=1.0),
        Batch("extract", "2", "", n_rows=2, seconds=0.5, cpu_seconds=0.25),
        Batch("extract", "3", "", n_rows=7, outcome="reused"),
        Batch("validate", "4", "", n_rows=4, seconds=1.0, cpu_seconds=1.0),
    ]
    refused = {name: (step, "reason", "detail") for name, step in (("a", "extract"), ("b", "extract"), ("c", "intake"))}
    assert list(measure(batches, refused)) == [
        Measure("extract", "computed", 5, 2.0, 1.25),
        Measure("extract", "reused", 7, 0.0, 0.0),
        Measure("validate", "computed", 4, 1.0, 1.0),
        Measure("extract", "rejected", 2, 0.0, 0.0),
        Measure("intake", "rejected", 1, 0.0, 0.0),
    ]
