"""What people decided of two documents: always one statement, or never."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

DECISIONS = ("together", "apart")
COLUMNS = ("decision", "document_id", "other_document_id", "author", "reason", "date")
DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")

Pair = tuple[str, str]


class ReviewError(ValueError):
    """A line cannot be applied; the message names the line and what to do."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who decided and why; `date` is the day of the decision, as printed."""

    author: str
    reason: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Decisions on pairs of documents, the smaller id first."""

    together: Mapping[Pair, Review] = field(default_factory=dict)
    apart: Mapping[Pair, Review] = field(default_factory=dict)

    def pairs(self) -> list[Pair]:
        """All pairs that were decided, sorted."""
        return sorted({*self.together, *self.apart})

    def documents(self) -> set[str]:
        """All documents that are in a decided pair."""
        return {name for pair in self.pairs() for name in pair}

    def among(self, documents: Iterable[str]) -> "Reviewed":
        """The decisions on pairs of the given documents."""
        known = set(documents)
        return Reviewed(
            {pair: each for pair, each in self.together.items() if known.issuperset(pair)},
            {pair: each for pair, each in self.apart.items() if known.issuperset(pair)},
        )


NOTHING_REVIEWED = Reviewed()


def read_reviewed(text: str) -> Reviewed:
    """Decisions from CSV with a header of `COLUMNS`.

    Raises:
        ReviewError: a line cannot be applied, or two lines contradict each other.
    """
    text = text.removeprefix("\ufeff")
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    given: dict[str, dict[Pair, Review]] = {name: {} for name in DECISIONS}
    try:
        if text.strip() and tuple(lines.fieldnames or ()) != COLUMNS:
            raise ReviewError(f"line 1: the columns have to be {','.join(COLUMNS)}")
        for row in lines:
            pair, review = read_line(row, lines.line_num)
            other = DECISIONS[1 - DECISIONS.index(row["decision"])]
            if pair in given[other]:
                raise ReviewError(f"line {lines.line_num}: this pair is {other} in an earlier line. Keep one of them.")
            given[row["decision"]][pair] = review
    except csv.Error as error:
        raise ReviewError(f"line {lines.line_num}: is no CSV ({error})") from error
    check_chains(given["together"], given["apart"])
    return Reviewed(**given)


def read_line(row: Mapping[str, str | None], number: int) -> tuple[Pair, Review]:
    """One decision; documents are named by their whole ids."""
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if None in row or values["decision"] not in DECISIONS:
        raise ReviewError(
            f"line {number}: the decision has to be one of {', '.join(DECISIONS)}, in {len(COLUMNS)} columns"
        )
    one, other = sorted((values["document_id"], values["other_document_id"]))
    if not (DOCUMENT_ID.fullmatch(one) and DOCUMENT_ID.fullmatch(other)) or one == other:
        raise ReviewError(f"line {number}: name two documents by their ids of 64 hexadecimal digits")
    if not (values["author"] and values["reason"]):
        raise ReviewError(f"line {number}: name the author and the reason")
    return (one, other), Review(values["author"], values["reason"], values["date"])


def check_chains(together: Iterable[Pair], apart: Iterable[Pair]) -> None:
    """Make sure that no two documents which are never together are so by a chain.

    Raises:
        ReviewError: they are.
    """
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for one, other in together:
        home[root(one)] = root(other)
    for one, other in apart:
        if root(one) == root(other):
            raise ReviewError(
                f"{one[:12]}… and {other[:12]}… are apart, and together by other lines. Keep one of them."
            )


def packed(reviewed: Reviewed) -> dict[str, str]:
    """The decisions that each document is in, as text that is the same for the same decisions."""
    found: dict[str, list[list[str]]] = {}
    for decision in DECISIONS:
        for pair, review in sorted(getattr(reviewed, decision).items()):
            for name in pair:
                found.setdefault(name, []).append([decision, *pair, review.author, review.reason, review.date])
    return {name: json.dumps(rows, ensure_ascii=False) for name, rows in sorted(found.items())}


def unpacked(by_document: Mapping[str, str]) -> Reviewed:
    """The decisions again."""
    given: dict[str, dict[Pair, Review]] = {name: {} for name in DECISIONS}
    for text in by_document.values():
        for decision, one, other, *review in json.loads(text):
            given[decision][one, other] = Review(*review)
    return Reviewed(**given)
