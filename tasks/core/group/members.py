"""Families with the part of each document that renders the statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from tasks.core.group.masks import Mask, mask_of
from tasks.core.group.quotes import Quotation, Reading, stated_words
from tasks.core.group.texts import Text
from tasks.core.words import WORD


@dataclass(frozen=True)
class Member:
    """One document's rendering of one statement. `start_char` and `end_char` span it in the body."""

    text: Text
    start_char: int
    end_char: int
    evidence: Mapping[str, Any]
    is_excerpt: bool

    @property
    def document_id(self) -> str:
        return self.text.document_id

    @property
    def n_words(self) -> int:
        return len(self.text.word_ids)


def whole_member(text: Text, evidence: Mapping[str, Any]) -> Member:
    """A document whose text is the statement, or an article that carries it and has it from nowhere else."""
    start, end = text.sentences[0]["start_char"], text.sentences[-1]["end_char"]
    return Member(text, start, end, evidence, text.is_quoting and bool(text.document["carries_statement"]))


def quoting_member(article: Text, quotation: Quotation) -> Member:
    """An article with the sentences in which it quotes the statement."""
    held = np.unique(article.sentence_of[mask_of(quotation.stretches, len(article.word_ids))])
    start = span_of(article, quotation.stretches[0][0])[0]
    end = span_of(article, quotation.stretches[-1][1] - 1)[1]
    evidence = {
        "n_quoted_words": quotation.n_quoted,
        "quoted_share": round(quotation.quoted_share, 4),
        "n_stretches": len(quotation.stretches),
    }
    return Member(article.part(held.tolist()), start, end, evidence, is_excerpt=True)


def span_of(text: Text, word: int) -> tuple[int, int]:
    """First character and end of one word in the body; of many words, ask for `text.spans`."""
    sentence = int(text.sentence_of[word])
    start, end = text.sentences[sentence]["start_char"], text.sentences[sentence]["end_char"]
    found = WORD.finditer(text.document["body"], start, end)
    return next(islice(found, word - text.starts[sentence], None)).span()


def n_carried(article: Text) -> int:
    """Words of the statement that the article says it carries."""
    return int(stated_words(article).sum()) if article.document["carries_statement"] else 0


def founding_words(article: Text, reading: Reading) -> Mask:
    """Words of the statement that only the article has: what nobody else accounts for, or all that it carries.

    Of one that carries nothing, all of it.
    """
    if reading.quotations:
        return np.isin(article.sentence_of, reading.unexplained)
    return stated_words(article) if n_carried(article) else np.ones(len(article.word_ids), np.bool_)


def part_of(text: Text, words: Mask) -> Text:
    """The sentences most of whose words are among the given ones. The words may be those of a copy of the text."""
    held = np.bincount(text.sentence_of, words, len(text.counts))
    return text.part(np.flatnonzero(2 * held > np.asarray(text.counts)).tolist())
