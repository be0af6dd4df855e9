"""Checks of a file's bytes before they are parsed: whether it is whole, and what its pages unpack to."""

import zlib
from dataclasses import dataclass
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    resolve1,
)


@dataclass(frozen=True, slots=True)
class Unpacking:
    """How much the drawing of one page may be, in bytes."""

    max_bytes: int = 48_000_000  # maps with each house drawn reach 20 million
    max_ratio: int = 150  # text and drawings shrink to a tenth or so; a thousandth is only reached by repetition
    min_suspect_bytes: int = 2_000_000  # a small page may well repeat itself
    step: int = 1_000_000


UNPACKING = Unpacking()


class PageTooLarge(Exception):  # noqa: N818  it is no error of ours: it says what the page is
    """A page that unpacks to more than any page needs."""


def is_whole(content: bytes) -> bool:
    """Whether the end of a file is there: after its last object stands where to begin reading."""
    last_object = content.rfind(b"endobj")
    return max(content.rfind(b"startxref"), content.rfind(b"trailer")) > last_object or last_object < 0


def stream_problem(page: Any) -> str:
    """Why the drawing of a page cannot be unpacked to its end; empty if it can.

    Raises:
        PageTooLarge: it unpacks to too much.
    """
    problems = [unpacked(resolve1(one)) for one in page.contents]
    return next((problem for problem in problems if problem), "")


def unpacked(stream: object) -> str:
    """What is wrong with a stream, as far as its filters are known here; empty if nothing is."""
    if not isinstance(stream, PDFStream):
        return "a part of it is missing"
    data = stream.rawdata or b""
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    n_packed = len(data)
    for name, _ in stream.get_filters():
        if name in LITERALS_FLATE_DECODE:
            parts, problem = inflated(data, n_packed)
            if problem:
                return problem
            data = b"".join(parts)
        elif name in LITERALS_ASCII85_DECODE:
            data = ascii85decode(data)
        elif name in LITERALS_ASCIIHEX_DECODE:
            data = asciihexdecode(data)
        else:
            return ""
    return ""


def inflated(packed: bytes, n_packed: int, settings: Unpacking = UNPACKING) -> tuple[list[bytes], str]:
    """Unpacked bytes, and what is wrong with them.

    Raises:
        PageTooLarge: there are too many of them.
    """
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    n_bytes = 0
    rest = packed
    try:
        while rest and not unpacker.eof:
            parts.append(unpacker.decompress(rest, settings.step))
            n_bytes += len(parts[-1])
            is_bomb = n_bytes > settings.min_suspect_bytes and n_bytes > settings.max_ratio * n_packed
            if is_bomb or n_bytes > settings.max_bytes:
                raise PageTooLarge(
                    f"A page unpacks to more than {n_bytes:,} bytes. Open the file in a viewer and print it anew."
                )
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return parts, "a part of it is damaged"
    return parts, "" if unpacker.eof else "a part of it is cut off"
