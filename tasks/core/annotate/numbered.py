"""Documents that go by a number: resolutions, orders, regulations, and the symbols of bodies' papers."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from schemas.knowledge.words import cue_words
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.shapes import name_start

YEAR = r"(?:\s?\(\d{4}\))?"
ITEM = rf"(?:[A-Z]+/(?:RES/)?[\w/-]*\d[\w/-]*|[A-Z]{{2}}-\d+/\d+|\d+/\d+(?!\d)|\d{{2,4}}(?![\d,.]\d)){YEAR}"
SEVERAL = rf"{ITEM}(?:(?:,\s|\sand\s|,\sand\s){ITEM})*"
# a literal start, which is looked for much faster than `[Rr]`
RESOLUTION = re.compile(rf"esolutions?\s((?:[Nn]os?\.?\s|[Nn]umbers?\s)?{SEVERAL})")
SHORT_RESOLUTION = re.compile(rf"UN(SC|GA)Rs?\s({SEVERAL})")
RESOLUTION_ITEM = re.compile(ITEM)
NUMBER_WORD = re.compile(r"^[Nn](?:os?\.?|umbers?)\s")
FOUR_DIGITS = re.compile(r"\b\d{4}\b")  # the General Assembly has begun each session with 1 since 1976
PRINTED_YEAR = re.compile(r" ?\(\d{4}\)")
SECURITY_COUNCIL, GENERAL_ASSEMBLY = "UN Security Council", "UN General Assembly"

LEGAL_NUMBER = re.compile(
    r"s? (?:\((?:EU|EC|EEC|CFSP|EURATOM|EU, Euratom)\) )?(?:[Nn]o\.? )?\d[\d-]*(?:/\d+)*(?:/[A-Z]{2,5})?(?![\w%])"
)
LEGAL_BEFORE = re.compile(
    r"(?:Council |Commission |European Parliament and Council |Delegated |Implementing |Framework )+$"
)
BEFORE_WINDOW = 60  # characters: the longest run of such words before `Regulation`
SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,5}(?:/[A-Za-z.]{1,6}\.?)?/[\w.]*\d[\w.]*(?:/[\w.-]*\d[\w-]*)*(?:\s?\(\d{4}\))?")
SYMBOL_MARK = re.compile(r"/(?:(?:COMM|PRST|RES|DEC|BR|AC|CN|CONF)\b|(?<=[A-Z]/)(?:19|20)\d\d/\d)")
ROMAN = re.compile(r"\([IVXLCDM]+\)")
BEFORE_ROMAN = re.compile(
    r"(?<![\w/])[A-Z]\w{1,9}(?:/[A-Z][A-Za-z]{1,7}){1,2}(?:/?[./]\d*\.?){0,2} ?$"
)  # `AHG/Decl.5 (XXXVI)`
CONFIDENCE = 0.95


def resolutions(text: Text) -> Iterator[Candidate]:
    """`UN Security Council Resolution 1325 (2000)`, `UNSCR 1325`, `resolutions 2202 (2015) and 2623 (2022)`."""
    bodies = [one for one in text.known.values() if one.entity.name in (SECURITY_COUNCIL, GENERAL_ASSEMBLY)]
    for found in RESOLUTION.finditer(text.body):
        head = found.start() - 1
        start = name_start(text, head)
        yield resolution(start, found.end(), found[1], adopter_of(text, bodies, (start, head), found[1]))
    for found in SHORT_RESOLUTION.finditer(text.body):
        body = SECURITY_COUNCIL if found[1] == "SC" else GENERAL_ASSEMBLY
        yield resolution(found.start(), found.end(), found[2], body)


def adopter_of(text: Text, bodies: list[Candidate], before: tuple[int, int], numbers: str) -> str:
    """The body that adopted a resolution: named before the word, or in the sentence, or told by the number.

    `bodies` are the mentions of the two councils in order; `before` is the span of the words before `resolution`.
    """
    start, head = before
    known = text.known.get(start)
    if known or start < head:
        return known.entity.name if known else tidy(text.body[start:head])
    if "/" in numbers:
        return GENERAL_ASSEMBLY
    if FOUR_DIGITS.search(PRINTED_YEAR.sub("", numbers)):
        return SECURITY_COUNCIL
    at = bisect_right(text.sentences, (start, 1 << 60)) - 1
    last = bisect_right(bodies, start, key=lambda one: one.start) - 1
    is_named = at >= 0 and last >= 0 and bodies[last].start >= text.sentences[at][0]
    return bodies[last].entity.name if is_named else SECURITY_COUNCIL


def resolution(start: int, end: int, numbers: str, adopter: str) -> Candidate:
    """The mention; its name is without years, which not every text prints."""
    printed = PRINTED_YEAR.sub("", tidy(NUMBER_WORD.sub("", numbers)))
    several = len(RESOLUTION_ITEM.findall(printed)) > 1
    entity = new_entity("DOC", f"{adopter} {'Resolutions' if several else 'Resolution'} {printed}")
    return Candidate(start, end, entity, "resolution", rank=1, confidence=CONFIDENCE)


def legal_acts(text: Text) -> Iterator[Candidate]:
    """`Executive Order 14257`, `Council Decision 2014/145/CFSP`, `Regulation (EU) No 833/2014`."""
    for word in sorted(cue_words("legal_acts")):
        for start in occurrences(text.body, word):
            found = LEGAL_NUMBER.match(text.body, start + len(word))
            if found:
                before = LEGAL_BEFORE.search(text.body[max(0, start - BEFORE_WINDOW) : start])
                begin = start - len(before.group()) if before else start
                entity = new_entity("DOC", tidy(text.body[begin : found.end()]))
                yield Candidate(begin, found.end(), entity, "legal_act", rank=1, confidence=CONFIDENCE)


def occurrences(body: str, word: str) -> Iterator[int]:
    """Where a word begins, at the start of a word."""
    at = body.find(word)
    while at >= 0:
        if not body[at - 1 : at].isalnum():
            yield at
        at = body.find(word, at + len(word))


def symbols(text: Text) -> Iterator[Candidate]:
    """`PSC/MIN/COMM.1185 (2023)`, `S/PRST/2008/11`: the symbol of a paper, with `Communiqué` before it."""
    for start, end in symbol_spans(text.body):
        head, gap, beside = text.body[max(0, start - BEFORE_WINDOW) : start].rpartition(" ")
        head = head.rpartition(" ")[2]
        if gap and not beside and head in cue_words("symbol_heads"):
            start -= len(head) + 1
        entity = new_entity("DOC", tidy(text.body[start:end]))
        yield Candidate(start, end, entity, "symbol", rank=2, confidence=CONFIDENCE)


def symbol_spans(body: str) -> Iterator[tuple[int, int]]:
    """Spans of symbols alone: those with digits, and those that end with a Roman number in brackets."""
    if SYMBOL_MARK.search(body):
        yield from (found.span() for found in SYMBOL.finditer(body) if SYMBOL_MARK.search(found.group()))
    for roman in ROMAN.finditer(body):
        left = max(0, roman.start() - BEFORE_WINDOW)
        if before := BEFORE_ROMAN.search(body[left : roman.start()]):
            yield left + before.start(), roman.end()
