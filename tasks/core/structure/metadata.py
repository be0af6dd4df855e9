"""All metadata candidates of a document, and what was chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.structure import issuers, kinds, occasions, titles
from tasks.core.structure.candidates import Candidate, Stated, choose
from tasks.core.structure.embedded import Carried
from tasks.core.structure.issuers import Source
from tasks.core.structure.names import find_countries
from tasks.core.structure.paragraphs import Paragraph
from tasks.core.structure.quotes import quoted_spans
from tasks.core.structure.sentences import split_sentences
from tasks.core.structure.statement_words import kind_pattern

FIRST_PARAGRAPHS = 4
MIN_LISTED = 3  # states that make a list; two can be those that a text is about
MAX_LIST_GAP = 12  # characters between two states of a list: a comma, `and the`


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
    found = kinds.kind_candidates(paragraphs, front)
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
        sources = list(own_sources(running, kind) if is_own else reported_sources(running, carried))
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


def reported_sources(running: Sequence[Paragraph], carried: Carried | None) -> Iterator[Source]:
    """Where an article names the issuer of the statement: in the first sentence that tells of it, or in a list."""
    spans = carried.spans if carried else ()
    for sentence, start in first_sentences(running):
        is_quoted = any(begin < start + len(sentence) and start < end for begin, end in spans)
        if not is_quoted and (match := kind_pattern("statement").search(sentence)):
            yield Source(sentence[: match.start()], start, "before_statement_word", 0.7)
            after, offset = issuers.speakers_in_title(sentence[match.start() :])
            yield Source(after, start + match.start() + offset, "after_statement_word", 0.6)
            break
    for paragraph in running:
        if not any(start < paragraph.end and paragraph.start < end for start, end in spans):
            yield from listed_states(paragraph)


def listed_states(paragraph: Paragraph) -> Iterator[Source]:
    """A list of states after the name of the statement: `… was signed by 31 states, namely Austria, Belgium, …`."""
    match = kind_pattern("statement").search(paragraph.text)
    if not match or quoted_spans(paragraph.text):
        return
    text = paragraph.text[match.end() :]
    found = find_countries(text)
    gaps = [later.start - former.end for former, later in pairwise(found)]
    if len(found) >= MIN_LISTED and sum(gap <= MAX_LIST_GAP for gap in gaps) == len(gaps):
        yield Source(text, paragraph.start + match.end(), "list_of_states", 0.65)


def with_choice(candidates: Sequence[Candidate]) -> list[tuple[Candidate, bool]]:
    """Every candidate once, and whether it became the value of its field."""
    unique = list(dict.fromkeys(candidates))
    chosen = {field: choose(unique, field) for field in {one.field for one in unique}}
    return [(one, chosen[one.field] is one) for one in unique]
