"""Versions made from a text by cutting and editing its sentences, with what is left of each sentence written down."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MIN_WORDS = 6  # of a sentence that is edited
MAX_INSERTED = 3  # words
MIN_MOVED_BY = 3  # sentences
EDITED_SHARE = 0.3  # of the sentences, at most
END = re.compile(r"[.;:,!?]+$")

Words = list[str]


@dataclass(slots=True)
class Sentence:
    """A sentence of the original, what is left of it, and the change that is due for it (none of `added`)."""

    text: str
    left: str
    change: str = "same"
    runs_on: bool = False  # into the next one, without a stop


@dataclass(slots=True)
class Draft:
    """Sentences in the order of the version. `places` are their numbers in the original, -1 of one that was added."""

    sentences: list[Sentence]
    places: list[int]
    chance: random.Random
    foreign: Sequence[str]
    touched: set[int] = field(default_factory=set)

    def draw(self, most: int) -> list[int]:
        """Numbers of sentences that are long enough, no two of them neighbours, none drawn before."""
        long = [at for at, each in enumerate(self.sentences) if len(each.text.split()) >= MIN_WORDS]
        self.chance.shuffle(long)
        drawn: list[int] = []
        for at in long:
            if len(drawn) < most and not self.touched & {at - 1, at, at + 1}:
                self.touched.add(at)
                drawn.append(at)
        return drawn

    def foreign_words(self, at: int) -> Words:
        """Words of another text that this sentence has not."""
        own = set(self.sentences[at].text.lower().split())
        words = [word for word in " ".join(self.foreign).lower().split() if word.isalpha() and word not in own]
        start = self.chance.randrange(len(words) - MAX_INSERTED)
        return words[start : start + self.chance.randint(1, MAX_INSERTED)]


def edit_words(draft: Draft, change: str, edit: Callable[[Words, int], Words]) -> None:
    for at in draft.draw(most(draft)):
        sentence = draft.sentences[at]
        sentence.left, sentence.change = " ".join(edit(sentence.text.split(), at)), change


def most(draft: Draft) -> int:
    return max(1, int(EDITED_SHARE * len(draft.sentences)))


def lose(draft: Draft) -> None:
    for at in draft.draw(most(draft)):
        draft.sentences[at].left, draft.sentences[at].change = "", "missing"


def clip_start(draft: Draft) -> None:
    edit_words(draft, "cut", lambda words, _: words[draft.chance.randint(1, len(words) - 4) :])


def clip_end(draft: Draft) -> None:
    edit_words(draft, "cut", lambda words, _: [*words[:-2][: draft.chance.randint(3, len(words) - 2)]])


def clip_middle(draft: Draft) -> None:
    def clip(words: Words, _: int) -> Words:
        start = draft.chance.randint(1, len(words) - 3)
        return words[:start] + words[draft.chance.randint(start + 1, len(words) - 2) :]

    edit_words(draft, "cut", clip)


def replace(draft: Draft) -> None:
    def put(words: Words, at: int) -> Words:
        place = draft.chance.randrange(1, len(words) - 1)
        return [*words[:place], draft.foreign_words(at)[0], *words[place + 1 :]]

    edit_words(draft, "edited", put)


def insert(draft: Draft) -> None:
    def put(words: Words, at: int) -> Words:
        place = draft.chance.randrange(1, len(words))
        return [*words[:place], *draft.foreign_words(at), *words[place:]]

    edit_words(draft, "edited", put)


def repeat(draft: Draft) -> None:
    def put(words: Words, _: int) -> Words:
        place = draft.chance.choice([at for at, word in enumerate(words) if word.isalpha()] or [1])
        return [*words[:place], words[place], *words[place:]]

    edit_words(draft, "edited", put)


def add(draft: Draft) -> None:
    for sentence in draft.chance.sample(list(draft.foreign), min(3, len(draft.foreign))):
        place = draft.chance.randrange(1, len(draft.sentences))
        draft.sentences.insert(place, Sentence("", sentence, "added"))
        draft.places.insert(place, -1)


def move(draft: Draft) -> None:
    for at in draft.draw(2):
        sentence, place = draft.sentences.pop(at), draft.places.pop(at)
        far = [to for to in range(1, len(draft.sentences)) if abs(to - at) >= MIN_MOVED_BY]
        to = draft.chance.choice(far) if far else at
        sentence.change = "moved" if far else "same"
        draft.sentences.insert(to, sentence)
        draft.places.insert(to, place)


def run_together(draft: Draft) -> None:
    """The end of one sentence and the beginning of the next are lost, as where a layout was torn."""
    for at in draft.draw(most(draft)):
        if at + 1 < len(draft.sentences) and len(draft.sentences[at + 1].text.split()) >= MIN_WORDS:
            first, second = draft.sentences[at], draft.sentences[at + 1]
            words, following = first.text.split(), second.text.split()
            kept = " ".join(words[: draft.chance.randint(3, len(words) - 2)])
            first.left, first.change, first.runs_on = END.sub("", kept), "cut", True
            if draft.chance.random() < 0.5:
                second.left = " ".join(following[draft.chance.randint(1, len(following) - 4) :])
                second.change = "cut"


def mix(draft: Draft) -> None:
    for edit in draft.chance.sample([lose, clip_end, clip_middle, replace, insert, add], 3):
        edit(draft)


EDITS: dict[str, Callable[[Draft], None]] = {
    "sentence lost": lose,
    "clipped at the start": clip_start,
    "clipped in the middle": clip_middle,
    "clipped at the end": clip_end,
    "word replaced": replace,
    "words added": insert,
    "word repeated": repeat,
    "sentence added": add,
    "sentence moved": move,
    "run together": run_together,
    "mixed": mix,
}
