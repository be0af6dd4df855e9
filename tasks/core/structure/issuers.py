"""Who speaks, at which level, and for which states: read from the title, the opening sentence and the letterhead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.structure.candidates import Candidate
from tasks.core.structure.cues import alternation
from tasks.core.structure.names import Named, find_adjectives, find_countries, find_organisations
from tasks.core.structure.statement_words import has_statement_word

OFFICE_OF = re.compile(r"\s(?:(?:of|for|de|del|von|der|des)\s)?(?:the\s|la\s)?")
MAX_GROUP_CUE_CHARS = 20
MAX_INSIDE_CHARS = 16  # `within the` before a state
MAX_SUBJECT_CHARS = 700  # the longest list of signatories seen in an opening has 420


@dataclass(frozen=True, slots=True)
class Source:
    """Words that name the issuer, at `start` of the body (or raw text), and how far such words are trusted."""

    text: str
    start: int
    rule: str
    confidence: float
    evidence_in: str = "body"


@cache
def subject_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('subject_end')}(?!\w)")


def groups_of(sentence: str) -> list[tuple[str, int]]:
    """Groupings that the speakers say they meet as, with their offsets: `in the Bucharest 9 format`."""
    matches = (group().match(sentence, one.end, one.end + MAX_GROUP_CUE_CHARS) for one in find_organisations(sentence))
    found = zip(find_organisations(sentence), matches, strict=True)
    return [(sentence[one.start : one.end], one.start) for one, match in found if match]


@cache
def group() -> re.Pattern[str]:
    return re.compile(rf"\s+{alternation('group')}(?!\w)", re.IGNORECASE)


@cache
def topic() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('topic')}(?!\w)", re.IGNORECASE)


def subject_of(sentence: str) -> str:
    """The beginning of an opening sentence up to its verb: who speaks."""
    clipped = sentence[:MAX_SUBJECT_CHARS]
    for match in subject_end().finditer(clipped):
        if match.start() > 3:
            return clipped[: match.start()]
    return clipped


def speakers_in_title(title: str) -> tuple[str, int]:
    """The part of a title that says who speaks, and its offset: `Statement by A and B | on C`, `… on C | by A`."""
    for match in topic().finditer(title):
        before = title[: match.start()]
        if names_speaker(before):
            return before, 0
        if has_statement_word(before):
            speaker = by_speaker().search(title, match.end())
            return (title[speaker.end() :], speaker.end()) if speaker else (before, 0)
    return title, 0


def names_speaker(text: str) -> bool:
    return bool(find_organisations(text) or find_countries(text) or find_adjectives(text) or find_level(text))


@cache
def by_speaker() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('by')}(?!\w)", re.IGNORECASE)


@cache
def behalf() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('behalf')}(?!\w)", re.IGNORECASE)


@cache
def level_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the phrases of each level, in the order of the table: the highest first."""
    phrases: dict[str, list[str]] = {}
    for row in knowledge.rows("levels"):
        phrases.setdefault(row["level"], []).extend(knowledge.values(row["phrases"]))
    return tuple((phrase_pattern(found), level) for level, found in phrases.items())


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, whole, in any case, the longest first."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    forms = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def find_level(text: str) -> tuple[str, int, int] | None:
    """The level that a phrase of the text names: the first, and of those at one place the longest."""
    found: list[tuple[int, int, str]] = []
    for pattern, level in level_phrases():
        if match := pattern.search(text):
            found.append((match.start(), match.start() - match.end(), level))
    if not found:
        return None
    start, length, level = min(found)
    return level, start, start - length


def level_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    for source in sources:
        if level := find_level(source.text):
            name, start, end = level
            yield candidate(source, "level", name, start, end, 0)


def candidate(source: Source, field: str, value: str, start: int, end: int, less: float) -> Candidate:
    """A candidate found in a source; `less` lowers the trust in it."""
    confidence = round(source.confidence - less, 3)
    return Candidate(
        field, value, source.start + start, source.start + end, source.rule, confidence, source.evidence_in
    )


def named_states(text: str) -> list[Named]:
    """States that a text names as speakers, each once, in order; not where something is: `the Commission in Korea`."""
    found: dict[str, Named] = {}
    for one in find_countries(text):
        if not inside().search(text[max(0, one.start - MAX_INSIDE_CHARS) : one.start]):
            found.setdefault(one.key, one)
    return list(found.values())


@cache
def inside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation('inside')}\s(?:the\s)?$")


@cache
def body() -> re.Pattern[str]:
    """The name of a body by its shape: capitalised words that end with `Commission`, `Council` and the like."""
    head, capital = alternation("body_heads"), r"[A-Z][\w’'-]+"
    of = rf"(?:\sof(?:\sthe)?(?:\s{capital}){{1,4}})"
    return re.compile(rf"(?<!\w)(?:(?:{capital}\s){{1,5}}{head}(?!\w){of}?|{head}{of})")


def issuer_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    """Organisation or grouping, ministry, or the states themselves, as each source names them."""
    for source in sources:
        text = source.text
        if ministry := find_ministry(text):
            yield candidate(source, "issuer", *ministry, 0)
        for phrase, name in issuer_phrases():
            if match := phrase.search(text):
                yield candidate(source, "issuer", name, *match.span(), 0.005)
        organisations = find_organisations(text)
        if organisations:
            first = organisations[0]
            yield candidate(source, "issuer", first.key, first.start, first.end, 0.01)
        if source.rule == "title" and (shaped := body().search(text)):
            yield candidate(source, "issuer", shaped[0], *shaped.span(), 0.015)
        countries = named_states(text)
        if len(countries) > 1:
            value = "+".join(sorted(one.key for one in countries))
            yield candidate(source, "issuer", value, countries[0].start, countries[-1].end, 0.02)
        elif countries and is_office_of(text, countries[0]):
            yield candidate(source, "issuer", countries[0].key, countries[0].start, countries[0].end, 0.03)


def is_office_of(text: str, country: Named) -> bool:
    """The state is that of an office: `President of Finland`, not a state that the text is about."""
    level = find_level(text[: country.start])
    return level is not None and OFFICE_OF.fullmatch(text, level[2], country.start) is not None


def signatory_candidates(sources: Sequence[Source]) -> Iterator[Candidate]:
    """States that a source lists; one alone signs nothing jointly."""
    for source in sources:
        countries = named_states(source.text)
        if len(countries) > 1:
            value = ";".join(sorted(one.key for one in countries))
            yield candidate(
                source, "signatories", value, min(c.start for c in countries), max(c.end for c in countries), 0
            )


@cache
def issuer_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases that name an issuer only in the title of its acts: `Council conclusions`."""
    return tuple(
        (phrase_pattern(knowledge.values(row["phrases"])), row["name"]) for row in knowledge.rows("issuer_phrases")
    )


@cache
def ministries() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (phrase_pattern(knowledge.values(row["phrases"])), row["name"], row["country"])
        for row in knowledge.rows("ministries")
    )


@cache
def country_name(iso_code: str) -> str:
    return next(row["name"] for row in knowledge.rows("countries") if row["iso_code"] == iso_code)


def find_ministry(text: str) -> tuple[str, int, int] | None:
    """A ministry, or its minister, of one state: canonical name and span."""
    for pattern, name, country in ministries():
        match = pattern.search(text)
        if not match:
            continue
        before = [one for one in find_adjectives(text[: match.start()]) if match.start() - one.end <= 2]
        after = [one for one in find_countries(text) if 0 <= one.start - match.end() <= 25]
        owner = country or (after[0].key if after else before[0].key if before else "")
        if owner:
            return f"{name} of {country_name(owner)}", match.start(), max(match.end(), after[0].end if after else 0)
    return None
