"""How far a step has come, in words."""

import pytest

from tasks.core.runpage.progress import Progress, step_done


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (Progress("annotate", 7, 12, 1400, 168.0), "annotate: 7 of 12 batches, 1,400 documents, about 2 min left"),
        (Progress("annotate", 11, 12, 2200, 110.0), "annotate: 11 of 12 batches, 2,200 documents, about 10 s left"),
        (Progress("extract", 0, 12, 0, 30.0), "extract: 0 of 12 batches, 0 documents"),
        (Progress("extract", 1, 50, 200, 30.0), "extract: 1 of 50 batches, 200 documents"),
        (Progress("load", 1, 1, 0, 30.0), "load: 1 of 1 batch, 0 documents"),
    ],
)
def test_progress_is_told_with_what_is_left(progress: Progress, told: str) -> None:
    assert progress.told == told


def test_a_step_that_ended_counts_documents_by_outcome() -> None:
    assert step_done("extract", [(200, "computed"), (1, "reused"), (199, "computed")]) == (
        "extract done: 3 batches, 399 documents computed, 1 document reused"
    )
    assert step_done("publish", []) == "publish done"
