"""Made documents of many issuers, manners and languages, each with what it says of itself.

None of them was ever issued. A document is `== name`, lines `field: answer` (answers joined with ` | ` are equally
right), a line `--`, and the text. `@` begins a line of properties, `#kind ` a paragraph with a mark of the format.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.core.reading import Mark, ReadText

FOLDER = Path(__file__).parent
MARKED = re.compile(r"#(\w+) (.*)")


@dataclass(frozen=True)
class Made:
    """A document as its reader gave it, and the answers that are right for each field."""

    name: str
    read: ReadText
    truth: Mapping[str, tuple[str, ...]]


def made_documents(half: str) -> Iterator[Made]:
    """The documents of `first_half` or `second_half`."""
    for part in re.split(r"(?m)^== ", (FOLDER / f"{half}.txt").read_text(encoding="utf-8"))[1:]:
        head, _, text = part.partition("\n--\n")
        name, *lines = head.split("\n")
        truth = {key: answers(value) for key, _, value in (line.partition(":") for line in lines)}
        yield Made(name, read_made(text), truth)


def answers(cell: str) -> tuple[str, ...]:
    return tuple(answer.strip() for answer in cell.split(" | "))


def read_made(source: str) -> ReadText:
    """Text, marks and properties of the lines."""
    lines = source.strip("\n").split("\n")
    properties = [line[1:] for line in lines if line.startswith("@")]
    has_marks = any(MARKED.match(line) for line in lines)
    text = ""
    marks: list[Mark] = []
    for line in (line for line in lines if not line.startswith("@")):
        marked = MARKED.match(line)
        words = marked[2] if marked else line
        if has_marks and words:
            marks.append(Mark(len(text), len(text) + len(words), marked[1] if marked else "block"))
        text += words + ("\n\n" if has_marks and words else "\n")
    extractor = "html/utf-8" if has_marks else "plain/utf-8"
    return ReadText(text, extractor, properties="\n".join(properties), marks=tuple(marks))
