"""What the steps of reading acts pass to each other. Offsets count characters of the body, end excluded."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from schemas.knowledge.entities import Entity
from tasks.core.acts.lexicon import first_letter, letter

AROUND = " \t\n\r\u00a0\u202f\u2009\"“”„«»‘’'´`*_"
WORD = re.compile(
    rf"[{AROUND}]*+([^\W_]+(?:[-’'´.&][^\W_]+)*|\W)"
)  # after white space and quotation marks, which are no words
PARTICULARLY = re.compile(r"(?<=[&,wa])pa(?=[VSPGMHb])")  # `and in particular note`: one adverb
AFTER_SIGN = re.compile(r"[;:)-]Z|^9\.Z")  # a capital there tells no name: `; Urges`, `1. Urges`
SPACES = re.compile(r"[\t\n\f\r ]+")
MAX_CHARS = 8_000  # no sentence that somebody says is longer; tables and lists run into one are


class Mention(Protocol):
    """A mention as the rules of annotation choose it; of a state's capital, `refers_to` may be the state."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def entity(self) -> Entity: ...
    @property
    def refers_to(self) -> str | None: ...
    @property
    def rule(self) -> str: ...


class Known(Protocol):
    """What is known of the statement beside its text."""

    @property
    def date_edtf(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A document as acts are read from it: its mentions in order, where they start, and what is known beside it."""

    body: str
    mentions: Sequence[Mention]
    starts: Sequence[int]
    anchor: Known

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in a stretch of the body."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@dataclass(slots=True)
class Words:
    """A sentence as words and signs: `letters` has one letter for each (see `lexicon`).

    Where the words end in the body is found out when it is first asked for: most sentences hold no act.
    """

    body: str
    first: int
    words: list[str]
    letters: str
    found_ends: list[int] | None = None

    @property
    def ends(self) -> list[int]:
        if self.found_ends is None:
            self.found_ends = word_ends(self.body, self.first, self.words)
        return self.found_ends

    def start(self, index: int) -> int:
        return self.ends[index] - len(self.words[index])


def tidy(text: str) -> str:
    """The text on one line, with single spaces. Only the white space that SQL collapses, too."""
    if "\n" in text or "  " in text or "\t" in text:
        return SPACES.sub(" ", text).strip(" ")
    return text


def word_ends(body: str, at: int, words: list[str]) -> list[int]:
    """Offsets at which the words end; nothing but white space and quotation marks stands between them."""
    ends = []
    for word in words:
        at = body.index(word, at) + len(word)
        ends.append(at)
    return ends


class Subject(NamedTuple):
    """Who acts: the words as printed, from `first` up to `last`, or nobody where `first` equals `last`."""

    first: int
    last: int


class Clause(NamedTuple):
    """An act found in a sentence. All but `act`, `rule` and `is_negated` count words; ends are excluded.

    `first` is where the clause begins, conjunction left out; `verb` up to `verb_end` are the words of the verb with
    those that belong to it, `content` is where its object begins. `done` is what stands as subject where it is none: of
    a passive, of a demand; `is_asked` where that is who is asked something. `is_own`: the
    issuer or a part of it acts.
    """

    act: str
    rule: str
    is_negated: bool
    first: int
    verb: int
    verb_end: int
    content: int
    subject: Subject | None
    form: str
    done: Subject | None = None
    is_asked: bool = False
    is_own: bool = False


def read_words(body: str, start: int, end: int, opens_with_name: bool) -> Words:
    """The words of a sentence. `opens_with_name`: its first word is known to be a name, whatever its ending."""
    end = min(end, start + MAX_CHARS)
    words: list[str] = WORD.findall(body, start, end)
    if body[start:end].isupper():
        return Words(body, start, words, "." * len(words))  # a heading in capitals
    letters = "".join(map(letter, words))
    if letters and not opens_with_name:
        letters = first_letter(words[0]) + letters[1:]
    if "pa" in letters:
        letters = PARTICULARLY.sub("aa", letters)
    if AFTER_SIGN.search(letters):
        letters = "".join(
            first_letter(words[at]) if kind == "Z" and (letters[at - 1] in ";:)-" or letters[:at] == "9.") else kind
            for at, kind in enumerate(letters)
        )
    return Words(body, start, words, letters)
