"""States that a text lists as its signatories: after such words as `joined by`, or one a line, each with its office."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tasks.core.structure.cues import alternation, can_have
from tasks.core.structure.issuers import Source
from tasks.core.structure.letterheads import is_name_of_state, names_office
from tasks.core.structure.levels import find_level
from tasks.core.structure.name_index import Named
from tasks.core.structure.names import find_countries
from tasks.core.structure.paragraphs import Paragraph

MIN_LISTED = 3  # states that make a list in running text; two can be those that a text is about
MIN_SIGNED = 2  # lines with who signs
MAX_GAP_CHARS = 12  # between two states of a list: a comma, `and the`
MAX_LEAD_CHARS = 60  # between the words that announce a list and its first state
MAX_LINE_CHARS = 160
MAX_LIST_CHARS = 2000  # all states of the world have as many
N_OUTER = 8  # paragraphs at the beginning and at the end that are looked at for a list
LISTED, SIGNED = 0.88, 0.66  # trust


def lists_of_states(paragraphs: Sequence[Paragraph]) -> Iterator[Source]:
    """A list in the first or last paragraphs, for the signatories alone; lines with signatures, for all fields."""
    outer = paragraphs if len(paragraphs) <= 2 * N_OUTER else [*paragraphs[:N_OUTER], *paragraphs[-N_OUTER:]]
    for one in outer:
        if span := listed(one.text):
            text = one.text[span[0] : span[1]]
            yield Source(text, one.start + span[0], "list_of_states", LISTED, fields=("signatories",))
    yield from signed(paragraphs)


def listed(text: str) -> tuple[int, int] | None:
    """Where a list of states stands in a text that announces it: `Those countries are A, B and C.`"""
    if not can_have(text, "listing_states"):
        return None
    for match in announced().finditer(text):
        row = first_row(find_countries(text[match.end() : match.end() + MAX_LIST_CHARS]))
        if len(row) >= MIN_LISTED and row[0].start <= MAX_LEAD_CHARS:
            return match.end() + row[0].start, match.end() + row[-1].end
    return None


def first_row(found: Sequence[Named]) -> list[Named]:
    """The states up to the first gap that is too wide for a list."""
    for index, (former, later) in enumerate(pairwise(found), 1):
        if later.start - former.end > MAX_GAP_CHARS:
            return list(found[:index])
    return list(found)


@cache
def announced() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('listing_states')}(?!\w)", re.IGNORECASE)


@cache
def for_side() -> re.Pattern[str]:
    return re.compile(rf"{alternation('for_side')}\s")


def signed(paragraphs: Sequence[Paragraph]) -> Iterator[Source]:
    """Lines below the text that name one state each: with an office, `For the Government of A`, or nothing else."""
    last = max((index for index, one in enumerate(paragraphs) if one.role == "paragraph"), default=len(paragraphs))
    lines = [one for one in paragraphs[last + 1 :] if is_signature(one)]
    states = {find_countries(one.text)[0].key for one in lines}
    if len(states) >= MIN_SIGNED:
        first, end = lines[0], lines[-1].end
        text = "\n\n".join(one.text for one in paragraphs if first.start <= one.start < end)
        level = find_level(text)
        fields = ("issuer", "level", "signatories") if level else ("issuer", "signatories")
        yield Source(text, first.start, "signatures", SIGNED, fields=fields)


def is_signature(line: Paragraph) -> bool:
    if len(line.text) > MAX_LINE_CHARS or len({one.key for one in find_countries(line.text)}) != 1:
        return False
    return names_office(line.text) or is_name_of_state(line.text) or for_side().match(line.text) is not None
