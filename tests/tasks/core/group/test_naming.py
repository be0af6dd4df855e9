"""Names of statements: made from the founder, and told what became of them."""

from datetime import datetime

from tasks.core.group.naming import find_renames, name_families

EARLY, LATE = datetime(2024, 1, 1), datetime(2024, 2, 1)


def renames(previous, current):
    return [tuple(row.values()) for row in find_renames(previous, current)]


def test_the_founder_is_the_member_seen_first_whatever_its_id():
    seen = {"a" * 64: LATE, "b" * 64: EARLY, "c" * 64: LATE}
    (name,) = name_families([("a" * 64, ["a" * 64, "b" * 64, "c" * 64])], seen)
    assert name == "st-" + "b" * 16


def test_a_merge_names_the_statement_that_lost_its_name():
    assert renames([("a", "1"), ("b", "2")], [("a", "1"), ("b", "1")]) == [("2", "1", "merged")]


def test_a_split_is_told_though_the_old_name_stays_with_the_founder():
    assert renames([("a", "1"), ("b", "1")], [("a", "1"), ("b", "2")]) == [("1", "2", "split")]


def test_a_split_in_two_new_names():
    assert renames([("a", "1"), ("b", "1")], [("a", "2"), ("b", "3")]) == [("1", "2", "split"), ("1", "3", "split")]


def test_a_new_founder_renames():
    assert renames([("a", "1")], [("a", "2")]) == [("1", "2", "renamed")]


def test_two_statements_under_a_new_name_are_merged():
    moved = renames([("a", "1"), ("b", "2")], [("a", "3"), ("b", "3")])
    assert moved == [("1", "3", "merged"), ("2", "3", "merged")]


def test_a_document_that_moves_from_one_known_statement_to_another_is_a_split_of_the_first():
    assert renames([("a", "1"), ("b", "1"), ("c", "2")], [("a", "1"), ("b", "2"), ("c", "2")]) == [("1", "2", "split")]


def test_what_is_gone_or_new_changes_no_name():
    assert renames([("a", "1"), ("gone", "9")], [("a", "1"), ("new", "5")]) == []


def test_a_founding_article_of_two_statements_keeps_both():
    assert renames([("a", "1"), ("a", "2")], [("a", "1"), ("a", "2")]) == []
