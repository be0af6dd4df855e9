"""What annotation costs, from body to rows: CPU as a ratio to the calibration loop of benchmarks.cost, by component.

Usage: python -m benchmarks.entities.speed [--documents N] [--versions]

N distinct made documents (2,000 by default), or with --versions texts of ../shared/benchmarks, in batches of
50 with the calibration loop before each. Every other batch is annotated whole, to rows; in the batches between, each
component of the pipeline is timed, which gives the shares. A ratio reads as milliseconds on the machine that the budget
was written on; it is given for 3,800 characters. The first tenth only warms caches. Ends with code 1 above the ceiling
of the parts `annotate` and `acts` in cost.json.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

from benchmarks.cost import CEILINGS, unit
from benchmarks.made_documents import CHARS, made_documents
from benchmarks.versions import data
from schemas.arrow import Row
from tasks.core.acts import find_acts
from tasks.core.annotate import Anchor, annotate_documents
from tasks.core.annotate.document import DRAFT, Draft, annotator, drafted
from tasks.core.annotate.model import Candidate
from tasks.core.reading import ReadText
from tasks.core.structure import Structured, StructureError, structure_document

BATCH = 50
PARTS = ("annotate", "acts")  # of cost.json: together they have one budget
WARM_SHARE = 0.1
ANCHOR = Anchor("2022-03-24", "NATO")


def structured(texts: Iterable[str]) -> list[Structured]:
    found: list[Structured] = []
    for number, text in enumerate(texts):
        with suppress(StructureError):
            found.append(structure_document(f"{number:064x}", ReadText(text, "plain", None), "text/plain"))
    return found


def labelled_texts(n: int) -> list[str]:
    """Up to so many distinct texts of the labelled versions, mixed by their hashes."""
    texts = {row["text"].replace("\x00", "") for name in data.NAMES for row in data.read(name)}
    return sorted(texts, key=lambda text: sha256(text.encode()).hexdigest())[:n]


def whole(batch: Sequence[Structured]) -> float:
    """CPU seconds of a batch, from bodies to rows."""
    documents: list[Row] = [one.document for one in batch]
    paragraphs = [row for one in batch for row in one.paragraphs]
    sentences = [row for one in batch for row in one.sentences]
    anchors = {row["document_id"]: ANCHOR for row in documents}
    begun = time.process_time()
    annotate_documents(documents, paragraphs, sentences, anchors)
    return time.process_time() - begun


def by_component(batch: Sequence[Structured], seconds: defaultdict[str, float]) -> None:
    """Add the CPU seconds of each component over a batch, and those of speech acts; rows of mentions come on top."""
    for one in batch:
        sentences = tuple((row["start_char"], row["end_char"]) for row in one.sentences)
        paragraphs = tuple((row["start_char"], row["end_char"]) for row in one.paragraphs)
        begun = time.process_time()
        document = drafted(one.document["body"], sentences, paragraphs, ANCHOR)
        seconds["tokenizer"] += time.process_time() - begun
        for name, component in annotator().pipeline:
            begun = time.process_time()
            document = component(document)
            seconds[name] += time.process_time() - begun
        begun = time.process_time()
        find_acts(one.document["document_id"], one.document["body"], one.sentences, mentions_of(document), ANCHOR)
        seconds["acts"] += time.process_time() - begun


def mentions_of(document: Any) -> Sequence[Candidate]:
    draft: Draft = document.user_data[DRAFT]
    return draft.mentions


def measure(documents: Sequence[Structured]) -> tuple[float, dict[str, float]]:
    """Median ratio of whole batches for 3,800 characters, and the share of each component."""
    first = int(len(documents) * WARM_SHARE)
    whole(documents[:first])
    ratios: list[float] = []
    shares: defaultdict[str, float] = defaultdict(float)
    for number, start in enumerate(range(first, len(documents), BATCH)):
        batch = documents[start : start + BATCH]
        if number % 2:
            by_component(batch, shares)
            continue
        n_chars = sum(len(one.document["body"]) for one in batch)
        before = unit()
        seconds = whole(batch)
        ratios.append(seconds / ((before + unit()) / 2) / n_chars * CHARS)
    total = sum(shares.values())
    return statistics.median(ratios), {name: seconds / total for name, seconds in shares.items()}


def main() -> int:
    """Measure, print, compare with the ceiling."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000, metavar="N")
    parser.add_argument("--versions", action="store_true", help="real texts instead of made ones")
    options = parser.parse_args()
    texts = labelled_texts(options.documents) if options.versions else list(made_documents(options.documents))
    documents = structured(texts)
    ratio, shares = measure(documents)
    print(f"{len(documents)} distinct documents, {sum(map(len, texts)) // len(texts)} characters each on average")
    parts = json.loads(CEILINGS.read_text(encoding="utf-8"))
    budget, ceiling = (sum(parts[name][limit] for name in PARTS) for limit in ("budget", "ceiling"))
    print(f"{ratio:.2f} for 3,800 characters (budget {budget:.1f}, ceiling {ceiling:.1f}); of its components:")
    for name, share in shares.items():
        print(f"  {share:6.1%}  {name}")
    return int(ratio > ceiling)


if __name__ == "__main__":
    sys.exit(main())
