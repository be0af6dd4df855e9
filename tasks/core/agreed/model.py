"""What is compared for agreed language, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tasks.core.group.texts import Row, Text

TELLING_KINDS = ("article", "listing")


@dataclass(frozen=True, slots=True)
class MainText:
    """The main version of a statement: the sentences of a document that belong to it, and its date, if it has one."""

    statement_id: str
    text: Text
    date_start: date | None

    @property
    def order(self) -> tuple[date, str, int]:
        """By date, the undated last; of one day by document and place, so that the order of arrival says nothing."""
        start = int(self.text.sentences[0]["start_char"]) if self.text.sentences else 0
        return self.date_start or date.max, self.text.document_id, start


class Use(NamedTuple):
    """Where a statement holds a wording: first word and word after the last, of all words.

    Statements and sentences have numbers, in the order of use. A tuple, since there are many and it is made faster.
    """

    statement: int
    start: int
    end: int
    sentence: int

    def holds(self, other: "Use") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Passage:
    """A wording with all its uses, in the order of the statements."""

    uses: Sequence[Use]

    @property
    def first(self) -> Use:
        return self.uses[0]

    @property
    def n_words(self) -> int:
        return self.first.end - self.first.start

    @cached_property
    def statements(self) -> frozenset[int]:
        return frozenset(use.statement for use in self.uses)

    @cached_property
    def n_statements(self) -> int:
        return len(self.statements)


def takes_part(document: Row) -> bool:
    """The document speaks for itself: what somebody else tells of a statement is no use of its wording."""
    return document["kind"] not in TELLING_KINDS or bool(document["carries_statement"])
