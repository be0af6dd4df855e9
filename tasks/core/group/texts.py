"""The words of a document that grouping looks at, as ids, with the sentences that they stand in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from tasks.core.group.shingles import Hashes, hash_runs, sorted_unique
from tasks.core.words import IS_NUMBER, WORD, WordIds, folded_words

Row = Mapping[str, Any]
Places = npt.NDArray[np.int64]

RUNNING_ROLES = ("paragraph", "signature")
WORD_ID = np.dtype("<u8")
ID_BYTES = WORD_ID.itemsize


@dataclass(frozen=True)
class Text:
    """Words of some sentences of one document, in order.

    `counts` holds the words of each sentence, `word_ids` their ids one after the other. `is_quoting` says that this is
    somebody else's text, which can hold parts of several statements. `spelled` has folded words by their ids, as far as
    they are remembered.
    """

    document: Row
    sentences: tuple[Row, ...]
    counts: tuple[int, ...]
    word_ids: Hashes
    is_quoting: bool = False
    spelled: Mapping[int, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document_id(self) -> str:
        return str(self.document["document_id"])

    @cached_property
    def id_bytes(self) -> bytes:
        """The ids of the words, `ID_BYTES` each: what stands in a gap, as a key."""
        return self.word_ids.tobytes()

    @cached_property
    def runs(self) -> Hashes:
        """Hash of the 3-gram that begins at each word."""
        return hash_runs(self.word_ids)

    @cached_property
    def distinct_runs(self) -> Hashes:
        return sorted_unique(self.runs)

    @cached_property
    def single_runs(self) -> tuple[Hashes, Places]:
        """3-grams that stand once in the text, sorted, and where each begins."""
        places = np.argsort(self.runs, kind="stable")
        runs = self.runs[places]
        is_new = np.ones(len(runs) + 1, np.bool_)
        is_new[1:-1] = runs[1:] != runs[:-1]
        is_single = is_new[1:] & is_new[:-1]
        return runs[is_single], places[is_single]

    @cached_property
    def is_number(self) -> npt.NDArray[np.bool_]:
        """Whether each word is made of digits alone."""
        return (self.word_ids & np.uint64(IS_NUMBER)).astype(np.bool_)

    @cached_property
    def sentence_of(self) -> Places:
        """Index in `sentences` of each word."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Index of each sentence's first word, and the number of all words."""
        return tuple(accumulate(self.counts, initial=0))

    def ids_of(self, sentence: int) -> Hashes:
        return self.word_ids[self.starts[sentence] : self.starts[sentence + 1]]

    @cached_property
    def printed(self) -> list[str]:
        """The words as the body prints them."""
        body = self.document["body"]
        return [word for each in self.sentences for word in WORD.findall(body, each["start_char"], each["end_char"])]

    @cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        with suppress(KeyError):
            return list(map(self.spelled.__getitem__, self.word_ids.tolist()))
        body = self.document["body"]
        return [word for each in self.sentences for word in folded_words(body[each["start_char"] : each["end_char"]])]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """First character and end of each word in the body."""
        body = self.document["body"]
        return [
            match.span()
            for each in self.sentences
            for match in WORD.finditer(body, each["start_char"], each["end_char"])
        ]

    def part(self, kept: Sequence[int]) -> "Text":
        """Some of the sentences, by index. All of them are this text itself."""
        if len(kept) == len(self.sentences):
            return self
        mask = np.isin(self.sentence_of, np.asarray(kept, np.int64))
        return Text(
            self.document,
            tuple(self.sentences[at] for at in kept),
            tuple(self.counts[at] for at in kept),
            self.word_ids[mask],
            self.is_quoting,
            self.spelled,
        )


def make_texts(documents: Iterable[Row], paragraphs: Iterable[Row], sentences: Iterable[Row]) -> dict[str, Text]:
    """Texts by document id, in order of id; documents that have no words have none, and listings neither.

    Of an article, these are the words of all its running text; of all else, those of the statement.
    """
    running = {(each["document_id"], each["paragraph_no"]) for each in paragraphs if each["role"] in RUNNING_ROLES}
    found: dict[str, list[Row]] = defaultdict(list)
    for sentence in sentences:
        found[sentence["document_id"]].append(sentence)
    ids = WordIds()
    texts: dict[str, Text] = {}
    for document in sorted(documents, key=itemgetter("document_id")):
        if document["kind"] == "listing":
            continue
        ordered = sorted(found[document["document_id"]], key=itemgetter("sentence_no"))
        text = make_text(document, choose_sentences(document, ordered, running), ids)
        if len(text.word_ids):
            texts[text.document_id] = text
    return texts


def choose_sentences(document: Row, ordered: Sequence[Row], running: Collection[tuple[str, int]]) -> Sequence[Row]:
    """Sentences to compare; where none is marked as the statement's or as running text, all that there are."""
    if document["kind"] != "article":
        stated = [each for each in ordered if each["in_statement"]]
        if stated:
            return stated
    document_id = document["document_id"]
    return [each for each in ordered if (document_id, each["paragraph_no"]) in running] or ordered


def make_text(document: Row, sentences: Sequence[Row], ids: WordIds) -> Text:
    body: str = document["body"]
    known = ids.__getitem__
    found = [b"".join(map(known, body[each["start_char"] : each["end_char"]].split())) for each in sentences]
    return Text(
        document,
        tuple(sentences),
        tuple([len(each) // ID_BYTES for each in found]),
        np.frombuffer(b"".join(found), WORD_ID).astype(np.uint64, copy=False),
        document["kind"] == "article",
        ids.spelled,
    )
