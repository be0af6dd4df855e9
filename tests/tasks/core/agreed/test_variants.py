"""Wording that is varied: found by what stays, shown by what changes."""

import pytest

from tasks.core.agreed import Agreed, find_agreed
from tests.tasks.core.agreed.made import make_main, passages, shown

FIRST = "Our task remains to protect every inch of Allied territory."


@pytest.mark.parametrize(
    ("later", "change"),
    [
        ("They watch over every inch of NATO territory.", "=[every inch of] -[Allied] +[NATO] =[territory]"),
        ("They watch over every single inch of Allied territory.", "=[every] +[single] =[inch of Allied territory]"),
        ("They watch over every inch of territory.", "=[every inch of] -[Allied] =[territory]"),
    ],
)
def test_two_statements_that_both_put_it_their_way(later: str, change: str) -> None:
    rows = find_agreed([make_main("one", [FIRST], 2001), make_main("two", [later], 2002)])
    assert [row["statement_id"] for row in rows if row["is_first_use"]] == ["one"]
    (varied,) = [row for row in rows if not row["is_first_use"]]
    assert (varied["change"], shown(varied)) == ("varied", change)


def test_a_varied_use_joins_the_passage_of_the_exact_ones() -> None:
    mains = [
        make_main("one", [FIRST], 2001),
        make_main("two", ["He vowed to guard every inch of Allied territory against threats."], 2002),
        make_main("three", ["She spoke of every inch of NATO territory and left."], 2003),
    ]
    assert passages(find_agreed(mains)) == {
        "every inch of Allied territory": [
            ("one", "same", "every inch of Allied territory"),
            ("three", "varied", "every inch of NATO territory"),
            ("two", "same", "every inch of Allied territory"),
        ]
    }


def test_a_long_wording_with_two_changes_is_one_passage_as_far_as_both_go() -> None:
    mains = [
        make_main(
            "one", ["We will continue and intensify practical support for Ukraine as it defends its land."], 2001
        ),
        make_main("two", ["We will continue and increase practical support to Ukraine as it defends its land."], 2002),
    ]
    rows = find_agreed(mains)
    assert [row["change"] for row in rows] == ["same", "varied"]
    assert shown(rows[1]) == (
        "=[We will continue and] -[intensify] +[increase] =[practical support] -[for] +[to]"
        " =[Ukraine as it defends its land]"
    )


def test_other_nouns_around_the_same_frame_are_another_wording() -> None:
    mains = [
        make_main("one", ["The ministers of fisheries shall meet in the spring."], 2001),
        make_main("two", ["The ministers of transport shall speak in the autumn."], 2002),
    ]
    assert find_agreed(mains) == []


def test_parts_of_the_corpus_looked_through_one_by_one_give_the_same_rows() -> None:
    mains = [
        make_main("one", [FIRST, "Nothing may weaken the transatlantic bond between our nations."], 2001),
        make_main("two", ["They watch over every inch of NATO territory."], 2002),
        make_main("three", ["We cherish the transatlantic bond among our nations."], 2003),
    ]
    rows = find_agreed(mains)
    assert {row["change"] for row in rows} == {"same", "varied"}
    assert find_agreed(mains, Agreed(part_words=3)) == rows
