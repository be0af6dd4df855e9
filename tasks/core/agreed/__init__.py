"""Agreed language: wording that recurs across different statements, its first use, later uses, and changes."""

from collections.abc import Iterable
from typing import Any

from tasks.core.agreed.corpus import make_corpus
from tasks.core.agreed.model import MainText, takes_part
from tasks.core.agreed.passages import find_passages
from tasks.core.agreed.rows import passage_rows
from tasks.core.agreed.settings import Agreed

__all__ = ["Agreed", "MainText", "find_agreed", "takes_part"]

DEFAULTS = Agreed()


def find_agreed(texts: Iterable[MainText], settings: Agreed = DEFAULTS) -> list[dict[str, Any]]:
    """Rows of `core.agreed_language`, sorted by key: one per use of a passage.

    `texts` are the main versions of different statements, one each, in any order.
    """
    corpus = make_corpus(sorted(texts, key=lambda each: each.order), settings)
    rows = [row for passage in find_passages(corpus, settings) for row in passage_rows(passage, corpus)]
    return sorted(rows, key=lambda row: (row["passage_id"], row["statement_id"], row["start_char"]))
