"""Files in which each line of a text is a paragraph, as where wrapped text was opened in Word."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.core.formats.docx.blocks import LINES, Block, are_lines, together


def with_lines_joined(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs as they are, or lines put together to what the structure step takes for wrapped text."""
    shown: list[str] = []
    for block in blocks:
        shown += ["", block.text] if block.follows_gap or block.kind != "block" else [block.text]
    if not are_lines(shown):
        return list(blocks)
    groups: list[list[Block]] = []
    for block in blocks:
        goes_on = block.kind == "block" and not block.follows_gap and groups and groups[-1][0].kind == "block"
        if goes_on:
            groups[-1].append(block)
        else:
            groups.append([block])
    return [replace(together(group), kind=LINES) if group[0].kind == "block" else group[0] for group in groups]
