"""From what stands in a warehouse, and what decides rows now, to what a rebuild would do."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from tasks.core.determinants import DOCUMENT_GATE
from tasks.core.intake.known import Known
from tasks.core.intake.read import bytes_path
from tasks.core.plan.causes import why
from tasks.core.plan.model import STEPS, DocumentPlan, Plan, StepPlan
from tasks.core.plan.read import PlanError, Standing, read_standing
from tasks.core.run import Run
from tasks.core.selection import Selection

__all__ = ["PlanError", "plan"]

MAKING = (
    "extract",
    "structure",
)  # what comes after the gate follows from these; the gate alone changes what it refuses
Reasons = Callable[[str, str], Iterator[str]]
GONE = "cannot be done: its bytes are not kept, and no file has them any more"


def plan(runs: Sequence[Run]) -> Plan:
    """What these runs would do again, one for each source; a run without the name of a source is for all of them.

    Reads what is published, and writes nothing. A run without a selection is planned as a rebuild of what is stale.

    Raises:
        PlanError: nothing is published, or it cannot be read.
        ShapeError: it was published by a version with other tables.
    """
    if not runs:
        return Plan(total_steps((), Standing()), {}, (), 0)
    standing = read_standing(runs[0].places.published)
    told: dict[str, DocumentPlan] = {}
    n_refused = 0
    for run in runs:
        known = Known(steps=standing.steps, determinants=run.determinants, selection=run.selection or Selection())
        reasons = reasoner(run, known)
        for document_id in documents_of(run, standing, told):
            if known.is_refused(document_id) and not is_asked_for(known.selection):
                n_refused += known.due_step(document_id) is not None
            elif found := document_plan(run, known, standing, document_id, reasons):
                told[document_id] = found
    documents = tuple(sorted(with_families(told, standing), key=lambda one: (one.source, one.path, one.document_id)))
    counted = Counter(reason for one in documents for reason in one.reasons)
    return Plan(
        steps=total_steps(documents, standing),
        reasons=dict(counted.most_common()),
        documents=documents,
        n_documents=len(set().union(*(documents_of(run, standing) for run in runs))),
        n_refused_stale=n_refused,
        n_unread=sum(n_unread(run, standing) for run in runs),
        asked_for=(runs[0].selection or Selection()).told,
    )


def documents_of(run: Run, standing: Standing, told: Mapping[str, DocumentPlan] | None = None) -> list[str]:
    """The documents of the source of a run of which nothing was told yet."""
    return [
        document_id
        for document_id, files in standing.files.items()
        if document_id not in (told or {})
        and (not run.source_name or any(run.source_name == name for name, _ in files))
    ]


def is_asked_for(selection: Selection) -> bool:
    """Whether refused documents are read again: a rebuild of what is stale leaves them where they are."""
    return selection.rejected or bool(selection.documents)


def n_unread(run: Run, standing: Standing) -> int:
    """How many files of the source of a run were refused unread and are tried again."""
    if run.selection is None or not run.selection.rejected or run.selection.documents:
        return 0
    return sum(n for source, n in standing.unread.items() if run.source_name in ("", source))


def reasoner(run: Run, known: Known) -> Reasons:
    """Why a step of a document is due, a function of both. Most documents have the same reasons, found once."""
    selection, given = known.selection, known.determinants
    phrases = cache(lambda step, made_by, own, outcome: why(run.places, step, made_by, given, own, outcome))

    def reasons(document_id: str, step: str) -> Iterator[str]:
        outcome, made_by = known.steps.get(document_id, {}).get(step, ("", ""))
        if selection.forces(document_id) == step:
            yield f"{step}: selected"
        elif selection.rejected:
            yield f"{step}: refused, and to be tried again"
        elif not outcome:
            yield f"{step}: never done"
        if outcome:
            own = document_id if given.beside(step, document_id, outcome) else ""
            yield from (f"{step}: {phrase}" for phrase in phrases(step, made_by, own, outcome))

    return reasons


def document_plan(
    run: Run, known: Known, standing: Standing, document_id: str, reasons: Reasons
) -> DocumentPlan | None:
    """What would be done of a document; nothing if nothing would."""
    first, later = known.due_step(document_id), known.later_due(document_id)
    if first is None and not later:
        return None
    steps = standing.steps.get(document_id, {})
    own = DOCUMENT_GATE[DOCUMENT_GATE.index(first) :] if first else ()
    others = {step for step in own if step in steps and not known.is_done(document_id, step)}
    stale = tuple(step for step in STEPS if step in {first, *later, *others})
    begins = first or later[0]
    rest = tuple(step for step in STEPS[STEPS.index(begins) + 1 :] if step not in stale)
    is_made_again = first in MAKING or known.selection.forces(document_id) in DOCUMENT_GATE
    source, path = file_of(run, standing, document_id)
    return DocumentPlan(
        document_id=document_id,
        source=source,
        path=path,
        step=begins,
        stale=stale,
        follows=rest if is_made_again else (),
        may_follow=() if is_made_again else rest,
        reasons=tuple(reason for step in stale for reason in reasons(document_id, step)),
        obstacle=GONE if first == "extract" and not can_be_read(run, known, standing, document_id) else "",
    )


def file_of(run: Run, standing: Standing, document_id: str) -> tuple[str, str]:
    """Source and path of the file by which a document is named: the first of the run's own source."""
    files = standing.files[document_id]
    return next((file for file in files if file[0] == run.source_name), files[0])


def can_be_read(run: Run, known: Known, standing: Standing, document_id: str) -> bool:
    """Whether the bytes of a document are kept, or a file may have them still; a refused one is read where it lies."""
    if not known.is_refused(document_id) and bytes_path(run.places.bytes, document_id).exists():
        return True
    own = (path for name, path in standing.files[document_id] if run.source_name in ("", name))
    return any((run.source / path).exists() for path in own)


def with_families(told: Mapping[str, DocumentPlan], standing: Standing) -> Iterator[DocumentPlan]:
    """The same, and the other documents of the families of those that are carried again: their grouping follows."""
    yield from told.values()
    moved = [one for one in told.values() if "group" in (*one.stale, *one.follows) and not one.obstacle]
    others = {other: one for one in reversed(moved) for other in standing.families.get(one.document_id, ())}
    for document_id in others.keys() - told.keys():
        source, path = standing.files[document_id][0]
        reason = "group: its family is grouped again"
        yield DocumentPlan(document_id, source, path, "group", (), ("group",), ("annotate",), (reason,))


def total_steps(documents: Iterable[DocumentPlan], standing: Standing) -> tuple[StepPlan, ...]:
    """The plan by step, with what it would cost."""
    done = [one for one in documents if not one.obstacle]
    return tuple(step_plan(step, done, standing) for step in STEPS)


def step_plan(step: str, documents: Sequence[DocumentPlan], standing: Standing) -> StepPlan:
    n_stale = sum(step in one.stale for one in documents)
    n_follow = sum(step in one.follows for one in documents)
    n_may = sum(step in one.may_follow for one in documents)
    wall, cpu = standing.costs.get(step, (None, None))
    n = n_stale + n_follow
    return StepPlan(
        step, n_stale, n_follow, n_may, None if wall is None else n * wall, None if cpu is None else n * cpu
    )
