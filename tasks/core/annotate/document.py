"""One document: a spaCy pipeline of our components, in the order in which they need each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tasks.core.annotate.abbreviations import defined
from tasks.core.annotate.dates import found_dates, with_years
from tasks.core.annotate.events import found_events
from tasks.core.annotate.foreign import domestic, foreign_names, plausible
from tasks.core.annotate.governments import with_governments
from tasks.core.annotate.known import read_text
from tasks.core.annotate.links import linked
from tasks.core.annotate.model import Anchor, Candidate, Text
from tasks.core.annotate.names import back_references, shaped_names
from tasks.core.annotate.organs import bare_organs
from tasks.core.annotate.persons import found_persons
from tasks.core.annotate.places import found_places
from tasks.core.annotate.quantities import found_quantities
from tasks.core.annotate.resolve import index_of, resolved
from tasks.core.annotate.states import states_alone
from tasks.core.annotate.tokens import find_hits, pipeline, tokenized
from tasks.core.annotate.trained import model_names
from tasks.core.annotate.treaties import articles, linked_declaration, linked_edition, resolutions
from tasks.core.annotate.uncovered import Uncovered, find_uncovered

Spans = tuple[tuple[int, int], ...]
Foreign = tuple[tuple[int, int, str], ...]  # paragraphs in other languages than English, with their code
DRAFT = "communique"  # where a spaCy document carries what our components know of it


@dataclass(slots=True)
class Draft:
    """What the components hand on: `named` are bodies, documents and events, `found` everything else so far."""

    body: str
    sentences: Spans
    paragraphs: Spans
    anchor: Anchor
    text: Text
    model: str = ""
    named: list[Candidate] = field(default_factory=list)
    found: list[Candidate] = field(default_factory=list)
    mentions: list[Candidate] = field(default_factory=list)
    uncovered: list[Uncovered] = field(default_factory=list)


def match_known(draft: Draft, document: Any) -> None:
    """What the knowledge names outright, and the words that rules start from."""
    hits = states_alone(draft.body, domestic(find_hits(document), draft.text.foreign))
    draft.text = read_text(draft.text, hits)
    draft.found += foreign_names(draft.text)


def find_names(draft: Draft, _: Any) -> None:
    """Organisations, documents and places by their heads, events by place, year and number."""
    text = draft.text
    candidates = (*text.known.values(), *shaped_names(text), *bare_organs(text), *found_events(text))
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
    settled = [linked_edition(draft.text, one) for one in with_governments(draft.text, draft.mentions)]
    draft.mentions = with_years(draft.text, linked(draft.text, settled))


def add_model_names(draft: Draft, _: Any) -> None:
    """What a trained model finds beside the rules, if one is named."""
    if draft.model:
        draft.mentions += model_names(draft.text, draft.model, draft.mentions)
        draft.mentions.sort(key=lambda one: one.start)


def note_uncovered(draft: Draft, _: Any) -> None:
    """What is left that looks like a name or is repeated."""
    draft.uncovered = find_uncovered(draft.text, draft.mentions)


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Candidate]:
    if text.foreign:
        candidates = plausible(text, candidates)
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
    ("communique_model", add_model_names),
    ("communique_uncovered", note_uncovered),
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


def drafted(
    body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor, model: str = "", foreign: Foreign = ()
) -> Any:
    """The tokenized document with an empty draft, as the components take it."""
    document = tokenized(body)
    text = Text(body, sentences, paragraphs, anchor, foreign)
    document.user_data[DRAFT] = Draft(body, sentences, paragraphs, anchor, text, model)
    return document


def annotated(
    body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor, model: str = "", foreign: Foreign = ()
) -> Draft:
    """Mentions of a body in order, without overlaps, each within one of the sentences; and what no rule covered."""
    draft: Draft = annotator()(drafted(body, sentences, paragraphs, anchor, model, foreign)).user_data[DRAFT]
    return draft


def annotate(
    body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor, model: str = "", foreign: Foreign = ()
) -> list[Candidate]:
    """The mentions alone."""
    return annotated(body, sentences, paragraphs, anchor, model, foreign).mentions
