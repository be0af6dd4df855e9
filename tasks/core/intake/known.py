"""What the warehouse knows already: files, documents, and what each step made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from tasks.core.determinants import DOCUMENT_GATE, Determinants
from tasks.core.selection import Selection
from tasks.core.settle.outcomes import IN_SOURCE
from tasks.core.shape import check_shape

CORPUS_STEPS = ("group", "annotate")  # those whose rows depend on other documents too
FIRST = DOCUMENT_GATE[0]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A row of `raw.files`, as far as a sweep needs it."""

    document_id: str
    state: str
    media_type: str
    n_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """State of the warehouse before a run over one source.

    `files` has the rows of each path, `steps` the (outcome, fingerprint) of a document's steps, `open_rejections` the
    (reason, document) that each refused path was refused for, `publication_id` is the last load's, and `determinants`
    are those of this run. `selection` is what is done again besides; a sweep does what is stale, and nothing else.
    """

    files: Mapping[str, tuple[KnownFile, ...]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    open_rejections: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    publication_id: str | None = None
    determinants: Determinants = field(default_factory=Determinants)
    selection: Selection = field(default_factory=Selection)

    def is_done(self, document_id: str, step: str) -> bool:
        """Whether a step was done with a document by the code, knowledge, libraries and decisions of now."""
        outcome, fingerprint = self.steps[document_id][step]
        return fingerprint == self.determinants.fingerprint(step, document_id, outcome)

    def is_refused(self, document_id: str) -> bool:
        """Whether a step refused a document: the warehouse has no rows of it then."""
        return any(outcome == "rejected" for outcome, _ in self.steps.get(document_id, {}).values())

    def due_step(self, document_id: str) -> str | None:
        """The first of the steps that see this document alone that has to be done again; nothing if none has.

        A document that was refused begins anew: whatever step refused it, none of its rows are in the warehouse.
        """
        steps, selection = self.steps.get(document_id), self.selection
        if not steps:
            return FIRST
        if self.is_refused(document_id):
            return FIRST if self.is_tried_again(document_id, steps) else None
        if not selection.includes(document_id):
            return None
        forced = selection.forces(document_id)
        is_due = (step == forced or step not in steps or not self.is_done(document_id, step) for step in DOCUMENT_GATE)
        return next((step for step, due in zip(DOCUMENT_GATE, is_due, strict=True) if due), None)

    def is_tried_again(self, document_id: str, steps: Iterable[str]) -> bool:
        """Whether a refused document, which went through `steps`, is tried again."""
        selection = self.selection
        if not replace(selection, rejected=False).includes(document_id):
            return False
        return selection.rejected or selection.step in steps or not all(self.is_done(document_id, one) for one in steps)

    def later_due(self, document_id: str, is_here: bool = True) -> tuple[str, ...]:
        """The steps over all documents that have to be done again for a document that the warehouse holds.

        What is not stale is done again only for documents of the source of the run: those that are `here`.
        """
        steps, selection = self.steps.get(document_id, {}), self.selection
        if self.is_refused(document_id) or not selection.includes(document_id):
            return ()
        forced = selection.forces(document_id) if is_here else ""
        return tuple(
            step for step in CORPUS_STEPS if step in steps and (step == forced or not self.is_done(document_id, step))
        )

    def n_in_source(self) -> int:
        """How many files lay in the source at the last sweep, those refused unread among them."""
        here = {path for path, rows in self.files.items() if any(row.state in IN_SOURCE for row in rows)}
        return len(here | self.open_rejections.keys())


def read_known(build: Path, source_name: str, determinants: Determinants, selection: Selection | None = None) -> Known:
    """What the build file knows of a source; nothing if there is no build file yet.

    Raises:
        ShapeError: the build file was made by a version with other tables.
    """
    selection = selection or Selection()
    if not build.exists():
        return Known(determinants=determinants, selection=selection)
    with duckdb.connect(str(build), read_only=True) as connection:
        check_shape(connection, build)
        files: dict[str, tuple[KnownFile, ...]] = {}
        for path, *rest in connection.execute(
            "select path, document_id, state, media_type, n_bytes from raw.files where source = ?"
            " order by path, document_id",
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
        selection=selection,
    )
