"""Rows of `core.agreed_language`."""

from array import array
from collections.abc import Sequence
from typing import Any

import xxhash

from tasks.core.agreed.corpus import Corpus
from tasks.core.agreed.model import Passage
from tasks.core.group.sequences import common_blocks
from tasks.core.words import WORD

PREFIX = "pa-"


def passage_rows(passage: Passage, corpus: Corpus) -> list[dict[str, Any]]:
    """One row per use. The name of the passage is made of the words of its first use."""
    first = passage.first
    common = {
        "passage_id": PREFIX + xxhash.xxh3_64_hexdigest(corpus.ids(first).tobytes()),
        "first_statement_id": corpus.texts[first.statement].statement_id,
        "n_statements": passage.n_statements,
    }
    words = corpus.ids(first)
    printed: list[str] = []
    rows = []
    for use in passage.uses:
        row = {**common, **corpus.place(use), "is_first_use": use is first}
        printed = printed or WORD.findall(row["text"])
        rows.append({**row, **difference(words, printed, corpus.ids(use), row["text"])})
    return rows


def difference(one: "array[int]", left: Sequence[str], other: "array[int]", text: str) -> dict[str, Any]:
    """How the wording of the first use, with its ids and its words as they are printed, was changed."""
    if one == other:
        return {"change": "same", "word_diff": []}
    right: list[str] = WORD.findall(text)
    diff: list[dict[str, str]] = []
    at = there = 0
    for start, other_start, length in [*common_blocks(one, other), (len(one), len(other), 0)]:
        parts = [("-", left[at:start]), ("+", right[there:other_start]), ("=", right[other_start:][:length])]
        diff += [{"op": op, "words": " ".join(part)} for op, part in parts if part]
        at, there = start + length, other_start + length
    return {"change": "varied", "word_diff": diff}
