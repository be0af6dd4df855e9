"""What goes between the run and a reader's process: lengths, JSON and the file's bytes; never pickles.

A request is a header and the bytes of a file. The header is a JSON object: `name`, `media_type`, `n_bytes`,
`memory_bytes`, `cpu_seconds`, `wall_seconds`, `text_chars`. An answer is a JSON object that repeats the name. Headers
and answers come after their length in eight bytes. The process may have been taken over by the file that it read, so
an answer is believed only as far as it is in order.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.vocabularies import MARKS, NOTES, PARAGRAPH_MARKS, REJECTION_REASONS
from tasks.core.reading import Mark, Note, ReadError, ReadText

LENGTH_BYTES = 8
HALF_CHARACTERS = re.compile("[\x00\ud800-\udfff]")  # zero, and halves of a pair: no table can hold them
REPLACEMENT = "\ufffd"


class AnswerError(Exception):
    """An answer that is not in order; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader's process says. One of `read` and `refused` is set; `grown_bytes` is what it holds on to.

    `name` is that of the request; nobody can answer one that has not come yet.
    """

    read: ReadText | None
    refused: ReadError | None
    cpu_seconds: float
    grown_bytes: int
    name: str = ""


def framed(message: Mapping[str, Any]) -> bytes:
    """A message with its length before it."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def storable(text: str) -> str:
    """The text with the replacement character for what no table can hold; as long as before."""
    return HALF_CHARACTERS.sub(REPLACEMENT, text)


def packed_text(read: ReadText) -> dict[str, Any]:
    """A text as JSON values."""
    return {
        "text": storable(read.text),
        "extractor": read.extractor,
        "n_pages": read.n_pages,
        "properties": storable(read.properties),
        "marks": [(one.start, one.end, one.kind) for one in dict.fromkeys(read.marks)],
        "notes": [(one.kind, storable(one.detail), one.page_no, one.n_found) for one in read.notes],
    }


def read_answer(body: bytes, max_marks: int) -> Answer:
    """An answer, checked.

    Raises:
        AnswerError: it is not in order.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerError("it is no JSON") from error
    check(isinstance(given, dict), "it is no object")
    costs = (given.get("cpu_seconds"), given.get("grown_bytes"))
    check(all(isinstance(cost, int | float) for cost in costs), "its costs are no numbers")
    refused, name = given.get("refused"), given.get("name", "")
    if refused is None:
        return Answer(unpacked_text(given.get("read"), max_marks), None, *costs, name)
    check(isinstance(refused, list) and len(refused) == 2, "its refusal is no pair")
    reason, detail = refused
    check(reason in REJECTION_REASONS, f"{reason!r} is no reason")
    check(is_storable(detail), "its detail is no text")
    return Answer(None, ReadError(reason, detail), *costs, name)


def check(is_so: bool, wrong: str) -> None:
    """Raise an `AnswerError` if something is not so."""
    if not is_so:
        raise AnswerError(wrong)


def is_storable(given: Any) -> bool:
    """Whether this is text that every table can hold."""
    return isinstance(given, str) and not HALF_CHARACTERS.search(given)


def is_number(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def unpacked_text(given: Any, max_marks: int) -> ReadText:
    """A text from JSON values, checked: words of the vocabularies, spans inside, pages that agree with form feeds."""
    check(isinstance(given, dict), "its text is no object")
    text, extractor, n_pages, properties = (given.get(key) for key in ("text", "extractor", "n_pages", "properties"))
    check(all(map(is_storable, (text, extractor, properties))), "its text is no text")
    check(
        n_pages is None or (is_number(n_pages) and n_pages == text.count("\f") + 1), f"its text is no {n_pages} pages"
    )
    marks, notes = given.get("marks"), given.get("notes")
    check(isinstance(marks, list) and isinstance(notes, list), "its marks or notes are no list")
    check(len(marks) <= max_marks, f"it has more than {max_marks:,} marks")
    read_marks = tuple(unpacked_mark(one, len(text)) for one in marks)
    check_paragraphs(read_marks)
    return ReadText(
        text, extractor, n_pages, properties, read_marks, tuple(unpacked_note(one, n_pages) for one in notes)
    )


def unpacked_mark(given: Any, n_chars: int) -> Mark:
    """A mark from a JSON list."""
    check(isinstance(given, list) and len(given) == 3, "a mark is no triple")
    start, end, kind = given
    check(is_number(start) and is_number(end) and 0 <= start < end <= n_chars, f"a mark spans {start} to {end}")
    check(kind in MARKS, f"{kind!r} is no mark")
    return Mark(start, end, kind)


def unpacked_note(given: Any, n_pages: int | None) -> Note:
    """A note from a JSON list."""
    check(isinstance(given, list) and len(given) == 4, "a note is no quadruple")
    kind, detail, page_no, n_found = given
    check(kind in NOTES, f"{kind!r} is no note")
    check(is_storable(detail), "a note's detail is no text")
    check(page_no is None or (is_number(page_no) and 1 <= page_no <= (n_pages or 1)), f"a note is on page {page_no}")
    check(n_found is None or (is_number(n_found) and n_found > 0), f"a note is of {n_found} things")
    return Note(kind, detail, page_no, n_found)


def check_paragraphs(marks: tuple[Mark, ...]) -> None:
    """Make sure that marks which are paragraphs do not overlap."""
    end = 0
    for one in sorted((mark for mark in marks if mark.kind in PARAGRAPH_MARKS), key=lambda mark: mark.start):
        check(one.start >= end, f"paragraphs overlap at {one.start}")
        end = one.end
