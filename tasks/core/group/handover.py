"""What the index of fingerprints has to learn from a run, staged until its load is done."""

import logging
from pathlib import Path

import numpy as np
import pyarrow as pa

from schemas.arrow import to_arrow
from schemas.staged import REGROUPED
from tasks.core.fingerprint import step_fingerprint
from tasks.core.group.increment import Change
from tasks.core.group.index import DamagedIndexError, Indexed, drop_index, write_index
from tasks.core.group.model import Grouped
from tasks.core.group.settings import Grouping
from tasks.core.staging import Batch, Tables

STEP = "group"
INDEXED = pa.schema(
    [("document_id", pa.string()), ("key", pa.string()), ("signature", pa.string()), ("sketch", pa.binary())]
)
GONE = pa.schema([("document_id", pa.string())])
FINDINGS = pa.schema([("one", pa.string()), ("other", pa.string()), ("evidence", pa.string()), ("is_weak", pa.bool_())])

log = logging.getLogger("communique")


def change_tables(change: Change, grouped: Grouped) -> Tables:
    """The change as tables of a batch."""
    indexed = [
        {"document_id": each.document_id, "key": each.key, "signature": each.signature, "sketch": each.sketch.tobytes()}
        for each in change.arrived
    ]
    findings = [
        {"one": one, "other": other, "evidence": evidence, "is_weak": grouped.weak.get((one, other), False)}
        for (one, other), evidence in sorted(grouped.evidence.items())
    ]
    return {
        "regrouped": to_arrow(REGROUPED, [{"document_id": each} for each in change.regrouped]),
        "indexed": pa.Table.from_pylist(indexed, INDEXED),
        "gone": pa.Table.from_pylist([{"document_id": each} for each in change.gone], GONE),
        "findings": pa.Table.from_pylist(findings, FINDINGS),
    }


def remember(index_file: Path, grouped: Batch, settings: Grouping) -> None:
    """Write to the index what a load has made true.

    The index is a cache: if it cannot be written it is removed, and the next run makes it anew.
    """
    arrived = [
        Indexed(row["document_id"], row["key"], row["signature"], np.frombuffer(row["sketch"], np.uint64))
        for row in grouped.read("indexed").to_pylist()
    ]
    gone = grouped.read("gone")["document_id"].to_pylist()
    findings = grouped.read("findings").to_pylist()
    evidence = {(row["one"], row["other"]): row["evidence"] for row in findings}
    weak = {(row["one"], row["other"]): row["is_weak"] for row in findings}
    try:
        write_index(index_file, step_fingerprint(STEP), arrived, gone, evidence, settings, weak)
    except (DamagedIndexError, OSError) as error:
        log.warning("the index of fingerprints is made anew by the next run (%s: %s)", index_file, error)
        drop_index(index_file)
