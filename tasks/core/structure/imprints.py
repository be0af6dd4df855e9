"""What a typesetting system leaves beside the text: job numbers, names of files, who printed it on which machine."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tasks.core.structure.lines import Line, stands_apart
from tasks.core.structure.phrases import phrases

Found = tuple[int, int, str]

MAX_LINE_CHARS = 200  # of an imprint that was printed on one line
MAX_PART_CHARS = 40  # of a part of it that has its own line: `Fmt 4790`, `16:54 Nov 08, 2010`
OPERATOR = re.compile(r"\S+ on (?=[A-Z]*\d)[A-Z0-9]{6,} with [A-Z0-9 ]+")
GRAPHIC = re.compile(r"(?=[A-Z]*\d)[A-Z0-9]{6,}\.\d{3}")  # `ER08MR18.008`
HAS_DIGIT = re.compile(r"\d")


@cache
def imprint_start() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(phrases("imprint"))))
    return re.compile(rf"(?:{words})(?!\w)[^\d\n]{{0,20}}\d", re.IGNORECASE)


def find_imprints(lines: Sequence[Line]) -> Iterator[Found]:
    """Lines of an imprint, and those below it on the same page that are short and hold a number, as its parts do."""
    in_imprint = False
    for index, line in enumerate(lines):
        follows = in_imprint and line.page == lines[index - 1].page and is_part(line.text)
        starts = len(line.text) <= MAX_LINE_CHARS and imprint_start().match(line.text) is not None
        in_imprint = stands_apart(lines, index) and (starts or follows)
        if in_imprint or OPERATOR.fullmatch(line.text) or GRAPHIC.fullmatch(line.text):
            yield line.start, line.end, "imprint"


def is_part(text: str) -> bool:
    return len(text) <= MAX_PART_CHARS and bool(HAS_DIGIT.search(text)) and not text.endswith((".", ";", ":", ","))
