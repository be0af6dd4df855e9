"""The statements that made articles quote: those of `raw/` and some of our own, as sentences."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.structured import structured

RAW = Path(__file__).parents[5] / "raw"
MADE = Path(__file__).parents[1] / "made" / "quoted"


@dataclass(frozen=True)
class Source:
    """A statement: its whole text, its sentences with the paragraph of each, and how reporters call its issuer."""

    text: str
    sentences: tuple[tuple[int, str], ...]
    issuer: str
    topic: str


FILES = {
    "leaders": (RAW / "b9-leaders-joint-statement.txt", "leaders of the Bucharest Nine", "Russia's war"),
    "ministers": (RAW / "b9-defence-ministers-joint-statement.txt", "Bucharest Nine defence ministers", "the flank"),
    "foreign": (RAW / "nato-foreign-ministers-statement-in-news-article.txt", "NATO foreign ministers", "Ukraine"),
    "nato": (RAW / "nato-leaders-statement-full.txt", "NATO leaders", "the invasion"),
    "energy": (MADE / "nordic_energy.txt", "Nordic energy ministers", "undersea cables"),
    "drought": (MADE / "dry_lands.txt", "four African presidents", "the drought"),
    "rail": (MADE / "rail_link.txt", "prime ministers of Greece and Bulgaria", "the railway"),
    "ocean": (MADE / "ocean_council.txt", "Council of the Ocean Community", "unmarked ships"),
}


@cache
def source(name: str) -> Source:
    path, issuer, topic = FILES[name]
    text = path.read_text(encoding="utf-8")
    made = structured(text)
    body = made.document["body"]
    running = {row["paragraph_no"] for row in made.paragraphs if row["role"] == "paragraph"}
    is_ours = path.parent == MADE  # all of its running text is the statement, whatever the rules think of it
    sentences = tuple(
        (row["paragraph_no"], body[row["start_char"] : row["end_char"]].strip('“”"'))
        for row in made.sentences
        if row["in_statement"] or (is_ours and row["paragraph_no"] in running)
    )
    return Source(text, sentences, issuer, topic)


def quoted_part(name: str, share: float, offset: int) -> list[list[str]]:
    """Sentences in a row that hold about that share of the statement's words, by their paragraphs."""
    sentences = source(name).sentences
    n_words = sum(len(text.split()) for _, text in sentences)
    start = offset % max(int(len(sentences) * (1 - share)), 1)
    part: dict[int, list[str]] = {}
    held = 0
    for paragraph_no, text in sentences[start:]:
        if held >= share * n_words:
            break
        part.setdefault(paragraph_no, []).append(text)
        held += len(text.split())
    return list(part.values())
