"""What must hold of the rows of annotation, whatever the text: the laws that these rows break, in words."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from schemas.arrow import Row
from schemas.entity_columns import entity_id
from tasks.core.annotate import Annotated
from tasks.core.dates import edtf_bounds

WHITE_SPACE = re.compile(r"[\t\n\f\r ]+")  # what SQL collapses, too
EDTF = re.compile(r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?[~?%]?(/([\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?[~?%]?|\.\.))?")


def broken(document: Row, sentences: Sequence[Row], found: Annotated) -> list[str]:
    """The laws that the rows of one document break; none is how it should be."""
    body, own = document["body"], {row["sentence_no"]: row for row in sentences}
    return [
        *broken_mentions(body, own, found.mentions),
        *broken_entities(found),
        *broken_acts(body, own, found.speech_acts),
        *broken_commitments(body, own, found.speech_acts, found.commitments),
        *broken_uncovered(body, own, found),
    ]


def one_line(text: str) -> str:
    return WHITE_SPACE.sub(" ", text).strip(" ")


def is_within(row: Row, sentence: Row) -> bool:
    return bool(sentence["start_char"] <= row["start_char"] < row["end_char"] <= sentence["end_char"])


def broken_mentions(body: str, sentences: Mapping[int, Row], mentions: Sequence[Row]) -> Iterator[str]:
    reached = 0
    for number, row in enumerate(mentions, start=1):
        sentence = sentences[row["sentence_no"]]
        laws = {
            "is numbered in order": row["mention_no"] == number,
            "slices back": body[row["start_char"] : row["end_char"]] == row["surface"] == row["surface"].strip(),
            "lies within its sentence": is_within(row, sentence),
            "is in the statement as its sentence": row["in_statement"] == sentence["in_statement"],
            "overlaps none before": reached <= row["start_char"],
            "is trusted by a share": 0 < row["confidence"] <= 1,
            "has its label in its id": row["entity_id"].startswith(f"{row['label'].lower()}:"),
            "is no alternative of itself": row["entity_id"] not in row["alternatives"],
            "has each alternative once": len(set(row["alternatives"])) == len(row["alternatives"]),
        }
        yield from (
            f"mention {row['surface']!r} at {row['start_char']} {law}" for law, holds in laws.items() if not holds
        )
        reached = max(reached, row["end_char"])


def broken_entities(found: Annotated) -> Iterator[str]:
    ids = [row["entity_id"] for row in found.entities]
    if ids != sorted(set(ids)):
        yield "entities are there once, by id"
    for row in found.entities:
        laws = {
            "fits the pattern of ids": re.fullmatch(entity_id.pattern, row["entity_id"]),
            "has its label in its id": row["entity_id"].startswith(f"{row['label'].lower()}:"),
            "has a name": row["name"].strip() == row["name"] != "",
            "has a name on one line": len(row["name"].splitlines()) == 1 and "\n" not in row["name"],
        }
        yield from (f"entity {row['entity_id']!r} {row['name']!r} {law}" for law, holds in laws.items() if not holds)
    named = {row[column] for row in found.mentions for column in ("entity_id", "refers_to_entity_id")}
    named |= {other for row in found.mentions for other in row["alternatives"]}
    named |= {row[column] for row in found.speech_acts for column in ("subject_entity_id", "target_entity_id")}
    if named - {None} != set(ids):
        yield f"rows name entities, and those alone: {sorted((named - {None}) ^ set(ids))}"


def broken_acts(body: str, sentences: Mapping[int, Row], acts: Sequence[Row]) -> Iterator[str]:
    for number, row in enumerate(acts, start=1):
        sentence = sentences[row["sentence_no"]]
        start, end, first = row["object_start_char"], row["object_end_char"], row["subject_start_char"]
        laws = {
            "is numbered in order": row["act_no"] == number,
            "lies within its sentence": is_within(row, sentence),
            "is in the statement as its sentence": row["in_statement"] == sentence["in_statement"],
            "has its verb inside": row["start_char"]
            <= row["verb_start_char"]
            < row["verb_end_char"]
            <= row["end_char"],
            "has its object inside": row["start_char"] <= start <= end <= row["end_char"],
            "has its object as printed": one_line(body[start:end]) == row["object_text"],
            "has a subject where one is printed": (first is None) == (row["subject"] is None),
            "has its subject inside": first is None or row["start_char"] <= first < row["end_char"],
            "has its subject as printed": first is None
            or one_line(body[first : row["end_char"]]).startswith(row["subject"]),
            "is trusted by a share": 0 < row["confidence"] <= 1,
            "has a verb on one line": row["verb"] != "" and "\n" not in row["verb"],
        }
        yield from (f"act {row['verb']!r} at {row['start_char']} {law}" for law, holds in laws.items() if not holds)


def broken_commitments(
    body: str, sentences: Mapping[int, Row], acts: Sequence[Row], commitments: Sequence[Row]
) -> Iterator[str]:
    by_number = {row["act_no"]: row for row in acts}
    for number, row in enumerate(commitments, start=1):
        act = by_number.get(row["act_no"])
        if act is None:
            yield f"commitment {number} belongs to an act"
            continue
        sentence, start = sentences[act["sentence_no"]], row["deadline_start_char"]
        amounts = (row["amount_start_char"], row["amount_end_char"])
        laws = {
            "is numbered in order": row["commitment_no"] == number,
            "has a finite amount": row["amount"] is None or math.isfinite(row["amount"]),
            "has an amount where one is printed": (row["amount"] is None) == (amounts[0] is None),
            "has its amount in the sentence": amounts[0] is None
            or sentence["start_char"] <= amounts[0] < amounts[1] <= sentence["end_char"],
            "has a deadline as printed": start is None
            or one_line(body[start : row["deadline_end_char"]]) == row["deadline_text"],
            "has a deadline where one is printed": (start is None) == (row["deadline_text"] is None),
            "has a deadline that can be read": is_date(row["deadline_edtf"]),
            "has a day only with its words": row["deadline_edtf"] is None or row["deadline_text"] is not None,
        }
        yield from (f"commitment {number} {law}" for law, holds in laws.items() if not holds)


def is_date(edtf: str | None) -> bool:
    if edtf is None:
        return True
    try:
        edtf_bounds(edtf)
    except ValueError:
        return False
    return EDTF.fullmatch(edtf) is not None


def broken_uncovered(body: str, sentences: Mapping[int, Row], found: Annotated) -> Iterator[str]:
    taken = bytearray(len(body))
    for row in found.mentions:
        taken[row["start_char"] : row["end_char"]] = b"\x01" * (row["end_char"] - row["start_char"])
    phrases = [row["phrase"] for row in found.uncovered_spans]
    if len(set(phrases)) != len(phrases):
        yield "uncovered phrases are there once"
    for row in found.uncovered_spans:
        start, end = row["start_char"], row["end_char"]
        laws = {
            "slices back": one_line(body[start:end].replace("’", "'")) == row["phrase"] != "",
            "lies within its sentence": is_within(row, sentences[row["sentence_no"]]),
            "touches no mention": taken.find(1, start, end) < 0,
            "occurs": row["n_occurrences"] >= 1,
        }
        yield from (f"uncovered {row['phrase']!r} at {start} {law}" for law, holds in laws.items() if not holds)
