"""What reads like a state and is none: languages, parts of the world, surnames."""

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from schemas.knowledge.entities import country_id
from schemas.knowledge.words import cue_words
from tasks.core.annotate.person_names import is_english
from tasks.core.annotate.tokens import FIRST_NAME, NO_STATE, SURFACE, Hit, pipeline

REACH = 120  # characters before and after; the six languages of the UN in a row take some sixty
COUNTRY = country_id("")  # how ids of states begin
FOLLOWING = re.compile(r" ([A-Z][^\W\d_A-Z]{2,})(?![\w-])")
AFTER_LANGUAGE = r"[.,;:)\]\n]|\s*$| (?:only|at|on|by|to|for)\b"  # what follows no adjective


def states_alone(body: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits without those that name a state by their letters and mean something else."""
    suspects = suspect_words()
    if not any(hit.kind == NO_STATE or hit.text in suspects for hit in hits):
        return hits
    spans = [(hit.start, hit.end) for hit in hits if hit.kind == NO_STATE]
    first_names = {hit.end for hit in hits if hit.kind == FIRST_NAME and not is_english(hit.text)}
    return [hit for hit in hits if hit.kind != SURFACE or not is_other(body, hit, spans, first_names)]


@cache
def suspect_words() -> frozenset[str]:
    return cue_words("language_names") | cue_words("state_surnames") | cue_words("state_first_names")


def is_other(body: str, hit: Hit, spans: list[tuple[int, int]], first_names: set[int]) -> bool:
    if is_within(hit, spans):
        return pipeline().listed[hit.text][0].entity_id.startswith(COUNTRY)
    if hit.text in cue_words("state_surnames") and follows_name(body, hit.start, first_names):
        return True
    if hit.text in cue_words("state_first_names") and is_first_name(body, hit.end):
        return True
    return hit.text in cue_words("language_names") and means_language(body, hit.start, hit.end)


def follows_name(body: str, start: int, first_names: set[int]) -> bool:
    """Whether a first name or a form of address goes before: `Michael Jordan`, `Ms. Ireland`."""
    before = body[max(0, start - REACH) : start].removesuffix(" ").removesuffix(".")
    is_addressed = before.rpartition(" ")[2].strip('(“"') in cue_words("forms_of_address")
    return body[start - 1 : start] == " " and (start - 1 in first_names or is_addressed)


def is_first_name(body: str, end: int) -> bool:
    """Whether a word follows that reads like a surname: `Jordan Bardella`."""
    following = FOLLOWING.match(body, end)
    return following is not None and following[1] not in pipeline().listed and not is_english(following[1])


def is_within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (hit.start, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= hit.start and hit.end <= spans[at][1]


def means_language(body: str, start: int, end: int) -> bool:
    """Whether an adjective names what is spoken or written: `in French.`, `Polish-speaking`, `Thai and Lao texts`."""
    before, chain, marked, closed, menu_before, menu_after = language_patterns()
    if menu_after.match(body, end) or menu_before.search(body, max(0, start - REACH), start):
        return True
    following = chain.match(body, end)
    rest = following.end() if following else end
    if marked.match(body, rest):
        return True
    return bool(closed.match(body, rest) and before.search(body, max(0, start - REACH), start))


@cache
def language_patterns() -> tuple[re.Pattern[str], ...]:
    """What goes before a language, further ones after it, words that mark them, where a row may end, and menus."""
    names = "|".join(sorted(cue_words("language_names")))
    marks = "|".join(sorted(cue_words("language_marks")))
    joint = r"(?:,? and |,? or |, ?|/| as well as )"
    return (
        re.compile(rf"\b[Ii]n(?:to)? (?:the |both |either )?(?:(?:{names}){joint}){{0,12}}$"),
        re.compile(rf"(?:{joint}(?:{names})\b){{0,12}}"),
        re.compile(rf"[\s-](?:{marks})\b"),
        re.compile(AFTER_LANGUAGE),
        re.compile(rf"\b(?:{names})[ |•·\n]+$"),
        re.compile(rf"[ |•·\n]+(?:{names})\b"),
    )
