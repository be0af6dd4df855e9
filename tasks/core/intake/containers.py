"""Looking into containers without unpacking them: the names of what they hold, read from so many bytes and no more."""

import re
import struct

ZIP_START = b"PK\x03\x04"
ZIP_STARTS = (ZIP_START, b"PK\x05\x06", b"PK\x07\x08")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"
LOCAL_HEADER, CENTRAL_HEADER = 30, 46  # bytes before the name
END_BYTES = 22
MAX_TAIL_BYTES = 66_000  # the end record and its comment lie in the last 64 KiB
MAX_NAMES = 500  # what tells kinds of archives apart stands among the first
NO_DIRECTORY = "no directory"  # told in the place of names where an archive was cut off
MIMETYPE = "mimetype"  # the first member of OpenDocument files and electronic books holds the type as it is
MAX_MIMETYPE_BYTES = 100
MARK, DECLARATION = b"\xef\xbb\xbf", b"<?xml"
XML_HEAD = re.compile(
    # groups are not possessive: up to Python 3.11.4 such a group that can go back matches too little
    rb"(?:\s++|<!--[^-]*+(?:-(?!->)[^-]*+)*-->|<\?[^>]*+>|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>)*"
    rb"<(?P<root>[A-Za-z_][\w.:-]*+)"
)


def zip_names(content: bytes) -> list[str]:
    """Names of an archive's members, from its directory; of one that was cut off, the first alone."""
    end = content.rfind(END, max(0, len(content) - MAX_TAIL_BYTES))
    names: list[str] = []
    if 0 <= end <= len(content) - END_BYTES:
        at = struct.unpack_from("<I", content, end + 16)[0]
        while len(names) < MAX_NAMES and content[at : at + 4] == ENTRY and at + CENTRAL_HEADER <= len(content):
            sizes = struct.unpack_from("<3H", content, at + 28)
            name = content[at + CENTRAL_HEADER : at + CENTRAL_HEADER + sizes[0]]
            names.append(name.decode("utf-8", "replace"))
            at += CENTRAL_HEADER + sum(sizes)
    return [*first_member(content), *names, *([] if end >= 0 else [NO_DIRECTORY])]


def first_member(content: bytes) -> list[str]:
    """The name of the first member, and what it says if it is the type of the whole."""
    if not content.startswith(ZIP_START) or len(content) < LOCAL_HEADER:
        return []
    n_bytes, n_name, n_extra = struct.unpack_from("<I4xHH", content, 18)
    name = content[LOCAL_HEADER : LOCAL_HEADER + n_name].decode("utf-8", "replace")
    start = LOCAL_HEADER + n_name + n_extra
    said = content[start : start + min(n_bytes, MAX_MIMETYPE_BYTES)].decode("ascii", "replace")
    return [name, f"{MIMETYPE}:{said}"] if name == MIMETYPE else [name]


def holds_stream(content: bytes, name: str) -> bool:
    """Whether a compound file (OLE) has a stream of that name."""
    return f"{name}\0".encode("utf-16-le") in content


def xml_root(head: bytes) -> tuple[bool, str]:
    """Whether bytes declare themselves XML, and the name of the first element as written; empty if it is too far."""
    begun = head.removeprefix(MARK).lstrip()
    found = XML_HEAD.match(begun)
    return begun.startswith(DECLARATION), found["root"].decode("ascii", "replace") if found else ""
