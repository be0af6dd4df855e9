"""Who is quoted or reported as saying it, by the full name that the document gives."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from schemas.knowledge.words import cue_words
from tasks.core.acts.model import Mention

WORD = re.compile(r"\s*([^\W\d_]+)")
start_of = attrgetter("start")


def speaker_of(
    body: str, sentence_start: int, sentence_end: int, printed: str | None, persons: Sequence[Mention]
) -> str | None:
    """Who speaks in a sentence outside of the statement: the one printed with a quotation, or who `said` it.

    `persons` are the mentions of people in order.
    """
    if printed:
        return full_name(printed, persons)
    comma = body.find(",", sentence_start, sentence_end)
    begins, ends = (bisect_left(persons, at, key=start_of) for at in (sentence_start, sentence_end))
    for one in persons[begins:ends]:
        follower = WORD.match(body, one.end, sentence_end)
        if 0 <= comma < one.start and follower and follower[1] in cue_words("persons_only_verbs"):
            return one.entity.name
    return None


def full_name(printed: str, persons: Sequence[Mention]) -> str:
    """The name of the person mentioned whose surname is printed; else what is printed."""
    surname = printed.split()[-1]
    return next((one.entity.name for one in persons if one.entity.name.split()[-1] == surname), printed)


def last_before(persons: Sequence[Mention], start: int) -> str | None:
    """The last person named before an offset: whom `he` or `she` means."""
    at = bisect_left(persons, start, key=start_of)
    return persons[at - 1].entity.name if at else None
