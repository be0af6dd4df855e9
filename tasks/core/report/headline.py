"""The run in one look: how it ended, its counts, what needs somebody, and what to do if it failed."""

import shlex
from collections.abc import Iterator

from tasks.core.load.journals import COUNTS
from tasks.core.report.elements import Child, Html, element, joined, outside
from tasks.core.report.model import Headline, Report
from tasks.core.report.words import clock, duration, figure, noun, several

STATES = {"published": "Published", "unchanged": "Nothing new", "failed": "Failed", "running": "Running"}
ALL_WELL = "Nothing was refused, and no rule is broken."
LOOKS = (("critical", "bad"), ("warning", "odd"), ("info", "plain"))
PASSED_STEPS = "The last step that was done is {}."
AGAIN = "Mend what the reason names, then run ", " again: batches that were finished are found and used."


def state_of(headline: Headline) -> str:
    """How the run ended, in one word of `STATES`."""
    if headline.is_failed:
        return "failed"
    if headline.is_published:
        return "published"
    return "running" if headline.state == "running" else "unchanged"


def title_of(headline: Headline) -> str:
    of = f" of {headline.source}" if headline.source else ""
    return f"{STATES[state_of(headline)]}: run{of}, {clock(headline.started_at)} UTC"


def masthead(report: Report) -> Html:
    """The head of the page."""
    headline = report.headline
    state = state_of(headline)
    return element(
        "header",
        element("p", "Communiqué · report of a run", class_="kicker"),
        element("h1", element("span", STATES[state], class_=f"badge {state}"), " ", *sentence(headline)),
        *trouble(headline),
        tiles(headline),
        needs(report),
        facts(report),
    )


def sentence(headline: Headline) -> Iterator[Child]:
    """When the run was, and how long it took."""
    yield "Run"
    if headline.source:
        yield from (" of ", outside(headline.source))
    yield from (", ", element("span", f"{clock(headline.started_at)} UTC", class_="time"))
    yield f", {duration(headline.seconds)}"


def trouble(headline: Headline) -> Iterator[Html]:
    """Why a run failed or published nothing, what to do, and what readers see meanwhile."""
    lines: list[Html] = []
    if headline.is_failed:
        lines.append(element("h2", "Why it failed, and what to do"))
        lines.append(element("p", outside(headline.reason or "No reason was noted."), class_="reason"))
        step = f"{PASSED_STEPS.format(headline.step)} " if headline.step else ""
        lines.append(element("p", step, AGAIN[0], element("code", "communique ingest"), AGAIN[1]))
    elif headline.reason:
        lines.append(element("p", outside(headline.reason), class_="reason"))
    if headline.trouble:
        lines.append(element("p", outside(headline.trouble)))
    elif not headline.is_published:
        lines.append(element("p", readers(headline)))
    if lines:
        yield element("div", *lines, class_="trouble failed" if headline.is_failed else "trouble")


def readers(headline: Headline) -> str:
    """What readers see after a run that published nothing."""
    known = headline.publication
    if known is None:
        return "Readers see nothing: nothing is published yet."
    return (
        f"Readers see the publication of {clock(known.published_at)} UTC (run {known.publication_id}), as before; "
        "what is told of the warehouse below is of that one."
    )


def tiles(headline: Headline) -> Html:
    """The counts of files. Those of a run that stopped before it counted are not known."""
    if not headline.counts:
        return element("p", "The run stopped before it had counted what became of the files.", class_="none")
    found = (
        element(
            "div",
            element("dt", noun(name)),
            element("dd", figure(headline.counts.get(name))),
            class_="n-refused" if name == "n_rejected" and headline.counts.get(name) else None,
        )
        for name in COUNTS
    )
    return element("dl", *found, class_="tiles", aria_label="Files of the sweep")


def needs(report: Report) -> Html:
    """What somebody has to look at, each with a link to its part of the page."""
    items = list(urgent(report))
    if not items:
        return joined(()) if report.headline.is_failed else element("p", ALL_WELL, class_="all-well")
    links = (element("li", element("a", words, href=f"#{anchor}"), class_=look) for words, anchor, look in items)
    return element("ul", *links, class_="needs", aria_label="What to look at")


def urgent(report: Report) -> Iterator[tuple[str, str, str]]:
    """What needs somebody, the most urgent first: words, part of the page, look."""
    failures = report.failures
    new, still = (report.refusals.of(standing)[1] for standing in ("new", "open"))
    found = (
        (n_beyond(report), "{} out of bounds", "figure", "figures", "bad"),
        (new, "{} refused", "file", "refused", "bad"),
        (failures.n_errored, "{} could not be applied", "rule", "rules", "bad"),
        *((failures.n_rows(name), told(report, name), f"{name} row", "rules", look) for name, look in LOOKS),
        (still, "{} still refused from before", "file", "refused", "odd"),
    )
    for number, words, one, anchor, look in found:
        if number:
            yield words.format(several(number, one)), anchor, look


def told(report: Report, severity: str) -> str:
    return f"{{}}, {report.failures.n_new(severity):,} new"


def n_beyond(report: Report) -> int:
    """How many figures are out of their bounds."""
    return sum(is_beyond(total.figure, total.minimum, total.maximum) for total in report.totals)


def is_beyond(value: float, minimum: float | None, maximum: float | None) -> bool:
    return (minimum is not None and value < minimum) or (maximum is not None and value > maximum)


def facts(report: Report) -> Html:
    """What names the run, to ask with."""
    headline = report.headline
    lines = {
        "run": headline.run_id,
        "published": f"{clock(headline.published_at)} UTC" if headline.is_published else "no",
        "code": headline.code_version or "not known",
        "flow run": headline.flow_run_id or "none",
        "warehouse": report.warehouse,
    }
    pairs = (element("div", element("dt", name), element("dd", outside(value))) for name, value in lines.items())
    return element("dl", *pairs, class_="facts")


def recipe(report: Report, query: str) -> Html:
    """A command that asks the warehouse."""
    command = f'communique sql "{query}" --warehouse {shlex.quote(report.warehouse)}'
    return element("code", command)


def more(report: Report, n_more: int, query: str) -> Html:
    """Where the rest is that the page has no room for."""
    if n_more <= 0:
        return joined(())
    return element("p", f"And {n_more:,} more: ", recipe(report, query), class_="more")
