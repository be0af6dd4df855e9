"""How reporters quote: each manner turns paragraphs of a statement into paragraphs of an article."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import fill

Paragraphs = list[list[str]]


@dataclass(frozen=True)
class Report:
    """Whom a reporter quotes, on what, and the words of the statement; `chance` chooses between wordings."""

    issuer: str
    topic: str
    words: Paragraphs
    chance: random.Random

    @property
    def blocks(self) -> list[str]:
        return [" ".join(sentences) for sentences in self.words]

    def one_of(self, *wordings: str) -> str:
        return self.chance.choice(wordings)


def attribution(report: Report) -> str:
    return report.one_of(
        "the statement said",
        "the statement reads",
        f"the {report.issuer} said in a joint statement",
        "according to the statement",
        "the joint text says",
    )


def lead_in(report: Report) -> str:
    return report.one_of(
        f"In a joint statement on {report.topic}, the {report.issuer} set out their common line.",
        f"A statement by the {report.issuer} on {report.topic} was published late at night.",
        f"The {report.issuer} adopted a declaration on {report.topic} after hours of talks, officials said.",
    )


def in_marks(opening: str, closing: str) -> Callable[[Report], list[str]]:
    """Each paragraph of the statement in marks, with the attribution after it."""

    def quote(report: Report) -> list[str]:
        blocks = [f"{opening}{block.rstrip('.')}{closing}, {attribution(report)}." for block in report.blocks]
        return [lead_in(report), *blocks]

    return quote


def marks_alone(opening: str, closing: str) -> Callable[[Report], list[str]]:
    """Paragraphs of nothing but a quotation, introduced once."""

    def quote(report: Report) -> list[str]:
        return [
            f"A document on {report.topic} that the {report.issuer} released reads:",
            *(opening + block + closing for block in report.blocks),
        ]

    return quote


def opened_each(opening: str, closing: str) -> Callable[[Report], list[str]]:
    """Each paragraph opened with a mark, and only the last one closed."""

    def quote(report: Report) -> list[str]:
        blocks = [opening + block for block in report.blocks]
        blocks[-1] += closing
        return [f"The {report.issuer} made their position on {report.topic} clear in a joint statement.", *blocks]

    return quote


def opened_once(report: Report) -> list[str]:
    """One mark at the beginning and one at the end of many paragraphs."""
    blocks = report.blocks
    blocks[0] = "“" + blocks[0]
    blocks[-1] = blocks[-1].rstrip(".") + f",” {attribution(report)}."
    return [lead_in(report), *blocks]


def after_colon(report: Report) -> list[str]:
    """Set off by a colon and empty lines, without marks."""
    return [
        report.one_of(
            f"The statement of the {report.issuer} on {report.topic} reads as follows:",
            f"On {report.topic}, the {report.issuer} declared:",
            f"This is what the {report.issuer} had to say on {report.topic}, according to the text seen by reporters:",
        ),
        *report.blocks,
    ]


def marked_down(report: Report) -> list[str]:
    """Markdown block quotation."""
    return [lead_in(report), "\n>\n".join("> " + block for block in report.blocks)]


def indented(report: Report) -> list[str]:
    """Set off by indentation, wrapped by hand."""
    blocks = (fill(block, 72, initial_indent="    ", subsequent_indent="    ") for block in report.blocks)
    return [f"The {report.issuer} wrote in their declaration on {report.topic}:", *blocks]


def marks_lost(report: Report) -> list[str]:
    """Quotation marks were lost; the reporting sentences remain."""
    blocks = [f"{block.rstrip('.')}, {attribution(report)}." for block in report.blocks]
    return [lead_in(report), *blocks]


def machine_translated(report: Report) -> list[str]:
    """English that a machine made of another language."""
    blocks = [
        f"“{block}” – is said in the statement."
        if number % 2
        else f"It is noted in the document of the {report.issuer}: “{block}”"
        for number, block in enumerate(report.blocks)
    ]
    return [f"About {report.topic} have also expressed themselves {report.issuer}, informs the portal.", *blocks]


def reading_first(report: Report) -> list[str]:
    """Attribution before the quotation."""
    return [f'The {report.issuer} said in a joint statement: "{block}"' for block in report.blocks]


def sentence_by_sentence(report: Report) -> list[str]:
    """Each sentence in marks of its own, reporting words between."""
    found = []
    for sentences in report.words:
        pieces = []
        for number, sentence in enumerate(sentences):
            tail = f", {attribution(report)}." if number % 2 else ", they said."
            pieces.append(f"“{sentence.rstrip('.')}”{tail}")
        found.append(" ".join(pieces))
    return [lead_in(report), *found]


def single_marks(report: Report) -> list[str]:
    """British single marks."""
    blocks = [f"‘{block.rstrip('.')},’ the communiqué added." for block in report.blocks]
    return [f"In a communiqué on {report.topic} the {report.issuer} did not mince their words.", *blocks]


MANNERS: dict[str, Callable[[Report], list[str]]] = {
    "curly marks": in_marks("“", "”"),
    "marks alone": marks_alone("“", "”"),
    "opened each time": opened_each("“", "”"),
    "after a colon": after_colon,
    "marks lost": marks_lost,
    "marked down": marked_down,
    "sentence by sentence": sentence_by_sentence,
    "straight marks": in_marks('"', '"'),
    "low marks": in_marks("„", "“"),
    "angles": marks_alone("«", "»"),
    "straight marks opened each time": opened_each('"', '"'),
    "opened once": opened_once,
    "indented": indented,
    "machine-translated": machine_translated,
    "attribution first": reading_first,
    "single marks": single_marks,
}
TUNED_ON = (
    "curly marks",
    "marks alone",
    "opened each time",
    "after a colon",
    "marks lost",
    "marked down",
    "sentence by sentence",
    "straight marks",
)  # the rules were written with these in view, and checked with the others
