"""Documents with the same words that state the same of themselves: one of them is compared for all."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import xxhash

from tasks.core.group.evidence import same_words
from tasks.core.group.hosts import may_quote
from tasks.core.group.links import Link
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

DEFAULTS = Grouping()
OWN = ("kind", "carries_statement", "date_edtf", "title", "issuer")  # what keeps documents with the same words apart


def find_copies(
    texts: Mapping[str, Text], alone: Collection[str] = (), settings: Grouping = DEFAULTS
) -> dict[str, list[str]]:
    """All documents by the one with the smallest id among those with the same words; each list begins with it.

    A date or title of its own keeps a document apart: an edition of a series can have the words of the last one.
    `alone` are documents that are compared by themselves, since people decided of them.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(texts):
        alike[signature(texts[name], alone, settings)].append(name)
    return {names[0]: names for names in alike.values()}


def signature(text: Text, alone: Collection[str] = (), settings: Grouping = DEFAULTS) -> str:
    """What copies have in common, hashed: their words, what they state of themselves, whether they may quote others."""
    document = text.document
    stated = tuple([bool(each["in_statement"]) for each in text.sentences]) if text.is_quoting else ()
    own = text.document_id if text.document_id in alone else None
    facts = repr((may_quote(text, settings), [document[name] for name in OWN], stated, own))
    return xxhash.xxh3_128_hexdigest(text.word_ids.tobytes() + facts.encode("utf-8", "surrogatepass"))


def copy_links(copies: Mapping[str, list[str]], texts: Mapping[str, Text]) -> list[Link]:
    """Links of each copy with the document that is compared for it."""
    links = []
    for name, names in sorted(copies.items()):
        if len(names) == 1:
            continue
        evidence = same_words(texts[name])
        links += [Link((name, other), evidence, "linked", "same_words") for other in names[1:]]
    return links
