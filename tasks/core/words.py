"""Words of a text, folded so that case, quotes and dashes make no difference.

A word is a run of letters and digits; runs joined by an apostrophe or a hyphen are one word. Every ideograph or kana is
a word of its own, since such scripts set no spaces. Offsets count characters, the end excluded.
"""

import re
import unicodedata

import xxhash

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and ideographs
LETTER = rf"[^\W_{UNSPACED}]"
JOINER = "['’‘ʼ´`\u2010\u2011\u2013\u00ad-]"
WORD = re.compile(rf"{LETTER}+(?:{JOINER}{LETTER}+)*|[{UNSPACED}]")
PLAIN = str.maketrans({**dict.fromkeys("’‘ʼ´`", "'"), **dict.fromkeys("\u2010\u2011\u2013", "-"), "\u00ad": None})
LETTERS_ALONE = str.maketrans({"'": None, "-": None})


def fold_word(word: str) -> str:
    """The word in the form in which it is compared: compatible characters, plain joiners, no case."""
    if word.isascii():
        return word.replace("`", "'").lower()
    return unicodedata.normalize("NFKC", word.translate(PLAIN)).casefold()


def folded_words(text: str) -> list[str]:
    """All words of the text in order, folded."""
    return [fold_word(word) for word in WORD.findall(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """First character and end of every word, in order; as many as `folded_words` gives."""
    return [match.span() for match in WORD.finditer(text)]


def letters_alone(word: str) -> str:
    """A folded word without its joiners: hyphenation makes no difference to it."""
    return word.translate(LETTERS_ALONE)


class WordIds(dict[str, int]):
    """64-bit ids of words by their folded form, remembered by the form they are printed in.

    The id is a hash, so that it does not depend on which word came first.
    """

    def __missing__(self, word: str) -> int:
        folded = fold_word(word)
        self[word] = value = xxhash.xxh64_intdigest(folded.encode())
        return value
