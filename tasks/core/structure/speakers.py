"""Who is quoted: `…,” Stoltenberg pointed out`, `NAME, office: “…`."""

import re
from collections.abc import Iterable
from functools import cache

from tasks.core.structure.cues import alternation, has_cue
from tasks.core.structure.names import find_countries, find_organisations
from tasks.core.structure.quotes import quoted_spans
from tasks.core.structure.statement_words import has_statement_word

CLAUSE_CHARS = 60
NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){0,4}"
FULL_NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){1,4}"


@cache
def before_quote() -> re.Pattern[str]:
    apposition = r"(?:,[^.:“”\"]{1,80})?"
    verb = rf"\s+{alternation('reporting')}(?:\s[^.:“”\"]{{1,60}})?[:,]"
    return re.compile(
        rf"(?:(?:^|[.!?…]\s)\W?(?:({FULL_NAME}){apposition}|({NAME})):|({NAME}){apposition}{verb})\s*\W?$"
    )


@cache
def after_quote() -> re.Pattern[str]:
    return re.compile(
        rf"[,.\s]*(?:[^\s“”.]+\s){{0,6}}?({NAME})(?:,[^.“”]{{1,60}},)?\s+(?:has\s+)?{alternation('reporting')}(?!\w)"
    )


@cache
def verb_first() -> re.Pattern[str]:
    return re.compile(rf"[,.\s–—-]*{alternation('reporting')}\s+({NAME})")


@cache
def one_speech() -> re.Pattern[str]:
    """One person who speaks, by pronoun or office: `he told reporters`, `said the minister`."""
    speaker = rf"(?i:{alternation('one_speaker')})(?!\w)"
    verb = rf"(?:{alternation('reporting')}|{alternation('press_talk')})(?!\w)"
    words = r"(?:[\w’'-]+,?\s+)"
    return re.compile(
        rf"[,.\s–—-]*(?<!\w)(?:{words}{{0,3}}?{speaker},?\s+{words}{{0,2}}?{verb}|{verb}\s+{words}{{0,3}}?{speaker})"
    )


def said_by_one(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Quotations of a paragraph that are laid into the mouth of one person."""
    named = {start for start, _, _ in quoted_speakers(text)}
    return frozenset(span for span in spans if span[0] in named or speaks_alone(text, span))


def speaks_alone(text: str, span: tuple[int, int]) -> bool:
    """The words after a quotation say that one person spoke."""
    match = one_speech().match(text, span[1])
    return match is not None and not is_of_text(text, match, span[0])


def announces_person(text: str) -> bool:
    """The text ends with a colon, and one person's words follow."""
    clause = text.rstrip().rpartition(". ")[2]
    return before_quote().search(text.rstrip()[-120:]) is not None or one_speech().search(clause[-120:]) is not None


def quoted_speakers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Spans of quotations in a paragraph with the name of the person who is quoted."""
    found: list[tuple[int, int, str]] = []
    for start, end in quoted_spans(text):
        after = after_quote().match(text, end) or verb_first().match(text, end)
        match = after or before_quote().search(text[max(0, start - 120) : start])
        name = next(filter(None, match.groups())) if match else ""
        if match and not is_of_text(text, match, start) and not is_body(name):
            found.append((start, end, name))
    return tuple(found)


def is_of_text(text: str, match: re.Match[str], quoted: int) -> bool:
    """The clause of the attribution names a text that the words are from: `the ministers said in a joint statement`."""
    before = text[max(0, quoted - 2 * CLAUSE_CHARS) : quoted].rpartition(". ")[2]
    is_after = match.pos >= quoted
    clause = text[match.start() : match.end() + CLAUSE_CHARS].split(".")[0] if is_after else before
    return has_statement_word(clause) or has_cue(clause, "quoted_text")


def is_body(name: str) -> bool:
    """The name is that of a state or an organisation, not of a person."""
    named = (*find_organisations(name), *find_countries(name))
    return any(one.end == len(name) for one in named)
