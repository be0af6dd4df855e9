"""Where words and names stand in a text by themselves, in time that does not grow with the number of names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

FEW = 40  # as many names are looked for one by one, which is faster than a look at every word
WORD = re.compile(r"\w+")


def occurrences(body: str, name: str) -> Iterator[int]:
    """Where the name stands by itself, not joined to letters or by a hyphen."""
    at = body.find(name)
    while at >= 0:
        if stands_alone(body, at, at + len(name)):
            yield at
        at = body.find(name, at + len(name))


def all_occurrences(body: str, names: Collection[str]) -> Iterator[tuple[str, int]]:
    """Each name with every place where it stands by itself; names in order, of one name the places in order."""
    if len(names) <= FEW:
        yield from ((name, at) for name in sorted(names) for at in occurrences(body, name))
        return
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if first := WORD.search(name):
            by_word[first[0]].append(name)
    found: list[tuple[str, int]] = []
    for word in WORD.finditer(body):
        for name in by_word.get(word[0], ()):
            at = word.start() - len(name[: name.index(word[0])])
            if body.startswith(name, at) and stands_alone(body, at, at + len(name)):
                found.append((name, at))
    yield from sorted(found)


def stands_alone(body: str, start: int, end: int) -> bool:
    before, after = body[start - 1 : start] if start else "", body[end : end + 1]
    return not (before.isalnum() or before == "-" or after.isalnum() or after == "-")
