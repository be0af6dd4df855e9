"""The labelled versions, and what the structure step makes of them: what grouping gets when the product runs."""

import hashlib
import json
import lzma
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.shared import shared
from benchmarks.versions.split import Half, half
from tasks.core.group import GroupingInput
from tasks.core.reading import ReadText
from tasks.core.structure import StructureError, structure_document

FIRST_SEEN = datetime(2024, 1, 1)
NAMES = ("executive-orders", "generated", "sparse")

Row = dict[str, Any]


def path_of(name: str) -> Path:
    return shared(f"benchmarks/versions/{name}.jsonl.xz")


def read(name: str, side: Half | None = None) -> list[Row]:
    """The labelled texts of one file; of one half, if it is named."""
    with lzma.open(path_of(name), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if side in (None, half(row["family"]))]


def document_id(row: Row) -> str:
    return hashlib.sha256(row["id"].encode()).hexdigest()


def structured(rows: Iterable[Row]) -> tuple[GroupingInput, dict[str, Row]]:
    """The documents as grouping gets them, and the labels by document id. Texts that are refused are only labels."""
    labels: dict[str, Row] = {}
    documents: list[Row] = []
    paragraphs: list[Row] = []
    sentences: list[Row] = []
    candidates: list[Row] = []
    for row in rows:
        name = document_id(row)
        labels[name] = row
        try:
            made = structure_document(name, ReadText(row["text"].replace("\x00", ""), "plain"), "text/plain")
        except StructureError:
            continue
        documents.append(made.document)
        paragraphs += made.paragraphs
        sentences += made.sentences
        candidates += [each for each in made.candidates if each["is_chosen"]]
    seen = dict.fromkeys((each["document_id"] for each in documents), FIRST_SEEN)
    return GroupingInput(documents, paragraphs, sentences, seen, candidates, ()), labels
