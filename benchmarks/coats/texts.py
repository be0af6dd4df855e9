"""The texts that are set: the five statements, and longer ones of our own."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from unicodedata import normalize

from benchmarks.coats.model import LABELLED, NOTE_REFERENCE, Block, Text, parse
from benchmarks.shared import ROOT
from tasks.core.formats.plain.decode import read_plain
from tasks.core.structure import structure_document

TEXTS = Path(__file__).parent / "texts"
NOTE = Block("note", "The text was circulated by the registry on paper; the signed copy prevails over this one.", "1")
TABLE = Block(
    "table",
    rows=(
        ("Working group", "Chair", "Sessions held"),
        ("Border logistics", "Harrowmere", "14"),
        ("Civil protection", "Osterby", "9"),
        ("Energy reserves", "Valdonia", "11"),
    ),
)


@cache
def texts() -> tuple[Text, ...]:
    """All texts; the short one that the tests use is not among them."""
    own = [stored(path) for path in sorted(TEXTS.glob("*.txt")) if not path.stem.startswith("short")]
    return (*map(landed, sorted((ROOT / "raw").glob("*.txt"))), *own)


def stored(path: Path) -> Text:
    """A text of our own; its first line names its language."""
    language, *lines = path.read_text(encoding="utf-8").splitlines()
    return parse(path.stem, language, lines)


def landed(path: Path) -> Text:
    """One of the five statements as the plain text reads, with a footnote and a table put in."""
    rows = structure_document("0" * 64, read_plain(path.read_bytes()), "text/plain")
    body, title = printable(rows.document["body"]), rows.document["title"]
    is_typed = rows.document["kind"] == "article"  # it quotes numbers, and does not count
    blocks = [
        block_of(body[row["start_char"] : row["end_char"]], row["role"], row["in_statement"], is_typed)
        for row in rows.paragraphs
        if row["role"] != "title" or row["paragraph_no"] > len(rows.paragraphs) // 2
    ]
    running = [at for at, block in enumerate(blocks) if block.kind == "paragraph"]
    noted, middle = running[1], running[2] if is_typed else running[len(running) // 2]
    blocks[noted] = replace(blocks[noted], text=with_reference(blocks[noted].text))
    blocks.insert(middle, replace(TABLE, in_statement=blocks[middle].in_statement))
    return Text(path.stem, "en", tuple(lines_of(title)), (*blocks, NOTE))


def printable(text: str) -> str:
    """The text with letters that the core faces of PDF lack without their marks; no character more or less."""
    return "".join(char if char.encode("cp1252", "ignore") else normalize("NFKD", char)[0] for char in text)


def block_of(text: str, role: str, in_statement: bool, is_typed: bool) -> Block:
    """A paragraph of a structured text as a block."""
    if role != "paragraph":
        return Block("heading" if role == "title" else role, text, in_statement=False)
    labelled = None if is_typed else LABELLED.fullmatch(text)
    label, words = (labelled[1], labelled[2]) if labelled else ("", text)
    return Block("paragraph", words, label, in_statement=in_statement)


def with_reference(text: str) -> str:
    """The text with the reference to the first footnote after its first sentence."""
    end = text.index(". ") + 1 if ". " in text else len(text)
    return NOTE_REFERENCE.sub("", text[:end]) + "[^1]" + text[end:]


def lines_of(title: str | None) -> list[str]:
    """A title over two lines."""
    words = (title or "").split()
    half = (len(words) + 1) // 2
    return [" ".join(part) for part in (words[:half], words[half:]) if part]
