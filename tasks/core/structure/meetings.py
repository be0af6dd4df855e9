"""Groupings as which speakers say that they meet, and bodies of which they say that this is a meeting."""

import re
from functools import cache

from tasks.core.structure.cues import alternation
from tasks.core.structure.names import find_organisations

MAX_GROUP_CUE_CHARS = 20
MAX_SESSION_CHARS = 40


def groups_of(sentence: str) -> list[tuple[str, int]]:
    """Groupings that the speakers say they meet as, with their offsets: `in the Bucharest 9 format`."""
    return [
        (sentence[one.start : one.end], one.start)
        for one in find_organisations(sentence)
        if group().match(sentence, one.end, one.end + MAX_GROUP_CUE_CHARS)
    ]


def hosts_of(sentence: str) -> list[tuple[str, int]]:
    """Bodies of which the speakers say that this is a meeting, with their offsets: `the 32nd session of the …`."""
    return [
        (sentence[one.start : one.end], one.start)
        for one in find_organisations(sentence)
        if session_of().search(sentence, max(0, one.start - MAX_SESSION_CHARS), one.start)
    ]


@cache
def session_of() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('session_of')}\s(?:the\s)?$", re.IGNORECASE)


@cache
def group() -> re.Pattern[str]:
    return re.compile(rf"\s+{alternation('group')}(?!\w)", re.IGNORECASE)
