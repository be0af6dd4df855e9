"""Lines above and below a text that name who issues it, and the state that a ministry there is of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tasks.core.structure.candidates import Candidate
from tasks.core.structure.cues import alternation, cue_words, has_cue, single_words
from tasks.core.structure.ministries import found_ministries, names_ministry
from tasks.core.structure.name_index import TOKEN, Named
from tasks.core.structure.names import find_countries, find_organisations, find_towns, town_state
from tasks.core.structure.offices import state_of_office
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.statement_words import find_kind, has_statement_word

MAX_LINE_CHARS = 120
N_LINES = 6  # above the text, and below it
MAX_APART = 2  # lines between a ministry's name and that of its state or town
MIN_LETTERHEAD_SHARE = 0.75
MIN_NAME_SHARE = 0.5  # of a line that names a body and nothing else
MIN_BODY_SHARE = 0.9  # of a line that is no title: a title that names a body says more
MAX_STATE_WORDS = 6  # `Republic of the Seven Isles`; what is longer is no state
MAX_MOTTO_WORDS = 16  # of a state's name in two languages, each with three words of a motto
MAX_MISSION_WORDS = 16  # `Permanent Mission of the Republic of the Seven Isles to the United Nations`
MAX_OFFICE_WORDS = 6  # a headline is mostly longer


def outer_lines(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines above the first running paragraph and those below the last."""
    running = [index for index, one in enumerate(paragraphs) if one.role == "paragraph"]
    first, last = (running[0], running[-1]) if running else (len(paragraphs), len(paragraphs))
    above = [one for one in paragraphs[:first] if len(one.text) <= MAX_LINE_CHARS]
    below = [one for one in paragraphs[last + 1 :] if len(one.text) <= MAX_LINE_CHARS and one.role != "footnote"]
    return above[:N_LINES], below[:N_LINES]


def letterhead_lines(paragraphs: Sequence[Paragraph], title: Candidate | None) -> Iterator[tuple[Paragraph, bool]]:
    """Lines but for the title that name a ministry, or little but a body, and whether they stand above the text."""
    for is_above, lines in zip((True, False), outer_lines(paragraphs), strict=True):
        for one in lines:
            is_title = (
                title is not None and title.evidence_in == "body" and title.start < one.end and one.start < title.end
            )
            if not is_title and (names_issuer(one.text) or (is_above and is_state_above(one))):
                yield one, is_above


def names_issuer(text: str) -> bool:
    return names_ministry(text) or is_name_of_body(text) or names_office(text)


def is_state_above(line: Paragraph) -> bool:
    """Nothing but the name of a state and perhaps its motto, and no part of a dateline."""
    return line.role != "dateline" and (is_full_name(line.text) or is_state_with_motto(line.text))


def is_state_with_motto(text: str) -> bool:
    """`REPUBLIQUE DU CAMEROUN Paix – Travail – Patrie`: it begins with the full name of the only state in it."""
    words = TOKEN.findall(text)
    if not 1 < len(words) <= MAX_MOTTO_WORDS or words[0].lower() not in cue_words("state_head"):
        return False
    found = find_countries(text)
    is_only = len({one.key for one in found}) == 1 and is_full_name(text[: found[0].end])
    return is_only and is_capitalised(words) and not any(map(str.isdigit, text)) and not has_statement_word(text)


def names_office(text: str) -> bool:
    """A line that names an office of one state: `Office of the Prime Minister of Malta`."""
    return state_of_office(text) is not None


def is_name_of_body(text: str) -> bool:
    return share_of(find_organisations(text), text) >= MIN_NAME_SHARE


def home_state(paragraphs: Sequence[Paragraph]) -> str:
    """The code of the state whose ministry stands above or below the text; empty if nothing beside it says so."""
    for lines in outer_lines(paragraphs):
        for index, one in enumerate(lines):
            if names_ministry(one.text):
                near = lines[max(0, index - MAX_APART) : index + MAX_APART + 1]
                states = {state for line in near if (state := state_of_line(line))}
                if len(states) == 1:
                    return states.pop()
    beside = {state_of_line(one) for lines in outer_lines(paragraphs) for one in lines if one.role == "dateline"} - {""}
    return beside.pop() if len(beside) == 1 else ""


def state_of_line(line: Paragraph) -> str:
    """The state that a line names, or that of the town in a dateline."""
    if (countries := find_countries(line.text)) and is_name_of_state(line.text):
        return countries[0].key
    if names_ministry(line.text) or line.role == "dateline":
        return next((state for town in find_towns(line.text) if (state := town_state(town.key))), "")
    return ""


def is_letterhead(text: str) -> bool:
    """Nothing but a state, a ministry and perhaps its state, an office, or a body."""
    if is_name_of_state(text) or is_state_with_motto(text) or is_office(text):
        return True
    if share_of(find_organisations(text), text) >= MIN_BODY_SHARE:
        return True
    return share_of(found_ministries(text), text) >= MIN_LETTERHEAD_SHARE


def share_of(found: Sequence[Named], text: str) -> float:
    """The share of a line that names take."""
    return sum(one.end - one.start for one in found) / len(text) if found else 0.0


def is_name_of_state(text: str) -> bool:
    """Little but a state; or nothing but words as they stand in full names, of a state that is in no table, too."""
    found = find_countries(text)
    if found:
        return len(found) == 1 and (share_of(found, text) >= MIN_NAME_SHARE or is_full_name(text))
    words = TOKEN.findall(text)
    return 1 < len(words) <= MAX_STATE_WORDS and words[0].lower() in cue_words("state_head") and is_capitalised(words)


def is_full_name(text: str) -> bool:
    """Nothing but a state with such words as stand in its full name: `The Government of the Republic of Malta`."""
    found = find_countries(text)
    rest = text[: found[0].start] + " " + text[found[0].end :] if len(found) == 1 else ""
    return len(found) == 1 and all(word.lower() in single_words("state_form") for word in TOKEN.findall(rest))


def is_office(text: str) -> bool:
    """A short line of names that begins as offices do: `Department of Press and Information`."""
    words = TOKEN.findall(text)
    is_mission = len(find_countries(text)) == 1 and bool(find_organisations(text))
    longest = MAX_MISSION_WORDS if is_mission else MAX_OFFICE_WORDS
    if not 1 < len(words) <= longest or not is_capitalised(words) or has_statement_word(text):
        return False
    if has_cue(text, "declaring") or has_cue(text, "headline_verb") or find_kind("press_release", text):
        return False
    return office().match(text) is not None and not any(map(str.isdigit, text))


def is_capitalised(words: Sequence[str]) -> bool:
    """All words begin with a capital, but for such as join others."""
    small = single_words("title_joint") | single_words("state_form")
    return words[0][:1].isupper() and all(word[:1].isupper() or word in small for word in words)


@cache
def office() -> re.Pattern[str]:
    return re.compile(rf"{alternation('institution_line')}(?!\w)", re.IGNORECASE)
