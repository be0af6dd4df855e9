"""Text from outside in tables and markdown of the user interface: it comes out as text, whatever it looks like.

Of Prefect's two interfaces the newer shows a cell of a table artifact as it is, the older renders it as markdown, and
both render markdown artifacts with the HTML in them. So what would become markup has a backslash before it, and nothing
else has: names of files stay as they are, to be read, searched and copied.
"""

import re

from tasks.core.report.elements import cut

CELL_CHARS = 300
WORD_CHARS = 60  # a longer word runs out of its column, over what stands beside it
KEPT_START, KEPT_END = 36, 20  # of such a word: a path is known by its end
ACTIVE = (
    re.compile(  # links, pictures, tags, emphasis, code, cells, entities, addresses; headings and lists at the start
        r"[`*\[\]<>|~\\]|&(?=[#\w]+;)|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)|^[#+=-]+|^\d+(?=[.)])",
        re.IGNORECASE,
    )
)
FORMULA = re.compile(r"\$")  # the newer interface sets formulas, in markdown alone
NUMBER = re.compile(r"\d+")


def cell(text: str) -> str:
    """Text for a cell of a table artifact, on one line."""
    return ACTIVE.sub(escaped, cut(text, CELL_CHARS).strip())


def inert(text: str, n_chars: int = CELL_CHARS) -> str:
    """Text for a line or a cell of a markdown artifact; its words are no wider than a column."""
    return FORMULA.sub(escaped, ACTIVE.sub(escaped, folded(cut(text, n_chars).strip())))


def escaped(found: re.Match[str]) -> str:
    """What was found with a backslash before it; a number that would begin a list has it behind."""
    return f"{found[0]}\\" if NUMBER.fullmatch(found[0]) else f"\\{found[0]}"


def folded(text: str) -> str:
    """Text whose words are not wider than a column; of one that is, the middle is left out."""
    return " ".join(
        word if len(word) <= WORD_CHARS else f"{word[:KEPT_START]}…{word[-KEPT_END:]}" for word in text.split(" ")
    )
