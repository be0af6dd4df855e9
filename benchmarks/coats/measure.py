"""Read a coat back, and compare what was read with the text that it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from benchmarks.coats.catalogue import NUMBERS, Coat
from benchmarks.coats.fold import contains, folded_words
from benchmarks.coats.model import Text
from tasks.core.extract.document import read_document
from tasks.core.intake.sniff import sniff
from tasks.core.reading import ReadError
from tasks.core.structure import Structured, StructureError, structure_document

Words = list[str]
PAGED = ("pdf", "txt")


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one text was read from one coat. `ratio` and `number_recall` are 0 to 1."""

    coat: str
    text: str
    floor: float
    ratio: float = 0.0
    number_recall: float = 0.0
    n_extra_numbers: int = 0
    leaks: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()  # title, note, table
    differences: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_good(self) -> bool:
        """All that the issue asks."""
        is_read = self.ratio >= self.floor and self.number_recall >= NUMBERS
        return is_read and not (self.leaks or self.failed or self.error)


def measure(coat: Coat, text: Text) -> Measured:
    """Set a text, read it, structure it, compare."""
    content = coat.make(text)
    try:
        media_type = sniff(content)
        read = read_document(content, media_type)
        rows = structure_document("0" * 64, read, media_type)
    except (ReadError, StructureError) as error:
        return Measured(coat.name, text.name, coat.floor, error=f"{error.reason}: {error.detail}")
    except Exception as error:  # noqa: BLE001  a reader that breaks is a figure, not the end of the benchmark
        return Measured(coat.name, text.name, coat.floor, error=f"broken: {type(error).__name__}: {error}")
    return compare(coat, text, rows, is_one_page=coat.form in PAGED and "\f" not in read.text)


def compare(coat: Coat, text: Text, rows: Structured, is_one_page: bool) -> Measured:
    """What was read against what was set; the head of an only page may as well be a letterhead."""
    ours = text.words()
    found, numbers = [], []
    for row in rows.paragraphs:
        if row["in_statement"] and row["role"] == "paragraph":
            found += folded_words(words_of(rows, row))
            numbers += [row["printed_number"]] if row["printed_number"] else []
    expected = text.numbers()
    kept = matching(expected, numbers)
    return Measured(
        coat.name,
        text.name,
        coat.floor,
        1.0 if ours == found else SequenceMatcher(None, ours, found, autojunk=False).ratio(),
        kept / len(expected) if expected else 1.0,
        len(numbers) - kept,
        () if is_one_page else leaks_of(coat, text, rows),
        tuple(failures(text, rows)),
        tuple(differences(ours, found)),
    )


def words_of(rows: Structured, row: dict[str, object]) -> str:
    return str(rows.document["body"][row["start_char"] : row["end_char"]])


def matching(ours: Sequence[str], theirs: Sequence[str]) -> int:
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def leaks_of(coat: Coat, text: Text, rows: Structured) -> tuple[str, ...]:
    """Furniture that stands in the body as if it were text."""
    body = [word for row in rows.paragraphs if row["role"] != "furniture" for word in folded_words(words_of(rows, row))]
    whole = [word for block in text.blocks for word in folded_words(block.plain)]
    phrases = {phrase: folded_words(phrase) for phrase in coat.phrases}
    return tuple(name for name, words in phrases.items() if contains(body, words) and not contains(whole, words))


def failures(text: Text, rows: Structured) -> list[str]:
    """Which of title, footnotes and tables were not read for what they are."""
    failed = []
    if folded_words(rows.document["title"] or "") != folded_words(" ".join(text.title)):
        failed.append(f"title {rows.document['title']!r}")
    notes = [word for row in rows.paragraphs if row["role"] == "footnote" for word in folded_words(words_of(rows, row))]
    running = [
        word for row in rows.paragraphs if row["role"] == "paragraph" for word in folded_words(words_of(rows, row))
    ]
    for number, words in text.notes.items():
        folded = folded_words(words)
        if not contains(notes, folded):
            failed.append(f"note {number} {'in the text' if contains(running, folded[:4]) else 'not found'}")
    body = folded_words(rows.document["body"])
    cells = [cell for block in text.blocks for row in block.rows for cell in row]
    failed += [f"cell {cell!r}" for cell in cells if folded_words(cell) and not contains(body, folded_words(cell))][:3]
    return failed


def differences(ours: Words, found: Words) -> list[str]:
    """Each place where words differ, with two words before it."""
    if ours == found:
        return []
    changes = SequenceMatcher(None, ours, found, autojunk=False).get_opcodes()
    return [
        f"… {' '.join(ours[max(0, first - 2) : first])} [{brief(ours[first:last])} → {brief(found[start:end])}]"
        for kind, first, last, start, end in changes
        if kind != "equal"
    ]


def brief(words: Words) -> str:
    """Some words; of many the first and the last."""
    many = 12
    return " ".join(words) if len(words) <= many else f"{' '.join(words[:5])} … {len(words)} … {' '.join(words[-3:])}"
