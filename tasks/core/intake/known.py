"""What the warehouse knows already: files, documents, and what each step made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tasks.core.determinants import DOCUMENT_GATE, Determinants
from tasks.core.shape import check_shape

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
    (reason, document) that each refused path was refused for, `publication_id` is the last load's, and `determinants`
    are those of this run.
    """

    files: Mapping[str, tuple[KnownFile, ...]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    open_rejections: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    publication_id: str | None = None
    determinants: Determinants = field(default_factory=Determinants)

    def is_current(self, document_id: str) -> bool:
        """Whether the steps that see this document alone need not be done again."""
        steps = self.steps.get(document_id)
        if not steps:
            return False
        is_whole = any(outcome == "rejected" for outcome, _ in steps.values()) or set(DOCUMENT_GATE) <= set(steps)
        return is_whole and all(
            fingerprint == self.determinants.fingerprint(step, document_id, outcome)
            for step, (outcome, fingerprint) in steps.items()
            if step in DOCUMENT_GATE
        )

    def is_stale(self) -> bool:
        """Whether steps over all documents were done by other code, knowledge, libraries or decisions than now."""
        return any(
            step in self.steps[document_id]
            and self.steps[document_id][step][1] != self.determinants.fingerprint(step, document_id)
            for document_id in self.steps
            for step in CORPUS_STEPS
        )


def read_known(build: Path, source_name: str, determinants: Determinants) -> Known:
    """What the build file knows of a source; nothing if there is no build file yet.

    Raises:
        ShapeError: the build file was made by a version with other tables.
    """
    if not build.exists():
        return Known(determinants=determinants)
    with duckdb.connect(str(build), read_only=True) as connection:
        check_shape(connection, build)
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
        determinants=determinants,
    )
