"""What a flow run shows of itself in Prefect's user interface."""

from collections.abc import Mapping
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

MAX_ROWS = 500  # a table in the browser; the warehouse has them all


def show_files(fates: Mapping[str, str]) -> None:
    """The files of a sweep and what became of each, those that are no longer as they were first."""
    order = sorted(fates.items(), key=lambda item: (item[1] == "unchanged", item[0]))
    rows: list[dict[str, Any]] = [{"file": path, "outcome": fate} for path, fate in order[:MAX_ROWS]]
    create_table_artifact(table=rows, key="files", description=f"{len(order)} files of the sweep and their outcomes")


def show_summary(counts: Mapping[str, int]) -> None:
    """The counts of a run."""
    lines = [f"| {name.removeprefix('n_').replace('_', ' ')} | {value} |" for name, value in counts.items()]
    create_markdown_artifact("\n".join(["| files | n |", "| --- | ---: |", *lines]), key="counts")
