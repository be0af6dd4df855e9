"""What every reader gives, and the one error that it may raise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """What a format says of characters `start` to `end` (excluded) of the text. `kind` is one of `vocabularies.MARKS`.

    Of one text, marks that are paragraphs do not overlap; those that are no part of the text can lie anywhere.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing about how a file was read. `kind` is one of `vocabularies.NOTES`; pages count from 1.

    `n_found` says how many of it there were, where that was counted.
    """

    kind: str
    detail: str
    page_no: int | None = None
    n_found: int | None = None


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file as found, nothing left out, in reading order.

    `extractor` names the reader and the encoding. Pages are parted by form feeds: a text of n pages has n - 1.
    `properties` is what the file says of itself beside its text, as lines `key: value`, in the file's order.
    """

    text: str
    extractor: str
    n_pages: int | None = None
    properties: str = ""
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()


class ReadError(ValueError):
    """A document that cannot be read. `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
