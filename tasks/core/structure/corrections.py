"""Reviewed corrections of metadata: what a person states of a document, above all that its text says.

The file is CSV with the columns document_id, field, value, author, reason, date; an empty value clears the field.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import cache

from schemas import knowledge
from schemas.columns import EDTF_LEVEL_1, LANGUAGE, SHA256
from schemas.vocabularies import KINDS, LEVELS, METADATA_FIELDS
from tasks.core.dates import edtf_bounds
from tasks.core.structure.candidates import CORRECTIONS, Candidate

COLUMNS = ("document_id", "field", "value", "author", "reason", "date")
RULE = "correction"
SURE = 1.0
CODE = re.compile(r"[A-Z]{2}")


class CorrectionsError(ValueError):
    """A line of the file of corrections that cannot be applied; says which line, and what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One reviewed value of one field of a document; empty if the field is to be cleared."""

    document_id: str
    field: str
    value: str
    author: str
    reason: str
    date: str


def read(text: str) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections of each document, in the order of their fields, whatever the order of the lines.

    Raises:
        CorrectionsError: the header or a line is wrong, or two lines correct the same field.
    """
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        check_header(lines.fieldnames or ())
        found = [read_line(row, lines.line_num) for row in lines]
    except csv.Error as error:
        raise CorrectionsError(f"line {lines.line_num}: {error}; close the quotation marks around the value") from error
    return by_document(found)


def check_header(names: Iterable[str]) -> None:
    if missing := [column for column in COLUMNS if column not in names]:
        raise CorrectionsError(f"line 1: no column {', '.join(missing)}; begin the file with {','.join(COLUMNS)}")


def by_document(found: Iterable[tuple[int, Correction]]) -> Mapping[str, tuple[Correction, ...]]:
    """Corrections grouped; a field of a document is corrected once."""
    seen: dict[tuple[str, str], int] = {}
    grouped: dict[str, list[Correction]] = {}
    for number, one in found:
        if (one.document_id, one.field) in seen:
            earlier = seen[one.document_id, one.field]
            raise CorrectionsError(f"line {number}: corrects {one.field} again after line {earlier}; remove one")
        seen[one.document_id, one.field] = number
        grouped.setdefault(one.document_id, []).append(one)
    return {key: tuple(sorted(grouped[key], key=field_order)) for key in sorted(grouped)}


def field_order(one: Correction) -> int:
    return METADATA_FIELDS.index(one.field)


def read_line(row: Mapping[str, str | None], number: int) -> tuple[int, Correction]:
    """A line, checked and its value in the form that the tables have."""
    if None in row or None in row.values():
        raise CorrectionsError(f"line {number}: needs {len(COLUMNS)} cells; put those that hold commas in quotes")
    cells = {column: " ".join((row[column] or "").split()) for column in COLUMNS}
    if problem := problem_of(cells):
        raise CorrectionsError(f"line {number}: {problem}")
    field = cells["field"]
    try:
        value = FORMS[field](cells["value"]) if cells["value"] else ""
    except ValueError as error:
        raise CorrectionsError(f"line {number}: {cells['value']!r} is no {field}: {error}") from error
    return number, Correction(cells["document_id"].lower(), field, value, *(cells[name] for name in COLUMNS[3:]))


def problem_of(cells: Mapping[str, str]) -> str:
    """What is wrong with the cells beside the value, and what to do; nothing if they are right."""
    if not re.fullmatch(SHA256, cells["document_id"].lower()):
        return "document_id is not the SHA-256 of a file; copy it from core.documents"
    if cells["field"] not in METADATA_FIELDS:
        return f"{cells['field']!r} is no field; take one of {', '.join(METADATA_FIELDS)}"
    if cells["field"] in ("kind", "language_code") and not cells["value"]:
        return f"{cells['field']} cannot be cleared; give a value or remove the line"
    if missing := [column for column in ("author", "reason") if not cells[column]]:
        return f"no {' and no '.join(missing)}; say who reviewed it and why"
    try:
        date.fromisoformat(cells["date"])
    except ValueError:
        return f"{cells['date']!r} is no day; write the day of the review as YYYY-MM-DD"
    return ""


def word_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"take one of {', '.join(words)}")
        return value

    return check


def edtf_form(value: str) -> str:
    from edtf import EDTFParseException  # as in tasks.core.dates: dear to import, seldom needed

    try:
        first, last = edtf_bounds(value)
        is_edtf = re.fullmatch(EDTF_LEVEL_1, value) is not None and first is not None and (last or first) >= first
    except (ValueError, EDTFParseException):
        is_edtf = False
    if not is_edtf:
        raise ValueError("write it as 2023-05-03, 2023-05, 2023 or 2023-05-03/2023-05-04")
    return value


def language_form(value: str) -> str:
    if not re.fullmatch(LANGUAGE, value):
        raise ValueError("write the ISO 639 code in small letters, such as en")
    return value


@cache
def country_codes() -> frozenset[str]:
    return frozenset(row["iso_code"] for row in knowledge.rows("countries"))


def codes_form(value: str, joiner: str) -> str:
    """Codes of states, each once, in alphabetical order."""
    codes = sorted({code for code in re.split(r"[;+,\s]+", value.upper()) if code})
    if unknown := [code for code in codes if code not in country_codes()]:
        raise ValueError(f"{', '.join(unknown)} is not in countries.csv; write ISO 3166-1 codes of two letters")
    return joiner.join(codes)


def signatories_form(value: str) -> str:
    return codes_form(value, ";")


def issuer_form(value: str) -> str:
    """A name as it is, codes of states joined with `+`."""
    is_codes = "+" in value and all(CODE.fullmatch(part.strip()) for part in value.split("+"))
    return codes_form(value, "+") if is_codes else value


FORMS: Mapping[str, Callable[[str], str]] = {
    "kind": word_of(KINDS),
    "title": str,
    "issuer": issuer_form,
    "level": word_of(LEVELS),
    "date_edtf": edtf_form,
    "place": str,
    "signatories": signatories_form,
    "language_code": language_form,
}


def packed(text: str) -> dict[str, str]:
    """The corrections of each document as text that `unpacked` takes, to be handed over between steps.

    Raises:
        CorrectionsError: as `read`.
    """
    return {key: json.dumps([astuple(one) for one in found], ensure_ascii=False) for key, found in read(text).items()}


def unpacked(text: str) -> tuple[Correction, ...]:
    """The corrections of one document; none for an empty text."""
    return tuple(Correction(*cells) for cells in json.loads(text or "[]"))


def candidates_for(rows: Iterable[Correction]) -> tuple[Candidate, ...]:
    """Candidates that outrank all others; one with an empty value says that nothing is stated."""
    return tuple(
        Candidate(one.field, one.value, 0, 0, RULE, SURE, CORRECTIONS, f"{one.reason} ({one.author})") for one in rows
    )
