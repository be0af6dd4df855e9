"""Words of a text, folded so that case, quotes and dashes make no difference.

A word is a run of letters and digits; runs joined by an apostrophe or a hyphen are one word. Every ideograph or kana is
a word of its own, since such scripts set no spaces. Offsets count characters, the end excluded.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

import xxhash

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and ideographs
LETTER = rf"[^\W_{UNSPACED}]"
JOINER = "['’‘ʼ´`\u2010\u2011\u2013\u00ad-]"
WORD = re.compile(rf"{LETTER}+(?:{JOINER}{LETTER}+)*|[{UNSPACED}]")
PLAIN = str.maketrans({**dict.fromkeys("’‘ʼ´`", "'"), **dict.fromkeys("\u2010\u2011\u2013", "-"), "\u00ad": None})
LETTERS_ALONE = str.maketrans({"'": None, "-": None})
IS_NUMBER = 1  # bit of a word's id
MAX_REMEMBERED = 250_000  # pieces, about 50 MB; a corpus has ever new numbers, names and misread words
MAX_FOLDED = 65_536  # pieces, about 15 MB
MAX_PIECE = 40  # characters; a longer one hardly comes again, and scripts without spaces have whole clauses


def fold_word(word: str) -> str:
    """The word in the form in which it is compared: compatible characters, plain joiners, no case."""
    if word.isascii():
        return word.replace("`", "'").lower()
    return unicodedata.normalize("NFKC", word.translate(PLAIN)).casefold()


def folded_words(text: str) -> list[str]:
    """All words of the text in order, folded."""
    pieces = text.split()
    if len(max(pieces, key=len, default="")) > MAX_PIECE:
        return [fold_word(word) for word in WORD.findall(text)]
    return list(chain.from_iterable(map(folded_piece, pieces)))


@lru_cache(MAX_FOLDED)
def folded_piece(piece: str) -> tuple[str, ...]:
    """The words of a piece of text between spaces: few pieces hold most of every text."""
    return tuple([fold_word(word) for word in WORD.findall(piece)])


def word_spans(text: str) -> list[tuple[int, int]]:
    """First character and end of every word, in order; as many as `folded_words` gives."""
    return [match.span() for match in WORD.finditer(text)]


def letters_alone(word: str) -> str:
    """A folded word without its joiners: hyphenation makes no difference to it."""
    return word.translate(LETTERS_ALONE)


class WordIds(dict[str, bytes]):
    """64-bit ids of the words of a piece of text between spaces, 8 bytes each, remembered by the form it is printed in.

    An id is a hash of the folded word, so that it does not depend on which word came first; its lowest bit says that
    the word is a number (digits alone). No word holds a space, so that the ids of a text are those of its pieces.
    `spelled` has the folded words by their ids, of the pieces that are remembered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spelled: dict[int, str] = {}

    def __missing__(self, piece: str) -> bytes:
        words = WORD.findall(piece)
        value = self.id_of(words[0]) if words == [piece] else b"".join([self[word] for word in words])
        if max(len(self), len(self.spelled)) >= MAX_REMEMBERED:
            self.clear()
            self.spelled = {}  # texts that were made keep the one that they know
        if len(piece) <= MAX_PIECE:
            self[piece] = value
        return value

    def id_of(self, word: str) -> bytes:
        folded = fold_word(word)
        value = id_of_folded(folded)
        self.spelled[int.from_bytes(value, "little")] = folded
        return value


def word_id(word: str) -> bytes:
    return id_of_folded(fold_word(word))


def id_of_folded(folded: str) -> bytes:
    value = xxhash.xxh64_intdigest(folded.encode("utf-8", "surrogatepass"))
    return (value & ~IS_NUMBER | folded.isdigit()).to_bytes(8, "little")
