"""Sentences of a paragraph: a stop, perhaps closing quotes, then a capital, a digit or an opening quote."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from schemas import knowledge
from tasks.core.structure.characters import OPENERS

STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?:[ \n]+|(?=[^\W\d_a-z]))|[。！？]+[」』”]*|[؟۔।॥։።]+[\"”»)]*[ \n]*")
WORD_BEFORE = re.compile(r"[^\s(\[“\"„«]+$")
INITIALS = re.compile(r"[^\W\d_a-z](?:\.-?[^\W\d_a-z])*")
MAY_END = ("a.m", "p.m", "etc")
MAX_TOKEN_CHARS = 12  # of an abbreviation or a numeral; the last word before a stop is looked at no further back

Span = tuple[int, int]


@cache
def abbreviations() -> frozenset[str]:
    return frozenset(
        word for row in knowledge.rows("sentence_abbreviations") for word in knowledge.values(row["abbreviations"])
    )


def split_sentences(text: str, start: int, language_code: str) -> list[Span]:
    """Spans of the sentences of a text whose first character is at `start` of the body."""
    return [(start + first, start + last) for first, last in sentences_of(text, language_code)]


@lru_cache(maxsize=64)
def sentences_of(text: str, language_code: str) -> tuple[Span, ...]:
    """Spans of the sentences within the text itself; the first paragraphs of a document are asked for several times."""
    spans: list[Span] = []
    begin = 0
    for end, following in boundaries(text, language_code):
        spans.append((begin, end))
        begin = following
    if text[begin:].strip():
        spans.append((begin, begin + len(text[begin:].rstrip())))
    return tuple(spans)


def boundaries(text: str, language_code: str) -> Iterator[tuple[int, int]]:
    """End of each sentence but the last, and beginning of the next."""
    for match in STOP.finditer(text):
        rest = text[match.end() : match.end() + 3].lstrip(OPENERS)
        if match.end() >= len(text) or not rest or not begins_sentence(rest[0]):
            continue
        is_glued = not match[0][-1].isspace() and match[0][0] in ".!?…"
        if is_glued and not splits_glued(text, match.start(), match.end()):
            continue
        if match[0].rstrip(" \n") == "." and is_abbreviated(text, match.start(), rest, language_code):
            continue
        yield match.start() + len(match[0].rstrip()), match.end()


def begins_sentence(character: str) -> bool:
    return character.isupper() or character.isdigit() or (character.isalpha() and not character.islower())


def splits_glued(text: str, stop: int, following: int) -> bool:
    """`war.We` is two sentences; `U.S`, `e.g.` and `nokta.MD` are none."""
    before = text[max(0, stop - 3) : stop]
    after = text[following : following + 2]
    return len(before) == 3 and before.isalpha() and before.islower() and after[:1].isupper() and after[1:].islower()


def is_abbreviated(text: str, stop: int, rest: str, language_code: str) -> bool:
    """The word before the stop is an abbreviation, an initial, or a numeral that counts the paragraph or the day."""
    match = WORD_BEFORE.search(text, max(0, stop - MAX_TOKEN_CHARS), stop)
    word = match[0].rpartition("-")[2] if match else ""  # `the Japan-U.S. Security Treaty`
    are_initials = bool(INITIALS.fullmatch(word))
    if are_initials or {word, word.title(), word.lower()} & abbreviations_of(language_code):
        may_end = (are_initials and len(word) > 1) or word in MAY_END
        return not (may_end and rest[0].isupper() and starts_with_opener(text, stop))
    return word.isdigit() and len(word) <= 3 and (match is None or match.start() == 0)


@cache
def openers() -> frozenset[str]:
    return frozenset(row["word"] for row in knowledge.rows("sentence_openers"))


def starts_with_opener(text: str, stop: int) -> bool:
    """The word after the stop is one that begins sentences (`We`, `The`), so even an abbreviation ends one here."""
    following = re.match(r"[.\s\"“]+([^\W\d_]+)", text[stop : stop + 40])
    return bool(following and following[1] in openers())


@cache
def abbreviations_of(language_code: str) -> frozenset[str]:
    """Abbreviations of a language and the English ones; of all languages where it is not known."""
    wanted = {language_code, "en"}
    own = frozenset(
        word
        for row in knowledge.rows("sentence_abbreviations")
        if row["language_code"] in wanted
        for word in knowledge.values(row["abbreviations"])
    )
    return own if language_code != "und" else abbreviations()
