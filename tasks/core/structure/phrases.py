"""Words of pages that belong to no text: buttons, navigation, marks of the end."""

import re
from functools import cache

from schemas import knowledge

EDGES = " \t[]()|•·*–—-:.!?»›«‹,<>/#_"
SEPARATORS = re.compile(r"[|•·»›/,]|\s{2,}")
MAX_PHRASE_WORDS = 6
MAX_LINE_CHARS = 120


@cache
def phrases(rule: str) -> frozenset[str]:
    """All phrases of a rule of `furniture.csv`, in small letters."""
    return frozenset(
        phrase.lower()
        for row in knowledge.rows("furniture")
        if row["rule"] == rule
        for phrase in knowledge.values(row["words"])
    )


@cache
def buttons() -> frozenset[str]:
    return phrases("share") | phrases("navigation")


@cache
def first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0].strip(EDGES) for phrase in buttons()) | {""}


def is_furniture(line: str) -> bool:
    """The line is made of button and navigation words alone."""
    lowered = line.strip(EDGES).lower()
    if len(lowered) > MAX_LINE_CHARS or lowered.partition(" ")[0].strip(EDGES) not in first_words():
        return False
    words = " ".join(SEPARATORS.split(lowered)).split()
    index = 0
    while index < len(words):
        for length in range(min(MAX_PHRASE_WORDS, len(words) - index), 0, -1):
            if " ".join(words[index : index + length]) in buttons():
                index += length
                break
        else:
            return False
    return bool(words)


def is_end_mark(line: str) -> bool:
    return line.strip(" .").lower() in phrases("end_mark") or line.strip().lower() in phrases("end_mark")


@cache
def filing_words() -> str:
    return "|".join(map(re.escape, sorted(phrases("filing"), key=lambda word: (-len(word), word))))


@cache
def filing_start() -> re.Pattern[str]:
    return re.compile(rf"[\[(]{{0,2}}(?:{filing_words()})(?!\w)[^\d\n]{{0,20}}\d", re.IGNORECASE)


def is_filing_line(line: str) -> bool:
    """`[FR Doc. 99-1234`, `Filed 6-25-10; 11:15 am]`: how a journal filed the text, with a number."""
    return len(line) <= MAX_LINE_CHARS and filing_start().match(line) is not None


@cache
def filing_behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=\s)\[|(?<=[.\])]\s))(?:{filing_words()})(?!\w)(?:[^\d\n]{{0,20}}\d|\W*$)", re.IGNORECASE
    )


def filing_place(line: str) -> int:
    """Where in the line, behind a stop or in square brackets, the journal says how it filed the text; -1 if nowhere."""
    found = filing_behind().search(line)
    return found.start() if found else -1


def is_trailing_heading(line: str) -> bool:
    return line.strip(EDGES).lower() in phrases("trailing_heading")
