"""The zip archive that a Word file is: its parts and how they point to each other, opened under limits."""

import io
import struct
import zlib
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from tasks.core.formats.docx.xml import RELATION, Element, attribute, children, parse
from tasks.core.reading import Note, ReadError

CONTENT_TYPES = "[content_types].xml"
WORD_PARTS = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroenabled.main+xml",
    b"ms-word.template.macroenabledtemplate.main+xml",
)
BROKEN = (BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, KeyError)
ENCRYPTED = 0x1
DAMAGED = "The archive that a Word file is cannot be opened: {}. Fetch the file again."


@dataclass(frozen=True, slots=True)
class Unpacking:
    """What a file may unpack to."""

    max_part_bytes: int = 40_000_000  # XML of one part; 500 pages are a tenth of it, and the tree takes ten times more
    max_total_bytes: int = 1_000_000_000  # pictures count, though they are never unpacked
    max_members: int = 10_000  # a file with a thousand pictures has two thousand
    max_types_bytes: int = 1_000_000  # of the list of contents, read to tell what the archive is


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer of one part to another, or to something outside."""

    relation_id: str
    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An archive whose members were counted and measured; `notes` collects the parts that could not be read."""

    archive: ZipFile
    members: dict[str, ZipInfo]
    limits: Unpacking
    notes: list[Note] = field(default_factory=list)

    def xml(self, part: str) -> Element:
        """The root of a part.

        Raises:
            ReadError: it is missing, too large or damaged.
        """
        return parse(unpack(self.archive, self.members.get(part.lower()), part, self.limits.max_part_bytes), part)

    def optional_xml(self, part: str) -> Element | None:
        """The root of a part without which the text can still be read; a note if it is damaged."""
        try:
            return self.xml(part)
        except ReadError as error:
            if error.reason != "damaged":
                raise
            self.notes.append(Note("unread_part", f"A part was left out. {error.detail}"))
            return None

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part points to; `` is the package itself."""
        folder = dirname(part)
        source = join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels")
        if source.lower() not in self.members:
            return ()
        root = self.optional_xml(source)
        return tuple(
            Relation(
                attribute(one, "Id", RELATION) or "",
                (one.get("Type") or "").rpartition("/")[2],
                resolved(folder, one.get("Target") or ""),
                (one.get("TargetMode") or "").lower() == "external",
            )
            for one in children(root, "Relationship")
        )

    def main_part(self) -> str:
        """The part that the text is in.

        Raises:
            ReadError: there is none.
        """
        pointed = [one.target for one in self.relations("") if one.kind == "officeDocument"]
        for part in (*pointed, *self.declared_main(), "word/document.xml"):
            if part.lower() in self.members:
                return part
        raise ReadError("damaged", "The archive holds no Word document. Fetch the file again.")

    def declared_main(self) -> list[str]:
        """The parts that the list of contents calls the document."""
        root = self.optional_xml(CONTENT_TYPES) if CONTENT_TYPES in self.members else None
        types = tuple(word.decode() for word in WORD_PARTS)
        overrides = children(root, "Override")
        found = [
            one.get("PartName") or "" for one in overrides if (one.get("ContentType") or "").lower().endswith(types)
        ]
        return [part.lstrip("/") for part in found]


def resolved(folder: str, target: str) -> str:
    """The name of a part as the archive has it."""
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def member_name(info: ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/").lower()


def open_package(content: bytes, limits: Unpacking) -> Package:
    """An archive, its members measured before any is unpacked.

    Raises:
        ReadError: `damaged`, `encrypted` or `unpacked_limit`.
    """
    try:
        archive = ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise ReadError("damaged", DAMAGED.format(error)) from error
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    if len(infos) > limits.max_members or total > limits.max_total_bytes:
        raise ReadError(
            "unpacked_limit",
            f"The file unpacks to {len(infos)} parts of {total} bytes. Save the text alone as a new Word file.",
        )
    return Package(archive, {member_name(info): info for info in infos}, limits)


def unpack(archive: ZipFile, info: ZipInfo | None, part: str, max_bytes: int) -> bytes:
    """The bytes of a member.

    Raises:
        ReadError: `damaged`, `encrypted` or `unpacked_limit`.
    """
    if info is None:
        raise ReadError("damaged", f"The part {part} is missing. Fetch the file again.")
    if info.flag_bits & ENCRYPTED:
        raise ReadError("encrypted", "The file is protected by a password. Save it without one.")
    if info.file_size > max_bytes:
        raise ReadError(
            "unpacked_limit", f"The part {part} unpacks to {info.file_size} bytes. Save the text alone as a new file."
        )
    try:
        with archive.open(info) as member:
            return member.read(max_bytes)
    except BROKEN as error:
        raise ReadError("damaged", DAMAGED.format(error)) from error


def is_word(content: bytes) -> bool:
    """Whether an archive says that it holds a Word document; one that was cut off, by the names at its beginning."""
    limits = Unpacking()
    try:
        package = open_package(content, limits)
        info = package.members.get(CONTENT_TYPES)
        types = unpack(package.archive, info, CONTENT_TYPES, limits.max_types_bytes).lower()
    except ReadError:
        return b"[Content_Types].xml" in content and b"word/" in content
    return any(one in types for one in WORD_PARTS) or "word/document.xml" in package.members
