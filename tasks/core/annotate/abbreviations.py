"""Abbreviations that the text itself defines in brackets."""

import re
from collections.abc import Iterator

from tasks.core.annotate.model import Candidate, Text
from tasks.core.annotate.persons import occurrences

IN_BRACKETS = re.compile(r" \((?:the )?[“\"']?([A-Z][\w&/-]{1,11}?)[”\"']?\)")
ABBREVIATED = ("ORG", "COUNTRY", "DOC", "EVENT", "PLACE")
CONFIDENCE = 0.95


def defined(text: Text, named: list[Candidate]) -> Iterator[Candidate]:
    """Every occurrence of a short form that brackets after a name define, of names that no list knows by it."""
    if not IN_BRACKETS.search(text.body):
        return
    by_end: dict[int, Candidate] = {}
    for one in named:
        held = by_end.get(one.end)
        if one.label in ABBREVIATED and (held is None or one.start < held.start):
            by_end[one.end] = one
    meant: dict[str, Candidate] = {}
    for found in IN_BRACKETS.finditer(text.body):
        full = by_end.get(found.start())
        short = found[1]
        listed = text.known.get(found.start(1))
        if listed and (full is None or listed.entity.entity_id != full.entity.entity_id):
            continue
        if full and sum(map(str.isupper, short)) > 1 and abbreviates(short, text.body[full.start : full.end]):
            meant.setdefault(short, full)
    for short, full in sorted(meant.items()):
        for start in occurrences(text.body, short):
            yield Candidate(
                start, start + len(short), full.entity, "defined_abbreviation", rank=1, confidence=CONFIDENCE
            )


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
