"""When documents that are new were first staged: by this run, or by a killed one whose batches it goes on with."""

from collections.abc import Iterable
from datetime import datetime

from tasks.core.staging import Batch, concatenated


def first_staged(batches: Iterable[Batch]) -> dict[str, datetime]:
    """Start of the run (UTC) that first staged each document of the batches."""
    carried = concatenated(batches, "intake")
    if carried is None:
        return {}
    return dict(zip(carried["document_id"].to_pylist(), carried["first_seen_at"].to_pylist(), strict=True))
