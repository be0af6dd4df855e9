"""Words broken at the end of a line: put together, with their hyphen if it is the word's own."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.words import UNSPACED

SOFT = "\u00ad"
HYPHENS = "-\u2010"
LETTER = r"[^\W\d_]"
WORD_END = re.compile(rf"\w[-\u2010\u2011\u00ad]$|[^\W_][–—/]$|[{UNSPACED}、。，．：；！？「」『』（）《》]$")
WORD_START = re.compile(r"\w")
UNSPACED_START = re.compile(rf"[{UNSPACED}、。，．：；！？「」『』（）《》]")
LEFT = re.compile(r"(?:[\w'’]+[-\u2010\u2011])*[\w'’]+[-\u2010]$")
RIGHT = re.compile(r"[\w'’]+(?:[-\u2010\u2011][\w'’]+)*")
TOKEN = re.compile(rf"{LETTER}+(?:[-\u2010\u2011'’]{LETTER}+)*")
PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})

Change = tuple[int, int, str]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Breaking:
    """When a hyphen at the end of a line is taken for the word's own, in letters and shares."""

    max_token_chars: int = 60  # no word is longer, and no line is walked through for its last word
    stem_chars: int = 5  # of the second part, by which the word is found elsewhere in another form
    min_second_chars: int = 4  # after a first part such as `long`; shorter ones are the ends of words: `long-er`
    min_first_chars: int = 3  # before a second part such as `based`
    min_word_chars: int = 4  # of two words that stand by themselves elsewhere and are a compound here
    min_broken_share: float = 0.03  # of lines; where fewer end so, words are not hyphenated, and hyphens are their own


BREAKING = Breaking()


def joiner(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a space, or nothing in a broken word and between ideographs."""
    last = before[-1:]
    if (last.isalpha() and last.isascii()) or not (end := WORD_END.search(before[-2:])):
        return " "
    if end[0][-1] in "-\u2010\u2011\u00ad–—/":
        return "" if WORD_START.match(after) and not is_suspended(after) else " "
    return "" if UNSPACED_START.match(after) else " "


def is_suspended(after: str) -> bool:
    """`short-` at the end of a line is whole where the next goes on with `and long-term`."""
    word = after[: BREAKING.max_token_chars].split(" ", 1)[0].rstrip(".,;")
    return word in parts("suspended")


@cache
def parts(kind: str) -> frozenset[str]:
    """All words of a kind in `hyphenation.csv`, whatever their language."""
    return frozenset(
        word for row in knowledge.rows("hyphenation") if row["kind"] == kind for word in knowledge.values(row["words"])
    )


@cache
def endings() -> tuple[str, ...]:
    return tuple(sorted(parts("first_ending")))


def broken_words(text: str, changes: Sequence[Change], n_lines: int) -> list[Span]:
    """Spans of the hyphens that are the page's, given the changes that join lines."""
    joined = [(start, end) for start, end, new in changes if not new and text[start - 1] in HYPHENS]
    found = [(start - 1, start) for start, _, _ in changes if text[start - 1] == SOFT]
    if not joined:
        return found
    document = read_vocabulary(text)
    undecided: list[Span] = []
    keeps = removes = 0
    for start, end in joined:
        verdict = is_own_hyphen(text, start, end, document)
        keeps += verdict is True
        removes += verdict is False
        if verdict is False:
            found.append((start - 1, start))
        elif verdict is None:
            undecided.append((start - 1, start))
    is_hyphenated = removes or len(undecided) > keeps or len(joined) >= BREAKING.min_broken_share * n_lines
    return sorted([*found, *undecided] if is_hyphenated else found)


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a text in small letters, also sorted, and as printed; words broken by a line are not among them."""

    words: list[str]
    distinct: frozenset[str]
    printed: frozenset[str]

    def has_stem(self, stem: str) -> bool:
        """Some word begins with these letters."""
        place = bisect_left(self.words, stem)
        return place < len(self.words) and self.words[place].startswith(stem)


def read_vocabulary(text: str) -> Document:
    printed = frozenset(unbroken(text))
    distinct = frozenset(map(str.lower, printed))
    return Document(sorted(distinct), distinct, printed)


def unbroken(text: str) -> Iterator[str]:
    """The words of a text that begin and end in one line."""
    for match in TOKEN.finditer(text):
        is_end = text[match.end() : match.end() + 1] in ("-", "\u2010", SOFT)
        if not is_end:
            yield match[0].translate(PLAIN)


def is_own_hyphen(text: str, start: int, end: int, document: Document) -> bool | None:
    """Whether the hyphen that ends at `start` is that of a compound whose second part begins at `end`.

    What the text writes elsewhere decides; else what is known of the two parts; None where neither is known.
    """
    left_match = LEFT.search(text, max(0, start - BREAKING.max_token_chars), start)
    right_match = RIGHT.match(text, end, end + BREAKING.max_token_chars)
    if not left_match or not right_match:
        return True
    left, right = left_match[0][:-1].translate(PLAIN), right_match[0].translate(PLAIN)
    if is_plainly_compound(left, right):
        return True
    left, right = left.lower(), right.lower()
    verdict = written_elsewhere(left, right, document)
    return by_parts(left, right, document) if verdict is None else verdict


def is_plainly_compound(left: str, right: str) -> bool:
    """A figure, an abbreviation, a name or a single letter beside the hyphen: `360-degree`, `NATO-led`, `s-a`."""
    first, last = left.rpartition("-")[2], right.partition("-")[0]
    if not first[-1:].isalpha() or not last[:1].isalpha() or min(len(first), len(last)) == 1:
        return True
    is_capitals = len(first) > 1 and first.isupper()
    if is_capitals:
        return not last.isupper()
    return last[:1].isupper()


def written_elsewhere(left: str, right: str, document: Document) -> bool | None:
    """Whether the text has the word elsewhere with a hyphen and not without (True), or without and not with (False)."""
    stem = right[: BREAKING.stem_chars]
    is_long = len(stem) == BREAKING.stem_chars
    forms = (f"{left}-{right}", left + right)
    with_hyphen, without = (form in document.distinct for form in forms)
    if with_hyphen == without and is_long:
        with_hyphen, without = document.has_stem(f"{left}-{stem}"), document.has_stem(left + stem)
    return None if with_hyphen == without else with_hyphen


def by_parts(left: str, right: str, document: Document) -> bool | None:
    """What is known of the two parts of a word that is written nowhere else in the text; None if nothing is."""
    whole, compound = left + right, f"{left}-{right}"
    first, second = left.rpartition("-")[2], right.partition("-")[0]
    if whole in parts("joined"):
        return False
    if compound in parts("whole") or compound.removesuffix("s") in parts("whole"):
        return True
    is_known_first = first in parts("first") and len(second) >= BREAKING.min_second_chars
    is_known_second = second in parts("second") and len(first) >= BREAKING.min_first_chars
    if is_known_first or is_known_second or first.endswith(endings()):
        return True
    are_words = min(len(first), len(second)) >= BREAKING.min_word_chars and first in document.distinct
    are_words = are_words and second in (document.distinct if second.isupper() else document.printed)
    return True if are_words and not {first, second} & parts("closed") else None
