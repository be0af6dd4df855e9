"""Notes that were typed by hand: a raised sign in the text, and a paragraph further down that begins with it."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.core.formats.docx.blocks import Block
from tasks.core.formats.docx.inline import NOTE_SIGN, RAISED
from tasks.core.reading import Mark


def with_handmade_notes(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs with such notes and their signs marked; a raised sign without a note stays as it is."""
    places = {
        block.raised: index
        for index, block in enumerate(blocks)
        if NOTE_SIGN.fullmatch(block.raised) and len(block.text) > len(block.raised)
    }
    referred = {sign for index, block in enumerate(blocks) for sign in signs_of(block) if index < places.get(sign, -1)}
    return [settled(block, index, {sign: places[sign] for sign in referred}) for index, block in enumerate(blocks)]


def signs_of(block: Block) -> list[str]:
    return [block.text[one.start : one.end].strip() for one in block.inner if one.kind == RAISED and one.start > 0]


def settled(block: Block, index: int, notes: dict[str, int]) -> Block:
    """A paragraph whose raised signs are the marks of notes, or nothing."""
    if not block.inner and not block.raised:
        return block
    inner: list[Mark] = []
    for one in block.inner:
        if one.kind != RAISED:
            inner.append(one)
        elif one.start > 0 and index < notes.get(block.text[one.start : one.end].strip(), -1):
            inner.append(Mark(one.start, one.end, "note_reference"))
    kind = "footnote" if notes.get(block.raised) == index and block.kind == "block" else block.kind
    return replace(block, inner=tuple(inner), kind=kind)
