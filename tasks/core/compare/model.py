"""What a comparison of two versions holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OUTSIDE = "outside"  # the change of a row that was not compared: no part of the statement, or no words


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence as it is printed. `is_changed`: its words have no partner in the other version."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or the part of it that a row tells of.

    `printed_number` is that of the paragraph, given with its first sentence only; `opens_paragraph` marks that one.
    """

    sentence_no: int
    paragraph_no: int
    printed_number: str | None
    opens_paragraph: bool
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side. `change` is a word of `vocabularies.CHANGES`, read from left to right, or `outside`."""

    change: str
    left: Passage | None
    right: Passage | None
    similarity_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: where it lies, what it says of itself, how it stands to its statement.

    `relation`, `coverage_ratio` and `is_main` are those of `core.versions`, None where it is a version of nothing.
    `shared_ratio` is the share of its words that have a partner on the other side.
    """

    document_id: str
    paths: tuple[str, ...]
    title: str | None
    issuer: str | None
    date_edtf: str | None
    kind: str
    language_code: str
    is_right_to_left: bool
    statement_id: str | None
    relation: str | None
    coverage_ratio: float | None
    is_main: bool | None
    n_words: int
    shared_ratio: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The row of `core.version_pairs` on the two, or on documents with the same words as they have (`through`)."""

    decision: str
    score: float
    relation: str
    left_containment: float
    right_containment: float
    evidence: Mapping[str, Any]
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, the changes read from left to right.

    `counts` has the sentences of each change: of the main version (of the longer one where neither is it), and those
    that only the other one has. `is_same_document` says that both sides are one.
    """

    left: Side
    right: Side
    is_same_document: bool
    judgement: Judgement | None
    counts: Mapping[str, int]
    rows: tuple[Row, ...]
