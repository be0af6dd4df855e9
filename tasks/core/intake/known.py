"""What the warehouse knows already: files, documents, and what each step made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tasks.core.chain import DOCUMENT_GATE
from tasks.core.fingerprint import step_fingerprint

CORPUS_STEPS = ("group", "annotate")  # those whose rows depend on other documents too


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A row of `raw.files`, as far as a sweep needs it."""

    document_id: str
    state: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Known:
    """State of the warehouse before a sweep of one source.

    `files` has the rows of each path, `steps` the (outcome, fingerprint) of a document's steps, `open_rejections` the
    (reason, document) that each refused path was refused for, and `publication_id` the last load's.
    """

    files: Mapping[str, tuple[KnownFile, ...]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    open_rejections: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    publication_id: str | None = None

    def is_current(self, document_id: str) -> bool:
        """Whether the steps that see this document alone need not be done again."""
        steps = self.steps.get(document_id)
        if not steps:
            return False
        is_whole = any(outcome == "rejected" for outcome, _ in steps.values()) or set(DOCUMENT_GATE) <= set(steps)
        return is_whole and all(
            fingerprint == step_fingerprint(step) for step, (_, fingerprint) in steps.items() if step in DOCUMENT_GATE
        )

    def is_stale(self) -> bool:
        """Whether steps over all documents were done by other code, knowledge or libraries than now."""
        return any(
            step in self.steps[document_id] and self.steps[document_id][step][1] != step_fingerprint(step)
            for document_id in self.steps
            for step in CORPUS_STEPS
        )


def read_known(build: Path, source_name: str) -> Known:
    """What the build file knows of a source; nothing if there is no build file yet."""
    if not build.exists():
        return Known()
    with duckdb.connect(str(build), read_only=True) as connection:
        files: dict[str, tuple[KnownFile, ...]] = {}
        for path, *rest in connection.execute(
            "select path, document_id, state, media_type from raw.files where source = ? order by path, document_id",
            [source_name],
        ).fetchall():
            files[path] = (*files.get(path, ()), KnownFile(*rest))
        steps: dict[str, dict[str, tuple[str, str]]] = {}
        for document_id, step, outcome, fingerprint in connection.execute(
            "select document_id, step, outcome, step_fingerprint from ops.document_steps"
        ).fetchall():
            steps.setdefault(document_id, {})[step] = (outcome, fingerprint)
        rejections = connection.execute(
            "select path, reason, document_id from ops.rejections where source = ? and resolved_at is null",
            [source_name],
        ).fetchall()
        publication = connection.execute("select publication_id from ops.publication").fetchone()
    return Known(
        files=files,
        steps=steps,
        open_rejections={path: (reason, document_id) for path, reason, document_id in rejections},
        publication_id=publication[0] if publication else None,
    )
