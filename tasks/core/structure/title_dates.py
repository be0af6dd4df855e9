"""Dates and towns in titles, where they are the text's own and not its topic's."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tasks.core.dates import FoundDate
from tasks.core.structure.candidates import Candidate
from tasks.core.structure.cues import alternation
from tasks.core.structure.datelines import own_dates, unknown_town
from tasks.core.structure.issuers import topic
from tasks.core.structure.names import find_countries, find_towns
from tasks.core.structure.occasions import PRECISE, dated, earlier, only_names, placed
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import begins_as_other, has_statement_word

MAX_HEAD_LINES = 6
LAST_PART = re.compile(r",\s(?P<part>[^,]{2,40}),\s$")
PARTING = "([,;:–—-|"


def title_candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Dates and towns in the title."""
    first_text = next((one.start for one in paragraphs if one.role == "paragraph"), 0)
    head = [one for one in paragraphs if one.role == "title" and one.start <= first_text]
    for paragraph in head[:MAX_HEAD_LINES]:
        for found in own_dates(paragraph.text):
            if found.form in (*PRECISE, "month") and is_of_title(paragraph.text, found):
                confidence = 0.89 if paragraph.text[: found.start].endswith("(") else 0.8
                yield dated((paragraph.start + found.start, paragraph.start + found.end), found, "title", confidence)
                yield from towns_beside(paragraph, found)
                break


def is_of_title(title: str, found: FoundDate) -> bool:
    """The date is that of the text, not of what the text is on.

    It begins the title, or is parted from it by a sign, with nothing but names after it; or it is joined by a word or
    follows a town, before any topic is named.
    """
    before, after = title[: found.start].rstrip(), title[found.end :].strip(" .)]*")
    if not before or before[-1] in PARTING:
        return not before or only_names(after)
    rest = joining_word().sub("", before).rstrip()
    if rest == before and ends_with_place(before):
        return True
    if topic().search(rest) or earlier().search(rest):
        return False
    is_called = has_statement_word(before) or begins_as_other(before)
    return bool(is_called) if rest != before else bool(find_towns(rest) or find_countries(rest))


def ends_with_place(text: str) -> bool:
    """The text ends with `in Town` or `Town, State`."""
    names = sorted((*find_towns(text), *find_countries(text)), key=lambda one: one.start)
    if not names or text[names[-1].end :].strip(" ,"):
        return False
    towns = [one for one in names[-2:] if one in find_towns(text)]
    is_pair = len(names) > 1 and bool(towns) and text[names[-2].end : names[-1].start].strip() == ","
    return is_pair or (bool(towns) and place_before().search(text[: towns[-1].start]) is not None)


@cache
def place_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('place_preposition')}\s+$", re.IGNORECASE)


@cache
def joining_word() -> re.Pattern[str]:
    """The word before a date that is that of a text: `Statement of 3 May 2023`, `… held in Riga on 3 May 2023`."""
    return re.compile(rf"(?<!\w){alternation('before_date')}$", re.IGNORECASE)


def towns_beside(paragraph: Paragraph, found: FoundDate) -> Iterator[Candidate]:
    """A town in a title that gives its date too: one that is known, else the words between two commas before it."""
    for town in find_towns(paragraph.text):
        if abs(found.start - town.end) <= 30 or abs(town.start - found.end) <= 30:
            yield Candidate("place", town.key, paragraph.start + town.start, paragraph.start + town.end, "title", 0.8)
            return
    if (match := LAST_PART.search(paragraph.text, 0, found.start)) and (
        place := unknown_town(paragraph.text, match.start("part"), match.end("part"))
    ):
        yield placed(place, paragraph.start, "title", 0.75)
