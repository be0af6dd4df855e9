"""Abbreviations that the text itself defines in brackets, and those that stand where only bodies stand."""

import re
from collections import defaultdict
from collections.abc import Iterator

from schemas.knowledge.words import cue_words, heads
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.occurrences import all_occurrences
from tasks.core.annotate.shapes import CAPITALISED, WINDOW

BRACKETS = re.compile(
    r"\((?<=\s\()(?:(?:hereinafter|hereafter)(?: referred to as| called)? |or |also known as )?(?:the )?"
    r"[“\"'‘]?([A-Z][\w&/-]{1,14}?(?: [A-Z]\w+)?)[”\"'’]?[;,)]"
)
FULL = re.compile(
    rf"(?<![\w-])(?:{CAPITALISED}(?:,? and |, | (?:of|for|on|in|to|against|with) (?:the )?| )){{1,12}}{CAPITALISED}$"
)
INSIDE = re.compile(rf"\(((?:the )?{CAPITALISED}(?:(?: | and | (?:of|for|on|in) (?:the )?){CAPITALISED})+)\)")
ABBREVIATED = ("ORG", "COUNTRY", "DOC", "EVENT", "PLACE")
HEADED = ("ORG", "DOC", "EVENT")
MIN_FOREIGN = 3  # letters of a short form in another language than the name; two are a state or a party as often
LATER_WINDOW = 10_000  # characters after the brackets in which such a short form has to come again
CONFIDENCE = 0.95
SHAPE_CONFIDENCE = 0.7
ACRONYM = r"[A-Z][A-Z-]{1,7}(?<!-)"
LISTED_AFTER = re.compile(rf"(?:, | and |, and | or |/)(?:the )?({ACRONYM})(?![\w&/-])")
LISTED_BEFORE = re.compile(rf"(?<![\w&/-])({ACRONYM})(?:, | and |, and | or |/)(?:the )?$")
BEFORE_OFFICE = re.compile(rf"(?<![\w&/-])({ACRONYM})(?:['’]s)? $")


def defined(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """Every occurrence of a short form that brackets after a name define, of names that no list knows by it."""
    meant = dict(definitions(text, named))
    yield from (full for full in meant.values() if full.rule == "defined_name")
    for short, start in all_occurrences(text.body, meant):
        entity = meant[short].entity
        yield Candidate(start, start + len(short), entity, "defined_abbreviation", rank=1, confidence=CONFIDENCE)
    if not text.body.isupper():
        yield from undefined(text, frozenset(meant))


def definitions(text: Text, named: list[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """Short forms with the name that each stands for, the last definition first, so that the first counts."""
    found = list(BRACKETS.finditer(text.body)) if "(" in text.body else []
    if not found:
        return
    by_end: defaultdict[int, list[Candidate]] = defaultdict(list)
    for one in sorted(named, key=lambda one: (one.start, one.rank)):
        if one.label in ABBREVIATED:
            by_end[one.end].append(one)
    for match in reversed(found):
        full = abbreviated(text, match, by_end.get(match.start() - 1, []))
        if full:
            yield match[1], full


def abbreviated(text: Text, match: re.Match[str], before: list[Candidate]) -> Candidate | None:
    """Which of the names that end before the brackets the short form in them stands for.

    The one that the lists know by it; else one with just its letters, even against the lists; else the longest that
    has them.
    """
    short, listed = match[1], text.known.get(match.start(1))
    if listed:
        same = [one for one in before if one.entity.entity_id == listed.entity.entity_id]
        if same:
            return same[0]
    exact = [one for one in before if initials_fit(short, text.body[one.start : one.end])]
    if exact or listed:
        return exact[0] if exact else None
    fitting = [one for one in before if stands_for(short, text.body[one.start : one.end])]
    if fitting or not before:
        return fitting[0] if fitting else headed_name(text, match.start() - 1, short)
    return next((one for one in before if one.label == "ORG" and is_used_later(text.body, match)), None)


def is_used_later(body: str, match: re.Match[str]) -> bool:
    """Whether capitals in brackets that are no letters of the name (of its French one, say) stand for it further on."""
    short = match[1]
    is_capital = short.isalpha() and short.isupper() and len(short) >= MIN_FOREIGN
    return is_capital and bool(re.compile(rf"\b{short}\b").search(body, match.end(), match.end() + LATER_WINDOW))


def stands_for(short: str, full: str) -> bool:
    """Whether a short form in brackets is one of the name: by its letters, its first letter, or its last word."""
    if " " in short:
        return short.rpartition(" ")[2] in full.split()
    if sum(map(str.isupper, short)) > 1:
        return abbreviates(short, full)
    return len(short) >= MIN_WORD and " " in full and short[0] == full[0] and abbreviates(short[:4], full)


MIN_WORD = 5  # letters of a short form that is a word of its own, such as `Afreximbank`


def headed_name(text: Text, end: int, short: str) -> Candidate | None:
    """A capitalised run before the brackets whose letters the short form has, labelled by a head in it."""
    if sum(map(str.isupper, short)) <= 2:
        return None
    left = max(0, end - WINDOW)
    run = FULL.search(text.body[left:end])
    if not run:
        return None
    words = [(left + run.start() + at.start(), at.group()) for at in re.finditer(r"[\w'’&.-]+", run.group())]
    start = next((start for start, _ in reversed(words) if initials_fit(short, text.body[start:end])), None)
    if start is None:
        return None
    label = label_of(text.body[start:end])
    entity = new_entity(label, tidy(text.body[start:end]))
    return Candidate(start, end, entity, "defined_name", rank=5, confidence=SHAPE_CONFIDENCE) if label else None


def initials_fit(short: str, full: str) -> bool:
    """Whether the capitals of the name are the letters of the short form, in order."""
    letters = "".join(char for char in short if char.isupper())
    initials = "".join(word[0] for word in re.findall(r"[\w'’]+", full) if word[0].isupper())
    return bool(letters) and letters == initials


def label_of(name: str) -> str:
    """The label of the head that a name ends with, or has before its first `of`, `for` …; empty if there is none."""
    for part in (re.split(r" (?:of|for|on|in|to|against|with) ", name)[0], name):
        for label in HEADED:
            if part.rpartition(" ")[2] in heads(label):
                return label
    return ""


def abbreviates(short: str, full: str) -> bool:
    """Whether the letters of the short form occur in the full one in order, the first at the start of a word.

    As Schwartz and Hearst (2003) match them, from the right.
    """
    letters = [char.lower() for char in short if char.isalnum()]
    lowered = full.lower()
    at = len(lowered)
    for number, letter in enumerate(reversed(letters), start=1):
        at -= 1
        while at >= 0 and (lowered[at] != letter or (number == len(letters) and at > 0 and lowered[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
    return True


# not defined


def undefined(text: Text, meant: frozenset[str]) -> Iterator[Candidate]:
    """Every occurrence of capitals that no list knows, where they once stand in a row of bodies or before an office."""
    shorts = {
        match[1]: None
        for match in (*beside_bodies(text), *before_offices(text))
        if match[1] not in meant
        and match[1] not in cue_words("no_bodies")
        and not in_capitals(text.body, match.start(1))
    }
    for short, start in all_occurrences(text.body, shorts):
        if start not in text.known:
            entity = new_entity("ORG", short)
            yield Candidate(start, start + len(short), entity, "acronym", rank=7, confidence=SHAPE_CONFIDENCE)


def in_capitals(body: str, at: int) -> bool:
    """Whether the line is one of capitals, where any word looks like an abbreviation."""
    end = body.find("\n", at, at + WINDOW)
    return body[
        max(body.rfind("\n", max(0, at - WINDOW), at) + 1, at - WINDOW) : end if end >= 0 else at + WINDOW
    ].isupper()


def beside_bodies(text: Text) -> Iterator[re.Match[str]]:
    """`EU and UNDP`: capitals in a row with a listed body that goes by capitals too."""
    for one in text.known.values():
        if one.label == "ORG" and text.body[one.start : one.end].isupper():
            after = LISTED_AFTER.match(text.body, one.end)
            before = LISTED_BEFORE.search(text.body, max(0, one.start - 20), one.start)
            for found in (after, before):
                if found and found.start(1) not in text.known:
                    yield found


def before_offices(text: Text) -> Iterator[re.Match[str]]:
    """`UNDP Administrator`, `WHO's Director-General`."""
    for office in text.offices:
        found = BEFORE_OFFICE.search(text.body, max(0, office.start - 14), office.start)
        if found and found.start(1) not in text.known and office.text[0].isupper():
            yield found
