"""Words by which texts say what they are: statement, press release, readout."""

import re
from functools import cache

from schemas import knowledge


@cache
def kind_pattern(kind: str) -> re.Pattern[str]:
    """Any word of a kind in `statement_words.csv`, whole, in any case."""
    words = {
        word
        for row in knowledge.rows("statement_words")
        if row["kind"] == kind
        for word in knowledge.values(row["words"])
    }
    longest = sorted((re.escape(word).replace("'", "['’]") for word in words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?:s|es|en|e)?(?!\w)", re.IGNORECASE)


def has_statement_word(line: str) -> bool:
    """The line calls something a statement, a declaration, a communiqué…"""
    return kind_pattern("statement").search(line) is not None
