"""Formats that are known and not read: told by their first bytes or by what they hold, refused with what to do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from schemas import knowledge
from tasks.core.formats import readers
from tasks.core.intake.containers import OLE_START, ZIP_STARTS, holds_stream, xml_root, zip_names
from tasks.core.reading import ReadError

BINARY, EMPTY = "application/octet-stream", "application/x-empty"
HEAD_BYTES = 4096
ZIP, OLE, XML = "zip", "ole", "xml"


@dataclass(frozen=True, slots=True)
class Unread:
    """A row of `schemas/knowledge/unread_formats.csv`: how to tell a format, and why it is refused."""

    media_type: str
    name: str
    container: str
    signs: str
    suffixes: tuple[str, ...]
    reason: str
    advice: str

    def refused(self) -> ReadError:
        """Why such a file is not read, and what can be done."""
        return ReadError(self.reason or "unsupported_format", f"{self.name}. {self.advice}")


@cache
def unread_formats() -> Mapping[str, Unread]:
    """All rows, by media type, in the order in which they are asked."""
    found = {}
    for row in knowledge.rows("unread_formats"):
        media_type, name, container, signs = row["media_type"], row["name"], row["container"], row["signs"]
        suffixes = knowledge.values(row["suffixes"])
        found[media_type] = Unread(media_type, name, container, signs, suffixes, row["reason"], row["advice"])
    return found


@cache
def signatures() -> tuple[tuple[re.Pattern[bytes], str], ...]:
    """Patterns of first bytes, with the media type that each tells."""
    return tuple(
        (re.compile(one.signs.encode("latin-1"), re.DOTALL), one.media_type)
        for one in unread_formats().values()
        if not one.container
    )


def signed(content: bytes) -> str | None:
    """The media type that the first bytes tell, of formats that are not read."""
    head = content[:HEAD_BYTES]
    return next((media_type for pattern, media_type in signatures() if pattern.match(head)), None)


def contained(content: bytes) -> str | None:
    """The media type of a zip archive, a compound file or XML that is of no format that is read."""
    if content.startswith(ZIP_STARTS):
        names = tuple(zip_names(content))
        return held(ZIP, lambda sign: any(name.startswith(sign) for name in names))
    if content.startswith(OLE_START):
        return held(OLE, lambda sign: holds_stream(content, sign))
    is_declared, root = xml_root(content[:HEAD_BYTES])
    told = next((one.media_type for one in rows_of(XML) if one.signs and re.fullmatch(one.signs, root)), None)
    return told or ("application/xml" if is_declared else None)


def rows_of(container: str) -> list[Unread]:
    """The formats that come in a container, the surest signs first, the container itself last."""
    return [one for one in unread_formats().values() if one.container == container]


def held(container: str, has: Callable[[str], bool]) -> str:
    """The media type of the first format of a container of which one sign is there; the last has no sign."""
    rows = rows_of(container)
    return next((one.media_type for one in rows if any(map(has, knowledge.values(one.signs)))), rows[-1].media_type)


def why_unread(media_type: str) -> ReadError | None:
    """Why no reader is asked for a file of that type; nothing if there is one."""
    if media_type in readers():
        return None
    if media_type == EMPTY:
        return ReadError("empty", "The file has no text in it. Fetch it again.")
    if media_type == BINARY:
        return ReadError("binary", "The bytes are no text of any kind. Find out what they are, and export the text.")
    if media_type in unread_formats():
        return unread_formats()[media_type].refused()
    return ReadError("unsupported_format", f"A file of type {media_type}. Save the text as PDF, DOCX, HTML or UTF-8.")
