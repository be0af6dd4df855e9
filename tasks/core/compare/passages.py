"""Sentences as they are printed, cut into what each row tells of, with the words marked that have no partner."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby

from tasks.core.compare.model import Passage, Piece
from tasks.core.group.texts import Row, Text

GLUED = re.compile(r"\s(\S*)\Z")  # what a word has before it without a space, such as an opening quote
BETWEEN = " … "  # where a row tells of two places of one sentence


class Paragraphing:
    """Numbers of a document's paragraphs, and which sentences open them."""

    def __init__(self, paragraphs: Sequence[Row], sentences: Sequence[Row]) -> None:
        self.printed = {each["paragraph_no"]: each["printed_number"] for each in paragraphs}
        self.first: dict[int, int] = {}
        for each in sentences:
            self.first.setdefault(each["paragraph_no"], each["sentence_no"])

    def passage(self, sentence: Row, pieces: Sequence[Piece], begins: bool = True) -> Passage:
        """A passage; `begins` says that the sentence begins with it."""
        number, paragraph = sentence["sentence_no"], sentence["paragraph_no"]
        opens = begins and self.first.get(paragraph) == number
        return Passage(number, paragraph, self.printed.get(paragraph) if opens else None, opens, tuple(pieces))


class Printer:
    """Passages of one version. `partners` holds, for each word that has some, the sentence it has them in.

    Sentences are indexes in the text. Rows of a sentence without a partner are named by negative numbers.
    """

    def __init__(self, text: Text, partners: Mapping[int, int], paragraphing: Paragraphing) -> None:
        self.text = text
        self.body: str = text.document["body"]
        self.partners = partners
        self.paragraphing = paragraphing
        self.claimed: dict[int, int] = {}

    def words_of(self, sentence: int) -> range:
        return range(self.text.starts[sentence], self.text.starts[sentence + 1])

    def claim(self, sentence: int, row: int, printed: Sequence[str]) -> None:
        """Give words without partner, which run together with others that have some, to a row of their own."""
        n_words, words = len(printed), self.words_of(sentence)
        free = [word not in self.partners and word not in self.claimed for word in words]
        said = [self.body[slice(*self.text.spans[word])] for word in words]
        for at in range(len(words) - n_words + 1):
            if said[at : at + n_words] == list(printed) and all(free[at : at + n_words]):
                self.claimed |= dict.fromkeys(words[at : at + n_words], row)
                return

    def passage(self, sentence: int, row: int, rows: Sequence[int]) -> Passage:
        """What one of the rows that a sentence has tells of it. A row is named by the partner, if it has one."""
        words = self.words_of(sentence)
        runs = [words]
        if len(rows) > 1:
            shared = share_out([self.partners.get(word) for word in words], [each for each in rows if each >= 0])
            owners = [self.claimed.get(word, owner) for word, owner in zip(words, shared, strict=True)]
            runs = runs_of([word for word, owner in zip(words, owners, strict=True) if owner == row])
        pieces = join([self.pieces(sentence, run) for run in runs])
        begins = bool(runs) and runs[0].start == words.start
        return self.paragraphing.passage(self.text.sentences[sentence], pieces, begins)

    def pieces(self, sentence: int, words: range) -> list[Piece]:
        """The words with what stands between them; the first and the last with the edges of the sentence."""
        start, end = self.cut(sentence, words.start), self.cut(sentence, words.stop)
        if self.partners.keys().isdisjoint(words):
            return [Piece(self.body[start:end], True)]
        pieces: list[Piece] = []
        at = start
        for is_changed, run in groupby(words, key=lambda word: word not in self.partners):
            if not is_changed:
                continue
            marked = list(run)
            first, last = self.text.spans[marked[0]][0], self.after_marks(self.text.spans[marked[-1]][1])
            pieces += [Piece(self.body[at:first], False), Piece(self.body[first:last], True)]
            at = last
        return [piece for piece in (*pieces, Piece(self.body[at:end], False)) if piece.text]

    def after_marks(self, at: int) -> int:
        """Where the vowel signs and accents end that a word has behind its last letter."""
        while at < len(self.body) and unicodedata.category(self.body[at]).startswith("M"):
            at += 1
        return at

    def cut(self, sentence: int, word: int) -> int:
        """The character at which the text of a word begins: after the white space before it."""
        row, starts = self.text.sentences[sentence], self.text.starts
        if word == starts[sentence]:
            return int(row["start_char"])
        if word == starts[sentence + 1]:
            return int(row["end_char"])
        start = self.text.spans[word][0]
        glued = GLUED.search(self.body, self.text.spans[word - 1][1], start)
        return start - len(glued[1]) if glued else start


def share_out(partners: Sequence[int | None], others: Sequence[int]) -> list[int]:
    """The partner sentence that each word is told of with: its own, else that of the next word that has one.

    Words behind the last one that has a partner go with it.
    """
    known = [partner if partner in others else None for partner in partners]
    owner = next((partner for partner in reversed(known) if partner is not None), others[0] if others else -1)
    owners = []
    for partner in reversed(known):
        owner = owner if partner is None else partner
        owners.append(owner)
    return owners[::-1]


def runs_of(words: Sequence[int]) -> list[range]:
    """Words that follow each other, as ranges."""
    runs: list[range] = []
    for word in words:
        if runs and runs[-1].stop == word:
            runs[-1] = range(runs[-1].start, word + 1)
        else:
            runs.append(range(word, word + 1))
    return runs


def join(parts: Sequence[list[Piece]]) -> list[Piece]:
    """Pieces of several places one after the other."""
    return [piece for at, part in enumerate(parts) for piece in ([Piece(BETWEEN, False)] if at else []) + part]
