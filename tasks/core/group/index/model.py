"""What goes into the fingerprint index and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.core.group.shingles import Hashes

Pair = tuple[str, str]  # document ids, the smaller first
Texts = tuple[int, int]  # numbers of two texts, the smaller first
Shared = int  # what the 3-grams count for that two texts share, as in `candidates.Counts`


class DamagedIndexError(Exception):
    """The file cannot be read as an index: it has to be made anew."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document as it is now.

    `key` says what it was made from. Documents of one `signature` have the same words and `sketch`, and are one text.
    """

    document_id: str
    key: str
    signature: str
    sketch: Hashes


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change of some documents can make a difference to.

    `documents` are whole components, sorted. `pairs` are the candidates after the change of which at least one document
    is among them, each text named by the smallest id of its documents, sorted; `outside` are names of texts in `pairs`
    that are not among the documents. `evidence` is what is stored of the pairs.
    """

    documents: tuple[str, ...]
    pairs: tuple[Pair, ...]
    outside: tuple[str, ...]
    evidence: Mapping[Pair, str]


@dataclass(frozen=True, slots=True)
class Moves:
    """Which texts documents leave and join: those of `gone` leave the index. `homes` are of all that arrived."""

    homes: Mapping[str, tuple[str, int]]  # key and text by document
    gone: frozenset[str]
    left: frozenset[int]  # texts that a document left, dead ones included
    born: Mapping[int, Indexed]  # texts that were not known, by one of their documents
    dead: frozenset[int]  # texts that no document has any more


@dataclass(frozen=True, slots=True)
class Change:
    """How the stored pairs change. `shared` has those that are new or share other numbers than before."""

    moves: Moves
    shared: Mapping[Texts, Shared]
    added: frozenset[Texts]
    dropped: frozenset[Texts]
