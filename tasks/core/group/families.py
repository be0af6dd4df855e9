"""From texts to families: statements by their links, articles by what they quote."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tasks.core.group.candidates import candidate_pairs
from tasks.core.group.compounds import find_compounds
from tasks.core.group.copies import copy_links, find_copies
from tasks.core.group.evidence import Evidence, Frequencies, compare
from tasks.core.group.links import Link, Pair, decide, join
from tasks.core.group.members import Member, quoting_member, read_articles, whole_member
from tasks.core.group.quotes import Reading
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text


def find_families(texts: Mapping[str, Text], settings: Grouping) -> tuple[list[list[Member]], list[Link]]:
    """Families with their members, and every pair that was compared, with its decision.

    Statements join by links between texts as wholes. Articles never join two statements: each is read against the
    families afterwards, becomes a version of all that it quotes, and founds its own where it quotes none of them.
    """
    copies = find_copies(texts)
    quoting = {name for name in copies if texts[name].is_quoting}
    pairs = candidate_pairs({name: texts[name].runs for name in copies}, settings, quoting)
    statements = {name: texts[name] for name in copies if not texts[name].is_quoting}
    evidence = compare_pairs(statements, pairs, settings)
    partners = partners_of(pairs, copies)
    compounds = find_compounds(list(statements), texts, partners, settings)
    texts = {**texts, **{copy: replace(texts[copy], is_quoting=True) for name in compounds for copy in copies[name]}}
    homes, links = link_texts(
        {name: text for name, text in statements.items() if name not in compounds}, evidence, settings
    )

    families = [[copy for name in names for copy in copies[name]] for names in homes]
    articles = {name: text for name, text in texts.items() if text.is_quoting}
    readings, founded, founding = read_articles(articles, families, texts, partners, settings)
    silent = {name: articles[name] for name in copies if name in articles and is_silent(name, readings, founded)}
    silent_homes, silent_links = link_texts(silent, compare_pairs(silent, pairs, settings), settings)

    links = [*links, *silent_links, *copy_links(copies, texts)]
    nearest = nearest_links(links)
    members = [[whole_member(texts[name], nearest.get(name, {})) for name in names] for names in families]
    members += [[whole_member(founding[name], {})] for name in founded]
    for name, reading in sorted(readings.items()):
        for quotation in reading.quotations:
            members[quotation.family].append(quoting_member(articles[name], quotation))
    members += [
        [whole_member(texts[copy], nearest.get(copy, {})) for name in names for copy in copies[name]]
        for names in silent_homes
    ]
    decided = {link.pair for link in links}
    links += quotation_links([pair for pair in pairs if pair not in decided], texts, members, settings)
    return members, sorted(links, key=lambda each: each.pair)


def is_silent(name: str, readings: Mapping[str, Reading], founded: Mapping[str, int]) -> bool:
    """An article that quotes nothing and carries nothing: only copies of it are its family."""
    return name not in founded and not readings[name].quotations


def compare_pairs(texts: Mapping[str, Text], pairs: Iterable[Pair], settings: Grouping) -> dict[Pair, Evidence]:
    """Evidence on the candidate pairs among the given texts."""
    among = [pair for pair in pairs if pair[0] in texts and pair[1] in texts]
    frequencies = Frequencies(texts[name] for name in sorted({name for pair in among for name in pair}))
    return {pair: compare(texts[pair[0]], texts[pair[1]], frequencies, settings) for pair in among}


def link_texts(
    texts: Mapping[str, Text], evidence: Mapping[Pair, Evidence], settings: Grouping
) -> tuple[list[list[str]], list[Link]]:
    """Families of the given texts by what is known of the pairs among them."""
    among = {pair: found for pair, found in evidence.items() if pair[0] in texts and pair[1] in texts}
    return join(texts, decide(texts, among, settings), settings)


def partners_of(pairs: Iterable[Pair], copies: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Candidate partners of each document. A copy has those of the one that was compared for it, and that one."""
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        partners[one].append(other)
        partners[other].append(one)
    return {
        copy: [*partners[name], *([name] if copy != name else [])] for name, names in copies.items() for copy in names
    }


def nearest_links(links: Iterable[Link]) -> dict[str, dict[str, Any]]:
    """The strongest link of each document, as evidence for its place in the family."""
    nearest: dict[str, tuple[float, str]] = {}
    for link in links:
        if link.decision == "linked":
            for name, other in (link.pair, link.pair[::-1]):
                key = (-link.evidence.score, other)
                nearest[name] = min(nearest.get(name, key), key)
    return {name: {"nearest_document_id": other, "score": -score} for name, (score, other) in nearest.items()}


def quotation_links(
    pairs: Iterable[Pair], texts: Mapping[str, Text], members: Sequence[Sequence[Member]], settings: Grouping
) -> list[Link]:
    """Pairs with an article that were not compared yet, linked where both are versions of one statement."""
    homes: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(members):
        for member in family:
            homes[member.document_id].add(number)
    evidence = compare_pairs(texts, [pair for pair in pairs if any(texts[name].is_quoting for name in pair)], settings)
    return [
        Link(pair, found, "linked" if homes[pair[0]] & homes[pair[1]] else "below_gate", "quotation")
        for pair, found in evidence.items()
    ]
