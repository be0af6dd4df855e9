"""Words of a text, folded so that only what a reader may not change counts."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
FOLDED = str.maketrans({"’": "'", "‘": "'", "´": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": None})


def folded_words(text: str) -> list[str]:
    """The words in order, without case, quotes and kinds of dashes; a hyphen inside a word is part of it."""
    return WORD.findall(unicodedata.normalize("NFC", text).translate(FOLDED).casefold())


def contains(words: list[str], phrase: list[str]) -> bool:
    """Whether the words of a phrase stand in a row somewhere."""
    size = len(phrase)
    return any(words[at : at + size] == phrase for at, word in enumerate(words) if word == phrase[0])
