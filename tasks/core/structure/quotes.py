"""What stands in quotation marks."""

import re
from functools import lru_cache

QUOTED = re.compile(
    r"“[^“”]{1,6000}”|„[^„“”\"]{1,6000}[“”\"]|«[^«»]{1,6000}»|”[^“”\"]{1,6000}”(?!\w)|(?<!\w)\"[^\"]{1,6000}\"(?!\w)"
)
BULLET_QUOTE = re.compile(r"[“„«\"]")  # a paragraph that begins with it is quoted


@lru_cache(maxsize=16)
def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches between quotation marks, the marks included, in order."""
    return tuple(match.span() for match in QUOTED.finditer(text))


def without_quotes(text: str) -> str:
    """The text with what is quoted left out."""
    return QUOTED.sub(" ", text)


def n_words(text: str) -> int:
    return len(text.split())
