"""One document: a spaCy pipeline of our components, in the order in which they need each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tasks.core.annotate.abbreviations import defined
from tasks.core.annotate.dates import found_dates, with_years
from tasks.core.annotate.events import found_events
from tasks.core.annotate.known import read_text
from tasks.core.annotate.model import Anchor, Candidate, Text
from tasks.core.annotate.names import back_references, shaped_names
from tasks.core.annotate.persons import found_persons
from tasks.core.annotate.places import found_places, with_government
from tasks.core.annotate.quantities import found_quantities
from tasks.core.annotate.resolve import index_of, resolved
from tasks.core.annotate.tokens import find_hits, pipeline, tokenized
from tasks.core.annotate.treaties import articles, linked_declaration, linked_edition, resolutions

Spans = tuple[tuple[int, int], ...]
DRAFT = "communique"  # where a spaCy document carries what our components know of it


@dataclass(slots=True)
class Draft:
    """What the components hand on: `named` are bodies, documents and events, `found` everything else so far."""

    body: str
    sentences: Spans
    paragraphs: Spans
    anchor: Anchor
    text: Text
    named: list[Candidate] = field(default_factory=list)
    found: list[Candidate] = field(default_factory=list)
    mentions: list[Candidate] = field(default_factory=list)


def match_known(draft: Draft, document: Any) -> None:
    """What the knowledge names outright, and the words that rules start from."""
    draft.text = read_text(draft.text, find_hits(document))


def find_names(draft: Draft, _: Any) -> None:
    """Organisations, documents and places by their heads, events by place, year and number."""
    text = draft.text
    candidates = (*text.known.values(), *shaped_names(text), *found_events(text))
    draft.named = [linked_declaration(text, one) for one in candidates]


def find_documents(draft: Draft, _: Any) -> None:
    """Resolutions by number, articles of treaties, and abbreviations that the text defines."""
    draft.named += resolutions(draft.text)
    draft.named += articles(draft.text, draft.named)
    draft.found += defined(draft.text, draft.named)


def find_persons(draft: Draft, _: Any) -> None:
    draft.found += found_persons(draft.text)


def find_places(draft: Draft, _: Any) -> None:
    draft.found += found_places(draft.text)


def find_dates(draft: Draft, _: Any) -> None:
    draft.found += found_dates(draft.text)


def find_quantities(draft: Draft, _: Any) -> None:
    draft.found += found_quantities(draft.text)


def choose_mentions(draft: Draft, _: Any) -> None:
    """One mention per place; then those that refer back to a chosen one."""
    everything = [*draft.named, *draft.found]
    draft.mentions = choose(draft.text, everything)
    if later := list(back_references(draft.text, draft.mentions)):
        draft.mentions = choose(draft.text, [*everything, *later])


def link_mentions(draft: Draft, _: Any) -> None:
    """What the text around a mention settles: the government meant, the edition, the year."""
    linked = [linked_edition(draft.text, with_government(draft.text, one)) for one in draft.mentions]
    draft.mentions = with_years(draft.text, linked)


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Candidate]:
    within = (one for one in candidates if index_of(text.sentences, one.start, one.end) is not None)
    return resolved(within, len(text.body))


COMPONENTS: tuple[tuple[str, Callable[[Draft, Any], None]], ...] = (
    ("communique_known", match_known),
    ("communique_names", find_names),
    ("communique_documents", find_documents),
    ("communique_persons", find_persons),
    ("communique_places", find_places),
    ("communique_dates", find_dates),
    ("communique_quantities", find_quantities),
    ("communique_mentions", choose_mentions),
    ("communique_links", link_mentions),
)


@cache
def annotator() -> Any:
    """The pipeline: a blank English one with the lean tokenizer, and our components."""
    from spacy.language import Language  # half a second to import, needed nowhere else

    nlp = pipeline().nlp
    for name, work in COMPONENTS:
        Language.component(name, func=as_component(work))
        nlp.add_pipe(name)
    return nlp


def as_component(work: Callable[[Draft, Any], None]) -> Callable[[Any], Any]:
    """A component as spaCy calls it: with the document, which carries the draft."""

    def component(document: Any) -> Any:
        work(document.user_data[DRAFT], document)
        return document

    return component


def drafted(body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor) -> Any:
    """The tokenized document with an empty draft, as the components take it."""
    document = tokenized(body)
    document.user_data[DRAFT] = Draft(body, sentences, paragraphs, anchor, Text(body, sentences, paragraphs, anchor))
    return document


def annotate(body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor) -> list[Candidate]:
    """Mentions of a body in order, without overlaps, each within one of the sentences."""
    document = annotator()(drafted(body, sentences, paragraphs, anchor))
    mentions: list[Candidate] = document.user_data[DRAFT].mentions
    return mentions
