"""Damages that are planted are told, each once, with the places where they stand in both texts."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import to_arrow
from schemas.damage_tables import DAMAGES
from schemas.vocabularies import DAMAGES as KINDS
from tasks.core.damage import Found, find_damages, numbered_rows
from tasks.core.group.counterparts import find_counterparts
from tests.tasks.core.damage.pairs import ORIGINAL, SETTINGS, made_text, numbered, replaced, shown, told

PLEDGE = "Every delegation pledged additional equipment worth 250 million euros before the coming winter."
FOREIGN = "Subscribers will find more pictures of that morning in the evening edition of this newspaper."

# what is changed in the original, into what, and what is told of it
PLANTED = {
    "sentence lost": (
        f" {PLEDGE}",
        "",
        ("sentence_lost", "", PLEDGE[:-1]),
    ),
    "end cut": (
        " and call for an immediate ceasefire.",
        ".",
        ("sentence_cut", "", "and call for an immediate ceasefire"),
    ),
    "beginning cut": (
        "Our governments remain determined",
        "Remain determined",
        ("sentence_cut", "", "Our governments"),
    ),
    "middle cut": (
        "additional equipment worth 250 million euros before the ",
        "",
        ("sentence_cut", "", "additional equipment worth 250 million euros before the"),
    ),
    "words dropped": ("prepare a detailed report", "prepare a report", ("words_dropped", "", "detailed")),
    "number lost": ("worth 250 million", "worth million", ("number_lost", "", "250")),
    "number with a comma lost": ("of 40,000 soldiers", "of soldiers", ("number_lost", "", "40,000")),
    "number changed": ("40,000", "4,000", ("number_changed", "4,000", "40,000")),
    "date lost": ("in Vienna on 24 March 2022 to", "in Vienna to", ("date_lost", "", "24 March 2022")),
    "word misread": ("infrastructure", "infrastmcture", ("word_misread", "infrastmcture", "infrastructure")),
    "word split": ("infrastructure", "infra structure", ("word_split", "infra structure", "infrastructure")),
    "words joined": (
        "lasting cooperation",
        "lastingcooperation",
        ("words_joined", "lastingcooperation", "lasting cooperation"),
    ),
    "hyphen left": ("infrastructure", "infra-structure", ("hyphen_left", "infra-structure", "infrastructure")),
    "hyphen and space left": (
        "infrastructure",
        "infra- structure",
        ("hyphen_left", "infra- structure", "infrastructure"),
    ),
    "hyphen lost": ("long-term", "longterm", ("hyphen_lost", "longterm", "long-term")),
    "unreadable character": (
        "infrastructure",
        "infra\ufffd\ufffdructure",
        ("unreadable_character", "\ufffd\ufffd", None),
    ),
    "question mark for a letter": ("infrastructure", "infra?tructure", ("unreadable_character", "?", None)),
    "mojibake": ("immediate ceasefire", "immÃ©diate ceasefire", ("mojibake", "Ã©", None)),
    "stop gone": ("ceasefire. Every", "ceasefire Every", ("sentences_joined", " ", ".")),
    "text inserted": (
        "before the coming winter. ",
        f"before the coming winter. {FOREIGN} ",
        ("text_inserted", FOREIGN[:-1], None),
    ),
    "footnote mark on a word": (
        "infrastructure",
        "infrastructure3",
        ("note_mark_left", "infrastructure3", "infrastructure"),
    ),
    "footnote mark behind a stop": ("ceasefire.", "ceasefire.[3]", ("note_mark_left", "3", None)),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_damage_is_told_once_and_nothing_else(name):
    old, new, expected = PLANTED[name]
    copy = replaced(old, new)
    assert shown(told(copy), copy) == [expected]


def test_a_copy_without_damage_has_no_row():
    assert told(ORIGINAL) == []
    assert told([paragraph.upper() for paragraph in ORIGINAL]) == []


def test_other_wording_is_no_damage():
    assert told(replaced("remain determined to protect", "have decided to defend")) == []


def test_a_whole_row():
    original = "\n\n".join(ORIGINAL)
    copy = replaced("prepare a detailed report", "prepare a report")
    (row,) = told(copy)
    body = "\n\n".join(copy)
    assert row == {
        "document_id": made_text("copy", copy).document_id,
        "main_document_id": made_text("original", ORIGINAL).document_id,
        "damage": "words_dropped",
        "start_char": body.index(" report"),
        "end_char": body.index(" report"),
        "main_sentence_no": 5,
        "main_start_char": original.index("detailed"),
        "main_end_char": original.index("detailed") + len("detailed"),
        "n_lost_words": 1,
        "n_lost_numbers": 0,
    }
    assert to_arrow(DAMAGES, numbered_rows([[row]])).num_rows == 1


def test_what_is_lost_with_a_sentence_is_told_with_it():
    (row,) = told(replaced(ORIGINAL[0].split(". ")[1], ""))
    assert (row["damage"], row["n_lost_words"], row["n_lost_numbers"]) == ("sentence_lost", 15, 1)


def test_a_repeated_paragraph_is_one_damage():
    copy = [ORIGINAL[0], ORIGINAL[1], ORIGINAL[1], ORIGINAL[2]]
    (row,) = told(copy)
    assert (row["damage"], row["n_lost_words"]) == ("text_repeated", 0)


def test_a_moved_sentence_is_not_lost():
    assert [row["damage"] for row in told([ORIGINAL[2], ORIGINAL[1], ORIGINAL[0]])] == []


def test_of_an_excerpt_only_what_lies_inside_counts():
    copy = [ORIGINAL[1].replace("250 ", "").split(" The secretariat")[0]]
    assert [row["damage"] for row in told(copy, is_excerpt=True)] == ["number_lost"]
    assert [row["damage"] for row in told(copy)].count("sentence_lost") == 5


def test_a_paragraph_that_lost_its_number():
    main, numbers = numbered("original", ["1", "2", "3"])
    version, others = numbered("copy", ["1", None, "3"])
    rows = find_damages(Found(version, main.document_id, find_counterparts(main, version, SETTINGS)), numbers | others)
    assert [(row["damage"], row["main_sentence_no"]) for row in rows] == [("paragraph_number_lost", 3)]


def test_a_text_alone_shows_what_is_broken_in_it():
    text = made_text("alone", [ORIGINAL[0], "We condemn the continued We call for \ufffd peace.", ORIGINAL[0]])
    rows = find_damages(Found(text, text.document_id, None), {})
    body = text.document["body"]
    assert [(row["damage"], body[row["start_char"] : row["end_char"]], row["main_sentence_no"]) for row in rows] == [
        ("sentences_joined", "", None),
        ("unreadable_character", "\ufffd", None),
        ("text_repeated", ORIGINAL[0], None),
    ]


def test_clean_texts_of_other_scripts_show_nothing():
    texts = [
        "Міністри зустрілися у Відні та обговорили безпеку регіону. Чи буде мир? Так, ми в це віримо.",
        "各国の代表は会議に出席した。我々は平和を支持する。",
        "Les ministres se sont réunis à Vienne. « Voilà pourquoi ? » ont-ils demandé : où ça ?",
        "Η Ελλάδα στηρίζει την ειρήνη στην περιοχή και καλεί σε διάλογο.",
    ]
    for text in texts:
        alone = made_text("alone", [text])
        assert find_damages(Found(alone, alone.document_id, None), {}) == []


def test_numbers_of_rows_run_through_all_statements_of_a_document():
    first, second = told(replaced("40,000 ", "")), told(replaced("250 ", ""))
    rows = numbered_rows([first, second])
    assert [(row["damage_no"], row["main_start_char"]) for row in rows] == [
        (1, first[0]["main_start_char"]),
        (2, second[0]["main_start_char"]),
    ]


WORDS = "\n\n".join(ORIGINAL).split(" ")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_cut_is_told_once_and_lies_in_both_texts(data):
    first = data.draw(st.integers(0, len(WORDS) - 1))
    last = data.draw(st.integers(first, len(WORDS) - 1))
    body = " ".join(WORDS[:first] + WORDS[last + 1 :])
    if len(body) < 200:
        return
    copy = body.split("\n\n")
    main, version = made_text("original", ORIGINAL), made_text("copy", copy)
    alignment = find_counterparts(main, version, SETTINGS)
    rows = find_damages(Found(version, main.document_id, alignment), {})
    partners = {i for i, _ in alignment.pairs} | {i for i, _ in alignment.moved_pairs}
    lost = [row for row in rows if row["n_lost_words"]]
    assert sum(row["n_lost_words"] for row in lost) <= len(main.word_ids) - len(partners)
    assert all(0 <= row["start_char"] <= row["end_char"] <= len(version.document["body"]) for row in rows)
    spans = sorted((row["main_start_char"], row["main_end_char"]) for row in lost)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert {row["damage"] for row in rows} <= set(KINDS)
