"""Word lists of the knowledge tables that rules of annotation read."""

from functools import cache
from types import MappingProxyType

from schemas.knowledge import rows, values


@cache
def cue_words(kind: str) -> frozenset[str]:
    """The words of a kind in `cue_words.csv`.

    Raises:
        KeyError: there is no such kind.
    """
    for row in rows("cue_words"):
        if row["kind"] == kind:
            return frozenset(values(row["words"]))
    raise KeyError(kind)


@cache
def heads(label: str) -> frozenset[str]:
    """Words that a name of this label ends with, or begins with where an `of` follows."""
    return frozenset(row["head"] for row in rows("heads") if row["label"] == label)


@cache
def heads_before_of(label: str) -> frozenset[str]:
    return frozenset(row["head"] for row in rows("heads") if row["label"] == label and row["takes_of"])


@cache
def offices() -> frozenset[str]:
    """Words that stand before a person's name: offices, ranks, honorifics, singular and plural."""
    return frozenset(word for row in rows("offices") for word in (row["office"], row["plural"]) if word)


@cache
def plural_offices() -> frozenset[str]:
    return frozenset(row["plural"] for row in rows("offices") if row["plural"])


@cache
def honorifics() -> frozenset[str]:
    return frozenset(row["office"] for row in rows("offices") if row["kind"] == "honorific")


@cache
def first_names() -> frozenset[str]:
    return frozenset(row["first_name"] for row in rows("first_names"))


@cache
def number_values() -> MappingProxyType[str, int]:
    """Value of every number word, scales such as `million` among them."""
    return MappingProxyType({row["word"]: int(row["value"]) for row in rows("number_words")})


@cache
def scales() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("number_words") if row["kind"] == "scale")
