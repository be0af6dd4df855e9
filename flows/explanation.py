"""What `communique explain` prints: a cell or a row with its evidence, in a terminal or a file, or as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.present import CONTROL, as_text, json_value, printable
from tasks.core.explain import Evidence, Explanation
from tasks.core.explain.model import RECORD, Cell, Finding, Made, Validations
from tasks.core.report.excerpts import shortened

INDENT = 2
MAX_EVIDENCE, MAX_OTHERS = 8, 8  # pieces that are printed; JSON has all
MAX_RULES = 6
SPAN_CHARS = 400  # of a span that is printed; JSON has more
SIGNS = (">>", "<<")  # around a span where there are no colours
ID_DIGITS = 12  # of a document id; enough to name it by
PLACES = {
    "body": "of the body",
    "text": "of the text before cleaning",
    "properties": "of the file's properties",
    "path": "of the path",
    "document_id": "of the document's id",
}
BASIS_NOTES = {RECORD: "This row is itself the record; nothing else in the warehouse stands behind it."}


def show_explanation(console: Console, explanation: Explanation, layout: str) -> None:
    """Print an explanation as `text` or `json`. In files and pipes no line ends in spaces."""
    if layout == "json":
        console.file.write(f"{as_json(explanation)}\n")
        return
    with console.capture() as capture:
        for part in parts(explanation, has_signs=console.color_system is None or console.no_color):
            console.print(part)
    shown = capture.get()
    if not console.is_terminal:
        shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    console.file.write(shown)


def as_json(explanation: Explanation) -> str:
    """An explanation as one JSON object; nothing is left out."""
    text = json.dumps(renamed(asdict(explanation)), ensure_ascii=False, indent=1, default=json_value)
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def renamed(value: Any) -> Any:
    """The same with `in` for `in_`, which Python cannot name."""
    if isinstance(value, dict):
        return {"in" if key == "in_" else key: renamed(each) for key, each in value.items()}
    return [renamed(each) for each in value] if isinstance(value, list | tuple) else value


def plain(text: str) -> str:
    """Text from outside on one line, without anything that could drive a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def parts(explanation: Explanation, has_signs: bool) -> Iterator[RenderableType]:
    """All that is printed, from top to bottom."""
    yield from head(explanation)
    if explanation.cells:
        yield columns(explanation.cells, has_signs)
    else:
        yield from pieces("Evidence", explanation.evidence, MAX_EVIDENCE, has_signs)
        yield from pieces("Not chosen", explanation.others, MAX_OTHERS, has_signs)
    if explanation.query:
        yield Text("\nThe value again", style="bold")
        yield indented(Text(plain(explanation.query)))
    yield from pieces("Set by people", explanation.people, MAX_OTHERS, has_signs)
    yield from surroundings(explanation)


def head(explanation: Explanation) -> Iterator[RenderableType]:
    """The cell, its value, what the column means, and how the value comes about."""
    name = f"{explanation.table}.{explanation.column}" if explanation.column else explanation.table
    yield Text.assemble((name, "bold"), "  ", (plain(explanation.key), "dim"), overflow="fold")
    if explanation.asked:
        yield Text(plain(explanation.asked), style="dim")
    if explanation.column:
        shown = "(empty)" if explanation.value is None or explanation.value == [] else printable(explanation.value)
        yield indented(Text(plain(shown), style="bold cyan", overflow="fold"))
    yield Text(plain(explanation.meaning), style="dim")
    yield Text(plain(explanation.how))
    if note := BASIS_NOTES.get(explanation.basis):
        yield Text(note, style="dim")


def columns(cells: Iterable[Cell], has_signs: bool) -> Table:
    """The columns of a row in short: value, and how it comes about, with the first piece of evidence."""
    table = Table(show_edge=False, pad_edge=False)
    for name, share in (("column", None), ("value", 2), ("evidence", 3)):
        table.add_column(name, overflow="fold", ratio=share, no_wrap=share is None)
    for cell in cells:
        value = "" if cell.value is None else plain(shortened(printable(cell.value), 120))
        said = Text(plain(cell.how))
        if cell.evidence:
            said.append("\n")
            said.append_text(quoted(cell.evidence, has_signs, 60, 120))
            said.append(f"\n{where(cell.evidence)}", style="dim")
        table.add_row(Text(cell.column), Text(value), said)
    return table


def pieces(heading: str, found: Sequence[Evidence], limit: int, has_signs: bool) -> Iterator[RenderableType]:
    """Pieces of evidence under a heading; nothing if there are none."""
    if not found:
        return
    yield Text(f"\n{heading}", style="bold")
    for one in found[:limit]:
        yield indented(piece(one, has_signs))
    if len(found) > limit:
        yield indented(Text(f"and {len(found) - limit} more; --format json has all", style="dim"))


def piece(one: Evidence, has_signs: bool) -> Text:
    """One piece of evidence: what it is, where, and the words."""
    said = Text(overflow="fold")
    if one.note:
        said.append(plain(one.note))
        said.append(" · ", style="dim")
    said.append(where(one), style="dim")
    if one.rule:
        trusted = f", trusted {one.confidence:.2g}" if one.confidence is not None else ""
        said.append(f" · rule {plain(one.rule)}{trusted}", style="dim")
    if one.in_ != "path":  # which stands in the line above
        said.append("\n")
        said.append_text(quoted(one, has_signs))
    return said


def where(one: Evidence) -> str:
    """The place of a piece of evidence in words."""
    names = {"knowledge": one.path, "corrections": "file of corrections", "reviewed": "file of reviewed pairs"}
    if one.in_ in names:
        return plain(names[one.in_])
    if one.in_ == "warehouse":
        return plain(f"row of the warehouse, {one.path}" if one.path else "row of the warehouse")
    if one.in_ == "path":
        return plain(f"file {one.path}")
    return plain(f"{one.path}, characters {one.start_char}–{one.end_char} {PLACES.get(one.in_, '')}")


def quoted(one: Evidence, has_signs: bool, around: int = 400, chars: int = SPAN_CHARS) -> Text:
    """The words of a piece of evidence, the span marked."""
    if one.start_char is None or one.in_ == "path":
        return Text(shortened(plain(one.text), chars))
    opening, closing = SIGNS if has_signs else ("", "")
    said = Text(spaced(one.before)[-around:], style="dim")
    said.append(f"{opening}{shortened(plain(one.text), chars)}{closing}", style="" if has_signs else "bold reverse")
    said.append(spaced(one.after)[:around], style="dim")
    return said


def spaced(text: str) -> str:
    """Text on one line, with one space at each end where it has any there."""
    words = plain(text)
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def surroundings(explanation: Explanation) -> Iterator[RenderableType]:
    """Files, steps, rules, rejections and changes."""
    if explanation.sources:
        yield Text("\nFiles", style="bold")
    for source in explanation.sources:
        held = ", ".join(f"{name}/{path} ({state})" for name, path, state in source.files) or "no file"
        yield indented(Text(plain(f"{source.document_id[:ID_DIGITS]}  {held}")))
    yield from made_by(explanation.lineage)
    yield from ruled(explanation.table, explanation.column, explanation.validations)
    if explanation.refused:
        yield Text("\nRejections of its files", style="bold")
    for refused in explanation.refused:
        state = f"resolved {as_text(refused.resolved_at)}" if refused.resolved_at else "stands"
        yield indented(Text(plain(f"{refused.path}: {refused.reason} at {refused.step}, {state}: {refused.detail}")))
    if explanation.changes:
        yield Text("\nChanged by", style="bold")
    for change in explanation.changes:
        said = f"run {change.run_id} ({change.code_version}): {change.change}"
        differs = f"; before {change.before or '-'}; after {change.after or '-'}"
        yield indented(Text(shortened(plain(said + differs), SPAN_CHARS)))


def made_by(lineage: Sequence[Made]) -> Iterator[RenderableType]:
    """The steps that the row went through, the one that made it marked."""
    if not lineage:
        return
    yield Text("\nMade by", style="bold")
    table = Table.grid(padding=(0, 2))
    for one in lineage:
        began = f"{as_text(one.started_at)} UTC" if one.started_at else ""
        flow = f"flow run {one.flow_run_id}" if one.flow_run_id else ""
        row = (
            f"  {'>' if one.is_own else ' '} {one.step}",
            one.document_id[:ID_DIGITS],
            f"fingerprint {one.fingerprint}" if one.fingerprint else one.outcome,
            f"run {one.run_id}",
            " · ".join(each for each in (began, f"code {one.code_version}", flow, one.report) if each),
        )
        table.add_row(*(Text(plain_start(cell), style="" if one.is_own else "dim") for cell in row))
    yield table


def plain_start(text: str) -> str:
    """Text on one line that may begin with spaces."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def ruled(table: str, column: str, found: Validations) -> Iterator[RenderableType]:
    """What the rules say."""
    if not (found.rules or found.open or found.n_open_elsewhere):
        return
    broken = [rule for rule in found.rules if rule.outcome != "passed"]
    looked = f"{len(found.rules)} rules looked at {f'{table}.{column}' if column else table}"
    said = "no row broke any" if not broken else f"rows broke {len(broken)} of them"
    yield Text("\nRules", style="bold")
    yield indented(Text(f"{looked}; {said} when applied last. On this row: {len(found.open)} findings stand."))
    for finding in (*found.open, *found.resolved):
        yield indented(Text(plain(told(finding))))
    for rule in broken[:MAX_RULES]:
        failed = f"{rule.outcome}, {rule.n_failed} of {rule.n_checked} rows: {rule.reason}"
        yield indented(Text(plain(f"{rule.rule_id} ({rule.severity}) {failed}"), style="dim"))
    if found.n_open_elsewhere:
        yield indented(Text(f"{found.n_open_elsewhere} findings stand on other rows of its documents.", style="dim"))


def told(finding: Finding) -> str:
    """A finding in one line."""
    since = f"since {as_text(finding.first_seen_at)}"
    state = f"{since}, resolved {as_text(finding.resolved_at)}" if finding.resolved_at else since
    return f"{finding.rule_id} ({finding.severity}, {state}): {finding.detail}"


def indented(text: Text) -> RenderableType:
    """A text that stays indented where it is folded."""
    return Padding(text, (0, 0, 0, INDENT))
