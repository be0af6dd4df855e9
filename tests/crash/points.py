"""Where runs are killed."""

from dataclasses import replace

from tests.crash.plant import Point

STAGING = "tasks.core.staging"
LOAD = "tasks.core.load.load"
PUBLISH = "tasks.core.publish.publish"


def batch(name: str, step: str, nth: int, when: str = "after") -> Point:
    """Around the moment in which a batch gets its name."""
    return Point(name, f"{STAGING}:put", when, f"/staging/{step}/", nth)


def in_checkpoint(name: str, where: str) -> Point:
    return Point(name, f"{LOAD}:overlay", f"checkpoint {where}")


POINTS = (
    Point("while bytes are kept", "pathlib:Path.replace", "before", "/.state/bytes/", 3),
    batch("between the batches of intake", "intake", 2),
    Point("after intake", "tasks.core.extract.stage:read_all"),
    Point("inside extract, half of a batch", "tasks.core.extract.stage:read_one", "after", nth=4),
    batch("a batch of extract written, without its name", "extract", 2, "before"),
    Point("between extract and structure", "tasks.core.structure.stage:structure_tables"),
    Point("inside structure, half a folder", "pyarrow.parquet:write_table", "after", "/structure/", 9),
    batch("between the batches of structure", "structure", 2),
    batch("between the batches of the gate", "validate", 2),
    Point("after the gate", "tasks.core.group.stage:overlay"),
    Point("inside group", "tasks.core.group.stage:group_documents"),
    batch("grouped, without its name", "group", 1, "before"),
    batch("after group", "group", 1),
    Point("inside annotate", "tasks.core.annotate.stage:annotate_tables", nth=2),
    batch("after annotate", "annotate", 3),
    Point("while wording is looked for", "tasks.core.group.agree:find_agreed"),
    Point("in the gate of the warehouse", "tasks.core.validate.stage:validate", "after", "warehouse"),
    Point("in the gate of figures", "tasks.core.totals.stage:check_totals"),
    Point("in load, before it begins", f"{LOAD}:overlay"),
    Point("in load, within the transaction", f"{LOAD}:merge", "after", nth=9),
    in_checkpoint("in load, right before the commit", "before commit"),
    in_checkpoint("after the commit, before the checkpoint", "before"),
    in_checkpoint("in the checkpoint, before the header", "before_header"),
    in_checkpoint("in the checkpoint, after the free list", "after_free_list_write"),
    in_checkpoint("in the checkpoint, before the log is cut", "before_truncate"),
    in_checkpoint("in the checkpoint, before the log is done with", "before_wal_finish"),
    in_checkpoint("in the checkpoint, at some moment", "soon"),
    in_checkpoint("after the checkpoint", "after"),
    Point("before the index learns", f"{LOAD}:remember"),
    Point("while the index learns", "tasks.core.group.index.writing:write_pairs", "after"),
    Point("after the index has learnt", f"{LOAD}:drop_bytes"),
    Point("in the copy", f"{PUBLISH}:copy_file", "half", ".statements.duckdb."),
    Point("after the copy", f"{PUBLISH}:keep_previous"),
    Point("while the previous publication is kept", "pathlib:Path.replace", "before", "statements.previous.duckdb"),
    Point("before the replacement", f"{PUBLISH}:keep_previous", "after"),
    Point("after the replacement, before the folder is on disk", f"{PUBLISH}:sync_folder"),
    Point("before staging is swept", "shutil:rmtree", "before", "/.state/staging"),
    Point("while staging is swept", "os:rmdir", "after", nth=3),
    Point("after staging is swept", "shutil:rmtree", "after", "/.state/staging"),
    Point("at the end of the journal", "tasks.core.run:write_atomically", "before", '"completed"'),
    Point("while the journal's end is written", "tasks.core.run:write_atomically", "torn", '"completed"'),
)
FIRST_RUN = tuple(
    replace(point, name=f"first run: {point.name}")
    for point in POINTS
    if point.name
    in (
        "between the batches of structure",
        "in load, before it begins",
        "in load, within the transaction",
        "after the commit, before the checkpoint",
        "in the copy",
    )
)
BY_NAME = {point.name: point for point in POINTS}
