"""Damages of known kind and number, planted into a text at places drawn by chance, far from each other."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.knowledge import rows, values

Row = dict[str, Any]
Edit = tuple[int, int, str]  # characters that are replaced, and by what

MIN_SENTENCE_WORDS = 12
WIDTH = 72  # characters of a line
MIN_PART = 3  # letters before a hyphen and behind it
PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-z]{8,}(?![\w'’-])")
COMPOUND = re.compile(r"(?<![\w'’-])[a-z]{3,}-[a-z]{3,}(?![\w'’-])")
NUMBER = re.compile(r"(?<![\w.,/(-])[0-9]{1,3}(?:,[0-9]{3})*(?![\w/-]|[.,][0-9])")
PAIR = re.compile(r"(?<![\w'’-])[a-z]{4,} [a-z]{4,}(?![\w'’-])")
LOOKALIKES = {"l": "1", "o": "0", "e": "c", "m": "rn", "h": "li", "i": "l", "n": "u", "a": "o", "s": "5"}
FOREIGN = (
    "Readers of this page may also wish to look at the pictures taken by our own staff on that morning.",
    "Our correspondents will continue to follow these talks from the press room over the coming days.",
    "More about the visit can be found in the calendar of the office, which is brought up to date every week.",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A damaged text, with the column of `mart.version_damage` that counts the damage and the number planted."""

    text: str
    column: str
    number: int


def words_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", text[start:end])]


def apply(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


class Place:
    """A text with its sentences, and the chance that draws from them; no two draws are neighbours."""

    def __init__(self, body: str, sentences: Sequence[Row], seed: int) -> None:
        self.body = body
        self.chance = random.Random(seed)
        spans = [(row["start_char"], row["end_char"]) for row in sentences]
        long = [at for at, span in enumerate(spans) if len(words_of(body, *span)) >= MIN_SENTENCE_WORDS]
        inner = [at for at in long if 0 < at < len(spans) - 1 and body[spans[at][1] - 1] in ".!?"]
        self.chance.shuffle(inner)
        self.drawn: list[int] = []
        for at in inner:
            if all(abs(at - other) > 1 for other in self.drawn):
                self.drawn.append(at)
        self.spans = spans

    def sentences(self, number: int) -> list[tuple[int, int]]:
        return [self.spans[at] for at in self.drawn[:number]]

    def matches(self, pattern: re.Pattern[str], number: int) -> list[tuple[int, int]]:
        """One match in each of some sentences, neither at its beginning nor at its end."""
        found = []
        for start, end in (self.spans[at] for at in self.drawn):
            words = words_of(self.body, start, end)
            inside = [each.span() for each in pattern.finditer(self.body, words[2][0], words[-2][0])]
            if inside:
                found.append(self.chance.choice(inside))
        return found[:number]

    def following(self, span: tuple[int, int]) -> int:
        """Where the next sentence begins."""
        return min((start for start, _ in self.spans if start >= span[1]), default=span[1])


Planter = Callable[[Place, int], tuple[str, list[Edit]]]


def sentence_lost(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_sentences_lost", [(start, end, "") for start, end in place.sentences(number)]


def end_cut(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.sentences(number):
        words = words_of(place.body, start, end)
        edits.append((words[len(words) // 2][0] - 1, end, ""))
    return "n_sentences_cut", edits


def start_cut(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.sentences(number):
        word = words_of(place.body, start, end)[5][0]
        edits.append((start, word + 1, place.body[word].upper()))
    return "n_sentences_cut", edits


def middle_cut(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.sentences(number):
        words = words_of(place.body, start, end)
        edits.append((words[3][0], words[9][0], ""))
    return "n_sentences_cut", edits


def words_dropped(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_words_dropped", [(start, end + 1, "") for start, end in place.matches(PAIR, number)]


def number_lost(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_numbers_lost", [(start, end + 1, "") for start, end in place.matches(NUMBER, number)]


def number_changed(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = [(start, end, str(place.chance.randint(4000, 9000))) for start, end in place.matches(NUMBER, number)]
    return "n_numbers_changed", edits


def date_lost(place: Place, number: int) -> tuple[str, list[Edit]]:
    months = "|".join(form for row in rows("months") if row["language_code"] == "en" for form in values(row["forms"]))
    date = re.compile(rf"(?<!\w)(?:[0-9]{{1,2}} (?:{months})|(?:{months}) [0-9]{{1,2}}),? [0-9]{{4}}(?![\w-])")
    return "n_dates_lost", [(start, end + 1, "") for start, end in place.matches(date, number)]


def misread(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.matches(PLAIN_WORD, number):
        at = place.chance.choice([at for at in range(start + 1, end) if place.body[at] in LOOKALIKES] or [start + 1])
        edits.append((at, at + 1, LOOKALIKES.get(place.body[at], "x")))
    return "n_words_misread", edits


def inside_words(new: str) -> Callable[[Place, int], list[Edit]]:
    return lambda place, number: [(start + 4, start + 4, new) for start, _ in place.matches(PLAIN_WORD, number)]


def word_split(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_words_split", inside_words(" ")(place, number)


def hyphen_left(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_hyphens_left", inside_words("-")(place, number)


def hyphen_and_space(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_hyphens_left", inside_words("- ")(place, number)


def unreadable(place: Place, number: int) -> tuple[str, list[Edit]]:
    return "n_unreadable_characters", [
        (start + 4, start + 5, "\ufffd") for start, _ in place.matches(PLAIN_WORD, number)
    ]


def mojibake(place: Place, number: int) -> tuple[str, list[Edit]]:
    """Dashes between words, saved as UTF-8 and read as cp1252."""
    dash = f" {'–'.encode().decode('cp1252')} "
    spaces = [place.body.index(" ", start, end) for start, end in place.matches(PAIR, number)]
    return "n_mojibake_repaired", [(at, at + 1, dash) for at in spaces]


def hyphen_lost(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.matches(COMPOUND, number):
        at = place.body.index("-", start, end)
        edits.append((at, at + 1, ""))
    return "n_hyphens_lost", edits


def words_joined(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = []
    for start, end in place.matches(PAIR, number):
        at = place.body.index(" ", start, end)
        edits.append((at, at + 1, ""))
    return "n_words_joined", edits


def stop_lost(place: Place, number: int) -> tuple[str, list[Edit]]:
    within = [span for span in place.sentences(number * 3) if "\n" not in place.body[span[1] : place.following(span)]]
    return "n_sentences_joined", [(end - 1, end, "") for _, end in within[:number]]


def repeated(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = [(end, end, " " + place.body[start:end]) for start, end in place.sentences(number)]
    return "n_texts_repeated", edits


def inserted(place: Place, number: int) -> tuple[str, list[Edit]]:
    number = min(number, len(FOREIGN))
    return "n_texts_inserted", [
        (end, end, " " + new) for (_, end), new in zip(place.sentences(number), FOREIGN, strict=False)
    ]


def note_mark(place: Place, number: int) -> tuple[str, list[Edit]]:
    edits = [(end, end, str(at + 1)) for at, (_, end) in enumerate(place.matches(PLAIN_WORD, number))]
    return "n_note_marks_left", edits


PLANTERS: dict[str, Planter] = {
    "sentences lost": sentence_lost,
    "ends cut": end_cut,
    "beginnings cut": start_cut,
    "middles cut": middle_cut,
    "words dropped": words_dropped,
    "numbers lost": number_lost,
    "numbers changed": number_changed,
    "dates lost": date_lost,
    "words misread": misread,
    "words split": word_split,
    "words joined": words_joined,
    "hyphens left": hyphen_left,
    "hyphens with a space": hyphen_and_space,
    "hyphens lost": hyphen_lost,
    "unreadable characters": unreadable,
    "mojibake": mojibake,
    "stops lost": stop_lost,
    "text repeated": repeated,
    "text inserted": inserted,
    "note marks left": note_mark,
}


def wrapped(body: str, number: int) -> tuple[str, int]:
    """The text in lines of 72 characters, of which some end with half a word and a hyphen; and how many."""
    lines: list[str] = []
    n_broken = 0
    for paragraph in body.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            room = WIDTH - len(line) - 2
            if len(line) + 1 + len(word) <= WIDTH:
                line = f"{line} {word}" if line else word
            elif n_broken < number and PLAIN_WORD.fullmatch(word) and MIN_PART <= room <= len(word) - MIN_PART:
                lines.append(f"{line} {word[:room]}-")
                line, n_broken = word[room:], n_broken + 1
            else:
                lines.append(line)
                line = word
        lines.append(line)
    return "\n".join(lines), n_broken


def plant(body: str, sentences: Sequence[Row], seed: int, number: int) -> Iterator[tuple[str, Planted]]:
    """The text with each kind of damage, where it has enough places for it."""
    for at, (name, planter) in enumerate(PLANTERS.items()):
        column, edits = planter(Place(body, sentences, seed * len(PLANTERS) + at), number)
        if len(edits) >= min(number, 3):
            yield name, Planted(apply(body, edits), column, len(edits))
    text, n_broken = wrapped(body, number)
    yield "hyphens at line ends", Planted(text, "n_hyphens_repaired", n_broken)
