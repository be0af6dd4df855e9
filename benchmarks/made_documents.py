"""Statements made at random out of the words of `raw/`: no two share a sentence, so that no cache of texts helps."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

RAW = Path(__file__).parents[1] / "raw"
CHARS = 3800
COPIES = 0.1  # of the documents that are copies of another without one of its paragraphs
SWAPPED = 0.7  # of the longer words of a sentence: with fewer, so many texts share phrases as in no real collection
WRAPPED = 0.2  # of the documents that are set in lines of 80 characters
SENTENCE = re.compile(r"[A-Z“][^.\n]{40,400}\.(?=\s|$)")
WORD = re.compile(r"\b[a-z]{4,}\b")
NUMBER = re.compile(r"\d+")
SYLLABLES = ("ka", "ro", "ve", "lin", "mar", "ta", "dor", "be", "nis", "sto", "gu", "ral", "pe", "mi", "zan", "lo")


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of the five statements."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.iterdir())]
    return tuple(sentence for text in texts for sentence in SENTENCE.findall(text))


@cache
def vocabulary() -> dict[int, list[str]]:
    """Their longer words by length."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for sentence in sentences():
        for word in WORD.findall(sentence):
            found[len(word)].add(word)
    return {length: sorted(words) for length, words in found.items()}


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def sentence(chance: random.Random) -> str:
    """A sentence of the five with other words, numbers and a name."""
    found = chance.choice(sentences())
    found = NUMBER.sub(lambda match: str(chance.randrange(10 ** len(match[0]))), found)
    words = vocabulary()
    found = WORD.sub(
        lambda match: chance.choice(words[len(match[0])]) if chance.random() < SWAPPED else match[0], found
    )
    return found[:-1] + f", with {name(chance)} {name(chance)} in {name(chance)}."


def document(chance: random.Random) -> list[str]:
    """The paragraphs of a statement of about `CHARS` characters."""
    title = f"Joint statement by the Ministers of {name(chance)} and {name(chance)} on {name(chance)}"
    dateline = f"{name(chance)}, {chance.randint(1, 28)} March {chance.randint(1995, 2025)}"
    parts = [title, dateline]
    is_numbered = chance.random() < 0.5
    while sum(map(len, parts)) < CHARS:
        number = f"{len(parts) - 1}. " if is_numbered else ""
        parts.append(number + " ".join(sentence(chance) for _ in range(chance.randint(1, 4))))
    return parts


def wrapped(text: str) -> str:
    """The text in lines of at most 80 characters."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 79:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return "\n".join(lines)


def made_documents(n: int, seed: int = 0) -> Iterator[str]:
    """So many different texts, the same for the same seed."""
    chance = random.Random(seed)
    last: list[str] = []
    for _ in range(n):
        if last and chance.random() < COPIES:
            parts = last[:-2] + last[-1:]
            last = []
        else:
            parts = last = document(chance)
        text = "\n\n".join(parts)
        yield wrapped(text) if chance.random() < WRAPPED else text + "\n"
