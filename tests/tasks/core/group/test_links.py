"""Which pairs link, why, and what families come of it."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tasks.core.group.evidence import compare, first_look
from tasks.core.group.links import compare_pairs, link_texts, standing_veto
from tasks.core.group.reviewed import NOTHING_REVIEWED, Review, Reviewed
from tasks.core.group.settings import Grouping
from tests.tasks.core.group.made import WORDS, made_paragraphs
from tests.tasks.core.group.pairs import make_texts_of, text_of

SETTINGS = Grouping()
SENTENCES = " ".join(made_paragraphs(1, 12)).split(". ")
BODY = ". ".join(SENTENCES)
REVIEW = Review("A. Reader", "seen both")


def linked(texts, reviewed=NOTHING_REVIEWED, settings=SETTINGS):
    evidence = compare_pairs(texts, list(combinations(sorted(texts), 2)), {}, settings)
    homes, links = link_texts(texts, evidence, reviewed, settings)
    return homes, {link.pair: link for link in links}


def edition(number, n_changed=6):
    """The text with some sentences of its own."""
    own = " ".join(made_paragraphs(50 + number, n_changed, 1)).split(". ")
    return ". ".join([*SENTENCES[:10], *own, *SENTENCES[10 + n_changed :]])


def test_copies_link_and_the_reason_can_be_read():
    texts = make_texts_of({"a": BODY, "b": BODY[: len(BODY) // 2], "c": " ".join(made_paragraphs(9))})
    homes, links = linked(texts)
    assert homes == [["a", "b"], ["c"]]
    link = links["a", "b"]
    assert (link.decision, link.reason) == ("linked", "score")
    assert len(link.details["points"]) == 3
    assert (links["a", "c"].decision, links["a", "c"].reason) in {
        ("below_gate", "coverage"),
        ("pruned", "closer_rival"),
    }


def test_of_two_editions_the_copy_goes_to_its_own():
    texts = make_texts_of({"one": edition(1), "two": edition(2), "copy": edition(1)[: len(BODY) // 2]})
    homes, links = linked(texts)
    assert homes == [["copy", "one"], ["two"]]
    assert links["one", "two"].decision in ("below_gate", "pruned")


def test_a_far_pair_is_spared_the_second_look_and_names_its_rival():
    texts = make_texts_of(
        {"a": BODY, "b": BODY + " Amen to that.", "c": edition(3, 30), "d": edition(3, 30) + " Amen."}
    )
    _, links = linked(texts)
    far = links["a", "c"]
    assert (far.decision, far.reason, far.score, far.evidence.is_aligned) == ("pruned", "closer_rival", 0.0, False)
    assert far.details["rival"] in {"b", "d"}
    assert far.details["likeness"] < far.details["rival_likeness"]


def test_another_date_makes_two_statements_and_both_are_told():
    texts = {name: text_of(name, BODY, date_edtf=f"{name}-05-09") for name in ("2020", "2021")}
    homes, links = linked(texts)
    assert homes == [["2020"], ["2021"]]
    link = links["2020", "2021"]
    assert (link.decision, link.reason) == ("vetoed", "date")
    assert link.details["stated"] == {"date_edtf": ["2020-05-09", "2021-05-09"]}


def test_an_undated_copy_joins_one_of_two_editions_alone():
    texts = {name: text_of(name, BODY, date_edtf=f"{name}-05-09") for name in ("2020", "2021")}
    homes, links = linked({**texts, "copy": text_of("copy", BODY + " Amen to that.")})
    assert len(homes) == 2
    assert ("vetoed", "family") in {(link.decision, link.reason) for link in links.values()}


def test_a_gazette_prints_a_week_later():
    week = {"a": text_of("a", BODY, date_edtf="2020-05-09"), "b": text_of("b", BODY + " End.", date_edtf="2020-05-17")}
    assert linked(week)[0] == [["a", "b"]]
    other = text_of("b", edition(1, 2), date_edtf="2020-05-17")
    assert linked({**week, "b": other})[0] == [["a"], ["b"]]


def test_a_text_that_repeats_all_its_numbers_was_dated_wrongly():
    body = " ".join(f"{sentence} in article {at}." for at, sentence in enumerate(SENTENCES))
    texts = {"a": text_of("a", body, date_edtf="2020-05-09"), "b": text_of("b", body + " End.", date_edtf="1950-05-01")}
    assert linked(texts)[0] == [["a", "b"]]
    next_one = text_of("b", body.replace("article 3.", "article 33."), date_edtf="2021-05-09")
    assert linked({**texts, "b": next_one})[0] == [["a"], ["b"]]


def test_a_number_one_letter_away_stands_unless_the_text_is_misread():
    misread = " ".join(word[:-1] + "1" if at % 5 == 0 else word for at, word in enumerate(BODY.split()))
    base = text_of("a", BODY, title="Order 13654")
    assert standing_veto(compare(base, text_of("b", BODY, title="Order 13655"), SETTINGS), SETTINGS) == "near_number"
    assert standing_veto(compare(base, text_of("b", misread, title="Order 1365"), SETTINGS), SETTINGS) == ""
    assert standing_veto(compare(base, text_of("b", misread, title="Order 14001"), SETTINGS), SETTINGS) == "number"


def test_together_joins_whatever_stands_against_it():
    texts = {name: text_of(name, BODY, date_edtf=f"{name}-05-09") for name in ("2020", "2021")}
    unlike = {**texts, "else": text_of("else", " ".join(made_paragraphs(9)))}
    reviewed = Reviewed({("2020", "2021"): REVIEW, ("2020", "else"): REVIEW}, {})
    homes, links = linked(unlike, reviewed)
    assert homes == [["2020", "2021", "else"]]
    assert {links[pair].reason for pair in reviewed.together} == {"reviewed"}
    assert links["2020", "2021"].details["author"] == "A. Reader"


def test_apart_holds_for_whole_families():
    texts = make_texts_of({"a": BODY, "b": BODY + " Amen to that.", "c": BODY[: len(BODY) // 2]})
    homes, links = linked(texts, Reviewed({}, {("a", "b"): REVIEW}))
    assert len(homes) == 2
    assert (links["a", "b"].decision, links["a", "b"].reason) == ("vetoed", "reviewed")
    assert ("vetoed", "reviewed_family") in {(link.decision, link.reason) for link in links.values()}
    assert linked(texts)[0] == [["a", "b", "c"]]


def test_a_rival_that_is_not_given_competes_all_the_same():
    texts = make_texts_of(
        {"a": BODY, "b": BODY + " Amen to that.", "c": edition(3, 30), "d": edition(3, 30) + " Amen."}
    )
    pairs = list(combinations(sorted(texts), 2))
    evidence = compare_pairs(texts, pairs, {}, SETTINGS)
    _, links = link_texts(texts, evidence, NOTHING_REVIEWED, SETTINGS)
    inside = {name: texts[name] for name in ("a", "c", "d")}
    known = {pair: found for pair, found in evidence.items() if set(pair) & set(inside)}
    again = compare_pairs(inside, list(known), known, SETTINGS)
    _, part = link_texts(inside, again, NOTHING_REVIEWED, SETTINGS)
    assert part == [link for link in links if set(link.pair) <= set(inside)]


def test_known_evidence_is_used_again_and_cut_back_where_a_closer_rival_came():
    texts = make_texts_of({"a": BODY, "c": edition(3, 30)})
    pair = ("a", "c")
    known = {pair: compare(texts["a"], texts["c"], SETTINGS)}
    assert compare_pairs(texts, [pair], known, SETTINGS) == known
    more = {**texts, **make_texts_of({"b": BODY + " Amen to that.", "d": edition(3, 30) + " Amen."})}
    pairs = list(combinations(sorted(more), 2))
    assert compare_pairs(more, pairs, known, SETTINGS)[pair] == first_look(known[pair])


def changed(seed):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) if chance.random() < 0.05 else word for word in BODY.split())


SERIES = make_texts_of({f"edition {n}": edition(n) for n in range(3)} | {f"copy {n}": changed(n) for n in range(3)})


@examples(max_examples=10, deadline=None)
@given(st.permutations(sorted(SERIES)))
def test_no_order_makes_a_difference(names):
    due = linked(SERIES)
    assert linked({name: SERIES[name] for name in names}) == due


@pytest.mark.parametrize("seed", range(3))
def test_far_away_families_make_no_difference(seed):
    other = {
        f"other {n}": text_of(f"other {n}", " ".join(made_paragraphs(200 + seed, 4)) + f" End {n}.") for n in (1, 2)
    }
    evidence = {}
    for some in (SERIES, other):
        evidence |= compare_pairs(some, list(combinations(sorted(some), 2)), {}, SETTINGS)
    homes, links = link_texts({**SERIES, **other}, evidence, NOTHING_REVIEWED, SETTINGS)
    parts = [link_texts(some, evidence, NOTHING_REVIEWED, SETTINGS) for some in (SERIES, other)]
    assert homes == sorted(home for part, _ in parts for home in part)
    assert links == sorted((link for _, part in parts for link in part), key=lambda link: link.pair)
