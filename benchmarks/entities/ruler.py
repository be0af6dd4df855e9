"""Our annotation beside spaCy's EntityRuler with the very same lists, on the same documents: figures and CPU.

Usage: python -m benchmarks.entities.ruler [five|sample|tune|check|FOLDER …] [--documents N]

The ruler is given every form that our matcher is given, with its label and the id of its entity, in a blank English
pipeline; of a form that means several entities, the first. Both are timed in this process, in turns, over the bodies
of N made statements, no two alike. The exit code is 1 if ours is not ahead, or not faster.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import fmean
from typing import Any

from benchmarks.entities.documents import Given
from benchmarks.entities.score import load, prediction_rows, printed_id, score
from benchmarks.made_documents import made_documents
from schemas.knowledge.entities import entities
from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotate
from tasks.core.annotate.model import Candidate
from tasks.core.annotate.tokens import pipeline
from tasks.core.extract.document import read_document
from tasks.core.structure import structure_document

SETS = ["five", "sample", "tune"]
TURN = 50  # documents that each annotates before the other's turn: a slow moment of the machine meets both
FIELDS = ("strict micro F1", "linked micro F1")
MIN_AHEAD = 0.10  # what the lists alone cannot give
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU milliseconds per document."""

    ours: float
    ruler: float


def ruler() -> Any:
    """A blank English pipeline with an EntityRuler over all forms of the knowledge."""
    import spacy

    nlp: Any = spacy.blank("en")
    ents = nlp.add_pipe("entity_ruler")
    listed = entities()
    forms = {form: found[0].entity_id for form, found in pipeline().listed.items()}
    patterns = [{"label": listed[one].label, "pattern": form, "id": one} for form, one in forms.items()]
    ents.add_patterns(patterns)
    return nlp


def ruler_rows(nlp: Any, documents: Sequence[Given]) -> Iterator[dict[str, str]]:
    """What the ruler finds, in the form that is scored."""
    bodies = (one.structured.document["body"] for one in documents)
    listed = entities()
    for one, found in zip(documents, nlp.pipe(bodies), strict=True):
        for span in found.ents:
            entity = listed[span.ent_id_]
            identity = printed_id({"label": entity.label, "name": entity.name, "iso_code": entity.iso_code})
            yield {"doc": one.stem, "surface": span.text, "label": span.label_, "id": identity}


def made(text: str) -> Given:
    """A made statement, read and structured."""
    content = text.encode()
    document_id = sha256(content).hexdigest()
    found = structure_document(document_id, read_document(content, PLAIN), PLAIN)
    return Given(document_id, found, Anchor(None, None))


def mentions(one: Given) -> list[Candidate]:
    """What annotation finds, without speech acts, of which the ruler has none."""
    found = one.structured
    spans = tuple((row["start_char"], row["end_char"]) for row in found.sentences)
    blocks = tuple((row["start_char"], row["end_char"]) for row in found.paragraphs)
    return annotate(found.document["body"], spans, blocks, one.anchor)


def costs(nlp: Any, n_documents: int) -> Costs:
    """CPU of both over the same made statements, without the reading and structuring of them."""
    documents = [made(text) for text in made_documents(n_documents)]
    ours, ruled = [], []
    for at in range(0, len(documents), TURN):
        turn = documents[at : at + TURN]
        begun = time.process_time()
        for one in turn:
            mentions(one)
        between = time.process_time()
        list(ruler_rows(nlp, turn))
        ours.append((between - begun) / len(turn))
        ruled.append((time.process_time() - between) / len(turn))
    return Costs(1000 * fmean(ours[1:] or ours), 1000 * fmean(ruled[1:] or ruled))  # the first turn warms up


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--documents", type=int, default=2000)
    options = parser.parse_args()
    nlp = ruler()
    is_ahead = True
    for name in options.sets:
        documents, gold = load(name)
        both = (prediction_rows(documents), list(ruler_rows(nlp, documents)))
        ours, ruled = (score(gold, rows, "-COUNTRY") for rows in both)
        print(f"{name}: {len(documents)} documents, all labels but COUNTRY")
        for field in FIELDS:
            print(f"  {ours[field]:7.3f}  {field}, the ruler {ruled[field]:.3f}")
        is_ahead &= ours[FIELDS[0]] - ruled[FIELDS[0]] >= MIN_AHEAD
    spent = costs(nlp, options.documents)
    print(f"{spent.ours:7.2f}  ms CPU a document, the ruler {spent.ruler:.2f} ({spent.ruler / spent.ours:.2f} times)")
    return int(not (is_ahead and spent.ours < spent.ruler))


if __name__ == "__main__":
    sys.exit(main())
