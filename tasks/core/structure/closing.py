"""What stands below a text: the formula of its signing, and what an office adds for the press."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasks.core.structure.characters import is_terminated
from tasks.core.structure.cues import alternation, can_have, cue_words, has_cue
from tasks.core.structure.phrases import EDGES, phrases


@dataclass(frozen=True, slots=True)
class Closing:
    """How long the parts of an ending are, in characters and shares of the running text."""

    max_formula_chars: int = 500  # `Done at …, in duplicate in the … languages, all texts being equally authentic`
    max_line_chars: int = 80  # `Notes to editors`, `About the Ministry of Trade`
    max_contact_chars: int = 300  # `For further information please contact …`
    min_own_share: float = 0.25  # of the running text; notes to editors can be longer than a short statement
    min_share_above_about: float = 0.5  # a heading is a weaker sign


CLOSING = Closing()
YEAR = re.compile(r"\d{4}")
ADDRESS = re.compile(r"@|www\.|https?:|\+?\(?\d[\d ()/.-]{6,}\d")
END_SIGNS = re.compile(r"[-–—* .\[(<#]*(?P<word>[^\W\d_]{2,16})[-–—* .\])>#]*")


@cache
def formula() -> re.Pattern[str]:
    return re.compile(rf"{alternation('done')}(?!\w)", re.IGNORECASE)


@cache
def addition() -> re.Pattern[str]:
    """Words that begin a line about the press office or the issuer: `Media contact`, `For further information`."""
    words = sorted(phrases("end_matter"), key=lambda word: (-len(word), word))
    return re.compile(rf"[*•–— ]*(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def about() -> re.Pattern[str]:
    return re.compile(rf"{alternation('about')}\s", re.IGNORECASE)


def is_formula(text: str) -> bool:
    """`Done at Tallinn on 4 May 2023, in two originals …`: says when and where, or in which copies, it was signed."""
    if len(text) > CLOSING.max_formula_chars or not can_have(text, "done") or not formula().match(text):
        return False
    is_line = len(text) <= CLOSING.max_line_chars and YEAR.search(text) is not None
    return is_line or has_cue(text, "copies")


def is_addition(text: str) -> bool:
    """A line below which words for the press stand, or one that says whom they can ask."""
    match = addition().match(text)
    if not match:
        return is_end_sign(text)
    rest = text[match.end() :].strip(EDGES)
    if len(text) <= CLOSING.max_line_chars and (not rest or text[match.end() :].lstrip().startswith(":")):
        return True
    return len(text) <= CLOSING.max_contact_chars and ADDRESS.search(text, match.end()) is not None


def is_end_sign(text: str) -> bool:
    """`-ENDS-`, alone in its line; in letters, since a row of stars can part two sections."""
    match = END_SIGNS.fullmatch(text)
    return match is not None and text != match["word"].lower() and match["word"].lower() in phrases("end_mark")


def end_of_own(texts: Sequence[str], running: Sequence[bool], is_plain: Sequence[bool]) -> int:
    """Index of the paragraph at which what was added for the press begins; their number if nothing was.

    `is_plain` says of each that it has no number and no mark of the format that makes it a part of the text.
    """
    sizes = [len(text) if is_text else 0 for text, is_text in zip(texts, running, strict=True)]
    total, above = sum(sizes), 0
    for index, text in enumerate(texts):
        share = above / total if total else 0.0
        if is_plain[index] and share > CLOSING.min_own_share and is_addition(text):
            return index
        if is_plain[index] and share > CLOSING.min_share_above_about and is_about(texts, index):
            return index
        above += sizes[index]
    return len(texts)


def is_about(texts: Sequence[str], index: int) -> bool:
    """`About the Ministry`: a heading after which nobody says `we`."""
    text = texts[index]
    if len(text) > CLOSING.max_line_chars or is_terminated(text) or not about().match(text):
        return False
    return not any(has_cue(later, "first_person") for later in texts[index + 1 :])


def is_call(text: str) -> bool:
    """`Thank you.`, `Long live peace!`: with such words speeches end, and no name has these signs."""
    words = text.strip(" .!")
    is_called = text.endswith(("!", "?")) and " " in text
    return is_called or (text.endswith((".", "!")) and words.lower() in closing_words())


@cache
def closing_words() -> frozenset[str]:
    return frozenset(word.lower() for word in cue_words("thanks"))
