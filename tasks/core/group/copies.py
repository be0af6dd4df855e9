"""Documents with the same words that state the same of themselves: one of them is compared for all."""

from collections import defaultdict
from collections.abc import Mapping

import xxhash

from tasks.core.group.evidence import Evidence
from tasks.core.group.links import Link
from tasks.core.group.texts import Text

OWN = ("carries_statement", "date_edtf", "title", "issuer")  # what keeps documents with the same words apart


def find_copies(texts: Mapping[str, Text]) -> dict[str, list[str]]:
    """All documents by the one with the smallest id among those with the same words; each list begins with it.

    A date or title of its own keeps a document apart: an edition of a series can have the words of the last one.
    """
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name in sorted(texts):
        alike[signature(texts[name])].append(name)
    return {names[0]: names for names in alike.values()}


def signature(text: Text) -> tuple[object, ...]:
    document = text.document
    stated = tuple(bool(each["in_statement"]) for each in text.sentences) if text.is_quoting else ()
    words = xxhash.xxh3_128_digest(text.word_ids.tobytes())
    return (words, text.is_quoting, *(document[name] for name in OWN), stated)


def copy_links(copies: Mapping[str, list[str]], texts: Mapping[str, Text]) -> list[Link]:
    """Links of each copy with the document that is compared for it."""
    links = []
    for name, names in sorted(copies.items()):
        if len(names) == 1:
            continue
        n_words = len(texts[name].word_ids)
        evidence = Evidence(n_words, 1.0, 1.0, n_words, 0, sum(map(str.isdigit, texts[name].words)), 0, 1.0, 1.0)
        links += [Link((name, other), evidence, "linked", "same_words") for other in names[1:]]
    return links
