"""The parts about what is wrong: files that were refused, rules that failed, with the text in question."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.rules_model import CRITICAL
from tasks.core.report.elements import Child, Html, cut, element, outside, spoken
from tasks.core.report.headline import more
from tasks.core.report.model import Bounds, BrokenRule, Excerpt, FailedRow, Refusal, Report, ResolvedRule
from tasks.core.report.tables import table
from tasks.core.report.words import clock, several, short_key

REFUSED = (
    ("new", "Refused in this run", "mart.rejections where is_open"),
    ("open", "Still refused from before", "mart.rejections where is_open"),
    ("resolved", "Resolved in this run: accepted, gone or replaced", "mart.rejections where not is_open"),
)
MAX_OPEN = 4  # rules that are unfolded for being new: more, and what comes after is never seen
NO_ROW = "-"  # key of the row that says why a rule could not be applied


def refused(report: Report, bounds: Bounds) -> Iterator[Child]:
    """What was refused and why: new in this run, still open, resolved."""
    is_any = False
    for standing, heading, query in REFUSED:
        rows, n_all = report.refusals.of(standing)
        if not rows:
            continue
        is_any = True
        yield element("h3", f"{heading} ({n_all:,})")
        yield table(
            f"{heading}: {several(len(rows), 'file')}",
            ("file", "step", "reason", "what was seen, and what to do", "since (UTC)"),
            (refusal_cells(row, bounds) for row in rows),
        )
        yield more(report, n_all - len(rows), f"from {query}")
    if not is_any:
        yield element("p", "No file is refused.", class_="none")


def refusal_cells(row: Refusal, bounds: Bounds) -> Sequence[Child]:
    return (
        outside(cut(f"{row.source}/{row.path}", bounds.cell_chars)),
        row.step,
        element("code", row.reason),
        outside(cut(row.detail, bounds.cell_chars)),
        element("span", clock(row.first_seen_at), class_="time"),
    )


def failed_rules(report: Report, bounds: Bounds) -> Iterator[Child]:
    """Which rules failed on which rows, the most severe first, then those that this run resolved."""
    failures = report.failures
    if not failures.rules:
        told = (
            f"{several(failures.n_applied, 'rule')} applied, none broken."
            if failures.n_applied
            else "No rule was applied."
        )
        yield element("p", told, class_="none")
    elif failures.n_applied:
        yield element("p", f"{several(failures.n_applied, 'rule')} applied, {len(failures.rules):,} broken.")
    shown = [rule for rule in failures.rules if rule.rows]
    opened = {rule.rule_id for rule in shown if is_urgent(rule)}
    opened |= {rule.rule_id for rule in shown if rule.n_new and len(opened) < MAX_OPEN}
    for rule in shown:
        yield one_rule(report, rule, bounds, rule.rule_id in opened)
    yield from other_rules([rule for rule in failures.rules if not rule.rows])
    yield from resolved(failures.resolved, bounds)


def is_urgent(rule: BrokenRule) -> bool:
    return rule.severity == CRITICAL or rule.outcome == "errored"


def one_rule(report: Report, rule: BrokenRule, bounds: Bounds, is_open: bool) -> Html:
    """A rule with its rows, folded or open."""
    outcome = "could not be applied" if rule.outcome == "errored" else several(rule.n_open, "row")
    new = element("span", f"{rule.n_new:,} new", class_="tag new") if rule.n_new else ""
    head = element(
        "summary",
        element("span", rule.severity, class_=f"tag {rule.severity}"),
        element("h3", outside(rule.rule_id)),
        element("span", outcome, class_="n"),
        new,
    )
    told = f"{rule.reason} Table {rule.table_name}, suite {' and '.join(rule.suites)}."
    is_mixed = 0 < rule.n_new < rule.n_open
    rows = (failed_row(row, bounds, is_mixed) for row in rule.rows)
    query = f"from mart.failed_rows where is_open and rule_id = '{rule.rule_id}'"
    return element(
        "details",
        head,
        element("p", outside(told.strip()), class_="why"),
        element("ul", *rows, class_="rows"),
        more(report, rule.n_open - len(rule.rows), query) if rule.outcome != "errored" else "",
        class_=f"rule {rule.severity}",
        open="" if is_open else None,
    )


def failed_row(row: FailedRow, bounds: Bounds, is_mixed: bool) -> Html:
    """A row: where it is, what is wrong, and the text with what is meant marked in it.

    Where all rows of a rule are new that is told once, above them; `is_mixed` says that only some are.
    """
    place = row.path or short_key(row.document_id)
    number = row.row_key.removeprefix(row.document_id).lstrip("/") if row.document_id else row.row_key
    where: list[Child] = []
    if place:
        where += [outside(cut(place, bounds.cell_chars)), " "]
    if number not in ("", NO_ROW):
        where += [element("span", "row ", outside(cut(short_key(number), bounds.cell_chars)), class_="key"), " "]
    if not row.is_new:
        where.append(since(row))
    elif is_mixed:
        where.append(element("span", "new", class_="tag new"))
    return element(
        "li",
        element("p", *where, class_="where") if where else "",
        element("p", outside(cut(row.detail, bounds.cell_chars)), class_="detail"),
        *quotation(row.excerpt),
    )


def since(row: FailedRow) -> Html:
    return element("span", f"since {clock(row.first_seen_at)}" if row.first_seen_at else "known", class_="tag")


def quotation(excerpt: Excerpt) -> Iterator[Html]:
    """The text in question."""
    if excerpt.note:
        yield element("p", f"{excerpt.note[0].upper()}{excerpt.note[1:]}:".replace(".:", "."), class_="note")
    if excerpt.before or excerpt.marked or excerpt.after:
        marked: Child = ""
        if excerpt.marked:
            marked = element("mark", spoken("marked: "), excerpt.marked, spoken(" end of mark"))
        yield element("blockquote", excerpt.before, marked, excerpt.after, dir="auto")


def other_rules(rules: Sequence[BrokenRule]) -> Iterator[Html]:
    """Rules whose rows the page has no room for, or that failed without leaving any."""
    if not rules:
        return
    rows = (
        (
            outside(rule.rule_id),
            rule.severity,
            rule.outcome,
            f"{rule.n_open:,}",
            f"{rule.n_new:,}",
            outside(rule.reason),
        )
        for rule in rules
    )
    columns = ("rule", "severity", "outcome", "rows", "new", "why it exists")
    yield element("h3", f"Other rules that failed ({len(rules):,})")
    yield table("Rules without rows on this page", columns, rows, numeric=(3, 4))


def resolved(rules: Sequence[ResolvedRule], bounds: Bounds) -> Iterator[Html]:
    """Rows that this run found sound, or gone."""
    if not rules:
        return
    rows = (
        (outside(rule.rule_id), rule.severity, f"{rule.n_rows:,}", outside(keys_text(rule.row_keys, bounds)))
        for rule in rules
    )
    yield element("h3", f"Resolved in this run ({sum(rule.n_rows for rule in rules):,})")
    yield table(
        "Rows that hold again, or are gone", ("rule", "severity", "rows", "the first of them"), rows, numeric=(2,)
    )


def keys_text(keys: Iterable[str], bounds: Bounds) -> str:
    return cut(", ".join(map(short_key, keys)), bounds.cell_chars)
