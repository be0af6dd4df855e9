"""Lines that state something of the text rather than in it: `date 2022-11-29`."""

import re
from functools import cache

from schemas import knowledge
from tasks.core.dates import find_dates
from tasks.core.structure.lines import Line

MAX_CHARS = 60  # key and date; the rest of the line is text
REST = re.compile(r"[.;,]?[ ]+(?=\S)")


@cache
def metadata_keys(field: str) -> tuple[str, ...]:
    """Names under which files state a field, in small letters, those that say it best first."""
    return tuple(
        key for row in knowledge.rows("metadata_keys") if row["field"] == field for key in knowledge.values(row["keys"])
    )


@cache
def date_key_pattern() -> re.Pattern[str]:
    keys = "|".join(sorted(map(re.escape, metadata_keys("date_edtf")), key=lambda key: (-len(key), key)))
    return re.compile(rf"(?:{keys})[ ]*:?[ ]+", re.IGNORECASE)


def date_statement_end(text: str) -> int:
    """Where a `date …` statement at the beginning of a text ends; 0 if there is none."""
    key = date_key_pattern().match(text)
    found = find_dates(text[:MAX_CHARS]) if key else ()
    return found[0].end if key and found and found[0].start == key.end() else 0


def split_metadata_line(line: Line) -> list[tuple[int, int, str]]:
    """The change that puts text which goes on after a date statement into a paragraph of its own."""
    end = date_statement_end(line.text)
    rest = REST.match(line.text, end) if end else None
    return [(line.start + end, line.start + rest.end(), line.text[end : rest.end()].rstrip() + "\n\n")] if rest else []
