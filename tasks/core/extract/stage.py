"""A batch of documents: bytes to rows of `raw.texts`, and the refusals."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from schemas.arrow import to_arrow
from schemas.staged import REFUSED
from schemas.tables import RAW_TEXTS
from tasks.core.extract.plain import read_plain
from tasks.core.extract.reading import ReadError, ReadText
from tasks.core.fingerprint import step_fingerprint
from tasks.core.intake.read import bytes_path
from tasks.core.intake.sniff import BINARY, EMPTY, MARKDOWN, PLAIN
from tasks.core.refusal import refusal
from tasks.core.run import Run
from tasks.core.staging import Batch, Tables, batch_key, staged

Row = dict[str, Any]
Reader = Callable[[bytes], ReadText]

STEP = "extract"
READERS: Mapping[str, Reader] = {PLAIN: read_plain, MARKDOWN: read_plain}


def read_document(content: bytes, media_type: str) -> ReadText:
    """The text of a document.

    Raises:
        ReadError: empty, binary, of a format that is not read, or not decodable.
    """
    if media_type == EMPTY:
        raise ReadError("empty", "The file has no text in it. Fetch it again.")
    if media_type == BINARY:
        raise ReadError(
            "binary", "The bytes are no text of any kind. Find out what the file is, and export it as text."
        )
    if media_type not in READERS:
        known = ", ".join(sorted(READERS))
        raise ReadError("unsupported_format", f"{media_type} is not read yet, only {known}. Save the text as UTF-8.")
    return READERS[media_type](content)


def extract_tables(documents: list[Row], bytes_folder: Path) -> tuple[Tables, int]:
    """Rows of `raw.texts` with the media type, and of `staged.refused`, for rows of `staged.intake`."""
    texts: list[Row] = []
    refused: list[Row] = []
    for row in documents:
        document_id, media_type = row["document_id"], row["media_type"]
        try:
            read = read_document(bytes_path(bytes_folder, document_id).read_bytes(), media_type)
        except ReadError as error:
            refused.append(refusal(document_id, STEP, error.reason, error.detail))
            continue
        texts.append(
            {"document_id": document_id, "text": read.text, "extractor": read.extractor, "n_pages": read.n_pages}
        )
    return {"texts": to_arrow(RAW_TEXTS, texts), "refused": to_arrow(REFUSED, refused)}, len(documents)


def extract_batch(given: Batch, run: Run) -> Batch:
    """Read the documents of an intake batch."""
    key = batch_key(STEP, step_fingerprint(STEP), given.key)
    documents, places = given.read("intake").to_pylist(), run.places
    return staged(places.staging, STEP, key, lambda: extract_tables(documents, places.bytes), given)
