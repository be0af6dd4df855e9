"""Markdown as people and converters write it."""

from collections.abc import Iterator

from benchmarks.coats.furniture import PUBLISHER
from benchmarks.coats.lines import words_of
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text


def marked_block(block: Block, is_plain: bool) -> Iterator[str]:
    """The lines of a block."""
    if block.rows:
        head, *rows = block.rows
        yield f"| {' | '.join(head)} |"
        yield f"|{'|'.join(' --- ' for _ in head)}|"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        return
    text = NOTE_REFERENCE.sub("", block.text) if is_plain else block.text
    signs = {"heading": "## ", "bullet": "- ", "item": f"   {block.label} ", "dateline": "*"}
    label = f"{block.label} " if block.label and block.kind != "item" else ""
    yield f"{signs.get(block.kind, '')}{label}{emphasised(text, block)}{'*' if block.kind == 'dateline' else ''}"


def emphasised(text: str, block: Block) -> str:
    """The first words of every paragraph that begins with a verb in front are set off, as resolutions do it."""
    first, _, rest = text.partition(" ")
    is_verb = first.endswith("ing") and first[:1].isupper() and block.kind in ("paragraph", "item")
    return f"*{first}* {rest}" if is_verb else text


def wrapped(lines: Iterator[str], columns: int) -> Iterator[str]:
    """Long lines broken between words."""
    for line in lines:
        if not columns or line.startswith("|"):
            yield line
            continue
        held = ""
        for word in words_of(line.replace("[^", "\x00")):
            if held and len(held) + 1 + len(word.plain) > columns:
                yield held.replace("\x00", "[^")
                held = word.plain
            else:
                held = f"{held} {word.plain}" if held else word.plain
        yield held.replace("\x00", "[^")


def set_markdown(text: Text, has_front_matter: bool, columns: int = 0) -> bytes:
    """A text as Markdown, its footnotes at the end."""
    title = " ".join(text.title)
    lines = (
        ["---", f'title: "{title}"', f"publisher: {PUBLISHER}", "layout: page", "---", ""] if has_front_matter else []
    )
    lines += [f"# {title}", ""] if title else []
    for block in text.body:
        lines += [*wrapped(marked_block(block, False), columns), ""]
    lines += [f"[^{number}]: {words}" for number, words in text.notes.items()]
    return ("\n".join(lines) + "\n").encode()
