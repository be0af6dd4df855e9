"""Who is quoted: `…,” Stoltenberg pointed out`, `NAME, office: “…`."""

import re
from functools import cache

from tasks.core.structure.cues import alternation
from tasks.core.structure.quotes import quoted_spans
from tasks.core.structure.statement_words import has_statement_word

NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){0,4}"
BEFORE = re.compile(rf"(?P<name>{NAME})(?:,[^.:“”\"]{{1,80}})?:\s*\W?$")


@cache
def after_quote() -> re.Pattern[str]:
    return re.compile(
        rf"[,.\s]*(?:[^\s“”.]+\s){{0,6}}?(?P<name>{NAME})(?:,[^.“”]{{1,60}},)?\s+(?:has\s+)?{alternation('reporting')}(?!\w)"
    )


@cache
def verb_first() -> re.Pattern[str]:
    return re.compile(rf"[,.\s–—-]*{alternation('reporting')}\s+(?P<name>{NAME})")


def quoted_speakers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Spans of quotations in a paragraph with the name of the person who is quoted."""
    found: list[tuple[int, int, str]] = []
    for start, end in quoted_spans(text):
        after = after_quote().match(text, end) or verb_first().match(text, end)
        match = after or BEFORE.search(text[max(0, start - 120) : start])
        if match and not has_statement_word(match[0]):
            found.append((start, end, match["name"]))
    return tuple(found)
