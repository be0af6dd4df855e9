"""A Word file to its text: head lines, body, notes, foot lines, and what each of their paragraphs is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.core.formats.docx.blocks import LINES, Block
from tasks.core.formats.docx.fields import Fields
from tasks.core.formats.docx.handmade import with_handmade_notes
from tasks.core.formats.docx.inline import Shown
from tasks.core.formats.docx.marks import NoteNumbers, note_formats
from tasks.core.formats.docx.numbering import Counter, read_lists
from tasks.core.formats.docx.package import Package, Unpacking, open_package
from tasks.core.formats.docx.properties import properties_of
from tasks.core.formats.docx.sections import shown_parts
from tasks.core.formats.docx.story import Found, TooDeepError, read_story
from tasks.core.formats.docx.styles import Styles, read_styles
from tasks.core.formats.docx.titles import with_title
from tasks.core.formats.docx.wrapped import with_lines_joined
from tasks.core.formats.docx.xml import Element, attribute, child, children
from tasks.core.reading import Mark, Note, ReadError, ReadText

EXTRACTOR = "docx/xml"
MAX_NOTES = 20  # of parts that were not read; one that embeds more is a collection
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Source:
    """The opened file: its parts, what all of its stories need, what they leave behind."""

    package: Package
    main_part: str
    root: Element
    styles: Styles
    counter: Counter
    numbers: NoteNumbers
    found: Found

    def part(self, kind: str) -> Element | None:
        """The part that the document points to as its styles, its footnotes and so on."""
        return part_of(self.package, self.main_part, kind)

    def story(self, root: Element, own_number: str = "") -> list[Block]:
        return read_story(root, Shown(self.styles, Fields(), self.numbers, own_number), self.counter, self.found)


def read_word(content: bytes, limits: Unpacking | None = None) -> ReadText:
    """The text of a Word file.

    Raises:
        ReadError: `damaged`, `encrypted`, `unpacked_limit`, `needs_ocr` or `no_text`.
    """
    package = open_package(content, limits or Unpacking())
    try:
        source = open_source(package)
        heads, blocks, feet = read_source(source)
    except (RecursionError, TooDeepError) as error:
        raise ReadError("damaged", "Its parts lie in each other too deep. Save the text as a new Word file.") from error
    if not any(block.kind != "residue" for block in blocks):
        raise nothing(source.found)
    text, marks = written([*heads, *blocks, *feet])
    notes = (*package.notes, *notes_of(source))
    return ReadText(text, EXTRACTOR, None, properties_of(package, source.styles.language), marks, notes)


def open_source(package: Package) -> Source:
    """The parts that the text depends on.

    Raises:
        ReadError: the main part cannot be read, or holds no text.
    """
    main_part = package.main_part()
    root = package.xml(main_part)
    body = child(root, "w:body")
    if body is None:
        raise ReadError("damaged", f"The part {main_part} has no body. Save the file again in Word.")
    styles = read_styles(part_of(package, main_part, "styles"))
    lists = read_lists(part_of(package, main_part, "numbering"), styles)
    formats = note_formats(part_of(package, main_part, "settings"), body)
    numbers = NoteNumbers(formats, styles.language or "")
    return Source(package, main_part, root, styles, Counter(lists, styles), numbers, Found())


def part_of(package: Package, main_part: str, kind: str) -> Element | None:
    targets = [one.target for one in package.relations(main_part) if one.kind == kind and not one.is_external]
    present = [part for part in targets if part.lower() in package.members]
    return package.optional_xml(present[0]) if present else None


def read_source(source: Source) -> tuple[list[Block], list[Block], list[Block]]:
    """Head lines, the text with its notes, foot lines."""
    body = with_lines_joined(with_title(with_handmade_notes(source.story(source.root))))
    notes = [block for kind in ("footnote", "endnote") for block in notes_shown(source, kind)]
    heads, feet = (list(edge_blocks(source, kind)) for kind in ("header", "footer"))
    return heads, [*body, *notes], feet


def notes_shown(source: Source, kind: str) -> Iterator[Block]:
    """The notes of a kind in the order of their marks; those without one are not shown."""
    root = source.part(f"{kind}s")
    elements = {attribute(one, "id"): one for one in children(root, f"w:{kind}") if is_note(one)}
    for (of_kind, note_id), printed in list(source.numbers.given.items()):
        if of_kind != kind or note_id not in elements:
            continue
        blocks = source.story(elements[note_id], f"{printed} " if printed else "")
        if blocks and printed and not blocks[0].text.startswith(printed):
            blocks[0] = prefixed(blocks[0], f"{printed} ")
        yield from (replace(block, kind="footnote", raised="") for block in blocks if block.kind != "residue")


def is_note(element: Element) -> bool:
    return attribute(element, "type") not in SEPARATORS


def prefixed(block: Block, prefix: str) -> Block:
    """A paragraph with something written before it."""
    inner = tuple(Mark(one.start + len(prefix), one.end + len(prefix), one.kind) for one in block.inner)
    return replace(block, text=prefix + block.text, inner=inner)


def edge_blocks(source: Source, kind: str) -> Iterator[Block]:
    """The lines of the headers or footers that are shown on some page, each once."""
    seen: set[str] = set()
    settings = source.part("settings")
    for part in shown_parts(source.package, source.main_part, source.root, settings, kind):
        root = source.package.optional_xml(part)
        for block in source.story(root) if root is not None else ():
            if block.text not in seen:
                seen.add(block.text)
                yield replace(block, kind="page_head" if kind == "header" else "page_foot", inner=())


def written(blocks: Sequence[Block]) -> tuple[str, tuple[Mark, ...]]:
    """The text of all paragraphs, with an empty line between them, and their marks."""
    marks: list[Mark] = []
    reached = 0
    for block in blocks:
        if block.kind != LINES:
            marks.append(Mark(reached, reached + len(block.text), block.kind))
        marks += [Mark(one.start + reached, one.end + reached, one.kind) for one in block.inner]
        reached += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks) + "\n", tuple(marks)


def nothing(found: Found) -> ReadError:
    """Why a file has no text."""
    if found.pictures:
        return ReadError("needs_ocr", "The file holds pictures and no text. Recognise the text, and save it as text.")
    return ReadError("no_text", "The file holds no text. Fetch it again.")


def notes_of(source: Source) -> Iterator[Note]:
    """What a reader of the text should know."""
    found = source.found
    targets = {one.relation_id: one for one in source.package.relations(source.main_part)}
    for relation_id in found.unread_parts[:MAX_NOTES]:
        target = targets[relation_id].target if relation_id in targets else relation_id
        yield Note(
            "unread_part", f"Another file is embedded here, {target}, and was not read. Save it as a file of its own."
        )
    if found.diagrams:
        yield Note("unread_part", f"{found.diagrams} diagrams were not read. Type their words if they matter.")
    if found.strange_signs:
        yield Note("broken_characters", f"{found.strange_signs} signs of symbol fonts are not known and were left out.")
