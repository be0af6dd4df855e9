"""Families are the union of the families of the components of the candidate graph, and people have the last word."""

from collections import defaultdict
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group import DEFAULTS
from tasks.core.group.candidates import find_pairs
from tasks.core.group.families import find_families
from tasks.core.group.model import KnownPairs
from tasks.core.group.reviewed import NOTHING_REVIEWED, Review, Reviewed
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document

REVIEW = Review("Ada", "read both")
PARTS = [made_paragraphs(seed, 6) for seed in (41, 42, 43)]
NEWS = [made_paragraphs(seed, 4, 3) for seed in range(44, 52)]


def article(name, number, *quoted, **facts):
    """An article with reporting around each of the given groups of paragraphs."""
    news = NEWS[number]
    paragraphs, stated = [news[0]], [False]
    for place, part in enumerate(quoted):
        paragraphs += [*part, news[place + 1]]
        stated += [*[True] * len(part), False]
    return make_document(name, paragraphs, stated, **{"kind": "article", **facts})


ONE, TWO, UNSEEN = PARTS
CORPUS = [
    make_document("one", ONE),
    make_document("one cut", ONE[1:]),
    make_document("two", TWO),
    make_document("two cut", TWO[:4]),
    article("on one", 0, ONE[1:4]),
    article("on both", 1, ONE[2:5], TWO[1:4]),
    article("on two and on what nobody has", 2, TWO[2:5], ["“" + " ".join(UNSEEN[:3]) + "”"]),
    article("on what nobody has", 3, UNSEEN[1:5]),
    article("its copy", 3, UNSEEN[1:5], title="Copied"),
    article("of nothing", 4, carries_statement=False),
    make_document("host", [*NEWS[5], "“" + " ".join(ONE[1:4]) + "”", *NEWS[6]]),
]


def texts_of(made):
    return make_texts(
        [document for document, _, _ in made],
        [row for _, rows, _ in made for row in rows],
        [row for _, _, rows in made for row in rows],
    )


def components(texts, pairs):
    home = {name: {name} for name in texts}
    for one, other in pairs:
        if home[one] is not home[other]:
            home[one] |= home[other]
            home.update(dict.fromkeys(home[other], home[one]))
    return {id(names): names for names in home.values()}.values()


def told(families, links, quoting):
    """Families as sets of members, links as rows."""
    members = {
        frozenset(
            (each.document_id, each.start_char, each.end_char, each.is_excerpt, repr(each.evidence)) for each in family
        )
        for family in families
    }
    return members, {(link.pair, link.decision, link.reason, link.score) for link in links}, quoting


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(range(len(CORPUS))), min_size=1))
def test_the_whole_is_the_union_of_its_components(chosen):
    texts = texts_of([CORPUS[at] for at in sorted(chosen)])
    known = find_pairs(texts, NOTHING_REVIEWED, DEFAULTS)
    members, links, quoting = told(*find_families(texts, known, NOTHING_REVIEWED, DEFAULTS))
    parts = []
    for names in components(texts, known.pairs):
        own = KnownPairs([pair for pair in known.pairs if pair[0] in names])
        parts.append(told(*find_families({n: texts[n] for n in sorted(names)}, own, NOTHING_REVIEWED, DEFAULTS)))
    assert members == set().union(*(each[0] for each in parts))
    assert links == set().union(*(each[1] for each in parts))
    assert quoting == frozenset().union(*(each[2] for each in parts))


def family_names(reviewed=NOTHING_REVIEWED, made=CORPUS):
    texts = texts_of(made)
    names = {document_id(name): name for name in NAMES}
    families, links, _ = find_families(texts, find_pairs(texts, reviewed, DEFAULTS), reviewed, DEFAULTS)
    decisions = defaultdict(set)
    for link in links:
        decisions[tuple(sorted(names[each] for each in link.pair))].add((link.decision, link.reason))
    return {frozenset(names[each.document_id] for each in family) for family in families}, decisions


NAMES = (
    "one",
    "one cut",
    "two",
    "two cut",
    "on one",
    "on both",
    "on two and on what nobody has",
    "on what nobody has",
    "its copy",
    "of nothing",
    "host",
)
UNREVIEWED = {
    frozenset({"one", "one cut", "on one", "on both", "host"}),
    frozenset({"two", "two cut", "on both", "on two and on what nobody has"}),
    frozenset({"on two and on what nobody has", "on what nobody has", "its copy"}),
    frozenset({"of nothing"}),
}


def reviewed(decision, *pairs):
    decided = {tuple(sorted(map(document_id, pair))): REVIEW for pair in pairs}
    return Reviewed(**{decision: decided})


def test_who_belongs_with_whom():
    assert family_names()[0] == UNREVIEWED


def test_an_article_that_is_never_together_with_a_statement_does_not_quote_it():
    families, decisions = family_names(reviewed("apart", ("on both", "one")))
    assert families == {
        frozenset({"one", "one cut", "on one", "host"}),
        *(each for each in UNREVIEWED if "one" not in each),
    }
    assert decisions["on both", "one"] == {("vetoed", "reviewed")}


def test_two_articles_that_are_never_together_do_not_quote_one_statement():
    families, decisions = family_names(reviewed("apart", ("on both", "on one")))
    assert not any({"on both", "on one"} <= family for family in families)
    assert any({"on both", "two"} <= family for family in families)
    assert decisions["on both", "on one"] == {("vetoed", "reviewed")}


def test_an_article_that_is_always_together_with_a_text_is_in_its_family():
    families, decisions = family_names(reviewed("together", ("of nothing", "one")))
    assert frozenset({"one", "one cut", "on one", "on both", "host", "of nothing"}) in families
    assert decisions["of nothing", "one"] == {("linked", "reviewed")}


def test_what_people_join_quotes_what_it_quoted():
    families, _ = family_names(reviewed("together", ("on both", "one")))
    assert families == UNREVIEWED


def test_links_between_what_is_in_one_family_are_linked():
    families, decisions = family_names()
    for pair, found in decisions.items():
        together = any(set(pair) <= family for family in families)
        assert ({decision for decision, _ in found} == {"linked"}) == together, (pair, found)
    assert len(list(combinations(NAMES, 2))) > len(decisions)
