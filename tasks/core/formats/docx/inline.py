"""The characters of one paragraph, as they are shown: fields by their results, what was deleted left out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tasks.core.formats.docx.fields import Fields
from tasks.core.formats.docx.marks import NoteNumbers
from tasks.core.formats.docx.styles import Look, Styles, run_look
from tasks.core.formats.docx.symbols import symbol, symbols_of
from tasks.core.formats.docx.xml import RELATION, Element, attribute, child, children, name
from tasks.core.reading import Mark

BREAK = "\f"  # between two paragraphs that the file writes as one; never left in a text
SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
TRANSPARENT = frozenset(
    {"w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdtContent", "w:fldSimple", "w:bdo", "w:dir"}
    | {"m:oMath", "m:oMathPara", "w:rubyBase", "w:rt"}
)
SPACE = str.maketrans("\n\r\x0b\x0c", "    ")  # inside a text element these are spaces
DEFINED = ("w:footnoteRef", "w:endnoteRef")
RAISED = "raised"  # perhaps the mark of a note that was typed by hand: decided when the whole text is known
PRIVATE = re.compile("[\uf020-\uf0ff]")  # where Word keeps the signs of a symbol font
NOTE_SIGN = re.compile(r"\d{1,3}|\*{1,4}|[†‡§]{1,2}")
REFERENCES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
SHAPES = frozenset({"w:drawing", "w:pict", "w:object"})


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters of one look."""

    text: str
    look: Look
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the runs of a story need to know: its styles, its fields, the numbers of notes, its own number if a note."""

    styles: Styles
    fields: Fields
    numbers: NoteNumbers
    own_number: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph while it is read: its runs, the text boxes and pictures that hang on it, what was not read."""

    shown: Shown
    base: Look
    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0
    diagrams: int = 0
    strange_signs: int = 0
    unread_parts: list[str] = field(default_factory=list)
    has_own_mark: bool = False

    def add(self, text: str, look: Look, mark: str | None = None) -> None:
        if not text or look.is_hidden or self.shown.fields.is_instruction:
            return
        if look.is_raised and mark is None and NOTE_SIGN.fullmatch(text.strip()):
            mark = RAISED
        self.runs.append(Run(text, look, mark))

    def read(self, element: Element) -> None:
        """Read all that a paragraph, or something transparent in it, holds."""
        for one in element:
            kind = name(one)
            if kind == "w:r":
                self.read_run(one)
            elif kind == "m:r":
                self.add("".join(text.text or "" for text in children(one, "m:t")), self.base)
            elif kind in TRANSPARENT or kind.startswith("m:") or (kind == "w:sdt" and not is_placeholder(one)):
                self.read(one)
            elif kind == "mc:AlternateContent":
                self.read(chosen(one))
            elif kind in SHAPES:
                self.read_shape(one)
            elif kind == "w:subDoc":
                self.unread_parts.append(attribute(one, "id", RELATION) or "")

    def read_run(self, run: Element) -> None:
        """Read the pieces of a run."""
        properties = child(run, "w:rPr")
        look = self.look_of(properties)
        if self.shown.fields.is_instruction and child(run, "w:fldChar") is None:
            return
        self.read_pieces(run, look, properties)

    def read_pieces(self, run: Element, look: Look, properties: Element | None) -> None:
        for piece in run:
            kind = name(piece)
            if kind == "w:t":
                self.add_text(piece.text or "", look, properties)
            elif kind in SIGNS:
                self.add(SIGNS[kind], look)
            elif kind in SHAPES:
                self.read_shape(piece)
            elif kind == "mc:AlternateContent":
                self.read_pieces(chosen(piece), look, properties)
            elif reader := READERS.get(kind):
                reader(self, piece, look)

    def look_of(self, properties: Element | None) -> Look:
        """How the characters of a run look: as the run says, else its style, else the paragraph."""
        if properties is None or not len(properties):
            return self.base
        style_id = attribute(child(properties, "w:rStyle"), "val")
        inherited = self.shown.styles.look(style_id).over(self.base) if style_id else self.base
        raised = attribute(child(properties, "w:vertAlign"), "val") == "superscript"
        look = run_look(properties).over(inherited)
        return Look(look.size, look.is_bold, look.is_hidden, look.alignment, raised)

    def add_text(self, text: str, look: Look, properties: Element | None) -> None:
        if PRIVATE.search(text):
            font = attribute(child(properties, "w:rFonts"), "ascii") or ""
            text, strange = symbols_of(text, font)
            self.strange_signs += strange
        self.add(text.translate(SPACE), look)

    def read_break(self, element: Element, look: Look) -> None:
        self.add(BREAK if attribute(element, "type") in {"page", "column"} else "\n", look)

    def read_symbol(self, element: Element, look: Look) -> None:
        sign = symbol(attribute(element, "font") or "", attribute(element, "char") or "")
        self.strange_signs += not sign
        self.add(sign, look)

    def read_field(self, element: Element, _: Look) -> None:
        self.shown.fields.turn(attribute(element, "fldCharType") or "")

    def read_reference(self, element: Element, look: Look) -> None:
        """The mark of a note: its number, where the file does not write a mark of its own after it."""
        kind = REFERENCES[name(element)]
        printed = self.shown.numbers.refer(kind, attribute(element, "id") or "", element)
        self.add(printed, look, "note_reference")

    def read_own_mark(self, _: Element, look: Look) -> None:
        self.has_own_mark = True
        self.add(self.shown.own_number, replace(look, is_raised=False))

    def read_ruby(self, element: Element, _: Look) -> None:
        """The base; the reading above it is set apart."""
        for part in (child(element, "w:rubyBase"), child(element, "w:rt")):
            if part is None:
                continue
            n_before = len(self.runs)
            self.read(part)
            if name(part) == "w:rt":
                self.runs[n_before:] = [Run(run.text, run.look, "residue") for run in self.runs[n_before:]]

    def read_shape(self, element: Element) -> None:
        """Text boxes are text of their own; pictures have none."""
        if self.shown.fields.is_instruction:
            return
        found = list(outermost_boxes(element))
        self.boxes += found
        kinds = {name(one) for one in element.iter()}
        self.diagrams += "dgm:relIds" in kinds
        self.pictures += not found and bool(kinds & {"a:blip", "imagedata"})


Reader = Callable[[Line, Element, Look], None]
READERS: Mapping[str, Reader] = {
    "w:br": Line.read_break,
    "w:sym": Line.read_symbol,
    "w:fldChar": Line.read_field,
    "w:footnoteReference": Line.read_reference,
    "w:endnoteReference": Line.read_reference,
    "w:footnoteRef": Line.read_own_mark,
    "w:endnoteRef": Line.read_own_mark,
    "w:ruby": Line.read_ruby,
}


def is_placeholder(element: Element) -> bool:
    """A content control that nobody has filled in."""
    return child(element, "w:sdtPr", "w:showingPlcHdr") is not None


def chosen(element: Element) -> Element:
    """Of several ways to say the same the first that has text; else the last."""
    branches = [one for one in element if name(one) in {"mc:Choice", "mc:Fallback"}]
    for branch in branches:
        if any(name(one) in {"w:t", "w:p"} for one in branch.iter()):
            return branch
    return branches[-1] if branches else element


def outermost_boxes(element: Element) -> Iterator[Element]:
    """The contents of text boxes, of each way to say the same but one; boxes in boxes are left for later."""
    for one in element:
        kind = name(one)
        if kind == "w:txbxContent":
            yield one
        elif kind == "mc:AlternateContent":
            yield from outermost_boxes(chosen(one))
        else:
            yield from outermost_boxes(one)


def spans_of(runs: Sequence[Run]) -> tuple[Mark, ...]:
    """Where the runs that have a mark stand in the text of all."""
    found: list[Mark] = []
    reached = 0
    for run in runs:
        if run.mark:
            found.append(Mark(reached, reached + len(run.text), run.mark))
        reached += len(run.text)
    return tuple(found)
