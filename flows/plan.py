"""What `communique rebuild --plan` prints: by step, by reason, by document; or all of it as JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from flows.present import print_rows, printable
from tasks.core.plan.model import STALE, DocumentPlan, Plan, StepPlan
from tasks.core.run import Places

PAGE_COLUMNS = 160
MAX_SHOWN = 20  # documents on a terminal; JSON and CSV have them all
ID_DIGITS = 12  # of a document id that are shown; enough to name it by
SECONDS_SHOWN = 90.0  # longer is told in minutes
NOT_KNOWN = "not known"
STEP_COLUMNS = ("step", "stale", "follow", "may follow", "time", "processor")
DOCUMENT_COLUMNS = ("file", "document", "from", "follow", "why")


def print_plan(console: Console, plan: Plan, places: Places) -> None:
    """What a rebuild would do, first by step, then why, then document by document."""
    if plan.is_empty:
        console.print(Text(nothing(plan, places)))
        print_refused(console, plan)
        return
    console.print(Text(f"A rebuild would do {len(plan.documents):,} of {count(plan.n_documents, 'document')} again.\n"))
    if plan.n_unread:
        console.print(f"It would try to read {count(plan.n_unread, 'file')} that could not be read so far.\n")
    print_rows(console, STEP_COLUMNS, (step_cells(step) for step in plan.steps if touches(step)))
    console.print(Text(total(plan)))
    console.print(Text("\nWhy", style="bold"))
    print_rows(console, ("reason", "documents"), plan.reasons.items())
    console.print(Text("\nDocuments", style="bold"))
    print_rows(console, DOCUMENT_COLUMNS, (document_cells(one) for one in plan.documents[:MAX_SHOWN]))
    if len(plan.documents) > MAX_SHOWN:
        console.print(f"... and {len(plan.documents) - MAX_SHOWN} more: `communique rebuild --plan --format csv`")
    print_refused(console, plan)
    console.print("\nNothing was changed. `communique rebuild` with the same options does it.")


def as_text(plan: Plan, places: Places) -> str:
    """The same as plain text, for pages."""
    page = Console(file=io.StringIO(), width=PAGE_COLUMNS, highlight=False)
    with page.capture() as shown:
        print_plan(page, plan, places)
    return shown.get()


def nothing(plan: Plan, places: Places) -> str:
    """That there is nothing to do, and of what that is said."""
    if plan.asked_for != STALE:
        return f"Nothing of what was asked for ({plan.asked_for}) is there to be done again in {places.folder}."
    n, verb = count(plan.n_documents, "document"), "is" if plan.n_documents == 1 else "are"
    made_by = "the code, knowledge, libraries and settings of now"
    return f"Nothing is stale: the {n} in {places.folder} {verb} made by {made_by}."


def print_refused(console: Console, plan: Plan) -> None:
    """Refused files that other code would read now."""
    if plan.n_refused_stale:
        n = count(plan.n_refused_stale, "refused document")
        console.print(
            f"\n{n} would be read by other code or limits now: `communique rebuild --rejected`, or the next ingest."
        )


def count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def touches(step: StepPlan) -> bool:
    return bool(step.n_stale or step.n_follow or step.n_may_follow)


def step_cells(step: StepPlan) -> tuple[str, ...]:
    """One step as cells."""
    numbers = (step.n_stale, step.n_follow, step.n_may_follow)
    return (step.step, *(f"{n:,}" if n else "" for n in numbers), duration(step.seconds), duration(step.cpu_seconds))


def total(plan: Plan) -> str:
    """What all steps would take together, as far as the last runs tell."""
    due = [step for step in plan.steps if step.n_stale or step.n_follow]
    wall = sum(step.seconds for step in due if step.seconds is not None)
    rest = [step.step for step in due if step.seconds is None]
    unknown = f", and {', '.join(rest)}, of which no run tells yet" if rest else ""
    return f"In all {duration(wall)}, by what the last runs took{unknown}."


def duration(seconds: float | None) -> str:
    """About how long, in words."""
    if seconds is None:
        return NOT_KNOWN
    if seconds < 1:
        return "under 1 s"
    return f"{seconds:.0f} s" if seconds < SECONDS_SHOWN else f"{seconds / 60:.0f} min"


def document_cells(one: DocumentPlan) -> tuple[str, ...]:
    """One document as cells."""
    follow = [*one.follows, *(f"{step}?" for step in one.may_follow)]
    why = "; ".join([one.obstacle, *one.reasons] if one.obstacle else one.reasons)
    return (one.path, one.document_id[:ID_DIGITS], one.step, ", ".join(follow), printable(why))


def as_json(plan: Plan) -> str:
    """The whole plan as JSON."""
    return json.dumps(asdict(plan), ensure_ascii=False, indent=1)


def as_csv(plan: Plan) -> str:
    """All documents of a plan as CSV with a header; lists are joined by `; `."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(DocumentPlan.__slots__)
    writer.writerows(csv_rows(plan))
    return out.getvalue().rstrip("\n")


def csv_rows(plan: Plan) -> Iterator[list[str]]:
    for one in plan.documents:
        values = (getattr(one, name) for name in DocumentPlan.__slots__)
        yield ["; ".join(value) if isinstance(value, tuple) else value for value in values]
