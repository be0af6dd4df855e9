"""Which version is the main one: complete, clean, structured, in the original language, whatever the order."""

import random

import pytest

from tasks.core.group.election import elect
from tasks.core.group.members import Member
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document

BASE = made_paragraphs(1)
SETTINGS = Grouping()


def member(name, paragraphs, is_excerpt=False, **facts):
    document, spans, sentences = make_document(name, paragraphs, **facts)
    text = make_texts([document], spans, sentences)[document_id(name)]
    return Member(text, sentences[0]["start_char"], sentences[-1]["end_char"], {}, is_excerpt)


def elected(*members):
    main, reasons = elect(members, SETTINGS)
    again = [elect(random.Random(seed).sample(members, len(members)), SETTINGS) for seed in range(3)]
    assert all(each == (main, reasons) for each in again)
    return main.document_id, reasons


def misread(paragraphs, step):
    words = [paragraph.split(" ") for paragraph in paragraphs]
    return [
        " ".join(w.replace("i", "l").replace("e", "c") if at % step == 1 else w for at, w in enumerate(p))
        for p in words
    ]


def test_a_single_version():
    assert elected(member("a", BASE)) == (document_id("a"), ["only_version"])


@pytest.mark.parametrize(
    ("name", "copy", "reason"),
    [
        ("half of it", BASE[:4], "most_words"),
        ("stops lost at the end", [paragraph.rstrip(".") for paragraph in BASE], "fewest_cut_sentences"),
        ("stops lost inside", [paragraph.replace(". ", " ", 1) for paragraph in BASE], "most_sentences"),
        ("some words misread", misread(BASE, 20), "fewest_odd_words"),
        ("a character lost", [BASE[0].replace("a", "\ufffd", 1), *BASE[1:]], "fewest_broken_words"),
        ("paragraphs run together", [" ".join(BASE)], "most_paragraphs"),
        ("a paragraph twice", [*BASE[:3], *BASE[2:]], "fewest_repeats"),
    ],
)
def test_the_better_copy_is_elected_for_its_reason(name, copy, reason):
    base, other = member("base", BASE), member(name, copy)
    assert elected(base, other) == (document_id("base"), [reason])


def test_lines_of_the_page_do_not_make_a_copy_longer():
    page = [
        *(f"Share follow print {word} menu home contact imprint sitemap" for word in ("north", "south", "west")),
        *BASE,
    ]
    paragraphs = [*page[:5], *page[5:]]
    found, reasons = elected(member("base", BASE), member("page", paragraphs))
    assert (found, reasons[0]) == (document_id("base"), "fewest_cut_sentences")


def test_what_two_copies_have_goes_before_what_one_has():
    surrounded = [made_paragraphs(9)[0], *BASE, made_paragraphs(8)[0]]
    cut = BASE[:5]
    found, reasons = elected(
        member("surrounded", [*surrounded[:-2]]), member("base", BASE), member("copy", BASE), member("cut", cut)
    )
    assert found in (document_id("base"), document_id("copy"))
    assert reasons[0] == "most_confirmed"


@pytest.mark.parametrize("n_copies", [2, 3, 9])
def test_copies_of_a_damaged_copy_do_not_outvote_the_whole_text(n_copies):
    """That all of them lack words in many places says no more than that the one they were made of does."""
    opening = "On 3 May 2021 the Heads of State met in Vienna at the invitation of the President of Austria."
    words = [paragraph.split(" ") for paragraph in BASE]
    damaged = [opening, *(" ".join([*each[:6], *each[14:]]) for each in words)]
    variants = [[*damaged[:-1], damaged[-1] + f" Item{at}"] for at in range(n_copies)]
    found, reasons = elected(member("whole", BASE), *(member(f"cut {at}", each) for at, each in enumerate(variants)))
    assert (found, reasons) == (document_id("whole"), ["most_confirmed"])


def test_the_language_of_most_and_never_a_file_that_calls_itself_a_translation():
    english = [member(name, BASE) for name in ("one", "two")]
    french = member("long", made_paragraphs(2, 12), language_code="fr")
    assert elected(*english, french)[1][0] == "original_language"
    translated = member("translated", ["(Unofficial translation)", *BASE])
    original = member("original", made_paragraphs(3), language_code="uk")
    assert elected(translated, original) == (document_id("original"), ["original_language"])


def test_an_article_is_elected_only_where_it_is_all_statement():
    document = {"kind": "article"}
    assert elected(member("article", BASE, is_excerpt=True, **document), member("half", BASE[:4]))[1] == ["most_words"]
    long, spans, sentences = make_document("long", [*made_paragraphs(5), *BASE])
    text = make_texts([long], spans, sentences)[document_id("long")]
    article = Member(text.part(list(range(32, 64))), 0, len(long["body"]), {}, is_excerpt=True)
    assert elected(article, member("half", BASE[:4])) == (document_id("half"), ["own_text"])


def test_of_equals_the_smaller_id():
    names = sorted(("a", "b", "c"), key=document_id)
    assert elected(*(member(name, BASE) for name in names)) == (document_id(names[0]), ["equal"])


def test_an_insertion_does_not_make_a_copy_better_and_is_not_equal():
    copies = [
        member(f"copy {n}", [p.replace(" ", f" word{n} ", 1) if at in (0, 7) else p for at, p in enumerate(BASE)])
        for n in range(3)
    ]
    inserted = member("inserted", [*BASE[:4], made_paragraphs(7, 1)[0], *BASE[4:]])
    found, reasons = elected(member("base", BASE), inserted, *copies)
    assert found == document_id("base")
    assert "fewest_insertions" in reasons
