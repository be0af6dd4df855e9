"""Sentences as the step `annotate` gives them to the rules of acts."""

from dataclasses import dataclass

from schemas.arrow import Row
from tasks.core.acts import Acts, find_acts
from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotate


@dataclass(frozen=True, slots=True)
class Said:
    """A text of some sentences, with what was found in it."""

    body: str
    sentences: list[Row]
    found: Acts

    def rows(self, *columns: str) -> list[tuple[object, ...]]:
        """Some columns of all acts."""
        return [tuple(row[column] for column in columns) for row in self.found.acts]


def said(*sentences: str, issuer: str | None = None, date: str | None = None, in_statement: bool = True) -> Said:
    """The acts of a text that consists of these sentences, a space between two of them."""
    body = " ".join(sentences)
    rows: list[Row] = []
    start = 0
    for number, sentence in enumerate(sentences, start=1):
        end = start + len(sentence)
        rows.append(
            {
                "sentence_no": number,
                "start_char": start,
                "end_char": end,
                "in_statement": in_statement,
                "speaker": None,
            }
        )
        start = end + 1
    anchor = Anchor(date, issuer)
    spans = tuple((row["start_char"], row["end_char"]) for row in rows)
    mentions = annotate(body, spans, ((0, len(body)),), anchor)
    return Said(body, rows, find_acts("d" * 64, body, rows, mentions, anchor))
