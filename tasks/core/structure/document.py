"""One document's text, as its reader gave it, becomes its rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabularies import STATEMENT_KINDS
from tasks.core.reading import Note, ReadText
from tasks.core.structure.candidates import Candidate, read_stated
from tasks.core.structure.cleaning import clean
from tasks.core.structure.embedded import Carried, carried_statement
from tasks.core.structure.language import Languages, detect_languages
from tasks.core.structure.metadata import candidate_rows, decide_kind, stated_candidates
from tasks.core.structure.paragraphs import Paragraph, split_paragraphs
from tasks.core.structure.rows import Parts, document_row, paragraph_rows, parts_of, removed_rows, sentence_rows
from tasks.core.structure.texts import Extent, own_extent, signed

Row = dict[str, Any]
MARKDOWN = "text/markdown"


class StructureError(Exception):
    """A document has no text to structure; `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Structured:
    """The rows that one document's text decides."""

    document: Row
    removed: tuple[Row, ...]
    paragraphs: tuple[Row, ...]
    sentences: tuple[Row, ...]
    candidates: tuple[Row, ...]
    notes: tuple[Note, ...] = ()


def structure_document(
    document_id: str, read: ReadText, media_type: str, corrected: Sequence[Candidate] = ()
) -> Structured:
    """Clean a text as it was read, and read from it what it says of itself; `corrected` is what a person says of it.

    Raises:
        StructureError: nothing is left of the text after cleaning, or it has no letter.
    """
    cleaned = clean(read.text, media_type == MARKDOWN, read.marks)
    if not any(map(str.isalpha, cleaned.body)):
        raise StructureError("no_text", "nothing but space, signs and page furniture")
    paragraphs = split_paragraphs(cleaned, read.text, read.n_pages is not None)
    front = read_stated(read, cleaned.cuts)
    kind = decide_kind(paragraphs, front, corrected)
    extent = own_extent(paragraphs) if kind.name in STATEMENT_KINDS else Extent(0, len(paragraphs))
    paragraphs = signed(paragraphs, extent)
    carried = carried_of(cleaned.body, paragraphs, kind.name, extent)
    languages = with_own_first(detect_languages([one.text for one in paragraphs]), paragraphs, extent)
    found = (
        *corrected,
        *kind.candidates,
        *stated_candidates(paragraphs[extent.first : extent.last], front, kind, carried),
        *language_candidate(paragraphs, languages),
    )
    parts = parts_of(paragraphs, carried, languages)
    return Structured(
        document_row(document_id, cleaned.body, parts, kind, found),
        removed_rows(document_id, cleaned.cuts, read.text),
        paragraph_rows(document_id, parts),
        sentence_rows(document_id, parts),
        tuple(candidate_rows(document_id, found, cleaned.body, read)),
        tuple(notes_of(extent, parts)),
    )


def with_own_first(languages: Languages, paragraphs: Sequence[Paragraph], extent: Extent) -> Languages:
    """The languages, the first of them that of the statement where the file holds another text too."""
    if extent.note is None:
        return languages
    n_chars = Counter[str]()
    for one, code in zip(paragraphs[extent.first : extent.last], languages.by_paragraph[extent.first :], strict=False):
        n_chars[code] += len(one.text) if one.role == "paragraph" else 0
    code = max(languages.codes, key=lambda code: n_chars[code], default=languages.code)
    return replace(languages, code=code, codes=(code, *(other for other in languages.codes if other != code)))


def notes_of(extent: Extent, parts: Parts) -> Iterator[Note]:
    """That the file holds another text, or the same in another language."""
    codes = parts.languages.codes
    if extent.note:
        yield extent.note
    if len(codes) > 1:
        detail = f"Parts of the file are in other languages ({', '.join(codes)}); each paragraph has its own."
        yield Note("several_languages", detail)


def carried_of(body: str, paragraphs: Sequence[Paragraph], kind: str, extent: Extent) -> Carried | None:
    """The statement of a document: its own running text, or what an article quotes of one."""
    if kind == "article":
        return carried_statement(body, paragraphs)
    if kind not in STATEMENT_KINDS:
        return None
    own = paragraphs[extent.first : extent.last]
    return Carried(tuple((one.start, one.end) for one in own if one.role == "paragraph"), "is_statement")


def language_candidate(paragraphs: Sequence[Paragraph], languages: Languages) -> list[Candidate]:
    """The longest paragraph in the main language stands for the finding."""
    ours = [one for one, code in zip(paragraphs, languages.by_paragraph, strict=True) if code == languages.code]
    longest = max(ours or paragraphs, key=lambda one: len(one.text))
    confidence = 0.5 if languages.code == "und" else 0.95
    return [Candidate("language_code", languages.code, longest.start, longest.end, "detected", confidence)]
