"""Words by which texts say what they are: statement, press release, readout."""

import re
from functools import cache

from schemas import knowledge
from tasks.core.structure.cues import WORD, words_in

ENDINGS = ("s", "es", "en", "e")


@cache
def kind_words(kind: str) -> frozenset[str]:
    """The words of a kind in `statement_words.csv`."""
    return frozenset(
        word
        for row in knowledge.rows("statement_words")
        if row["kind"] == kind
        for word in knowledge.values(row["words"])
    )


@cache
def kind_pattern(kind: str) -> re.Pattern[str]:
    """Any word of a kind, whole, in any case, also with an ending of the plural."""
    escaped = (re.escape(word).replace("'", "['’]") for word in kind_words(kind))
    longest = sorted(escaped, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?:{'|'.join(ENDINGS)})?(?!\w)", re.IGNORECASE)


@cache
def kind_beginnings(kind: str) -> frozenset[str]:
    """The first word of each phrase of a kind, in small letters, with and without an ending."""
    firsts = {WORD.findall(word.lower())[0] for word in kind_words(kind)}
    return frozenset(first + ending for first in firsts for ending in ("", *ENDINGS))


def find_kind(kind: str, text: str) -> re.Match[str] | None:
    """The first word of a kind in a text. The pattern is tried only where a first word of a phrase stands."""
    if words_in(text).isdisjoint(kind_beginnings(kind)):
        return None
    return kind_pattern(kind).search(text)


def has_statement_word(line: str) -> bool:
    """The line calls something a statement, a declaration, a communiqué…"""
    return find_kind("statement", line) is not None


def begins_as_other(line: str) -> re.Match[str] | None:
    """The line begins as what is no statement: a law, an agenda, an interview; not `Agenda 2030: Statement by …`."""
    match = other_beginning().match(line)
    if match and (colon := line.find(":", match.end())) >= 0 and has_statement_word(line[colon:]):
        return None
    return match


@cache
def other_beginning() -> re.Pattern[str]:
    return re.compile(rf"\W*{kind_pattern('other_at_start').pattern}", re.IGNORECASE)


def begins_as_statement(line: str) -> re.Match[str] | None:
    """The line begins with a word that calls it somebody's words only there: `Message from …`, `Palabras del …`."""
    return statement_beginning().match(line)


@cache
def statement_beginning() -> re.Pattern[str]:
    return re.compile(rf"\W*{kind_pattern('statement_at_start').pattern}", re.IGNORECASE)
