"""What the log of a task run says: the batch, what was refused in it and why, which rules its rows broke."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tasks.core.report.elements import cut, visible
from tasks.core.report.words import SHORT_ID, short_key
from tasks.core.run import Run
from tasks.core.staging import Batch, find_batch

Row = dict[str, Any]

SHOWN = 20  # lines of one kind in a log; the tables have them all
NAMED = 5  # files of a batch that are named where it failed
PATH_CHARS, DETAIL_CHARS = 200, 300
KEY_DIGITS = 12  # of a batch's key: its folder is found by them


def batch_told(batch: Batch) -> str:
    """A batch in one line: how many documents, which key, whether a killed run had finished it, what it cost."""
    cost = f" in {batch.seconds:.1f} s" if batch.seconds else ""
    n = f"{batch.n_rows:,} document{'' if batch.n_rows == 1 else 's'}"
    return f"{batch.step}: {n} {batch.outcome}{cost}, batch {batch.key[:KEY_DIGITS]}"


def paths_of(batch: Batch) -> dict[str, str]:
    """The path of each document of a batch, where the batch knows it."""
    if not batch.has("intake"):
        return {}
    return {row["document_id"]: row["path"] for row in batch.read("intake").select(["document_id", "path"]).to_pylist()}


def concerned(batch: Batch) -> str:
    """A batch and its first files, for whoever has to find out why it failed."""
    names = [visible(path) for path in paths_of(batch).values()]
    if not names and batch.has("documents"):
        names = [each[:SHORT_ID] for each in batch.read("documents")["document_id"].to_pylist()]
    files = ", ".join(cut(name, PATH_CHARS) for name in names[:NAMED])
    rest = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"batch {batch.key[:KEY_DIGITS]}{': ' if files else ''}{files}{rest}"


def refused_rows(batch: Batch, step: str = "") -> list[Row]:
    """Documents that were refused in a batch, with their paths; with a step, those that this step refused."""
    if not batch.has("refused"):
        return []
    paths = paths_of(batch)
    rows = batch.read("refused").to_pylist()
    return [{**row, "path": paths.get(row["document_id"], "")} for row in rows if not step or row["step"] == step]


def refused_told(rows: Sequence[Row]) -> Iterator[str]:
    """One line for each refused file: its path and document, why, and what to do."""
    for row in rows[:SHOWN]:
        document = f" ({row['document_id'][:SHORT_ID]})" if row["document_id"] else ""
        name = cut(row["path"], PATH_CHARS) or "document"
        yield f"refused: {name}{document}: {row['reason']}: {cut(row['detail'] or '', DETAIL_CHARS)}"
    if len(rows) > SHOWN:
        yield f"refused: {len(rows) - SHOWN:,} more files; `from mart.rejections where is_open`"


def broken_told(batch: Batch) -> Iterator[str]:
    """One line for each rule that rows of a batch break, but for those that only inform, with the first row."""
    if not batch.has("failed_rows"):
        return
    by_rule: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in batch.read("failed_rows").to_pylist():
        if row["severity"] != "info":
            by_rule[row["severity"], row["rule_id"]].append(row)
    for (severity, rule_id), rows in sorted(by_rule.items())[:SHOWN]:
        first = rows[0]
        n = f"{len(rows):,} row{'' if len(rows) == 1 else 's'} of {first['table_name']}"
        detail = cut(first["detail"], DETAIL_CHARS)
        yield f"{severity} rule {rule_id}: {n}, first {short_key(visible(first['row_key']))}: {detail}"
    if len(by_rule) > SHOWN:
        yield f"{len(by_rule) - SHOWN:,} more rules are broken; `from mart.failed_rules`"


def unread_rows(run: Run) -> list[Row]:
    """Files of which a sweep could not have the bytes, and that were not refused for that before."""
    batch = find_batch(run.places.staging, "intake", run.run_id)
    if batch is None or not batch.has("sweep"):
        return []
    sweep = batch.read("sweep").select(["path", "document_id", "outcome", "reason", "detail"])
    return [row for row in sweep.filter(sweep["reason"].is_valid()).to_pylist() if row["outcome"] != "unchanged"]
