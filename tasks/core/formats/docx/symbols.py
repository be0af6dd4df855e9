"""Signs of symbol fonts: characters by what they look like, not by the letters that they are stored as."""

from functools import cache

from schemas import knowledge

PRIVATE = 0xF000  # where Word keeps the signs of a symbol font


@cache
def known() -> dict[tuple[str, int], str]:
    """The sign of each font and code of `schemas/knowledge/symbol_fonts.csv`; codes count from 32."""
    return {
        (row["font"], int(row["first_code"]) + offset): sign
        for row in knowledge.rows("symbol_fonts")
        for offset, sign in enumerate(knowledge.values(row["signs"]))
    }


def symbol(font: str, code: str) -> str:
    """The character of a sign by its font and its code in hexadecimal digits; empty if it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    return character(font, place)


def character(font: str, place: int) -> str:
    if place >= PRIVATE:
        return known().get((font.lower(), place - PRIVATE), "")
    if (font.lower(), place) in known():
        return known()[font.lower(), place]
    return chr(place) if 0x20 <= place < 0xD800 else ""


def symbols_of(text: str, font: str) -> tuple[str, int]:
    """A text with its private characters replaced, and how many of them are not known."""
    signs = [character(font, ord(char)) if "\uf020" <= char <= "\uf0ff" else char for char in text]
    return "".join(signs), signs.count("")
