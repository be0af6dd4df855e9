"""What articles quote: at length or not, of the one edition or the other, in whatever order, of whatever copy."""

import random
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.group import group_documents
from tasks.core.group.masks import edges_of, keep_runs, mask_of, ranges_of, shared_words, stretches
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.homes import homes_of, ids, quoted
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document, make_input

BASE = made_paragraphs(51, 6)
OTHER = made_paragraphs(52, 6)
LONG = made_paragraphs(53, 90)
NEWS = made_paragraphs(54, 12, 3)


def article(name, *parts, **facts):
    """An article with each part quoted in a paragraph of its own, between paragraphs of reporting."""
    paragraphs, stated = [NEWS[0]], [False]
    for number, part in enumerate(parts, 1):
        paragraphs += [quoted(part), NEWS[number % len(NEWS)]]
        stated += [True, False]
    return make_document(name, paragraphs, stated, **{"kind": "article", **facts})


def sentences(paragraphs):
    return [each for paragraph in paragraphs for each in re.split(r"(?<=\.) ", paragraph)]


def test_sixty_words_of_a_long_statement_are_quoted_at_length():
    quotation = sentences(LONG[40:42])[1:7]
    assert 60 <= len(" ".join(quotation).split()) < 0.02 * len(" ".join(LONG).split())
    found = homes_of([make_document("long", LONG), article("article", quotation)])
    assert found == {ids("long", "long"): "full", ids("article", "long"): "excerpt-in-article"}


def test_a_sentence_is_no_quotation_at_length():
    found = homes_of([make_document("long", LONG), article("article", sentences(LONG)[7:8])])
    assert found.keys() == {ids("long", "long"), ids("article", "article")}


def test_half_of_a_short_statement_is():
    short = sentences(BASE)[:6]
    found = homes_of([make_document("short", [" ".join(short)]), article("article", short[1:4])])
    assert found[ids("article", "short")] == "excerpt-in-article"


def test_of_two_editions_the_one_that_is_quoted_is_linked():
    changed = [*BASE[:2], OTHER[0], BASE[3], OTHER[1], BASE[5]]
    editions = [
        make_document("2020", BASE, date_edtf="2020-05-09", issuer="EU"),
        make_document("2021", changed, date_edtf="2021-05-09", issuer="EU"),
    ]
    assert homes_of([*editions, article("article", BASE[1:5])]).keys() == {
        ids("2020", "2020"),
        ids("2021", "2021"),
        ids("article", "2020"),
    }
    assert ids("article", "2021") in homes_of([*editions, article("article", changed[1:5])])


def test_wording_that_two_statements_share_makes_one_link():
    shared = made_paragraphs(55, 2)
    statements = [make_document("base", [*BASE, *shared]), make_document("other", [*OTHER[:3], *shared, *OTHER[3:]])]
    found = homes_of([*statements, article("article", [BASE[5], *shared])])
    assert {home for document, home in found if document == document_id("article")} == set(ids("base"))


def test_sentences_in_another_order_and_with_some_left_out():
    order = sentences(BASE)
    chosen = [*order[12:15], *order[2:5], *order[18:20]]
    pieces = [[each] for each in chosen]
    assert homes_of([make_document("base", BASE), article("article", *pieces)])[ids("article", "base")]


def test_a_damaged_copy_is_quoted_as_well():
    words = " ".join(BASE).split()
    chance = random.Random(3)
    damaged = " ".join(each for each in words if chance.random() > 0.06)
    found = homes_of([make_document("damaged", [damaged]), article("article", BASE[1:5])])
    assert found[ids("article", "damaged")] == "excerpt-in-article"


def test_two_articles_on_a_statement_that_nobody_has():
    found = homes_of([article("one", BASE[:5]), article("two", BASE[1:4])])
    assert len({home for _, home in found}) == 1
    assert set(found.values()) == {"excerpt-in-article"}


def test_a_copied_article_is_in_every_family_of_the_first():
    made = [make_document("base", BASE), make_document("other", OTHER)]
    twice = [article(name, BASE[:3], OTHER[1:4], title=title) for name, title in (("here", "One"), ("there", "Two"))]
    grouped = group_documents(make_input([*made, *twice]))
    homes = {}
    for row in grouped.versions:
        homes.setdefault(row["document_id"], set()).add((row["statement_id"], row["start_char"], row["end_char"]))
    assert len(homes[document_id("here")]) == 2
    assert homes[document_id("here")] == homes[document_id("there")]
    linked = {row["decision"] for row in grouped.version_pairs if row["relation"] == "excerpt-in-article"}
    assert linked == {"linked"}


def test_a_report_on_ten_statements_has_ten_links():
    parts = [made_paragraphs(100 + number, 5) for number in range(10)]
    made = [make_document(f"statement {number}", part) for number, part in enumerate(parts)]
    found = homes_of([*made, article("report", *(part[1:4] for part in parts))])
    assert {home for document, home in found if document == document_id("report")} == set(
        ids(*(f"statement {number}" for number in range(10)))
    )


def test_the_span_is_what_is_quoted():
    made = article("article", BASE[1:4], OTHER[2:4])
    grouped = group_documents(make_input([make_document("base", BASE), make_document("other", OTHER), made]))
    body = made[0]["body"]
    spans = {
        body[row["start_char"] : row["end_char"]]
        for row in grouped.versions
        if row["document_id"] == document_id("article")
    }
    assert spans == {" ".join(BASE[1:4]).rstrip("."), " ".join(OTHER[2:4]).rstrip(".")}


MASKS = st.lists(st.booleans(), max_size=60)


def as_mask(values):
    return mask_of([(at, at + 1) for at, value in enumerate(values) if value], len(values))


@given(MASKS)
def test_ranges_are_the_runs_of_a_mask(values):
    mask = as_mask(values)
    assert mask.tolist() == values
    assert mask_of(ranges_of(mask), len(mask)).tolist() == values
    starts, ends = edges_of(mask)
    assert all(starts < ends)
    assert all(ends[:-1] < starts[1:])


@given(MASKS, st.integers(1, 6))
def test_short_runs_go_and_short_gaps_close(values, number):
    mask = as_mask(values)
    assert ranges_of(keep_runs(mask, number)) == [each for each in ranges_of(mask) if each[1] - each[0] >= number]
    joined = stretches(mask, number)
    assert all(later[0] - earlier[1] > number for earlier, later in pairwise(joined))
    assert {at for start, end in joined for at in range(start, end)} >= set(mask.nonzero()[0].tolist())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_shared_words_stand_in_runs_of_three_that_both_have(one, other):
    texts = [make_document(name, [" ".join(words) or "x"]) for name, words in (("one", one), ("other", other))]
    made = make_texts(*split(texts))
    mask = shared_words(made[document_id("one")], made[document_id("other")].distinct_runs)
    runs = {tuple(other[at : at + 3]) for at in range(len(other) - 2)}
    due = {at + step for at in range(len(one) - 2) if tuple(one[at : at + 3]) in runs for step in range(3)}
    assert set(mask.nonzero()[0].tolist()) == due


def split(texts):
    documents, paragraphs, rows = zip(*texts, strict=True)
    return list(documents), [row for each in paragraphs for row in each], [row for each in rows for row in each]
