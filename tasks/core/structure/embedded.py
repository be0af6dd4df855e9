"""The statement that an article carries: what it quotes at length, in marks, set off, or as it was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import Span, n_words
from tasks.core.structure.voices import statement_pieces

MIN_QUOTED_WORDS = 50  # by definition: a statement is carried where 50 of its words are quoted


@dataclass(frozen=True, slots=True)
class Carried:
    """Spans of the body that are words of the statement, in order, and the rule that found them."""

    spans: tuple[Span, ...]
    rule: str


def carried_statement(body: str, paragraphs: Sequence[Paragraph]) -> Carried | None:
    """The statement inside an article, if it carries one."""
    running = [one for one in paragraphs if one.role == "paragraph"]
    pieces = statement_pieces(running)
    spans = joined(body, [(piece.start, piece.end) for piece, is_statement in pieces if is_statement])
    if sum(n_words(body[start:end]) for start, end in spans) < MIN_QUOTED_WORDS:
        return None
    return Carried(tuple(spans), "quoted_at_length")


def joined(body: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but space between them made one, within a paragraph."""
    found: list[Span] = []
    for start, end in spans:
        between = body[found[-1][1] : start] if found else "."
        if found and not between.strip() and "\n\n" not in between:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
