"""All metadata candidates of a document, and what was chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.structure import issuers, kinds, occasions, titles
from tasks.core.structure.candidates import Candidate, Stated, choose
from tasks.core.structure.embedded import Carried
from tasks.core.structure.issuers import Source
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.statement_words import kind_pattern

FIRST_PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """What the file is, with the candidates that were weighed, and its title."""

    name: str
    title: Candidate | None
    candidates: tuple[Candidate, ...]


def decide_kind(paragraphs: Sequence[Paragraph], front: Sequence[Stated]) -> Kind:
    """Kind and title: each speaks for the other."""
    named = tuple(titles.title_candidates(paragraphs, front))
    title = choose(named, "title")
    found = tuple(kinds.kind_candidates(paragraphs, front))
    chosen = choose(found, "kind")
    return Kind(chosen.value if chosen else "other", title, (*named, *found))


def stated_candidates(
    paragraphs: Sequence[Paragraph], front: Sequence[Stated], kind: Kind, carried: Carried | None
) -> tuple[Candidate, ...]:
    """Issuer, level, signatories, date and place, each from where such a file states it."""
    is_own = kind.name in STATEMENT_KINDS
    running = kinds.running_text(paragraphs)
    found = list(occasions.dateline_candidates(paragraphs))
    found += occasions.front_matter_candidates(front)
    if running:
        found += occasions.in_line_candidates(running[0])
    if is_own:
        found += occasions.title_candidates(paragraphs)
        found += occasions.formula_candidates(paragraphs)
        for sentence, start in opening_sentences(running):
            found += occasions.opening_candidates(sentence, start)
    else:
        if (title := kind.title) and title.evidence_in == "body":
            found += occasions.reported_places(title.value, title.start)
        for sentence, start in first_sentences(running):
            found += occasions.reported_places(sentence, start)
    if is_own or carried:
        sources = list(own_sources(running, kind) if is_own else reported_sources(running))
        found += issuers.issuer_candidates(sources)
        found += issuers.level_candidates(sources)
        found += issuers.signatory_candidates(sources)
    return tuple(found)


def first_sentences(running: Sequence[Paragraph]) -> Iterator[tuple[str, int]]:
    """Sentences of the first paragraphs, with their offsets in the body."""
    for paragraph in running[:FIRST_PARAGRAPHS]:
        for start, end in split_sentences(paragraph.words, paragraph.words_start, "en"):
            yield paragraph.text[start - paragraph.start : end - paragraph.start], start


def opening_sentences(running: Sequence[Paragraph]) -> list[tuple[str, int]]:
    """The first sentence of the text, and that which begins with `We, …` if it is another."""
    found = list(first_sentences(running[:1]))[:1]
    for paragraph in running[1:FIRST_PARAGRAPHS]:
        if kinds.is_opening(paragraph):
            found += list(first_sentences([paragraph]))[:1]
    return found


def own_sources(running: Sequence[Paragraph], kind: Kind) -> Iterator[Source]:
    """Where a statement names its issuer: in its title before the topic, and before the verb of its opening."""
    if title := kind.title:
        text, offset = issuers.speakers_in_title(title.value)
        yield Source(text, title.start + offset, "title", 0.9, title.evidence_in)
    for sentence, start in first_sentences(running):
        if match := issuers.behalf().search(sentence):
            yield Source(sentence[match.end() :], start + match.end(), "on_behalf_of", 0.92)
    for sentence, start in opening_sentences(running):
        is_we = kinds.OPENING.match(sentence) is not None
        yield Source(issuers.subject_of(sentence), start, "opening", 0.85 if is_we else 0.8)
        yield from (
            Source(name, start + place, "group_of_opening", 0.86) for name, place in issuers.groups_of(sentence)
        )


def reported_sources(running: Sequence[Paragraph]) -> Iterator[Source]:
    """Where an article names the issuer of the statement: in the sentences that tell of it."""
    for sentence, start in first_sentences(running):
        if match := kind_pattern("statement").search(sentence):
            yield Source(sentence[: match.start()], start, "before_statement_word", 0.7)
            after, offset = issuers.speakers_in_title(sentence[match.start() :])
            yield Source(after, start + match.start() + offset, "after_statement_word", 0.6)
            return


def with_choice(candidates: Sequence[Candidate]) -> list[tuple[Candidate, bool]]:
    """Every candidate once, and whether it became the value of its field."""
    unique = list(dict.fromkeys(candidates))
    chosen = {one.field: choose(unique, one.field) for one in unique}
    return [(one, chosen[one.field] is one) for one in unique]
