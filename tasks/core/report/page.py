"""A report as one page that needs nothing else: no script, no request, no font of its own."""

from collections.abc import Callable, Iterator
from importlib.resources import files

from tasks.core.report.broken import failed_rules, refused
from tasks.core.report.elements import Child, Html, element
from tasks.core.report.headline import masthead, title_of
from tasks.core.report.model import Bounds, Report
from tasks.core.report.news import arrived, changes, figures, recipes, statements, steps

STYLE = "page.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
Part = Callable[[Report, Bounds], Iterator[Child]]
PARTS: tuple[tuple[str, str, Part], ...] = (
    ("refused", "What was refused", refused),
    ("rules", "Which rules failed", failed_rules),
    ("files", "What arrived", arrived),
    ("statements", "Statements with news", statements),
    ("figures", "How figures moved", figures),
    ("changes", "What changed in the tables", changes),
    ("steps", "What the steps did", steps),
    ("more", "Where to ask more", recipes),
)


def as_page(report: Report, bounds: Bounds, reports: str = "") -> str:
    """The whole page. `reports` is the way from it to the folder of reports, with `/` at its end."""
    parts = parts_of(report)
    sections = (section(name, heading, part(report, bounds)) for name, heading, part in parts)
    body = element(
        "body",
        element("a", "To what needs attention", href=f"#{parts[0][0]}", class_="skip"),
        masthead(report),
        contents(report, reports),
        element("main", *sections, id="parts"),
        element("footer", element("p", f"Run {report.headline.run_id} · code {report.headline.code_version}")),
    )
    page = element("html", head(report), body, lang="en")
    return f"<!DOCTYPE html>\n{page.markup}\n"


def parts_of(report: Report) -> list[tuple[str, str, Part]]:
    """The parts in order: of a run that rules stopped these rules come first."""
    is_stopped = report.headline.is_failed and bool(report.failures.rules)
    return sorted(PARTS, key=lambda part: part[0] != "rules") if is_stopped else list(PARTS)


def head(report: Report) -> Html:
    style = Html(files("tasks.core.report").joinpath(STYLE).read_text(encoding="utf-8"))
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title_of(report.headline)),
        element("style", style),
    )


def contents(report: Report, reports: str) -> Html:
    """Links to the parts, and to earlier reports."""
    links = [element("li", element("a", name.capitalize(), href=f"#{name}")) for name, _, _ in parts_of(report)]
    earlier = [element("li", element("a", run_id, href=f"{reports}{run_id}.html")) for run_id in report.earlier]
    before = element("details", element("summary", "Earlier reports"), element("ul", *earlier)) if earlier else ""
    return element("nav", element("ul", *links), before, aria_label="Parts of this page")


def section(name: str, heading: str, children: Iterator[Child]) -> Html:
    return element("section", element("h2", heading, id=name), *children, aria_labelledby=name)
