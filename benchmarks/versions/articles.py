"""Made articles that quote two statements each, with the truth of what they quote; the same for the same seed."""

import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from benchmarks.versions.data import Row, read, structured
from benchmarks.versions.split import Half

MIN_WORDS = 50  # of each quotation: less is not quoted at length
MAX_WORDS = 260  # more is no article any more
MAX_SHARE = 0.6  # of a statement
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
HEADLINES = (
    "Officials set out their position in two texts",
    "What was agreed, and what was not",
    "A week of declarations",
)
LEADS = (
    "{place}, {day} March (Agency) — Two texts within a week have set the tone for the months to come, officials said.",
    "{place} — Governments have laid out how they intend to respond, people close to the talks told reporters.",
    "By our correspondent. {place}. It took all night until aides handed journalists a few sheets of paper.",
)
REPORTING = (
    "Diplomats described round {day} of the talks in {place} as long and difficult, with drafting past midnight.",
    "Opposition parties in {place} called it too cautious, while analysts said that it went further than expected.",
    "“This is a good day,” {name} told reporters on the way out. “I am going to sleep now.”",
    "Reporters in {place} were told that no further details would be given before the {day}th of the month.",
    "Shares in {place} rose by {day} per cent on Friday before giving up most of the gains.",
    "{name}, who teaches law in {place}, said that the wording left room for more than one reading.",
    "A similar attempt failed {day} months ago, when two delegations walked out before dinner in {place}.",
    "Neither side would say who had asked for the change, though {name} was seen leaving with the draft.",
    "In {place}, some {day} protesters had gathered in the rain and were gone before the cameras arrived.",
    "The spokeswoman, {name}, declined to comment on what she called rumours from {place}.",
    "Critics led by {name} argue that money has been promised {day} times and paid out only once.",
    "Polls taken in {place} last month suggest that voters care far more about rents than about any of this.",
    "People in {place} have heard much of this before; what is new, {name} believes, is who signed it.",
    "According to {name}, a former aide, page {day} of an earlier draft had gone much further.",
)
PLACES = (
    "Geneva",
    "Ottawa",
    "Vienna",
    "Nairobi",
    "Lima",
    "Tallinn",
    "Seoul",
    "Rabat",
    "Quito",
    "Oslo",
    "Accra",
    "Hanoi",
)
NAMES = (
    "Karl Berg",
    "Anna Ruiz",
    "Mary Okafor",
    "Jan Novak",
    "Lucia Prati",
    "Tom Achebe",
    "Ines Duarte",
    "Pavel Horak",
)
SAYING = ("the text says", "the statement said", "it reads", "according to the document", "the authors wrote")
LEADING = (
    "The first paper reads as follows:",
    "On this point the document says:",
    "In a text made public, they wrote:",
)

Chance = random.Random
Quote = Callable[[list[str], Chance], list[str]]


@dataclass(frozen=True, slots=True)
class Article:
    """A made article: its text, and for each family that it quotes the sentences of it, in the order of the text."""

    row: Row
    quoted: dict[str, list[str]]


def in_one_block(sentences: list[str], chance: Chance) -> list[str]:
    return [chance.choice(LEADING), "“" + " ".join(sentences) + "”"]


def with_saying(sentences: list[str], chance: Chance) -> list[str]:
    return [f"“{' '.join(sentences).rstrip('.')}”, {chance.choice(SAYING)}."]


def opened_each(sentences: list[str], chance: Chance) -> list[str]:
    half = len(sentences) // 2 or 1
    parts = [" ".join(part) for part in (sentences[:half], sentences[half:]) if part]
    return [chance.choice(LEADING), *(f"“{part}" for part in parts[:-1]), f"“{parts[-1]}”"]


def straight(sentences: list[str], chance: Chance) -> list[str]:
    plain = " ".join(sentences).replace('"', "").replace("“", "").replace("”", "")
    return [f'{chance.choice(LEADING)} "{plain}"']


def set_off(sentences: list[str], chance: Chance) -> list[str]:
    return [chance.choice(LEADING), " ".join(sentences)]


def interrupted(sentences: list[str], chance: Chance) -> list[str]:
    half = len(sentences) // 2 or 1
    first, rest = " ".join(sentences[:half]), " ".join(sentences[half:])
    return [
        f"“{first.rstrip('.')},” {chance.choice(SAYING)}. “{rest}”" if rest else f"“{first}” {chance.choice(SAYING)}."
    ]


def indented(sentences: list[str], chance: Chance) -> list[str]:
    words = " ".join(sentences).split()
    lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
    return [chance.choice(LEADING), "\n".join("    " + line for line in lines)]


def in_pieces(sentences: list[str], chance: Chance) -> list[str]:
    """Two or three sentences at a time, with reporting between them."""
    step = max(len(sentences) // 3, 1)
    pieces = [sentences[at : at + step] for at in range(0, len(sentences), step)]
    return [f"“{' '.join(piece).rstrip('.')}”, {chance.choice(SAYING)}." for piece in pieces]


def reordered(sentences: list[str], chance: Chance) -> list[str]:
    half = len(sentences) // 2
    return in_pieces([*sentences[half:], *sentences[:half]], chance)


SHAPES: tuple[Quote, ...] = (
    in_one_block,
    with_saying,
    opened_each,
    straight,
    set_off,
    interrupted,
    indented,
    in_pieces,
    reordered,
)


def base_sentences(side: Half) -> dict[str, list[str]]:
    """Sentences of the running text in each original of one half, by family."""
    rows = [row for row in read("generated", side) if row["relation"] == "base"]
    given, labels = structured(rows)
    bodies = {each["document_id"]: each["body"] for each in given.documents if each["kind"] != "article"}
    running = {(each["document_id"], each["paragraph_no"]) for each in given.paragraphs if each["role"] == "paragraph"}
    found: dict[str, list[str]] = {}
    for each in given.sentences:
        name = each["document_id"]
        if name in bodies and (name, each["paragraph_no"]) in running:
            text = " ".join(bodies[name][each["start_char"] : each["end_char"]].split())
            found.setdefault(labels[name]["family"], []).append(text)
    return found


def foreign_sentences(side: Half) -> list[str]:
    """Sentences around the excerpts of one half: speeches by others."""
    pool: list[str] = []
    for row in read("generated", side):
        if row["relation"].startswith("embed"):
            around = [part for part in row["text"].split("\n\n")[1:] if not part.startswith("“")]
            pool += [each for part in around for each in SENTENCE.split(" ".join(part.split()))]
    return sorted({each for each in pool if 5 <= len(each.split()) <= 40})


def excerpt(sentences: Sequence[str], n_words: int, chance: Chance) -> list[str]:
    """Sentences in a row with so many words or a few more."""
    start = chance.randrange(len(sentences))
    while start and n_words_of(sentences[start:]) < n_words:
        start -= 1
    part: list[str] = []
    while n_words_of(part) < n_words and start + len(part) < len(sentences):
        part.append(sentences[start + len(part)])
    return part


def n_words_of(sentences: Sequence[str]) -> int:
    return sum(len(each.split()) for each in sentences)


def make_articles(side: Half, how_many: int, seed: int) -> list[Article]:
    """Articles on two originals of one half each, chosen and worded by the seed."""
    found = base_sentences(side)
    holders = Counter(each for sentences in found.values() for each in set(sentences))
    own = {each for each, number in holders.items() if number == 1}
    bases = {
        family: sentences
        for family, sentences in sorted(found.items())
        if n_words_of(sentences) * MAX_SHARE >= 2 * MIN_WORDS
        and n_words_of([each for each in sentences if each in own]) * MAX_SHARE >= 2 * MIN_WORDS
    }
    pool = foreign_sentences(side)
    return [make_article(number, bases, own, pool, Chance(f"{seed} {side} {number}")) for number in range(how_many)]


def make_article(
    number: int, bases: dict[str, list[str]], own: Collection[str], pool: Sequence[str], chance: Chance
) -> Article:
    """One article. Of every other one, the share of its own words that is quoted is drawn, else of each statement's.

    What is quoted has enough sentences that no other original has: else nobody could tell which one it is of.
    """
    families = chance.sample(sorted(bases), 2)
    share = chance.uniform(0.2, 0.6)
    quoted, blocks = {}, []
    for family in families:
        n_words = n_words_of(bases[family])
        wanted = share * n_words if number % 2 else chance.uniform(MIN_WORDS, MAX_WORDS)
        part: list[str] = []
        while n_words_of([each for each in part if each in own]) < MIN_WORDS:
            part = excerpt(bases[family], int(min(max(wanted, MIN_WORDS), MAX_SHARE * n_words)) + 1, chance)
            wanted += 1
        quoted[family] = part
        blocks.append(chance.choice(SHAPES)(part, chance))
    n_quoted = sum(map(n_words_of, quoted.values()))
    n_foreign = chance.randint(100, 400) if number % 2 else int(n_quoted / share - n_quoted)
    around = prose(n_foreign, pool if number % 3 == 0 else (), chance)
    third = len(around) // 3
    parts = [around[:third], blocks[0], around[third : 2 * third], blocks[1], around[2 * third :]]
    head = [chance.choice(HEADLINES), fill(chance.choice(LEADS), chance)]
    text = "\n\n".join([*head, *(paragraph for part in parts for paragraph in part)])
    return Article(
        {"id": f"article {number}", "family": f"article{number}", "relation": "article", "text": text}, quoted
    )


def prose(n_words: int, pool: Sequence[str], chance: Chance) -> list[str]:
    """Paragraphs of a reporter's sentences; of others' speeches, where there is a pool of them."""
    sentences: list[str] = []
    while n_words_of(sentences) < n_words:
        is_other = bool(pool) and chance.random() < 0.5
        sentences.append(chance.choice(pool) if is_other else fill(chance.choice(REPORTING), chance))
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def fill(template: str, chance: Chance) -> str:
    return template.format(place=chance.choice(PLACES), name=chance.choice(NAMES), day=chance.randint(2, 28))
