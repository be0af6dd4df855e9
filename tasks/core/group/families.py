"""From texts to families: statements by their links, articles by what they quote."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tasks.core.group.compounds import find_compounds
from tasks.core.group.copies import copy_links, find_copies
from tasks.core.group.evidence import Evidence, first_look, from_json, look
from tasks.core.group.gathering import Family, Gathered, gather, nearest_links
from tasks.core.group.hosts import find_quoting, may_quote
from tasks.core.group.links import Link, compare_pairs, link_texts
from tasks.core.group.masks import SharedWording
from tasks.core.group.model import KnownPairs
from tasks.core.group.readings import Library, read_articles
from tasks.core.group.reviewed import Pair, Reviewed
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text

Texts = Mapping[str, Text]
Looks = Mapping[Pair, Evidence]


def find_families(
    texts: Texts, known: KnownPairs, reviewed: Reviewed, settings: Grouping
) -> tuple[list[Family], list[Link], frozenset[str]]:
    """Families with their members, every candidate pair with its decision, and the documents that quote.

    Statements join by links between texts as wholes. What quotes never joins two statements: each such text is read
    against the families afterwards, becomes a version of all that it quotes, and founds its own where it quotes none
    of them. Nothing is looked at but candidate pairs, so that the result is that of their components. Evidence in
    `known` on pairs with a text that is not given is on rivals of those that are.
    """
    copies = find_copies(texts, alone=reviewed.documents())
    nodes = {name: texts[name] for name in copies}
    looks = look_at_pairs(nodes, known, settings)
    partners = partners_of({pair: seen for pair, seen in looks.items() if nodes.keys() >= set(pair)})
    shared = SharedWording(nodes)
    plain, quoting = part_quoting(nodes, partners, looks, shared, settings)

    joined = {name: quoting[name] for pair in sorted(reviewed.together) for name in pair if name in quoting}
    homes, links = link_among({**plain, **joined}, quoting, looks, reviewed, settings)
    library = Library(quoting, partners, homes_of(homes, joined), shared, reviewed, settings)
    readings = read_articles(library, len(homes), joined)
    silent = {name: text for name, text in quoting.items() if name not in joined and readings.is_silent(name)}
    silent_homes, silent_links = link_among(silent, nodes, looks, reviewed, settings)

    links = [*links, *silent_links, *copy_links(copies, texts)]
    found = Gathered(homes, silent_homes, readings, joined, quoting, copies, with_marks(texts, copies, quoting))
    families = gather(found, nearest_links(links))
    left = {pair: seen for pair, seen in looks.items() if nodes.keys() >= set(pair)}
    links += quotation_links(
        {pair: left[pair] for pair in left.keys() - {each.pair for each in links}}, families, reviewed
    )
    return families, sorted(links, key=lambda each: each.pair), frozenset(x for name in quoting for x in copies[name])


def look_at_pairs(texts: Texts, known: KnownPairs, settings: Grouping) -> dict[Pair, Evidence]:
    """Evidence on all candidate pairs: as it was found before, or what a first look shows now."""
    found = {pair: from_json(evidence) for pair, evidence in known.evidence.items()}
    missing = [pair for pair in known.pairs if pair not in found]
    return found | {(one, other): look(texts[one], texts[other], settings) for one, other in missing}


def partners_of(looks: Looks) -> dict[str, list[str]]:
    """Candidate partners of each text, those first that share most with it, then by id."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), seen in looks.items():
        found[one].append((-seen.n_shared_runs, other))
        found[other].append((-seen.n_shared_runs, one))
    return {name: [other for _, other in sorted(others)] for name, others in found.items()}


def part_quoting(
    nodes: Texts, partners: Mapping[str, Sequence[str]], looks: Looks, shared: SharedWording, settings: Grouping
) -> tuple[dict[str, Text], dict[str, Text]]:
    """The texts that are linked as wholes, and those that quote; each text is one or the other."""
    suspects = {name for name, text in nodes.items() if may_quote(text, settings)}
    sources = {name: [other for other in others if other not in suspects] for name, others in partners.items()}
    quoting = find_quoting(nodes, partners, sources, shared, settings)
    plain = {name: as_quoting(text, is_quoting=False) for name, text in nodes.items() if name not in quoting}
    for name in sorted(find_compounds(plain, sources, looks, shared, settings)):
        quoting[name] = as_quoting(plain.pop(name), is_quoting=True)
    return plain, quoting


def as_quoting(text: Text, *, is_quoting: bool) -> Text:
    return text if text.is_quoting == is_quoting else replace(text, is_quoting=is_quoting)


def with_marks(texts: Texts, copies: Mapping[str, Sequence[str]], quoting: Collection[str]) -> dict[str, Text]:
    """All documents' texts, those marked as quoting that are, or are copies of one that is."""
    return {
        copy: as_quoting(texts[copy], is_quoting=name in quoting) for name, names in copies.items() for copy in names
    }


def link_among(
    texts: Texts, strangers: Collection[str], looks: Looks, reviewed: Reviewed, settings: Grouping
) -> tuple[list[list[str]], list[Link]]:
    """Families of the given texts, and their links. Pairs with one of the strangers count for nothing."""
    pairs = [
        pair
        for pair in sorted(looks)
        if any(name in texts for name in pair) and all(name in texts or name not in strangers for name in pair)
    ]
    return link_texts(texts, compare_pairs(texts, pairs, looks, settings), reviewed, settings)


def homes_of(homes: Sequence[Sequence[str]], joined: Collection[str]) -> dict[str, int]:
    """The family of each text that may be quoted. Articles that people joined with statements are not quoted."""
    home: dict[str, int] = {}
    for number, names in enumerate(homes):
        stated = [name for name in names if name not in joined]
        home |= dict.fromkeys(stated or names, number)
    return home


def quotation_links(looks: Looks, families: Sequence[Family], reviewed: Reviewed) -> list[Link]:
    """Candidate pairs with a text that quotes, linked where both are versions of one statement."""
    homes: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(families):
        for member in family:
            homes[member.document_id].add(number)
    links = []
    for pair, found in looks.items():
        decision, reason = ("linked" if homes[pair[0]] & homes[pair[1]] else "below_gate"), "quotation"
        if pair in reviewed.apart:
            decision, reason = "vetoed", "reviewed"
        links.append(Link(pair, first_look(found), decision, reason))  # whatever was seen of it in earlier runs
    return links
