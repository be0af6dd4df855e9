"""What a run shows first: how it ended, what came, what was refused, where to look and what to ask, in markdown."""

from collections.abc import Iterator, Sequence

from tasks.core.load.journals import COUNTS
from tasks.core.report.headline import AGAIN, state_of
from tasks.core.report.model import Headline, Refusal
from tasks.core.report.words import clock, duration, noun, several
from tasks.core.runpage.facts import Facts
from tasks.core.runpage.tables import REFUSED, RULES, STATEMENTS, question, share
from tasks.core.runpage.text import inert

SHOWN = 10  # of files and statements: what a person reads at once; the tables beside it have them all
REASON_CHARS = 2000  # rules that stop a run name the rows
FENCE = "```"
HOW = {
    "published": "Published",
    "unchanged": "Nothing new: the published warehouse is untouched",
    "failed": "Failed",
    "running": "Running",
}


def summary(facts: Facts) -> str:
    """The whole summary."""
    parts = (
        head(facts),
        failed(facts),
        counts(facts.headline),
        refused(facts),
        rules(facts),
        news(facts),
        where(facts),
    )
    return "\n\n".join(line for part in parts for line in part)


def head(facts: Facts) -> Iterator[str]:
    """How the run ended."""
    headline = facts.headline
    of = f" of {inert(headline.source)}" if headline.source else ""
    again = f", rebuild {inert(facts.selection)}" if facts.selection else ""
    at = f" at step {facts.doing}" if headline.is_failed and facts.doing else ""
    yield f"## {HOW[state_of(headline)]}{at}"
    yield f"Run{of}{again}, {clock(headline.started_at)} UTC, {duration(headline.seconds)}."


def failed(facts: Facts) -> Iterator[str]:
    """Why a run failed, what it was working on, what to do, and what readers see meanwhile."""
    headline = facts.headline
    if not headline.is_failed:
        return
    kind = f"{facts.exception}: " if facts.exception else ""
    yield f"**Why, and what to do:** {kind}{inert(headline.reason or 'No reason was noted.', REASON_CHARS)}"
    if facts.concerned:
        yield lines(["**Concerned:**", *(f"- {inert(each)}" for each in facts.concerned)])
    yield f"{AGAIN[0]}`communique ingest`{AGAIN[1]}"
    yield f"**Readers see** {readers(headline)}"


def readers(headline: Headline) -> str:
    """What readers see after a run that published nothing."""
    if headline.trouble:
        return inert(headline.trouble)
    if headline.publication is None:
        return "nothing: nothing is published yet."
    known = headline.publication
    return f"what was published before, untouched: run `{known.publication_id}` of {clock(known.published_at)} UTC."


def counts(headline: Headline) -> Iterator[str]:
    """The files of the sweep, counted."""
    if not headline.counts:
        return
    known = [name for name in COUNTS if name in headline.counts]
    yield lines(
        [row([noun(name) for name in known]), rule(len(known)), row([f"{headline.counts[n]:,}" for n in known])]
    )


def refused(facts: Facts) -> Iterator[str]:
    """What was refused: in this run with what to do, from before by name."""
    (new, n_new), (still, n_still) = (facts.refusals.of(standing) for standing in ("new", "open"))
    if n_new:
        yield f"### {several(n_new, 'file')} refused in this run"
        yield lines(refusal_rows(new))
    if n_still:
        yield f"### {several(n_still, 'file')} still refused from before"
        yield lines(refusal_rows(still))
    if n_new > SHOWN or n_still > SHOWN:
        yield f"All of them: artifact `{REFUSED}` of this run."
    if not n_new and not n_still and not facts.headline.is_failed:
        yield "No file is refused."


def refusal_rows(found: Sequence[Refusal]) -> list[str]:
    head = [row(["file", "reason", "what was seen, and what to do"]), rule(3)]
    body = [row([inert(each.path), f"`{each.reason}` at {each.step}", inert(each.detail)]) for each in found[:SHOWN]]
    return head + body


def rules(facts: Facts) -> Iterator[str]:
    """How many rows break rules, by severity."""
    failures = facts.failures
    told = [
        f"{several(failures.n_rows(severity), f'{severity} row')} ({failures.n_new(severity):,} new)"
        for severity in ("critical", "warning", "info")
        if failures.n_rows(severity)
    ]
    if failures.n_errored:
        told.insert(0, f"{several(failures.n_errored, 'rule')} could not be applied")
    if told:
        yield f"**Rules:** {', '.join(told)}: artifact `{RULES}`."


def news(facts: Facts) -> Iterator[str]:
    """Statements that gained a document, known ones first."""
    versions = facts.versions
    if not versions.rows:
        return
    grown = (
        several(versions.n_grown, "statement gained", "statements gained") + " a version" if versions.n_grown else ""
    )
    new = several(versions.n_new, "new statement") if versions.n_new else ""
    yield f"### {', '.join(filter(None, (grown, new)))}"
    shown = [
        f"- {inert(each.title or f'(no title) {each.issuer}')}: {inert(each.path)}"
        f" ({'main version' if each.is_main else each.relation}{', ' if each.coverage_ratio is not None else ''}"
        f"{share(each.coverage_ratio)})"
        for each in versions.rows[:SHOWN]
    ]
    more = [f"- and {versions.n_all - SHOWN:,} more: artifact `{STATEMENTS}`"] if versions.n_all > SHOWN else []
    yield lines([*shown, *more])


def where(facts: Facts) -> Iterator[str]:
    """Where to look, what to ask, and the names by which SQL and this page know the run."""
    headline = facts.headline
    yield "### Where to look"
    if facts.report:
        yield lines(
            ["The page about this run, with the texts in question; open it in a browser:", *fenced(facts.report)]
        )
    asked = ["from mart.rejections where is_open"] if facts.refusals.rows else []
    asked += ["from mart.failed_rows where is_open"] if facts.failures.rules else []
    asked += (
        [f"from ops.steps where run_id = '{headline.run_id}'", "from mart.changes"] if headline.is_published else []
    )
    yield lines(
        ["What to ask:", *fenced(*(question(each, facts.warehouse) for each in asked or ["from mart.latest_run"]))]
    )
    yield lines(
        [
            row(["in SQL", "value"]),
            rule(2),
            row(["`ops.runs.run_id`", f"`{headline.run_id}`"]),
            row(["`ops.runs.flow_run_id`", f"`{headline.flow_run_id or 'none'}`"]),
            row(["`ops.runs.code_version`", f"`{headline.code_version}`"]),
        ]
    )


def fenced(*told: str) -> list[str]:
    """Lines to be copied. None of them can end the block: each begins with our own words or a slash."""
    return ["", FENCE, *(" ".join(each.splitlines()) for each in told), FENCE]


def row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def rule(n_columns: int) -> str:
    return row(["---"] * n_columns)


def lines(told: Sequence[str]) -> str:
    return "\n".join(told)
