"""All rules on one document."""

from collections.abc import Iterable

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
from tasks.core.annotate.treaties import articles, linked_declaration, linked_edition, resolutions

Spans = tuple[tuple[int, int], ...]


def annotate(body: str, sentences: Spans, paragraphs: Spans, anchor: Anchor) -> list[Candidate]:
    """Mentions of a body in order, without overlaps, each within one of the sentences."""
    text = read_text(body, sentences, paragraphs, anchor)
    named = [linked_declaration(text, one) for one in (*text.known.values(), *shaped_names(text), *found_events(text))]
    named += resolutions(text)
    named += articles(text, named)
    everything = [
        *named,
        *defined(text, named),
        *found_persons(text),
        *found_places(text),
        *found_dates(text),
        *found_quantities(text),
    ]
    chosen = choose(text, everything)
    if later := list(back_references(text, chosen)):
        chosen = choose(text, [*everything, *later])
    linked = [linked_edition(text, with_government(text, one)) for one in chosen]
    return with_years(text, linked)


def choose(text: Text, candidates: Iterable[Candidate]) -> list[Candidate]:
    within = (one for one in candidates if index_of(text.sentences, one.start, one.end) is not None)
    return resolved(within, len(text.body))
