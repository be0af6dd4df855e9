"""News articles that quote parts of one or two statements, the same for the same number."""

import random
from dataclasses import dataclass

from tests.tasks.core.structure.press.manners import MANNERS, Report
from tests.tasks.core.structure.press.sources import FILES, quoted_part, source

HEADLINES = (
    "Capitals close ranks on {0} and {1}",
    "Ministers warn over {0}",
    "Two statements, one message: what was agreed on {0}",
    "Leaders vow to act on {0} after late-night talks",
    "Explainer: what the allies said about {0}",
)
BYLINES = ("By Anna Smith", "By our correspondent in Geneva", "Jan Novak and Mary Jones", "", "Text: Peter Lund")
LEADS = (
    "BRUSSELS, 24 March (Agency) — Two declarations within a week have set the tone for the months to come, officials"
    " said on Thursday.",
    "WARSAW (AP) – Governments from across the region have laid out how they intend to respond, diplomats said.",
    "Governments have spent the week looking for common words. On Tuesday they found some, and the texts leave little"
    " doubt about the direction.",
    "GENEVA — Months of negotiation ended on Friday with two texts that few had expected, people close to the talks"
    " told reporters.",
    "It took all night. When the doors opened at last, aides handed journalists a few sheets of paper.",
)
BACKGROUND = (
    "Diplomats in the room described the talks as long and difficult, with several rounds of drafting that ran past"
    " midnight.",
    "Opposition parties at home called the text too cautious, while analysts said that it went further than many had"
    " expected.",
    "Reporters were told that no further details would be given before the end of the week.",
    "Markets reacted little to the news, and the currency closed almost unchanged on Friday afternoon.",
    "“This is a good day,” minister Karl Berg told reporters on his way out. “I am going to sleep now.”",
    "A year ago a similar attempt had failed when two delegations walked out before dinner.",
)
ENDINGS = (
    "The next meeting is planned for the spring.",
    "Additional reporting by Maria Lopez in Vienna.",
    "Related links\n\nWhat the summit means for energy prices\n\nFive things to know about the new force",
    "Experts expect a follow-up within weeks, but nobody would name a date.",
    "",
)


@dataclass(frozen=True)
class Article:
    """A made article, and for each statement the words that it quotes, as sentences."""

    text: str
    media_type: str
    quoted: dict[str, tuple[str, ...]]


def make_article(number: int, manner: str, names: tuple[str, ...], share: float | None = None) -> Article:
    """The article of that number, which quotes the named statements in one manner; shares are drawn if not given."""
    chance = random.Random(f"{number} {manner} {names}")
    others = list(BACKGROUND)
    chance.shuffle(others)
    topics = [source(name).topic for name in names] * 2
    headline = HEADLINES[number % len(HEADLINES)].format(*topics)
    paragraphs = [headline, BYLINES[(number + number // 5) % len(BYLINES)], LEADS[number % len(LEADS)]]
    quoted = {}
    for name in names:
        part = quoted_part(name, share or chance.choice((0.2, 0.3, 0.45, 0.6)), chance.randrange(40))
        report = Report(source(name).issuer, source(name).topic, part, chance)
        paragraphs += [*MANNERS[manner](report), others.pop()]
        quoted[name] = tuple(sentence for sentences in part for sentence in sentences)
    paragraphs.append(ENDINGS[(number + number // 5) % len(ENDINGS)])
    text = "\n\n".join(filter(None, paragraphs)) + "\n"
    return Article(text, "text/markdown" if manner == "marked down" else "text/plain", quoted)


def articles_of(manner: str, how_many: int = 5) -> list[Article]:
    """Articles in one manner, of one statement and of two in turn."""
    names = list(FILES)
    found = []
    for number in range(how_many):
        at = number * 3 + list(MANNERS).index(manner)
        pair = (names[at % 8], names[(at + 1 + at // 8 % 7) % 8])
        found.append(make_article(at, manner, pair if number % 3 else pair[:1]))
    return found
