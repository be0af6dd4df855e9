"""The `key: value` and `key = "value"` lines of front matter, with values that are quoted or go over several lines."""

import re
from collections.abc import Iterator

KEY = re.compile(r"(?m)^(?P<key>[A-Za-z_][\w:-]*)[ \t]*(?::|=(?=[ \t]))[ \t]+(?=\S)")
DOUBLE = re.compile(r'"(?P<value>(?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?$', re.MULTILINE | re.DOTALL)
SINGLE = re.compile(r"'(?P<value>(?:[^']|'')*)'[ \t]*(?:#.*)?$", re.MULTILINE)
BLOCK = re.compile(r"[>|][+-]?\d?[ \t]*\n(?P<value>(?:[ \t]+\S.*(?:\n|\Z)|[ \t]*\n)+)")
PLAIN = re.compile(r"(?P<value>\S.*?)[ \t]*$(?P<more>(?:\n[ \t]+(?!- )[^\s:#][^\n:]*$)*)", re.MULTILINE)
ESCAPE = re.compile(r"\\(?:\n[ \t]*|x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<one>.))")
LINE_BREAK = re.compile(r"(?<!\\)\s*\n\s*")
PLAIN_SIGNS = {"n": " ", "t": " ", "r": " ", "_": " ", "N": " ", "L": " ", "P": " ", "0": ""}
MAX_CODE_POINT = 0x10FFFF
MAX_BLOCK_CHARS = 20_000  # of front matter; what is longer is text between two rules


def key_values(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    """Key, value and where the value stands, of the lines between two offsets."""
    reached, end = start, min(end, start + MAX_BLOCK_CHARS)
    for match in KEY.finditer(text, start, end):
        if match.start() < reached:
            continue
        value, value_start, value_end = value_at(text, match.end(), end)
        reached = value_end
        if value:
            yield match["key"], value, value_start, value_end


def value_at(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The value that begins at an offset, as its quotes say, and where it stands without them."""
    if quoted := DOUBLE.match(text, start, end):
        return unescaped(quoted["value"]).strip(), *quoted.span("value")
    if quoted := SINGLE.match(text, start, end):
        return LINE_BREAK.sub(" ", quoted["value"]).replace("''", "'").strip(), *quoted.span("value")
    if block := BLOCK.match(text, start, end):
        return " ".join(block["value"].split()), *block.span("value")
    if plain := PLAIN.match(text, start, end):
        return " ".join((plain["value"] + plain["more"]).split()), plain.start(), plain.end() - len(trailing(plain))
    return "", start, start


def trailing(plain: re.Match[str]) -> str:
    """The space after a value on its last line."""
    return plain[0][len(plain[0].rstrip()) :]


def unescaped(value: str) -> str:
    """A value in double quotes: its escapes resolved, its lines joined."""
    return " ".join(ESCAPE.sub(character, LINE_BREAK.sub(" ", value)).split(" "))


def character(match: re.Match[str]) -> str:
    """The character that an escape stands for; a line end that is escaped stands for nothing."""
    digits = match["x"] or match["u"] or match["U"]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= MAX_CODE_POINT and not 0xD800 <= code <= 0xDFFF else ""
    one = match["one"] or ""
    return PLAIN_SIGNS.get(one, one)
