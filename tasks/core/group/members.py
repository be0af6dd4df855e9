"""Families with the part of each document that renders the statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.core.group.quotes import Quotation, Reading, founds_statement, n_unexplained, read_article
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text


@dataclass(frozen=True)
class Member:
    """One document's rendering of one statement. `start_char` and `end_char` span it in the body."""

    text: Text
    start_char: int
    end_char: int
    evidence: Mapping[str, Any]
    is_excerpt: bool

    @property
    def document_id(self) -> str:
        return self.text.document_id

    @property
    def n_words(self) -> int:
        return len(self.text.word_ids)


def whole_member(text: Text, evidence: Mapping[str, Any]) -> Member:
    """A document whose text is the statement, or an article that carries it and has it from nowhere else."""
    start, end = text.sentences[0]["start_char"], text.sentences[-1]["end_char"]
    return Member(text, start, end, evidence, text.is_quoting and bool(text.document["carries_statement"]))


def quoting_member(article: Text, quotation: Quotation) -> Member:
    """An article with the sentences in which it quotes the statement."""
    held = sorted({int(article.sentence_of[at]) for start, end in quotation.stretches for at in range(start, end)})
    start = article.spans[quotation.stretches[0][0]][0]
    end = article.spans[quotation.stretches[-1][1] - 1][1]
    evidence = {
        "n_quoted_words": quotation.n_quoted,
        "quoted_share": round(quotation.quoted_share, 4),
        "n_stretches": len(quotation.stretches),
    }
    return Member(article.part(held), start, end, evidence, is_excerpt=True)


def own_text(article: Text) -> Text:
    """What an article's own family is compared by: the statement that it carries, else all of it."""
    stated = [at for at, each in enumerate(article.sentences) if each["in_statement"]]
    if not article.is_quoting or not article.document["carries_statement"] or not stated:
        return article
    return article.part(stated)


def read_articles(
    articles: Mapping[str, Text],
    families: Sequence[Sequence[str]],
    texts: Mapping[str, Text],
    partners: Mapping[str, Sequence[str]],
    settings: Grouping,
) -> tuple[dict[str, Reading], dict[str, int], dict[str, Text]]:
    """What each article quotes; the family that each founding article founds; and the text that it is founded on.

    Of the articles that carry something, those come first that the statements account for least: one founds a family
    where the articles before it do not account for the rest. The others are then read against all families, so that
    what an article quotes does not hang on who was read first. Numbers of families continue those of `families`.
    """
    home = {name: number for number, names in enumerate(families) for name in names}
    carriers = {name: texts[name] for name in home}
    carrying = [name for name in articles if n_carried(articles[name])]
    readings = {
        name: read_article(articles[name], held_by(partners[name], home, carriers), settings) for name in carrying
    }
    founded: dict[str, int] = {}
    for name in sorted(carrying, key=lambda each: (-n_unexplained(articles[each], readings[each]), each)):
        reading = read_article(articles[name], held_by(partners[name], home, carriers), settings)
        if founds_statement(articles[name], reading, settings):
            readings[name] = reading
            founded[name] = home[name] = len(families) + len(founded)
            carriers[name] = founding_text(articles[name], reading)
    for name, article in articles.items():
        if name not in founded:
            readings[name] = read_article(article, held_by(partners[name], home, carriers), settings)
    return readings, founded, {name: carriers[name] for name in founded}


def find_sources(
    texts: Mapping[str, Text], partners: Mapping[str, Sequence[str]], settings: Grouping
) -> dict[str, Text]:
    """Texts that others may quote: statements, and what articles carry that no statement accounts for."""
    sources = {name: text for name, text in texts.items() if not text.is_quoting}
    home = {name: number for number, name in enumerate(sorted(sources))}
    for name, article in texts.items():
        if article.is_quoting and n_carried(article):
            reading = read_article(article, held_by(partners[name], home, texts), settings)
            if founds_statement(article, reading, settings):
                sources[name] = founding_text(article, reading)
    return sources


def held_by(partners: Iterable[str], home: Mapping[str, int], carriers: Mapping[str, Text]) -> dict[int, list[Text]]:
    """Texts of the partners by their family."""
    held: dict[int, list[Text]] = {}
    for partner in partners:
        if partner in home:
            held.setdefault(home[partner], []).append(carriers[partner])
    return held


def n_carried(article: Text) -> int:
    """Words of the statement that the article says it carries."""
    if not article.document["carries_statement"]:
        return 0
    return sum(count for each, count in zip(article.sentences, article.counts, strict=True) if each["in_statement"])


def founding_text(article: Text, reading: Reading) -> Text:
    """What nobody else accounts for, where the article quotes others too; else all of the statement in it."""
    return article.part(reading.unexplained) if reading.quotations else own_text(article)
