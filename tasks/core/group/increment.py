"""What a run has to group again: the documents that came, changed or went, and all that these can touch."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tasks.core.group.copies import signature
from tasks.core.group.index import DamagedIndexError, Indexed, drop_index, open_index
from tasks.core.group.model import KnownPairs
from tasks.core.group.reviewed import Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import sketch
from tasks.core.group.texts import Row, Text, make_texts


@dataclass(frozen=True, slots=True)
class Documents:
    """Rows of some documents, as far as grouping looks at them."""

    documents: Sequence[Row] = ()
    paragraphs: Sequence[Row] = ()
    sentences: Sequence[Row] = ()
    candidates: Sequence[Row] = ()

    def __add__(self, other: "Documents") -> "Documents":
        return Documents(
            [*self.documents, *other.documents],
            [*self.paragraphs, *other.paragraphs],
            [*self.sentences, *other.sentences],
            [*self.candidates, *other.candidates],
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be grouped, and what the index of fingerprints has to learn once it is loaded.

    `regrouped` are all documents whose rows are made anew, those that are `gone` included.
    """

    read: Documents
    known: KnownPairs
    reviewed: Reviewed
    arrived: tuple[Indexed, ...]
    gone: tuple[str, ...]
    regrouped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents as they would be.

    `keys` has a hash of all that grouping sees of each document; `stale` names those that are to be grouped again
    though their key is known; `read` gives the rows of some documents.
    """

    keys: Mapping[str, str]
    read: Callable[[Sequence[str]], Documents]
    stale: Collection[str] = ()
    reviewed: Reviewed = field(default_factory=Reviewed)


def find_change(index_file: Path, fingerprint: str, corpus: Corpus, settings: Grouping) -> Change:
    """Compare the index with the documents as they would be, and read what has to be grouped again.

    Of all other documents the rows are as they were: grouping everything from scratch would give the same. An index
    that is damaged is removed; everything is grouped again then.
    """
    try:
        return compare_index(index_file, fingerprint, corpus, settings)
    except DamagedIndexError:
        drop_index(index_file)
        return compare_index(index_file, fingerprint, corpus, settings)


def compare_index(index_file: Path, fingerprint: str, corpus: Corpus, settings: Grouping) -> Change:
    """The same.

    Raises:
        DamagedIndexError: the index cannot be read.
    """
    with open_index(index_file, fingerprint) as index:
        known = index.keys()
        gone = sorted(known.keys() - corpus.keys.keys())
        ids = sorted(each for each, key in corpus.keys.items() if known.get(each) != key or each in corpus.stale)
        came = corpus.read(ids)
        reviewed = corpus.reviewed.among(corpus.keys)
        arrived = index_rows(came, corpus.keys, reviewed, settings)
        touched = index.touch(arrived, gone, reviewed.pairs(), settings)
    read = came + corpus.read(sorted(set(touched.documents).difference(ids)))
    reviewed = reviewed.among(touched.documents)
    return Change(
        read=read,
        known=KnownPairs(sorted({*touched.pairs, *reviewed.pairs()}), touched.evidence),
        reviewed=reviewed,
        arrived=tuple(arrived),
        gone=tuple(gone),
        regrouped=tuple(sorted({*touched.documents, *gone, *ids})),
    )


def index_rows(read: Documents, keys: Mapping[str, str], reviewed: Reviewed, settings: Grouping) -> list[Indexed]:
    """The documents as the index knows them; one without words has no fingerprints."""
    texts = make_texts(read.documents, read.paragraphs, read.sentences)
    alone = reviewed.documents()
    ids = [row["document_id"] for row in read.documents]
    return [index_row(each, keys[each], texts.get(each), alone, settings) for each in ids]


def index_row(document_id: str, key: str, text: Text | None, alone: Collection[str], settings: Grouping) -> Indexed:
    """One document as the index knows it. People's decisions are on documents, so `alone` have no copies."""
    if text is None:
        return Indexed(document_id, key, document_id, np.empty(0, np.uint64))
    return Indexed(document_id, key, signature(text, alone), sketch(text.runs, settings))
