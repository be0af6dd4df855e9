"""Words by which the editions of a series differ: numbers, months, days of the week; and marks of a revised edition."""

from functools import cache, lru_cache

from schemas import knowledge

MIN_DIGITS = 0.5  # of a number's characters; less is a word misread


@lru_cache(maxsize=65536)
def mark_of(word: str) -> str:
    """The number, month, day of the week or ordinal that a folded word stands for; empty for all other words."""
    n_digits = sum(map(str.isdigit, word))
    if n_digits:
        return word if n_digits >= MIN_DIGITS * len(word) else ""
    return edition_words().get(word, "")


@cache
def edition_words() -> dict[str, str]:
    """Names of months, days and ordinals in many languages, folded, with what they stand for."""
    found = {
        form.casefold(): f"month {row['month']}"
        for row in knowledge.rows("months")
        for form in knowledge.values(row["forms"])
    }
    for row in knowledge.rows("edition_words"):
        if row["kind"] != "revision":
            found |= dict.fromkeys(knowledge.values(row["words"]), f"{row['kind']} {row['value']}")
    return found


@cache
def revision_words() -> frozenset[str]:
    """Words and endings of symbols that mark a revised edition, folded."""
    return frozenset(
        word
        for row in knowledge.rows("edition_words")
        if row["kind"] == "revision"
        for word in knowledge.values(row["words"])
    )
