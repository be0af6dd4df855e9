"""Who speaks, at which level, and for which states: read from the title, the opening sentence and the letterhead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tasks.core.structure.candidates import Candidate
from tasks.core.structure.cues import alternation, cue_words
from tasks.core.structure.holders import find_holders, find_officers
from tasks.core.structure.levels import find_level
from tasks.core.structure.ministries import country_name, find_issuer_phrase, find_ministry
from tasks.core.structure.name_index import Named
from tasks.core.structure.names import find_adjectives, find_countries, find_organisations
from tasks.core.structure.offices import body, is_beside_person, is_occasion, is_person, names_person, state_of_office
from tasks.core.structure.statement_words import has_statement_word

BEFORE_COLON = re.compile(r"[^:]{2,60}:\s+")
MAX_JOINER_CHARS = 3  # `and`, `en`: two states of one list
MAX_INSIDE_CHARS = 16  # `within the` before a state
OF_HEAD = ("title", "letterhead", "on_behalf_of")
OCCASION = 0.5  # less trust in a body at which the holder of an office of a state speaks
AS_SUCH = 0.5  # less trust in a level that only follows from who speaks
STATES_AS_SUCH = 0.4
MIN_SUBJECT_CHARS = 12  # `Today, we` names nobody yet
MAX_SUBJECT_CHARS = 700  # the longest list of signatories seen in an opening has 420


FIELDS: tuple[str, ...] = ("issuer", "level", "signatories")
WITHOUT_LISTS = FIELDS[:2]


@dataclass(frozen=True, slots=True)
class Source:
    """Words that name the issuer, at `start` of what `evidence_in` names, and how far such words are trusted.

    `fields` are those that the words can name; without signatories they name no list of states. `home` is the state
    whose ministry stands beside the text, for ministries named without their state; `speaks` says that whoever is named
    speaks, so that a state alone is the issuer. `whole` is where all the words stand, if not one for one.
    """

    text: str
    start: int
    rule: str
    confidence: float
    evidence_in: str = "body"
    fields: tuple[str, ...] = FIELDS
    home: str = ""
    speaks: bool = False
    whole: tuple[int, int] | None = None


@cache
def subject_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation('subject_end')}|{alternation('declaring')})(?!\w)")


@cache
def topic() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('topic')}(?!\w)", re.IGNORECASE)


def subject_of(sentence: str) -> str:
    """The beginning of an opening sentence up to its verb: who speaks."""
    clipped = sentence[:MAX_SUBJECT_CHARS]
    tells_where = clipped.startswith(cue_words("at_meeting"))
    for match in subject_end().finditer(clipped):
        before = clipped[: match.start()]
        is_early = tells_where or match.start() < MIN_SUBJECT_CHARS
        if match.start() > 3 and (not is_early or names_speaker(before)):
            return before
    return clipped


def speakers_in_title(title: str) -> tuple[str, int]:
    """The part of a title that says who speaks, and its offset: `Statement by A and B | on C`, `… on C | by A`.

    Those on whose behalf it is made are the speakers; what stands before a colon is the topic: `A: Statement by B`.
    """
    offset = named_after_colon(title)
    if match := behalf().search(title, offset) or attributed().search(title, offset) or letter_from().match(title):
        offset = match.end()
    for match in topic().finditer(title, offset):
        before = title[offset : match.start()]
        if is_part_of_office(before, match[0]):
            continue
        if names_speaker(before):
            return before, offset
        if has_statement_word(before):
            speaker = by_speaker().search(title, match.end())
            return (title[speaker.end() :], speaker.end()) if speaker else (before, offset)
    return title[offset:], offset


def is_part_of_office(before: str, word: str) -> bool:
    """The word joins an office to its field or its holder's chief: `Spokesperson for the Secretary-General`."""
    level = find_level(before)
    return level is not None and word.lower() in cue_words("office_joiner") and not before[level[2] :].strip()


def named_after_colon(title: str) -> int:
    """Where the part begins that calls the text a statement, if a colon parts it from the topic; else 0."""
    match = BEFORE_COLON.match(title)
    after = title[match.end() :] if match else ""
    if match and has_statement_word(after) and not has_statement_word(match[0]) and not is_meeting(match[0], after):
        return match.end()
    return 0


def is_meeting(before: str, after: str) -> bool:
    """Before the colon stands a meeting of a body, and nobody is named after it: `10th … Meeting: Statement`."""
    return not names_speaker(after) and find_level(before) is not None and names_body(before)


def names_body(text: str) -> bool:
    return bool(find_organisations(text)) or find_issuer_phrase(text) is not None


def names_speaker(text: str) -> bool:
    return bool(find_organisations(text) or find_countries(text) or find_adjectives(text) or find_level(text))


@cache
def attributed() -> re.Pattern[str]:
    """`Statement by`, `Statement attributable to`: at the beginning, before any topic."""
    return re.compile(rf"^\W*(?:\w+\W+){{1,4}}?{alternation('by')}(?!\w)", re.IGNORECASE)


@cache
def letter_from() -> re.Pattern[str]:
    """`Letter dated … from`: who writes follows."""
    return re.compile(rf"\W*{alternation('letter')}(?!\w).{{0,60}}?\s{alternation('letter_from')}(?!\w)", re.IGNORECASE)


@cache
def by_speaker() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('by')}(?!\w)", re.IGNORECASE)


@cache
def behalf() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('behalf')}(?!\w)", re.IGNORECASE)


def level_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    """The level that each source names; where none does, that of states or of a body as such."""
    for source in sources:
        if "level" not in source.fields:
            continue
        if level := find_level(source.text):
            is_where = level[0] == "organisation" and is_occasion(source.text, level[1])
            yield candidate(source, "level", *level, OCCASION if is_where else 0)
            if is_where and (speaker := find_level(source.text[level[2] :])) and is_person(speaker):
                yield candidate(source, "level", speaker[0], level[2] + speaker[1], level[2] + speaker[2], 0)
        elif len(states := named_states(source.text)) > 1 or (states and source.speaks):
            yield candidate(source, "level", "governments", states[0].start, states[-1].end, STATES_AS_SUCH)
        elif found := (find_issuer_phrase(source.text), *find_organisations(source.text)):
            for one in found[:2]:
                if one and not is_occasion(source.text, one.start):
                    yield candidate(source, "level", "organisation", one.start, one.end, AS_SUCH)


def candidate(source: Source, field: str, value: str, start: int, end: int, less: float) -> Candidate:
    """A candidate found in a source; `less` lowers the trust in it."""
    confidence = round(max(source.confidence - less, 0.05), 3)
    span = source.whole or (source.start + start, source.start + end)
    return Candidate(field, value, *span, source.rule, confidence, source.evidence_in)


def named_states(text: str) -> list[Named]:
    """States that a text names as speakers, each once, in order; not where something is: `the Commission in Korea`."""
    found: dict[str, Named] = {}
    reached = 0
    for one in find_countries(text):
        is_listed = reached > 0 and len(text[reached : one.start].strip(" ,")) <= MAX_JOINER_CHARS
        if is_listed or not inside().search(text[max(0, one.start - MAX_INSIDE_CHARS) : one.start]):
            found.setdefault(one.key, one)
            reached = one.end
    return list(found.values())


def speaking_states(source: Source) -> list[Named]:
    """States that a source names, in a title also by their office holders, each once, in order."""
    found = {one.key: one for one in named_states(source.text)}
    if source.rule == "title":
        found = {one.key: one for one in find_holders(source.text)} | found
    return sorted(found.values(), key=lambda one: one.start)


def is_list(text: str) -> bool:
    """The states of a text are joined by commas or such words as `and`; of two parted by a verb one is its object."""
    gaps = (text[former.end : later.start] for former, later in pairwise(find_countries(text)))
    return all("," in gap or gap.strip() in ("-", "–", "/") or list_joiner().search(gap) for gap in gaps)


@cache
def list_joiner() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('list_joiner')}(?!\w)")


@cache
def inside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('inside')}\s(?:the\s)?$")


def issuer_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    """Organisation or grouping, ministry, or the states themselves, as each source names them."""
    own = [source for source in sources if "issuer" in source.fields]
    is_of_state = any(
        state_of_office(source.text) or (source.rule == "letterhead" and source.speaks)
        for source in own
        if source.rule in OF_HEAD
    )
    for source in own:
        yield from issuers_named(source, is_of_state)


def issuers_named(source: Source, is_of_state: bool) -> Iterator[Candidate]:
    """What a source names, bodies first; a state alone only where its office is named, or it speaks.

    Where the head names an office of a state, a body after it, or after such words as `at`, is where it is spoken:
    `the President of Poland at the United Nations`.
    """
    text = source.text
    countries = speaking_states(source)
    office = state_of_office(text)
    end = office.start if office else len(text)
    if ministry := find_ministry(text, source.home):
        yield candidate(source, "issuer", *ministry, 0.03 if len(countries) > 1 else 0)
    for less, one in bodies_named(source):
        if one.start < end:
            is_title = source.rule == "title"
            is_where = is_occasion(text, one.start) or (is_title and is_beside_person(text, one, is_of_state))
            if is_where and is_title and names_person(text[: one.start]):
                continue
            less = OCCASION if is_where and (is_of_state or is_title) else less
            yield candidate(source, "issuer", one.key, one.start, one.end, less)
    yield from states_named(source, countries, office)


def bodies_named(source: Source) -> Iterator[tuple[float, Named]]:
    """Organisations that a source names, with how much less they are trusted than a ministry."""
    text = source.text
    if phrase := find_issuer_phrase(text):
        yield 0.005, phrase
    for first in (*find_organisations(text)[:1], *(find_officers(text)[:1] if source.rule == "title" else ())):
        yield 0.01, first
    if source.rule == "title" and (shaped := body().search(text)):
        yield 0.015, Named(*shaped.span(), shaped[0])


def states_named(source: Source, countries: Sequence[Named], office: Named | None) -> Iterator[Candidate]:
    """Several states by their codes, one by its name."""
    if len(countries) > 1 and "signatories" in source.fields:
        value = "+".join(sorted(one.key for one in countries))
        yield candidate(source, "issuer", value, countries[0].start, countries[-1].end, 0.02)
    elif one := office or (countries[0] if len(countries) == 1 and is_speaker(source, countries[0]) else None):
        yield candidate(source, "issuer", country_name(one.key), one.start, one.end, 0.03)


def is_speaker(source: Source, state: Named) -> bool:
    return source.speaks or state in find_holders(source.text)


def signatory_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    """States that a source lists; one alone signs nothing jointly."""
    for source in sources:
        countries = speaking_states(source) if "signatories" in source.fields else []
        if len(countries) > 1:
            value = ";".join(sorted(one.key for one in countries))
            yield candidate(
                source, "signatories", value, min(c.start for c in countries), max(c.end for c in countries), 0
            )
