"""How near a document's rows come to what an article quotes."""

import re
from collections.abc import Iterable

from tasks.core.structure import Structured
from tests.tasks.core.structure.press.articles import Article

MIN_CARRIED_WORDS = 50


def carries(article: Article) -> bool:
    """The article quotes as much as a carried statement has."""
    return sum(len(sentence.split()) for part in article.quoted.values() for sentence in part) >= MIN_CARRIED_WORDS


def places_of(body: str, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """Where the words of the sentences stand in the body, whatever signs and breaks are between them."""
    patterns = (r"\W+".join(map(re.escape, re.findall(r"\w+", sentence))) for sentence in sentences)
    return [match.span() for pattern in patterns for match in re.finditer(pattern, body)]


def is_found(structured: Structured, article: Article) -> bool:
    """Each quoted part begins and ends within a sentence of sentences marked, and none is marked far from a part."""
    rows = structured.sentences
    marked = [row["in_statement"] for row in rows]
    quoted: set[int] = set()
    for sentences in article.quoted.values():
        places = places_of(structured.document["body"], sentences)
        part = [
            at
            for at, row in enumerate(rows)
            if any(start < row["end_char"] and row["start_char"] < end for start, end in places)
        ]
        near = [at for at in range(max(part[0] - 1, 0), min(part[-1] + 2, len(rows))) if marked[at]]
        if not near or near[0] - part[0] > 1 or part[-1] - near[-1] > 1:
            return False
        quoted.update(part)
    return all(quoted & {at - 1, at, at + 1} for at, is_marked in enumerate(marked) if is_marked)
