"""HTML made of elements. Text becomes markup in one place alone, so no text from outside can ever be a tag."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

LINE_ENDS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\x0b": " ", "\x0c": " ", "\x85": " "})
JOINERS = "\u200c\u200d"  # Persian and the scripts of India are not spelt rightly without
VOID = ("meta", "br", "col")


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that was made by `element`. It is no text: the two cannot be mixed up."""

    markup: str


Child = Html | str


def visible(text: str) -> str:
    """Text on one line in which nothing can hide or turn other text: such characters are shown by their number."""
    line = text.translate(LINE_ENDS)
    if line.isprintable():
        return line
    return "".join(each if each.isprintable() or is_harmless(each) else f"[U+{ord(each):04X}]" for each in line)


def is_harmless(character: str) -> bool:
    """Whether a character that Python does not print is a space or a joiner."""
    return character in JOINERS or (character.isspace() and character not in "\x1c\x1d\x1e\x1f\u2028\u2029")


def safe(text: str) -> str:
    """Text as markup, for content and for attributes. All text goes through here."""
    return escape(visible(text))


def element(tag: str, *children: Child, **attributes: str | int | float | None) -> Html:
    """An element. Names of attributes are written `data_label` for `data-label`, `class_` for `class`; empty ones go.

    `tag` and the names of attributes are this package's own words, never text from outside.
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{safe(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{named}>" if tag in VOID else f"<{tag}{named}>{joined(children).markup}</{tag}>")


def joined(children: Iterable[Child], between: str = "") -> Html:
    """Several pieces as one."""
    return Html(safe(between).join(child.markup if isinstance(child, Html) else safe(child) for child in children))


def outside(text: str) -> Html:
    """Text from outside: it keeps its own direction to itself."""
    return element("bdi", text)


def cut(text: str, n_chars: int) -> str:
    """Text on one line, no longer than `n_chars`, and a sign where something was left out."""
    shown = visible(text[: n_chars + 1])
    return shown if len(shown) <= n_chars else f"{shown[:n_chars]}…"


def spoken(text: str) -> Html:
    """Words for those who listen to the page."""
    return element("span", text, class_="spoken")
