"""The numbers of footnotes and endnotes, counted in the order of their marks in the text."""

from dataclasses import dataclass, field

from tasks.core.formats.docx.numerals import numeral
from tasks.core.formats.docx.xml import Element, attribute, child, number

PLAIN = {"footnote": "decimal", "endnote": "lowerRoman"}
TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """How notes of a kind are numbered."""

    number_format: str
    start: int


@dataclass(slots=True)
class NoteNumbers:
    """The numbers given so far: of each kind the ids in order, with what is printed."""

    formats: dict[str, NoteFormat]
    language: str = ""
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def refer(self, kind: str, note_id: str, element: Element) -> str:
        """What is printed at a mark; empty if the file writes the mark itself."""
        if (attribute(element, "customMarkFollows") or "0").lower() in TRUE:
            self.given.setdefault((kind, note_id), "")
            return ""
        if (kind, note_id) not in self.given:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            form = self.formats[kind]
            value = form.start + self.counts[kind] - 1
            self.given[kind, note_id] = numeral(value, form.number_format, self.language)
        return self.given[kind, note_id]


def note_formats(settings: Element | None, body: Element | None) -> dict[str, NoteFormat]:
    """How notes are numbered: as the last section says, else the settings of the file, else as is usual."""
    last = child(body, "w:sectPr")
    found: dict[str, NoteFormat] = {}
    for kind, usual in PLAIN.items():
        places = [child(place, f"w:{kind}Pr") for place in (last, settings)]
        formats = [attribute(child(place, "w:numFmt"), "val") for place in places if place is not None]
        starts = [number(child(place, "w:numStart")) for place in places if place is not None]
        start = next((one for one in starts if one is not None), 1)
        found[kind] = NoteFormat(next((one for one in formats if one), usual), start)
    return found
