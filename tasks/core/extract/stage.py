"""A batch of documents: bytes to rows of `raw.texts`, and the refusals."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import REFUSED
from schemas.tables import DOCUMENT_NOTES, RAW_MARKS, RAW_TEXTS
from tasks.core.extract.limits import Limits
from tasks.core.extract.messages import Answer
from tasks.core.extract.pool import Pool, pool
from tasks.core.fingerprint import step_fingerprint
from tasks.core.intake.read import bytes_path
from tasks.core.intake.unread import why_unread
from tasks.core.notes import note_rows
from tasks.core.reading import ReadText
from tasks.core.refusal import refusal
from tasks.core.restage import first_step, keep_texts
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged

Row = dict[str, Any]
STEP = "extract"


def text_row(document_id: str, read: ReadText) -> Row:
    """A row of `raw.texts`."""
    return {
        "document_id": document_id,
        "text": read.text,
        "properties": read.properties,
        "extractor": read.extractor,
        "n_pages": read.n_pages,
    }


def mark_rows(document_id: str, read: ReadText) -> list[Row]:
    """Rows of `raw.marks`."""
    return [
        {"document_id": document_id, "start_char": one.start, "end_char": one.end, "mark": one.kind}
        for one in read.marks
    ]


def read_one(row: Row, bytes_folder: Path, limits: Limits, readers: Pool) -> Answer:
    """What is made of one row of `staged.intake`. What no reader would read costs no process."""
    began = time.thread_time()
    if refused := why_unread(row["media_type"]):
        return Answer(None, refused, time.thread_time() - began, 0)
    content = bytes_path(bytes_folder, row["document_id"]).read_bytes()
    answer = readers.read(content, row["media_type"], limits)
    return replace(answer, cpu_seconds=answer.cpu_seconds + time.thread_time() - began)


def read_all(documents: list[Row], bytes_folder: Path, limits: Limits) -> list[Answer]:
    """What is made of each document, as many at a time as there are processes to read them."""
    readers = pool()
    with ThreadPoolExecutor(readers.size) as threads:
        return list(threads.map(lambda row: read_one(row, bytes_folder, limits, readers), documents))


def answer_tables(documents: list[Row], answers: list[Answer]) -> Tables:
    """Rows of the texts, their marks and notes, and the refusals."""
    pairs = [(row["document_id"], answer) for row, answer in zip(documents, answers, strict=True)]
    found = [(document_id, answer.read) for document_id, answer in pairs if answer.read]
    return {
        "texts": to_arrow(RAW_TEXTS, (text_row(*one) for one in found)),
        "marks": to_arrow(RAW_MARKS, (row for one in found for row in mark_rows(*one))),
        "notes": to_arrow(DOCUMENT_NOTES, (row for one in found for row in note_rows(one[0], STEP, one[1].notes))),
        "refused": to_arrow(
            REFUSED,
            (
                refusal(document_id, STEP, answer.refused.reason, answer.refused.detail)
                for document_id, answer in pairs
                if answer.refused
            ),
        ),
    }


def extract_batch(given: Batch, run: Run) -> Batch:
    """Read the documents of an intake batch under the limits of the run. The readers' own CPU time is counted in.

    Documents that are due at a later step are not read; their texts are those of the warehouse.
    """
    if first_step(given) != STEP:
        return keep_texts(given, run)
    documents, places, spent = given.read("intake").to_pylist(), run.places, [0.0]
    limits = run.limits

    def compute() -> tuple[Tables, int]:
        answers = read_all(documents, places.bytes, limits)
        spent.extend(answer.cpu_seconds for answer in answers)
        return answer_tables(documents, answers), len(documents)

    key = batch_key(STEP, step_fingerprint(STEP), given.key, repr(limits))
    batch = staged(places.staging, STEP, key, compute, given)
    return replace(batch, cpu_seconds=batch.cpu_seconds + sum(spent))
