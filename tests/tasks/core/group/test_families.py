"""Planted copies are found, editions of a series stay apart, and nothing hangs on the order of arrival."""

import random
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import to_arrow
from schemas.staged import DOCUMENT_VERSIONS
from schemas.tables import SENTENCE_ALIGNMENTS, STATEMENTS, VERSION_PAIRS, VERSIONS
from tasks.core.group import group_documents
from tests.tasks.core.group.made import WORDS, document_id, made_paragraphs, make_document, make_input

BASE = made_paragraphs(1)
TEXT = " ".join(BASE)
N_WORDS = len(TEXT.split())


def clipped(text):
    """Every third sentence loses its second half and runs into the next."""
    sentences = text.split(". ")
    return ". ".join(
        " ".join(each.split()[: len(each.split()) // 2]) if at % 3 == 1 else each for at, each in enumerate(sentences)
    )


def with_words_changed(text, share, change):
    chance = random.Random(7)
    return " ".join(change(word, chance) if chance.random() < share else word for word in text.split())


def misread(word, chance):
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("il1o0c") + word[at + 1 :]


def relations(made):
    grouped = group_documents(make_input(made))
    homes = {row["document_id"]: row["statement_id"] for row in grouped.versions}
    return {row["document_id"]: row["relation"] for row in grouped.versions}, homes


COPIES = {
    "rewrapped": (TEXT.replace(" ", "\n", 40).upper(), "duplicate"),
    "head cut": (" ".join(TEXT.split()[N_WORDS // 3 :]), "truncated"),
    "tail cut": (" ".join(TEXT.split()[: N_WORDS // 2]), "truncated"),
    "clauses clipped": (clipped(TEXT), "truncated"),
    "words revised": (with_words_changed(TEXT, 0.1, lambda _, chance: chance.choice(WORDS)), "revised"),
    "misread": (with_words_changed(TEXT, 0.08, misread), "reformatted"),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_planted_copy_is_found_and_named(name):
    text, relation = COPIES[name]
    others = [make_document(f"other {n}", made_paragraphs(100 + n)) for n in range(5)]
    found, homes = relations([make_document("base", BASE), make_document(name, [text]), *others])
    assert homes[document_id("base")] == homes[document_id(name)]
    assert {found[document_id("base")], found[document_id(name)]} == {"full", relation}
    assert len(set(homes.values())) == 6


def test_rows_fit_their_tables():
    made = [make_document("base", BASE), make_document("half", [" ".join(TEXT.split()[: N_WORDS // 2])])]
    grouped = group_documents(make_input(made))
    assert to_arrow(VERSIONS, grouped.versions).num_rows == 2
    assert to_arrow(STATEMENTS, grouped.statements).num_rows == 1
    assert to_arrow(VERSION_PAIRS, grouped.version_pairs).num_rows == 1
    assert to_arrow(DOCUMENT_VERSIONS, grouped.document_versions).num_rows == 2
    assert to_arrow(SENTENCE_ALIGNMENTS, grouped.sentence_alignments).num_rows >= 16


def test_a_yearly_series_with_the_same_words_is_as_many_statements():
    years = [make_document(f"edition {year}", BASE, date_edtf=f"{year}-05-09", issuer="EU") for year in (2020, 2021)]
    grouped = group_documents(make_input(years))
    assert len(grouped.statements) == 2
    (pair,) = grouped.version_pairs
    assert (pair["decision"], pair["relation"], pair["containment"]) == ("vetoed", "same_template", 1.0)


def test_another_number_in_the_title_is_another_statement():
    orders = [make_document(number, BASE, title=f"Resolution {number} of the Council") for number in ("2202", "2203")]
    assert len(group_documents(make_input(orders)).statements) == 2


def test_other_parties_to_the_same_words_make_another_statement():
    made = [make_document(issuer, BASE, issuer=issuer, date_edtf="2025-03-25") for issuer in ("RU+US", "UA+US")]
    grouped = group_documents(make_input(made))
    assert [row["decision"] for row in grouped.version_pairs] == ["vetoed"]
    assert len(grouped.statements) == 2


def test_a_copy_dated_by_the_day_of_its_publication_is_a_copy():
    made = [
        make_document("signed", BASE, date_edtf="2020-05-09"),
        make_document("printed", BASE, date_edtf="2020-05-13"),
    ]
    assert len(group_documents(make_input(made)).statements) == 1


def test_a_copy_without_a_date_does_not_join_two_editions():
    made = [make_document(f"edition {year}", BASE, date_edtf=str(year)) for year in (2020, 2021)]
    grouped = group_documents(make_input([*made, make_document("undated", BASE)]))
    homes = {row["document_id"]: row["statement_id"] for row in grouped.versions}
    assert homes[document_id("edition 2020")] != homes[document_id("edition 2021")]
    assert homes[document_id("undated")] in homes.values()


def test_a_less_precise_date_stands_against_nothing():
    made = [make_document("year", BASE, date_edtf="2020"), make_document("day", BASE, date_edtf="2020-05-09")]
    assert len(group_documents(make_input(made)).statements) == 1


def test_unlike_texts_and_listings():
    made = [make_document(f"text {n}", made_paragraphs(n)) for n in range(4)]
    listing = make_document("listing", BASE, kind="listing", carries_statement=False)
    grouped = group_documents(make_input([*made, listing]))
    assert [row["relation"] for row in grouped.document_versions] == ["full"] * 4
    assert document_id("listing") not in {row["document_id"] for row in grouped.versions}


def test_no_documents():
    grouped = group_documents(make_input([]))
    assert (grouped.versions, grouped.statements, grouped.version_pairs) == ((), (), ())


def test_the_founder_names_the_statement_and_old_names_are_followed():
    made = [make_document("base", BASE), make_document("half", [" ".join(TEXT.split()[: N_WORDS // 2])])]
    seen = {"base": datetime(2024, 2, 1), "half": datetime(2024, 1, 1)}
    previous = {document_id("base"): "st-" + document_id("base")[:16]}
    grouped = group_documents(make_input(made, seen, previous=previous))
    (statement,) = grouped.statements
    assert statement["statement_id"] == "st-" + document_id("half")[:16]
    assert (statement["main_document_id"], statement["election_reasons"]) == (document_id("base"), ["most_words"])
    assert statement["first_seen_at"] == datetime(2024, 1, 1)
    assert grouped.renames == (
        {
            "old_statement_id": previous[document_id("base")],
            "statement_id": statement["statement_id"],
            "reason": "renamed",
        },
    )


def corpus():
    made = [make_document("base", BASE), make_document("other", made_paragraphs(2))]
    made += [make_document(name, [text]) for name, (text, _) in COPIES.items()]
    half = len(BASE) // 2
    article = [made_paragraphs(3, 1)[0], *BASE[:half], made_paragraphs(4, 1)[0], *made_paragraphs(2)[:half]]
    stated = [False, *[True] * half, False, *[True] * half]
    return [*made, make_document("article", article, stated, kind="article")]


CORPUS = corpus()
GROUPED = group_documents(make_input(CORPUS))


@settings(max_examples=8, deadline=None)
@given(st.permutations(CORPUS))
def test_any_order_gives_the_same_rows(made):
    assert group_documents(make_input(made)) == GROUPED
