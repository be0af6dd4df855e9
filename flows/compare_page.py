"""Two versions side by side as one page that needs nothing else: no script, no network, no font of its own."""

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from flows.compare import CHANGES, describe, name_of, plain, spaced, standing
from tasks.core.compare import Comparison
from tasks.core.compare.folding import Fold, fold
from tasks.core.compare.model import Passage, Row, Side
from tasks.core.compare.verdict import verdict

TEMPLATE = "compare_page.html"
UNKNOWN = "und"
MARKS = (("del", "only in A"), ("ins", "only in B"))
COLUMNS = '<colgroup><col class="no"><col><col class="change"><col class="no"><col></colgroup>'


def as_page(comparison: Comparison, show_all: bool) -> str:
    """The whole page. Everything that comes from documents is escaped; what could turn or hide text is replaced."""
    names = " and ".join(name_of(side) for side in (comparison.left, comparison.right))
    is_same = comparison.is_same_document
    return Template(files("flows").joinpath(TEMPLATE).read_text(encoding="utf-8")).substitute(
        title=safe(f"{names}, side by side"),
        sides="\n".join(side_card(letter, side) for letter, side in zip("AB", sides(comparison), strict=True)),
        verdict="\n".join(f"<p>{safe(line)}</p>" for line in verdict(comparison)),
        counts="" if is_same else counts(comparison),
        table="" if is_same else table(comparison, fold(comparison, show_all)),
    )


def safe(text: str) -> str:
    """Text from outside as HTML text, on one line."""
    return escape(plain(text))


def sides(comparison: Comparison) -> tuple[Side, Side]:
    return comparison.left, comparison.right


def written_in(side: Side) -> str:
    """Attributes for language and direction."""
    language = "" if side.language_code == UNKNOWN else side.language_code
    return f'lang="{safe(language)}" dir="{"rtl" if side.is_right_to_left else "ltr"}"'


def side_card(letter: str, side: Side) -> str:
    title = (
        f"<bdi {written_in(side)}>{safe(side.title)}</bdi>"
        if side.title
        else '<span class="untitled">(no title)</span>'
    )
    lines = [f"<li><bdi>{safe(path)}</bdi></li>" for path in side.paths]
    lines += [f"<li>{safe(describe(side))}</li>"]
    if standing(side):
        lines += [f'<li class="stands">{safe(standing(side))}</li>']
    return (
        f'<section class="side"><span class="letter">{letter}</span><h2>{title}</h2>'
        f'<ul class="facts">{"".join(lines)}</ul></section>'
    )


def counts(comparison: Comparison) -> str:
    """How many sentences changed in which way, and how words are marked."""
    found = "".join(
        f'<li class="{change}"><b>{comparison.counts[change]}</b> {change}</li>'
        for change in CHANGES
        if change in comparison.counts
    )
    return (
        f'<ul class="counts" aria-label="Sentences by change">{found}</ul>\n'
        '<p class="legend">Words <del>only in A</del> and <ins>only in B</ins>; '
        "beside each sentence the number of its paragraph (¶) and its own.</p>"
    )


def table(comparison: Comparison, rows: Iterable[Row | Fold]) -> str:
    names = [
        f"{letter} · <bdi>{safe(name_of(side))}</bdi>" for letter, side in zip("AB", sides(comparison), strict=True)
    ]
    head = (
        f'<thead><tr><th scope="colgroup" colspan="2">{names[0]}</th><th scope="col">Change</th>'
        f'<th scope="colgroup" colspan="2">{names[1]}</th></tr></thead>'
    )
    body = "\n".join(table_rows(comparison, rows))
    return f'<table class="versions">{COLUMNS}\n{head}\n<tbody>\n{body}\n</tbody></table>'


def table_rows(comparison: Comparison, rows: Iterable[Row | Fold]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Row):
            yield table_row(comparison, row)
            continue
        folded = "\n".join(table_row(comparison, each) for each in row.rows)
        yield (
            f'<tr class="fold"><td colspan="5"><details><summary>{safe(row.label)}</summary>'
            f"<table>{COLUMNS}<tbody>{folded}</tbody></table></details></td></tr>"
        )


def table_row(comparison: Comparison, row: Row) -> str:
    left, right = (
        cells(side, passage, at)
        for at, (side, passage) in enumerate(zip(sides(comparison), (row.left, row.right), strict=True))
    )
    return f'<tr class="row {row.change}">{left}<th class="change" scope="row">{row.change}</th>{right}</tr>'


def cells(side: Side, passage: Passage | None, at: int) -> str:
    """Number and words of one side."""
    if passage is None:
        return '<td class="no nothing"></td><td class="nothing"><span class="spoken">nothing</span></td>'
    paragraph = f'<span class="paragraph">¶ {passage.paragraph_no}</span>' if passage.opens_paragraph else ""
    letter = "AB"[at]
    place = "&#10;".join(([f"¶ {passage.paragraph_no}"] if paragraph else []) + [str(passage.sentence_no)])
    return (
        f'<td class="no">{paragraph}{passage.sentence_no}</td>'
        f'<td class="words of-{letter.lower()}" data-side="{letter}" data-place="{place}">'
        f"<div {written_in(side)}>{words(passage, at)}</div></td>"
    )


def words(passage: Passage, at: int) -> str:
    """A passage as it is printed, words without partner marked, in a way that can be heard as well."""
    number = f'<span class="printed">{safe(passage.printed_number)}.</span> ' if passage.printed_number else ""
    tag, meaning = MARKS[at]
    shown = []
    for piece in passage.pieces:
        text = escape(spaced(piece.text))
        shown.append(
            f'<{tag}><span class="spoken">[{meaning}: </span>{text}<span class="spoken">]</span></{tag}>'
            if piece.is_changed
            else text
        )
    return number + "".join(shown).strip()
