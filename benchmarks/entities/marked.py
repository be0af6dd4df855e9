"""Documents with their gold inside the text: `[[LABEL|id|surface]]`, with `?` before the label of an optional mention.

A file may begin with lines `#date 2024-03-05` and `#issuer African Union`: what is known of the statement beside its
text.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tasks.core.annotate import Anchor

MARK = re.compile(r"\[\[(\??)([A-Z]+)\|([^|\]]*)\|([^\]]+)\]\]")
HEADER = re.compile(r"#(date|issuer) ?(.*)\n")
LABELS = frozenset({"COUNTRY", "ORG", "PERSON", "PLACE", "DATE", "DOC", "EVENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: characters `start` to `end` (excluded) of the text without marks."""

    start: int
    end: int
    surface: str
    label: str
    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A document without its marks, and the mentions that they name, in order."""

    stem: str
    text: str
    anchor: Anchor
    gold: tuple[Gold, ...]


def read_marked(path: Path) -> Marked:
    """The document of a marked file.

    Raises:
        ValueError: a mark is not well formed; the message names the file and the place.
    """
    source = path.read_text(encoding="utf-8")
    known: dict[str, str] = {}
    while header := HEADER.match(source):
        known[header[1]] = header[2].strip()
        source = source[header.end() :]
    parts: list[str] = []
    gold: list[Gold] = []
    length = last = 0
    for mark in MARK.finditer(source):
        before = source[last : mark.start()]
        start = length + len(before)
        if mark[2] not in LABELS:
            raise ValueError(f"{path}: no such label: {mark[0]}")
        gold.append(Gold(start, start + len(mark[4]), mark[4], mark[2], mark[3] or mark[4], bool(mark[1])))
        parts += [before, mark[4]]
        length, last = start + len(mark[4]), mark.end()
    text = "".join([*parts, source[last:]])
    if "[[" in text or "]]" in text:
        at = max(text.find("[["), text.find("]]"))
        raise ValueError(f"{path}: a mark is not well formed near {text[max(0, at - 30) : at + 60]!r}")
    return Marked(path.stem, text, Anchor(known.get("date") or None, known.get("issuer") or None), tuple(gold))
