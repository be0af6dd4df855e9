"""What every reader gives, and the one error that it may raise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadText:
    """Text as found. `extractor` names the reader and the encoding; pages are parted by form feeds."""

    text: str
    extractor: str
    n_pages: int | None = None


class ReadError(ValueError):
    """A document that cannot be read. `reason` is a word of `schemas.vocabularies.REJECTION_REASONS`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
