"""What annotation costs, from body to rows: CPU as a ratio to the calibration loop of benchmarks.cost, by component.

Usage: python -m benchmarks.entities.speed [--documents N]

N distinct made documents (2,000 by default), in batches of 50 with the calibration loop before each. Every other batch
is annotated whole, to rows; in the batches between, each component of the pipeline is timed, which gives the shares.
A ratio reads as milliseconds on the machine that the budget was written on; it is given for 3,800 characters. The first
tenth only warms caches. Ends with code 1 above the ceiling of the part `annotate` in cost.json.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence

from benchmarks.cost import CEILINGS, unit
from benchmarks.made_documents import CHARS, made_documents
from schemas.arrow import Row
from tasks.core.annotate import Anchor, annotate_documents
from tasks.core.annotate.document import annotator, drafted
from tasks.core.reading import ReadText
from tasks.core.structure import Structured, structure_document

BATCH = 50
WARM_SHARE = 0.1
ANCHOR = Anchor("2022-03-24", "NATO")


def structured(texts: Iterable[str]) -> list[Structured]:
    return [
        structure_document(f"{number:064x}", ReadText(text, "plain", None), "text/plain")
        for number, text in enumerate(texts)
    ]


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
    """Add the CPU seconds of each component over a batch."""
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
    texts = made_documents(parser.parse_args().documents)
    ratio, shares = measure(structured(texts))
    part = json.loads(CEILINGS.read_text(encoding="utf-8"))["annotate"]
    print(f"{ratio:.2f} for 3,800 characters (budget {part['budget']}, ceiling {part['ceiling']}); of its components:")
    for name, share in shares.items():
        print(f"  {share:6.1%}  {name}")
    return int(ratio > part["ceiling"])


if __name__ == "__main__":
    sys.exit(main())
