"""What a PDF file says of itself beside its text."""

import re
from datetime import datetime
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

INFO = (("Title", "pdf.title"), ("Author", "pdf.author"), ("Subject", "pdf.subject"), ("Keywords", "pdf.keywords"))
DATES = (("CreationDate", "pdf.creationdate"), ("ModDate", "pdf.moddate"))
DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
MAX_CHARS = 2000  # a longer value is no title and no name


def read_properties(pdf: Any) -> tuple[tuple[str, str], ...]:
    """Keys and values of the information that the file carries; days in ISO form."""
    info = {key: as_text(value) for key, value in pdf.metadata.items()}
    found = [(key, info.get(name, "")) for name, key in INFO]
    found += [(key, iso_day(info.get(name, ""))) for name, key in DATES]
    found.append(("pdf.language", as_text(resolve1(pdf.doc.catalog.get("Lang")))))
    return tuple((key, value) for key, value in found if value)


def as_text(value: object) -> str:
    """A value as one line; empty if it is no text."""
    text = decode_text(value) if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return ""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return " ".join(clean.split())[:MAX_CHARS]


def iso_day(value: str) -> str:
    """The day of a PDF date such as `D:20220324101500Z`; empty if there is none."""
    match = DATE.match(value)
    if not match:
        return ""
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        datetime(year, month, day)
    except ValueError:
        return ""
    return "-".join(part for part in match.groups() if part)
