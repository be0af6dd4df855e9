"""What stands in quotation marks, also over several paragraphs."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tasks.core.structure.paragraphs import Paragraph

MAX_QUOTED_CHARS = 6000
TERM_CHARS = 200
MAX_MISSES = 400  # marks without a partner in one paragraph; a page that has more is no prose
PAIRS = {"“": "”“", "„": '“”"', "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "”": "”"}
LONG = rf"{{1,{MAX_QUOTED_CHARS}}}"
MARK_OR_APOSTROPHE = re.compile(r"[“”„«»\"‘'’]")
MARK = re.compile(r"[“”„«»\"‘']")
QUOTED = {
    mark: re.compile(source)
    for mark, source in {
        "“": rf"“[^“”]{LONG}”",
        "„": rf"„[^„“”\"]{LONG}[“”\"]",
        "«": rf"«[^«»]{LONG}»",
        "»": rf"(?<!\w)»[^«»]{LONG}«",
        "”": rf"”[^“”\"]{LONG}”(?!\w)",
        '"': rf"(?<!\w)\"[^\"]{LONG}\"(?!\w)",
        "‘": rf"(?<!\w)‘(?:[^‘’]{{1,{TERM_CHARS}}}|[^‘]{LONG}?[.,!?…])’(?!\w)",
        "'": rf"(?<!\w)'(?=[^\W\d_a-z])[^\n]{LONG}?[.,!?…]'(?!\w)",
    }.items()
}
BULLET_QUOTE = re.compile(r"[“„«\"‘»]")  # a paragraph that begins with it is quoted
MAX_OPEN_PARAGRAPHS = 40  # that one pair of marks holds

Span = tuple[int, int]


@lru_cache(maxsize=64)
def quoted_spans(text: str) -> tuple[Span, ...]:
    """Stretches between quotation marks of one paragraph, the marks included, in order."""
    found: list[Span] = []
    reached = n_misses = 0
    for mark in MARK.finditer(text):
        start = mark.start()
        if start < reached or n_misses > MAX_MISSES:
            continue
        if match := QUOTED[mark[0]].match(text, start):
            found.append(match.span())
            reached = match.end()
        else:
            n_misses += 1
    return tuple(found)


def n_words(text: str) -> int:
    return len(text.split())


def quotations(paragraphs: Sequence[Paragraph]) -> list[tuple[Span, ...]]:
    """Of each paragraph, the stretches that are quoted, the marks included, in order.

    A mark that is not closed holds to the end of its paragraph, and up to the one that closes it where none of the
    paragraphs between opens another.
    """
    has_mark = [MARK.search(one.text) is not None for one in paragraphs]
    found = [
        list(quoted_spans(one.text)) if is_marked else [] for one, is_marked in zip(paragraphs, has_mark, strict=True)
    ]
    index = 0
    while index < len(paragraphs):
        start = unclosed(paragraphs[index].text, found[index]) if has_mark[index] else None
        if start is None:
            index += 1
            continue
        found[index] = [*(span for span in found[index] if span[1] <= start), (start, len(paragraphs[index].text))]
        closed = closing_paragraph(paragraphs, found, index, PAIRS[paragraphs[index].text[start]])
        if closed:
            last, end = closed
            for between in range(index + 1, last):
                found[between] = [(0, len(paragraphs[between].text))]
            found[last] = [(0, end), *(span for span in found[last] if span[0] >= end)]
            index = last
        index += 1
    return [tuple(sorted(spans)) for spans in found]


def unclosed(text: str, spans: Sequence[Span]) -> int | None:
    """Where the mark stands that opens a quotation and has no partner in its paragraph."""
    return next((mark.start() for mark in marks_outside(MARK, text, spans) if opens(text, mark.start())), None)


def marks_outside(pattern: re.Pattern[str], text: str, spans: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Marks that stand in none of the spans, which are sorted."""
    at = 0
    for mark in pattern.finditer(text):
        while at < len(spans) and spans[at][1] <= mark.start():
            at += 1
        if at == len(spans) or mark.start() < spans[at][0]:
            yield mark


def opens(text: str, start: int) -> bool:
    """A mark that can open a quotation; single ones only at the beginning, since they are apostrophes too."""
    if text[start] in "“„«":
        return True
    is_before_word = text[start + 1 : start + 2].isalnum()
    if text[start] == "‘" and start > 0:
        return False
    return (
        text[start] in '"‘'
        and is_before_word
        and not (start and (text[start - 1].isalnum() or text[start - 1] in ".,!?_"))
    )


def closing_paragraph(
    paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Span]], opened: int, closers: str
) -> tuple[int, int] | None:
    """Index of the paragraph that closes a quotation without opening one, and the end of the quotation in it."""
    for index in range(opened + 1, min(opened + 1 + MAX_OPEN_PARAGRAPHS, len(paragraphs))):
        text = paragraphs[index].text
        if BULLET_QUOTE.match(text):
            return None
        for mark in marks_outside(MARK_OR_APOSTROPHE, text, found[index]):
            place = mark.start()
            if mark[0] in closers and not text[place + 1 : place + 2].isalnum():
                return index, place + 1
            if mark[0] in "“„«":
                return None
    return None


def quoted_chars(start: int, end: int, spans: Sequence[Span]) -> int:
    """Characters of a stretch that lie in any of the spans."""
    return sum(max(0, min(end, last) - max(start, first)) for first, last in spans)


def outside_of(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans, which are sorted, left out."""
    parts, reached = [], 0
    for start, end in spans:
        parts.append(text[reached:start])
        reached = max(reached, end)
    parts.append(text[reached:])
    return " ".join(parts)
