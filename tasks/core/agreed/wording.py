"""How much words say by themselves: function words, numbers and stock phrases nothing, names little."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np

from schemas import knowledge
from tasks.core.agreed.settings import Agreed
from tasks.core.group.shingles import Hashes
from tasks.core.words import UNSPACED, fold_word, folded_words, word_id

SIGNS = re.compile(f"[{UNSPACED}]")
MAX_REMEMBERED = 100_000  # printed words, about 20 MB
FUNCTION, LIGHT, NUMBER, SIGN, HEAVY = "function", "light", "number", "sign", "heavy"


@dataclass(frozen=True, slots=True)
class Language:
    """What says nothing in a language, folded."""

    function_words: frozenset[str]  # articles, prepositions, auxiliary verbs
    light_words: frozenset[str]  # function words that a formula can be made of: `not`, `without`, `us`
    function_ids: Hashes  # sorted
    light_ids: Hashes  # likewise
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first word, the longest first
    has_capital_nouns: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Weights of a sentence's words, summed up to each word."""

    words: "array[float]"
    names: "array[float]"
    is_function: bytes

    def weight(self, start: int, end: int, settings: Agreed) -> float:
        """Weight of the words from `start` to `end`, that excluded."""
        names = self.names[end] - self.names[start]
        return self.words[end] - self.words[start] + min(names, settings.max_names_weight)

    def is_wording(self, start: int, end: int, settings: Agreed) -> bool:
        """They are no stock phrase and no name."""
        if self.weight(start, end, settings) >= settings.min_weight:
            return True
        if self.words[end] - self.words[start] < settings.min_weight_of_long:
            return False
        heavy = [at for at in range(start, end) if self.words[at + 1] > self.words[at]]
        return heavy[-1] - heavy[0] + 1 >= settings.min_words_of_long

    def trimmed(self, start: int, end: int) -> int:
        """Where the run ends without the function words that it ends with."""
        while end > start and self.is_function[end - 1]:
            end -= 1
        return end


@cache
def language(language_code: str) -> Language:
    """What the knowledge tables hold on a language; of one that they do not name, nothing."""
    stock = [row for row in knowledge.rows("stock_phrases") if row["language_code"] == language_code]
    words = [row["function_words"] for row in knowledge.rows("languages") if row["language_code"] == language_code]
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for row in stock:
        for phrase in knowledge.values(row["phrases"]):
            folded = tuple(folded_words(phrase))
            phrases.setdefault(folded[0], set()).add(folded)
    light_words = folded_values(row["words"] for row in stock)
    function_words = folded_values(words) - light_words
    return Language(
        function_words,
        light_words,
        sorted_ids(function_words),
        sorted_ids(light_words),
        {first: tuple(sorted(each, key=lambda phrase: (-len(phrase), phrase))) for first, each in phrases.items()},
        any(row["capital_nouns"] for row in stock),
    )


def sorted_ids(words: Iterable[str]) -> Hashes:
    return np.array(sorted(int.from_bytes(word_id(word), "little") for word in words), np.uint64)


def folded_values(cells: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(word) for cell in cells for word in knowledge.values(cell))


def weigh(printed: Sequence[str], language_code: str, settings: Agreed) -> Wording:
    """Weights of the words of a sentence."""
    spoken = language(language_code)
    known = [word_kind(word, language_code) for word in printed]
    weight_of = {HEAVY: 1.0, SIGN: settings.sign_weight, LIGHT: settings.light_weight, FUNCTION: 0.0, NUMBER: 0.0}
    weights = [weight_of[kind] for _, kind, _ in known]
    for start, end in stock_phrases([folded for folded, _, _ in known], spoken):
        weights[start:end] = [0.0] * (end - start)
    names = [0.0] * len(printed)
    if not spoken.has_capital_nouns:
        for at in [at for at, (_, _, has_capital) in enumerate(known) if has_capital and at]:
            names[at], weights[at] = weights[at] * settings.name_weight, 0.0
    return Wording(
        array("d", accumulate(weights, initial=0.0)),
        array("d", accumulate(names, initial=0.0)),
        bytes([kind == FUNCTION for _, kind, _ in known]),
    )


@lru_cache(maxsize=MAX_REMEMBERED)
def word_kind(word: str, language_code: str) -> tuple[str, str, bool]:
    """A printed word folded, what it is, and whether it has a capital."""
    folded = fold_word(word)
    kind = SIGN if SIGNS.match(folded) else HEAVY
    if folded in language(language_code).function_words:
        kind = FUNCTION
    elif folded in language(language_code).light_words:
        kind = LIGHT
    elif folded[0].isdigit():
        kind = NUMBER
    return folded, kind, word[0].isupper()


def stock_phrases(folded: Sequence[str], spoken: Language) -> Iterator[tuple[int, int]]:
    """First word and end of each stock phrase."""
    for at, phrases in enumerate(map(spoken.phrases.get, folded)):
        for phrase in phrases or ():
            if tuple(folded[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase)
                break
