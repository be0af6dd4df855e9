"""By what a reporter gives himself away: whom he quotes, whom he asked, the line with his name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tasks.core.structure.cues import alternation, can_have, cue_pattern
from tasks.core.structure.levels import find_level
from tasks.core.structure.paragraphs import Paragraph

Match = re.Match[str]

NAME = r"[^\W\d_a-z][\w’'.-]+(?:\s[^\W\d_a-z][\w’'.-]+){1,3}"
MAX_BYLINE_CHARS = 80
N_HEAD = 6  # paragraphs among which a line with the author's name is looked for, and as many at the end
AGENCY_LINE = re.compile(
    r"[^\W\d_][\w’'. -]{1,40}?(?:,\s?[^–—(]{3,40}?)?\s?[(/]\s?[^\W\d_][\w. -]{1,30}\s?[)/]\s?[–—-]\s?(?=\W?[^\W\d_])"
)


def small(kind: str) -> str:
    """Any word of a kind, in small letters: patterns that ignore case take five times as long."""
    return alternation(kind).lower()


def small_letters(text: str) -> str:
    """The text in small letters, unless that would move its characters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


@cache
def attribution_pattern() -> re.Pattern[str]:
    """Words laid into the mouth of a text: `the statement reads`, `said in a joint statement`."""
    clause = r"(?:[\w’'-]+,?\s+)"
    texts, saying = small("quoted_text"), small("saying")
    source = rf"{texts}(?!\w),?\s+{clause}{{0,7}}?{saying}"
    place = rf"(?<!as\s){small('saying_in')}\s+{clause}{{0,7}}?{texts}"
    return re.compile(rf"(?<!\w)(?:{source}|{place})(?!\w)")


@cache
def joint_speech_pattern() -> re.Pattern[str]:
    """Several who speak with one voice, as only a text can: `the ministers said`, `they added`."""
    saying = f"(?:{small('reporting')}|{small('saying')})"
    speakers = small("joint_speakers")
    clause = r"(?:[\w’'-]+,?\s+)"
    return re.compile(
        rf"(?<!\w)(?:{speakers}(?!\w),?\s+{clause}{{0,4}}?{saying}|{saying}\s+{clause}{{0,4}}?{speakers})(?!\w)"
    )


@cache
def press_pattern() -> re.Pattern[str]:
    """People whom only reporters ask, or who are reporters: `officials said`, `told reporters`."""
    people, talk = small("press_people"), small("press_talk")
    clause = r"(?:[\w’'-]+\s+)"
    return re.compile(
        rf"(?<!\w)(?:{people}(?!\w),?\s+{clause}{{0,5}}?{talk}|{talk}\s+{clause}{{0,3}}?{people}"
        rf"|{people}\s+were\s+{talk})(?!\w)"
    )


@cache
def weekday_pattern() -> re.Pattern[str]:
    """A day of the week without its date: what is told today is of this week."""
    return re.compile(rf"(?<!\w){alternation('weekday')}(?![\w,]|\s(?:\d|the\s))")


@cache
def byline_pattern() -> re.Pattern[str]:
    author = rf"(?:(?i:{alternation('correspondent')})|{NAME}(?:(?:,|\s(?i:and|und|et|i|și|и|y))\s{NAME}){{0,3}})"
    return re.compile(
        rf"(?:{alternation('byline')}):?\s+{author}(?:,?\s(?:in|for|at)\s[^.]{{2,40}}|,\s[^.]{{2,40}})?\.?"
    )


def bylines(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Lines of the head or the end that name the author of a report."""
    near = [*paragraphs[:N_HEAD], *paragraphs[N_HEAD:][-N_HEAD:]]
    for one in near:
        if len(one.text) <= MAX_BYLINE_CHARS and byline_pattern().fullmatch(one.text) and not find_level(one.text):
            yield one


def is_byline(text: str) -> bool:
    return can_have(text, "byline") and byline_pattern().match(text) is not None


@lru_cache(maxsize=256)
def attributions(text: str) -> tuple[Match, ...]:
    """Attributions to a text, but for those that its own authors make: `as we said in our declaration`."""
    if not (can_have(text, "quoted_text") and can_have(text, "saying", "saying_in")):
        return ()
    own = cue_pattern("first_person")
    return tuple(match for match in attribution_pattern().finditer(small_letters(text)) if not own.search(match[0]))


@lru_cache(maxsize=256)
def has_press(text: str) -> bool:
    """The text has people whom only reporters ask."""
    return (
        can_have(text, "press_people")
        and can_have(text, "press_talk")
        and press_pattern().search(small_letters(text)) is not None
    )


def has_weekday(text: str) -> bool:
    """The text has a day of the week without its date."""
    return can_have(text, "weekday") and weekday_pattern().search(text) is not None


def has_joint_speech(text: str) -> bool:
    """The text has several who speak with one voice."""
    return (
        can_have(text, "joint_speakers")
        and can_have(text, "reporting", "saying")
        and joint_speech_pattern().search(small_letters(text)) is not None
    )
