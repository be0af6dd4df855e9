"""People: a name after an office, before one, with a first name or initials, and the surname alone after that."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from schemas.knowledge.words import honorifics, plural_offices
from tasks.core.annotate.model import Candidate, Text, Trigger, tidy
from tasks.core.annotate.occurrences import occurrences
from tasks.core.annotate.people import person
from tasks.core.annotate.person_names import (
    CAPITAL,
    INITIALS,
    JOINTS,
    NAME_BEFORE,
    NAME_WINDOW,
    NEVER_NAMES,
    could_be_surname,
    is_after_office,
    is_english,
    is_full_name,
    is_stop,
    last_word,
    name_at,
    name_from,
    touches_known,
)
from tasks.core.annotate.shapes import without_possessive
from tasks.core.annotate.surnames import by_surname, linked_surnames

SURNAME = rf"[{CAPITAL}][^\W\d_]{{2,}}(?:[{JOINTS}][^\W\d_]+)*"
WITH_INITIALS = re.compile(rf"(?<![\w.°])(?:{INITIALS} ?{SURNAME})(?![\w.]*\.[{CAPITAL}])")
MIDDLE_INITIAL = re.compile(rf"(?<![\w.-])(?<![{CAPITAL}]\. )[{CAPITAL}][^\W\d_]+ (?:[{CAPITAL}]\. ){{1,2}}{SURNAME}")
# a literal start, which is looked for much faster than a class of letters
INITIAL = re.compile(rf"\.(?<=[{CAPITAL}]\.)(?<![\w.][{CAPITAL}]\.)[ -]?[{CAPITAL}]")
NAME_WORD_BEFORE = re.compile(rf"(?<![\w.-])[{CAPITAL}][^\W\d_]{{2,}} $")
OF = re.compile(r" (?:of|for|at|to) (?:the )?")
JOINT = re.compile(r"(?: \([^()\n]{2,40}\))?(,? and|,) ")
VOCATIVE = re.compile(r"(?:\b(?:M(?:rs?|s)\.?|Mada?me?|Dear|Distinguished|Honou?rable|Excellency|Your) )$")
APPOSITION = re.compile(r"(?:, | \()(?:the |an? |our )?(?:[a-z-]+ ){0,2}(?:[A-Z][a-z]+ )?$")
MAX_UNLISTED = 2  # names before a first name that is listed; more are headings
__all__ = ["found_persons", "occurrences", "person"]  # the latter two for their old importers
BY_OFFICE, BY_SHAPE = 0.95, 0.8  # a title before a name hardly errs; the shape alone meets places


def found_persons(text: Text) -> list[Candidate]:
    """Everybody named by a rule of this module, with the later mentions by surname alone."""
    titles = {at for office in text.offices for at in range(office.start, office.end)}
    named = [
        *after_offices(text),
        *before_offices(text, titles),
        *by_initials(text, titles),
        *by_first_name(text, titles),
    ]
    named += listed_beside(text, named)
    listed = [one for one in text.known.values() if one.label == "PERSON"]
    everybody = linked_surnames([*named, *listed])
    return [*everybody[: len(named)], *by_surname(text, everybody)]


# around offices


def after_offices(text: Text) -> Iterator[Candidate]:
    """`President of Ukraine Volodymyr Zelenskyy`, `Presidents Biden and Macron`."""
    for trigger in text.offices:
        if is_vocative(text, trigger):
            continue
        at = skip_realm(text, trigger.end)
        first = name_after(text, trigger, at) if at is not None else None
        spans = [first] if first else []
        if first and trigger.text in plural_offices():
            spans += list(further_names(text, first[1]))
        for span in spans:
            office = printed_office(text, trigger, span, is_first=span is first)
            yield person(text, *span, "office", BY_OFFICE, office)


def is_vocative(text: Text, trigger: Trigger) -> bool:
    """`Mr. President, …` addresses somebody and names nobody."""
    return text.body.startswith(",", trigger.end) and bool(
        VOCATIVE.search(text.body, max(0, trigger.start - 15), trigger.start)
    )


def skip_realm(text: Text, at: int) -> int | None:
    """Past `of Ukraine` after an office, to where a name may begin; None where no name can follow."""
    while realm := OF.match(text.body, at):
        known = text.known.get(realm.end())
        if known is None or known.label not in ("COUNTRY", "ORG"):
            return None
        at = known.end
    return at


def name_after(text: Text, trigger: Trigger, at: int) -> tuple[int, int] | None:
    """The name after an office that ends at `at`, with or without a comma between."""
    comma = text.body.startswith(",", at)
    span = name_at(text, at + comma)
    return span if span and is_after_office(text, span, trigger.text, comma) else None


def further_names(text: Text, at: int) -> Iterator[tuple[int, int]]:
    """The others of several: `A (Poland), B of Latvia and C`, from the end of the first."""
    while True:
        realm = skip_realm(text, at)
        joint = JOINT.match(text.body, at if realm is None else realm)
        span = name_from(text, joint.end()) if joint else None
        if not span or not could_be_surname(last_word(text.body[span[0] : span[1]])):
            return
        yield span
        if joint and joint[1].endswith("and"):
            return
        at = span[1]


def printed_office(text: Text, trigger: Trigger, span: tuple[int, int], is_first: bool) -> str | None:
    """The office as printed before the name; honorifics are none."""
    if trigger.text in honorifics():
        return None
    if is_first:
        return tidy(text.body[trigger.start : span[0]]).rstrip(" ,") or None
    return trigger.text


def before_offices(text: Text, titles: Collection[int]) -> Iterator[Candidate]:
    """`Jens Stoltenberg, Secretary General of NATO`."""
    for trigger in text.offices:
        if trigger.text in honorifics():
            continue
        at = owner_start(text, trigger.start)
        window = max(0, at - NAME_WINDOW)
        joint = APPOSITION.search(text.body[window:at])
        if not joint:
            continue
        end = window + joint.start()
        found = NAME_BEFORE.search(text.body[window:end])
        if not found:
            continue
        start = after_known(text, after_title(text, window + found.start(), end, titles), end)
        if is_full_name(text, start, end):
            yield person(text, start, end, "apposition", BY_SHAPE, trigger.text)


def after_title(text: Text, start: int, end: int, titles: Collection[int]) -> int:
    """The start of the span after a title that it begins inside of: `H.E Workneh Gebeyehu`."""
    while start < end and (start in titles or text.body[start] == " "):
        start += 1
    return start


def after_known(text: Text, start: int, end: int) -> int:
    """The start of the span after the last listed state or body in it, and after the last office."""
    for at in range(start, end):
        known = text.ends.get(at)
        if known and known.label in NEVER_NAMES:
            start = min(at + 1, end)
        elif at in text.office_starts:
            office = text.offices[bisect_left(text.offices, at, key=lambda office: office.start)]
            start = office.end + 1
    return start


def owner_start(text: Text, at: int) -> int:
    """Before `Ukraine's` or `Ukrainian` in front of an office."""
    for gap in (1, 2, 3):
        known = text.ends.get(at - gap)
        if known and known.label in ("COUNTRY", "ORG"):
            return known.start
    return at


# by the shape of the name


def by_initials(text: Text, titles: Collection[int]) -> Iterator[Candidate]:
    """`B. Yeltsin`, `John F. Smith`."""
    lines = list(lines_with_initials(text.body))
    for pattern in (WITH_INITIALS, MIDDLE_INITIAL):
        for found in (found for line in lines for found in pattern.finditer(text.body, *line)):
            start, end = found.start(), without_possessive(text.body, found.start(), found.end())
            if (
                start not in titles
                and is_full_name(text, start, end)
                and could_be_surname(last_word(text.body[start:end]))
            ):
                yield person(text, start, end, "initials", BY_SHAPE)


def lines_with_initials(body: str) -> Iterator[tuple[int, int]]:
    """The lines that hold an initial: no such name goes on over the end of one."""
    found = INITIAL.search(body)
    while found:
        end = body.find("\n", found.end())
        end = end if end >= 0 else len(body)
        yield body.rfind("\n", 0, found.start()) + 1, end
        found = INITIAL.search(body, end)


def by_first_name(text: Text, titles: Collection[int]) -> Iterator[Candidate]:
    """A listed first name and a capitalised word after it that is in no list."""
    for start in text.first_names:
        if start in titles or (start and text.body[start - 1] in JOINTS):
            continue
        span = name_from(text, start)
        if span and is_full_name(text, *span):
            yield person(text, names_before(text, start, titles), span[1], "first_name", BY_SHAPE)


def listed_beside(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """`Adam Bielan, Assita Kanko, Jaak Madison`: names of no known first name that follow others in a list."""
    starts = {one.start for one in named}
    for one in named:
        at = one.end
        while joint := JOINT.match(text.body, at):
            span = name_from(text, joint.end())
            if not span or span[0] in starts or not is_unlisted_name(text, span):
                break
            yield person(text, *span, "list", BY_SHAPE)
            at = span[1]


def is_unlisted_name(text: Text, span: tuple[int, int]) -> bool:
    """Whether all words of a full name are in no dictionary, and another item of the list follows."""
    words = text.body[span[0] : span[1]].split()
    is_name = all(could_be_surname(word) for word in words if not word.islower())
    return is_name and is_full_name(text, *span) and bool(JOINT.match(text.body, span[1]))


def names_before(text: Text, start: int, titles: Collection[int]) -> int:
    """The start of a name of which the word at `start` is a later one: `Nouf Ibrahim Ali`."""
    for _ in range(MAX_UNLISTED):
        found = NAME_WORD_BEFORE.search(text.body, max(0, start - NAME_WINDOW), start)
        if not found or found.start() in titles or touches_known(text, found.start(), start):
            break
        word = found.group().strip()
        if is_english(word) or is_stop(word) or word.isupper():
            break
        start = found.start()
    return start
