"""Made articles on two statements each: what they quote, where, and that nothing is merged through them.

Usage: python -m benchmarks.versions.quoting [--articles N] [--seed N] [--side tune|check] [--errors]
       [--lower-floors REASON]

The articles go through the structure step and are grouped with all versions of the originals of their half. Of the
links that are due (two for each article), prints the share that is there, and the share whose span begins and ends
within a sentence of the truth; links to other statements; statements merged that are not without the articles. A figure
of the half `check` below its floor ends with code 1.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.floors import add_option, hold
from benchmarks.shared import digest
from benchmarks.versions.articles import Article, make_articles
from benchmarks.versions.data import Row, document_id, path_of, read, structured
from benchmarks.versions.split import HALVES, Half
from tasks.core.group import group_documents
from tasks.core.words import folded_words, word_spans

SEEDS: dict[Half, int] = {"tune": 1, "check": 2}
HELD = ("links", "spans", "links alone", "unmerged")
Versions = Mapping[str, Mapping[str, Mapping[str, Any]]]


def group(rows: Sequence[Row]) -> tuple[Versions, dict[str, Row]]:
    """Versions by document and statement, and the documents."""
    given, _ = structured(rows)
    grouped = group_documents(given)
    versions: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in grouped.versions:
        versions[row["document_id"]][row["statement_id"]] = row
    return versions, {row["document_id"]: dict(row) for row in given.documents}


def homes_of(rows: Sequence[Row], versions: Versions) -> dict[str, str]:
    """The statement of each original, by family."""
    originals = {row["family"]: document_id(row) for row in rows if row["relation"] == "base"}
    return {family: next(iter(versions[name])) for family, name in originals.items() if versions.get(name)}


def n_joined(homes: Mapping[str, str]) -> int:
    """Pairs of originals in one statement."""
    return sum(n * (n - 1) // 2 for n in Counter(homes.values()).values())


def is_near(version: Mapping[str, Any], body: str, sentences: Sequence[str]) -> bool:
    """The span begins and ends within a sentence of the first and the last word that is quoted."""
    words, spans = folded_words(body), word_spans(body)
    quoted = [folded_words(each) for each in sentences]
    true = true_range([(places_of(words, own), len(own)) for own in quoted])
    first = sum(span[0] < int(version["start_char"]) for span in spans)
    last = sum(span[0] < int(version["end_char"]) for span in spans)
    longest = max(map(len, quoted))
    return true is not None and abs(first - true[0]) <= longest and abs(last - true[1]) <= longest


def true_range(places: Iterable[tuple[Sequence[int], int]]) -> tuple[int, int] | None:
    """First word and end of sentences, by the places and the length of each.

    Those that stand in few places come first; one that stands in several is where it is nearest to those before.
    """
    start, end = -1, -1
    for found, length in sorted((each for each in places if each[0]), key=lambda each: (len(each[0]), -each[1])):
        nearest = min(found, key=lambda at: 0 if start < 0 else max(start - at, at + length - end, 0))
        start = nearest if start < 0 else min(start, nearest)
        end = max(end, nearest + length)
    return None if start < 0 else (start, end)


def places_of(words: Sequence[str], own: Sequence[str]) -> list[int]:
    """Where a sentence stands among the words; marks may have changed its first and last word."""
    skipped = 1 if len(own) > 4 else 0
    inner = list(own[skipped : len(own) - skipped])
    return [
        at - skipped
        for at in range(len(words) - len(inner) + 1)
        if words[at : at + 1] == inner[:1] and list(words[at : at + len(inner)]) == inner
    ]


def measure(side: Half, how_many: int, seed: int, with_errors: bool) -> dict[str, float]:
    """All figures of one half."""
    articles = make_articles(side, how_many, seed)
    rows = [row for row in read("generated", side) if not row["relation"].startswith("embed")]
    before, _ = group(rows)
    versions, documents = group([*rows, *(each.row for each in articles)])
    homes = homes_of(rows, versions)
    figures: Counter[str] = Counter()
    for article in articles:
        figures.update(judge(article, versions, documents, homes, with_errors))
    n_due = sum(len(each.quoted) for each in articles)
    n_merged = n_joined(homes) - n_joined(homes_of(rows, before))
    return {
        "articles": len(articles),
        "taken for articles": figures["article"] / len(articles),
        "links": figures["linked"] / n_due,
        "spans": figures["near"] / n_due,
        "links alone": 1 - figures["other"] / n_due,
        "unmerged": 1.0 if n_merged <= 0 else 1 - n_merged / len(homes),
    }


def judge(
    article: Article, versions: Versions, documents: Mapping[str, Row], homes: Mapping[str, str], with_errors: bool
) -> Counter[str]:
    """Links of one article that are there, and near the truth, and others."""
    name = document_id(article.row)
    found = versions.get(name, {})
    due = {homes[family]: sentences for family, sentences in article.quoted.items() if family in homes}
    near = {home: home in found and is_near(found[home], documents[name]["body"], due[home]) for home in due}
    if with_errors and (not all(near.values()) or found.keys() - due.keys()):
        print(article.row["id"], documents[name]["kind"], list(article.quoted), {home: home in found for home in due})
        print("  ", near, "others:", sorted(found.keys() - due.keys()))
    return Counter(
        linked=sum(home in found for home in due),
        near=sum(near.values()),
        other=len(found.keys() - due.keys()),
        article=documents.get(name, {}).get("kind") == "article",
    )


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--seed", type=int, help="another one than that of the half")
    parser.add_argument("--side", nargs="+", default=HALVES, choices=HALVES)
    parser.add_argument("--errors", action="store_true", help="name the articles that are wrong")
    add_option(parser)
    options = parser.parse_args()
    held: dict[str, float] = {}
    for side in options.side:
        seed = SEEDS[side] if options.seed is None else options.seed
        figures = measure(side, options.articles, seed, options.errors)
        print(side, *(f"{field} {value:.3f}" for field, value in figures.items()), sep="  ")
        held |= {field: figures[field] for field in HELD} if side == "check" else {}
    if options.seed is not None or options.articles != parser.get_default("articles"):
        return 0
    return hold("quoting", held, digest(path_of("generated")), options.lower_floors) if held else 0


if __name__ == "__main__":
    sys.exit(main())
