"""All main texts together: their words in one sequence, and what the words of a sentence weigh."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tasks.core.agreed.content import Content, make_content
from tasks.core.agreed.model import MainText, Use
from tasks.core.agreed.runs import Places, Words, join_words
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.wording import Wording, weigh
from tasks.core.group.texts import Row
from tasks.core.words import WORD


@dataclass(frozen=True)
class Sentence:
    """A sentence of a main text that is looked at closer; `start` is its first word, of all words."""

    document: Row
    row: Row
    start: int
    ids: "array[int]"
    settings: Agreed

    def char_span(self, start: int, end: int) -> tuple[int, int]:
        """First character and end, in the body, of the words from `start` to `end`, that excluded.

        Between two words there are no letters, so that a word is found where its characters come next.
        """
        find: Callable[[str, int], int] = self.document["body"].index
        words = self.printed
        after = int(self.row["start_char"])
        for word in words[:start]:
            after = find(word, after) + len(word)
        first = find(words[start], after)
        after = first
        for word in words[start:end]:
            after = find(word, after) + len(word)
        return first, after

    @property
    def text(self) -> str:
        return str(self.document["body"][self.row["start_char"] : self.row["end_char"]])

    @property
    def printed(self) -> Sequence[str]:
        """The words; not kept, since of most sentences they are asked for once."""
        found: list[str] = WORD.findall(self.document["body"], self.row["start_char"], self.row["end_char"])
        return found

    @cached_property
    def wording(self) -> Wording:
        return weigh(self.printed, str(self.document["language_code"]), self.settings)


@dataclass(frozen=True)
class Corpus:
    """Main texts in the order of use. Places count the words of all; sentences are made when they are asked for."""

    texts: Sequence[MainText]
    words: Words
    settings: Agreed
    _sentences: dict[int, Sentence] = field(default_factory=dict)

    @cached_property
    def content(self) -> Content:
        return make_content(
            self.words, [str(each.text.document["language_code"]) for each in self.texts], self.settings
        )

    def use(self, start: int, end: int) -> Use:
        return Use(int(self.words.statement[start]), start, end, int(self.words.sentence[start]))

    def uses(self, starts: Places, n_words: int) -> tuple[Use, ...]:
        """Uses of as many words each."""
        columns = self.words.statement[starts], starts, starts + n_words, self.words.sentence[starts]
        return tuple(map(Use, *(column.tolist() for column in columns)))

    def weight(self, use: Use) -> float:
        sentence = self.sentence(use.sentence)
        return sentence.wording.weight(use.start - sentence.start, use.end - sentence.start, self.settings)

    def most_weight(self, use: Use) -> float:
        """What a use weighs at most, without a look at its sentence."""
        return float(self.content.weights[use.end] - self.content.weights[use.start])

    def is_wording(self, use: Use) -> bool:
        sentence = self.sentence(use.sentence)
        return sentence.wording.is_wording(use.start - sentence.start, use.end - sentence.start, self.settings)

    def trimmed(self, use: Use) -> Use:
        """The use without the function words that it ends with."""
        end = max(min(int(self.content.last[use.end - 1]) + 1, use.end), use.start)
        return use if end == use.end else Use(use.statement, use.start, end, use.sentence)

    def ids(self, use: Use) -> "array[int]":
        sentence = self.sentence(use.sentence)
        return sentence.ids[use.start - sentence.start : use.end - sentence.start]

    def sentence(self, number: int) -> Sentence:
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = self._make_sentence(number)
        return found

    def _make_sentence(self, number: int) -> Sentence:
        start, end = int(self.words.sentence_starts[number]), int(self.words.sentence_starts[number + 1])
        statement = int(self.words.statement[start])
        text = self.texts[statement].text
        row = text.sentences[number - int(self.words.first_sentences[statement])]
        ids = array("Q", self.words.ids[start:end].tobytes())
        return Sentence(text.document, row, start, ids, self.settings)

    def place(self, use: Use) -> dict[str, Any]:
        """The columns that say where a use stands, and how it reads."""
        sentence = self.sentence(use.sentence)
        main = self.texts[use.statement]
        start, end = sentence.char_span(use.start - sentence.start, use.end - sentence.start)
        return {
            "statement_id": main.statement_id,
            "document_id": main.text.document_id,
            "sentence_no": sentence.row["sentence_no"],
            "start_char": start,
            "end_char": end,
            "text": main.text.document["body"][start:end],
        }


def make_corpus(texts: Sequence[MainText], settings: Agreed) -> Corpus:
    return Corpus(texts, join_words(texts), settings)
