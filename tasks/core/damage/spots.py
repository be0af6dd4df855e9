"""Damages that a text shows by itself: characters decoded wrongly or lost, sentences run together, text repeated."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from schemas import knowledge
from tasks.core.damage.model import Damage, Limits
from tasks.core.formats.plain.mojibake import Mending, is_suspect, may_show, signs

if TYPE_CHECKING:
    from tasks.core.group.texts import Text

UNREADABLE = re.compile(r"\ufffd+|(?<=[^\W\d_])\?(?=[^\W\d_])")
MENDING = Mending()


def find_spots(text: "Text") -> list[Damage]:
    """Characters that were decoded wrongly, or that nobody can read, within the sentences of the text."""
    body: str = text.document["body"]
    has_odd = "?" in body or "\ufffd" in body
    has_signs = not body.isascii() and may_show(body)
    if not has_odd and not has_signs:
        return []
    found: list[Damage] = []
    for sentence in text.sentences:
        start, end = sentence["start_char"], sentence["end_char"]
        if has_odd:
            found += [Damage("unreadable_character", *each.span()) for each in UNREADABLE.finditer(body, start, end)]
        if has_signs and is_suspect(body[start:end], MENDING):
            found += [Damage("mojibake", *each.span()) for each in signs().finditer(body, start, end)]
    return found


@cache
def restart(language_code: str) -> re.Pattern[str] | None:
    """A word that begins sentences, inside of one; what stands around it decides."""
    words = [row["word"] for row in knowledge.rows("sentence_openers") if row["language_code"] == language_code]
    if not words:
        return None
    return re.compile(rf" (?:{'|'.join(map(re.escape, words))}) (?=[^\W\d_])")


def find_restarts(text: "Text") -> Iterator[Damage]:
    """Sentences run together, told by a word that begins one in the middle of another."""
    pattern = restart(str(text.document["language_code"]))
    if pattern is None:
        return
    body: str = text.document["body"]
    for sentence in text.sentences:
        for found in pattern.finditer(body, sentence["start_char"], sentence["end_char"]):
            before = body[found.start() - 1]
            if (before.islower() or before == ",") and body[found.end()].islower():
                yield Damage("sentences_joined", found.start(), found.start())


def find_repeats(text: "Text", limits: Limits) -> Iterator[Damage]:
    """Long sentences that a text has twice; those that follow each other are one damage."""
    seen: dict[bytes, int] = {}
    last = -2
    start = end = -1
    for at, count in enumerate(text.counts):
        first = seen.setdefault(text.ids_of(at).tobytes(), at)
        if count < limits.min_repeated_words or first == at:
            continue
        if at != last + 1 and start >= 0:
            yield Damage("text_repeated", start, end)
        if at != last + 1:
            start = text.sentences[at]["start_char"]
        end, last = text.sentences[at]["end_char"], at
    if start >= 0:
        yield Damage("text_repeated", start, end)
