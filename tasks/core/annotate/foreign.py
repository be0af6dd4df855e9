"""Paragraphs in other languages than English: which English names hold there, and the names of the language itself."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from schemas import knowledge
from schemas.knowledge.entities import entities
from schemas.knowledge.words import cue_words, first_names
from tasks.core.annotate.foreign_names import (
    ADJECTIVE,
    NAME,
    ORGANISATION,
    PEOPLE,
    WORD,
    Name,
    Vocabulary,
    vocabulary,
)
from tasks.core.annotate.model import Candidate, Text
from tasks.core.annotate.tokens import SURFACE, Hit, pipeline

NAME_CONFIDENCE = 0.95  # the name as CLDR or the tables print it
STEM_CONFIDENCE = 0.85  # a stem with an ending
MIN_SHOUTED = 4  # letters of a word in capitals that is read as a name; shorter ones are abbreviations
MIN_ABBREVIATION = 3  # letters of an abbreviation of a state that is the same in every language: `USA`, `UAE`
DOTTED = "i\u0307"  # what small letters make of the capital `İ`
MAX_WORD = 60  # letters; no name has a longer word
KEPT_WORDS = 65_536  # words whose names are remembered; more than a large corpus of one language has in common
MAX_FORMAL = 40  # characters before a name in which its form of state stands
ANYWHERE = ("DATE", "QUANTITY")  # found by figures, signs and months of many languages
DEFINED = "defined_"  # rules that take a name from the brackets in which the text explains it

Token = tuple[int, int, str]


def domestic(hits: Sequence[Hit], foreign: Sequence[tuple[int, int, str]]) -> Sequence[Hit]:
    """The hits that count: in a paragraph of another language only names that are written alike there."""
    if not foreign:
        return hits
    starts = [start for start, _, _ in foreign]
    kept: list[Hit] = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if at < 0 or hit.start >= foreign[at][1] or holds(hit, foreign[at][2]):
            kept.append(hit)
    return kept


def holds(hit: Hit, language_code: str) -> bool:
    """Whether an English surface means the same in another language."""
    if hit.kind != SURFACE or hit.text.casefold() in function_words(language_code):
        return False
    meanings = pipeline().listed[hit.text]
    if len({one.entity_id for one in meanings}) > 1 or meanings[0].requires:
        return False
    label, is_short = entities()[meanings[0].entity_id].label, meanings[0].kind == "abbreviation"
    if label == "COUNTRY":
        return is_short and len(hit.text) >= MIN_ABBREVIATION and hit.text.isalpha()
    return label in ("PERSON", "PLACE", "ORG") or " " in hit.text


def plausible(text: Text, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates but for those that rules of English grammar or shape made in a paragraph of another language."""
    starts = [start for start, _, _ in text.foreign]
    kept: list[Candidate] = []
    for one in candidates:
        at = bisect_right(starts, one.start) - 1
        is_foreign = at >= 0 and one.start < text.foreign[at][1]
        is_known = one.entity.entity_id in entities() or one.rule.startswith(DEFINED)
        if not is_foreign or is_known or one.label in ANYWHERE:
            kept.append(one)
    return kept


@cache
def function_words(language_code: str) -> frozenset[str]:
    cells = (row["function_words"] for row in knowledge.rows("languages") if row["language_code"] == language_code)
    return frozenset(word for one in cells for word in knowledge.values(one))


def foreign_names(text: Text) -> Iterator[Candidate]:
    """States and organisations in the paragraphs of other languages."""
    for start, end, language_code in text.foreign:
        words = vocabulary(language_code)
        if words.unspaced is not None:
            yield from unspaced_names(text.body, start, end, words)
        else:
            yield from spaced_names(text.body, start, end, words)


def unspaced_names(body: str, start: int, end: int, words: Vocabulary) -> Iterator[Candidate]:
    pattern = words.unspaced
    for match in pattern.finditer(body, start, end) if pattern else ():
        name = next(one for one in words.names[first_word(match[0])] if one.text == match[0])
        if name.entity_id:
            yield candidate(match.start(), match.end(), name, is_listed=True)


def first_word(text: str) -> str:
    match = WORD.search(text)
    return match[0] if match else text


def spaced_names(body: str, start: int, end: int, words: Vocabulary) -> Iterator[Candidate]:
    """From left to right the longest name at each word."""
    tokens: list[Token] = [(match.start(), match.end(), match[0]) for match in WORD.finditer(body, start, end)]
    after = start
    for at, (first, _, _) in enumerate(tokens):
        if first < after or not (found := longest_name(body, tokens, at, words)):
            continue
        name, begins, after = found
        if name.entity_id and is_meant(body, tokens, at, name, words):
            if name.kind == ADJECTIVE:
                begins, after = as_republic(body, tokens, at, (begins, after), words)
            is_listed = body[begins:after].replace("’", "'").casefold() == name.text.casefold()
            if name.kind == NAME or body[begins].isupper():
                begins = with_formal(body, begins, start, words)
            yield candidate(begins, after, name, is_listed)


def longest_name(body: str, tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[Name, int, int] | None:
    """The longest name that begins at a word: with its start and end."""
    best: tuple[Name, int, int] | None = None
    begins, _, word = tokens[at]
    if len(word) > MAX_WORD:
        return None
    for skipped, name in names_from(word, words.language_code):
        last = matched_end(body, tokens, at, name, words.particles)
        if last is not None and (best is None or last > best[2]):
            best = (name, begins + skipped, last)
    return best


@lru_cache(maxsize=KEPT_WORDS)
def names_from(word: str, language_code: str) -> tuple[tuple[int, Name], ...]:
    """Names that may begin with a word, each with the number of letters before it; for most words there are none."""
    words = vocabulary(language_code)
    return tuple(
        (skipped, name)
        for skipped, form in forms(word, words)
        for size in range(len(form), max(len(form) - words.longest, 1) - 1, -1)
        for name in words.names.get(form[:size], ())
        if form[size:] in name.words[0][1] and is_cased(name, word, form[size:])
    )


def forms(word: str, words: Vocabulary) -> Iterator[tuple[int, str]]:
    """A word as names may begin with it, and how many letters before are none of the name's."""
    yield 0, word
    if word.isupper() and len(word) >= MIN_SHOUTED:
        yield 0, word.capitalize().replace(DOTTED, "i")
    if word[:1].isupper():
        yield 0, word[:1].lower() + word[1:]
    for prefix, restored in words.prefixes.items():
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            yield len(prefix) - len(restored), restored + word[len(prefix) :]


def is_cased(name: Name, word: str, ending: str) -> bool:
    """An adjective listed in small letters has a capital only with an ending, where a name begins."""
    stem = name.words[0][0]
    return not (name.kind != ORGANISATION and stem[:1].islower() and word[:1].isupper()) or bool(ending)


def matched_end(body: str, tokens: Sequence[Token], at: int, name: Name, cuts: bool) -> int | None:
    """Where a name ends whose first word stands at a place; None where the others do not follow.

    With `cuts` an ending is no part of it.
    """
    if at + len(name.words) > len(tokens):
        return None
    run = tokens[at : at + len(name.words)]
    for (_, one_end, _), (other_start, _, _), gap in zip(run[:-1], run[1:], name.gaps, strict=True):
        between = " ".join(body[one_end:other_start].replace("’", "'").split())
        if between != gap.strip() or other_start - one_end > len(gap) + 1:
            return None
    if not all(fits(word, part) for (_, _, word), part in zip(run[1:], name.words[1:], strict=True)):
        return None
    end = run[-1][0] + len(name.words[-1][0]) if cuts else run[-1][1]
    if not body.startswith(name.tail, end):
        return None
    end += len(name.tail)
    is_whole = not (goes_on(body[end : end + 1]) or is_mark(body[run[0][0] - 1 : run[0][0]]))
    return end if cuts or is_whole else None


def goes_on(char: str) -> bool:
    """Whether a character belongs to the word before it."""
    return char.isalnum() or is_mark(char)


def is_mark(char: str) -> bool:
    """Whether a character is a vowel sign of Indic scripts, at which words are not divided."""
    return bool(char) and unicodedata.category(char).startswith("M")


def fits(word: str, part: tuple[str, frozenset[str]]) -> bool:
    stem, endings = part
    if word.startswith(stem):
        return word[len(stem) :] in endings
    return word.isupper() and word.casefold().startswith(stem.casefold()) and word[len(stem) :].casefold() in endings


def is_meant(body: str, tokens: Sequence[Token], at: int, name: Name, words: Vocabulary) -> bool:
    """An adjective beside `language` is none of a state, a name before a surname is a person's."""
    before = tokens[at - 1][2].casefold() if at else ""
    after = tokens[at + len(name.words)] if at + len(name.words) < len(tokens) else None
    if name.kind in (ADJECTIVE, PEOPLE):
        preceding, following = words.spoken
        return before not in preceding and not (after and after[2] in following)
    is_followed = after is not None and after[2][:1].isupper() and body[tokens[at][1] : after[0]] == " "
    word = tokens[at][2]
    is_first_name = word in first_names() or word in cue_words("state_first_names")
    return not (is_followed and len(name.words) == 1 and is_first_name)


def as_republic(
    body: str, tokens: Sequence[Token], at: int, span: tuple[int, int], words: Vocabulary
) -> tuple[int, int]:
    """The span of an adjective with a capital, with the form of state after it: `Литовская Республика`."""
    follows = at + 1 < len(tokens) and tokens[at + 1][2] in words.republics and body[span[0]].isupper()
    is_next = follows and body[span[1] : tokens[at + 1][0]].isspace()
    return (span[0], tokens[at + 1][1]) if is_next else span


def with_formal(body: str, begins: int, limit: int, words: Vocabulary) -> int:
    """The start of a name with its form of state before it: `République du Mali`."""
    before = body[max(limit, begins - MAX_FORMAL) : begins].replace("’", "'")
    trimmed = before.rstrip()
    for phrase in words.formal:
        if trimmed.endswith(phrase) and not trimmed[: -len(phrase)][-1:].isalnum():
            return begins - (len(before) - len(trimmed)) - len(phrase)
    return begins


def candidate(start: int, end: int, name: Name, is_listed: bool) -> Candidate:
    rule, confidence = ("foreign_name", NAME_CONFIDENCE) if is_listed else ("foreign_stem", STEM_CONFIDENCE)
    return Candidate(start, end, entities()[name.entity_id], rule, rank=3, confidence=confidence)
