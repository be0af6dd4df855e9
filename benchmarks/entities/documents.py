"""Documents read, structured and annotated in this process, without grouping: seconds instead of a whole run."""

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from benchmarks.entities.marked import Marked
from schemas.arrow import Row
from tasks.core.annotate import Anchor, annotate_documents
from tasks.core.extract.document import read_document
from tasks.core.fingerprint import step_fingerprint
from tasks.core.intake.sniff import named_media_type, sniff
from tasks.core.structure import Structured, structure_document

CACHE = Path(gettempdir()) / "benchmarks-structured"  # what reading gave, by content and by the code that read


@dataclass(frozen=True, slots=True)
class Given:
    """A structured document and what is known of the statement beside it."""

    stem: str
    structured: Structured
    anchor: Anchor


def structured(content: bytes, media_type: str) -> Structured:
    """The document as the step `structure` gives it; kept between calls as long as no code of reading changes."""
    document_id = sha256(content).hexdigest()
    kept = CACHE / reading_code() / f"{document_id}.pickle"
    if kept.exists():
        known: Structured = pickle.loads(kept.read_bytes())
        return known
    found = structure_document(document_id, read_document(content, media_type), media_type)
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_name(f".{document_id}.{os.getpid()}")
    temporary.write_bytes(pickle.dumps(found))
    temporary.replace(kept)  # another benchmark may read it at the same time
    return found


@cache
def reading_code() -> str:
    return sha256((step_fingerprint("extract") + step_fingerprint("structure")).encode()).hexdigest()[:16]


def given_files(paths: Iterable[Path]) -> Iterator[Given]:
    """Files as they lie, each known by what it states itself."""
    for path in paths:
        content = path.read_bytes()
        found = structured(content, named_media_type(path.name) or sniff(content))
        yield Given(path.stem, found, Anchor(found.document["date_edtf"], found.document["issuer"]))


def given_marked(documents: Iterable[Marked]) -> Iterator[Given]:
    for one in documents:
        yield Given(one.stem, structured(one.text.encode(), "text/plain"), one.anchor)


def annotated(documents: Iterable[Given]) -> Iterator[tuple[Given, list[Row], Mapping[str, Row]]]:
    """Each document with its rows of `core.mentions` and, by id, those of `core.entities`."""
    for one in documents:
        document = one.structured.document
        anchors = {document["document_id"]: one.anchor}
        found = annotate_documents([document], one.structured.paragraphs, one.structured.sentences, anchors)
        yield one, found.mentions, {row["entity_id"]: row for row in found.entities}
