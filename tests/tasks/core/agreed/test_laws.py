"""What holds of agreed language whatever the statements are."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.agreed import MainText, find_agreed
from tests.tasks.core.agreed.made import make_main
from tests.tasks.core.group.made import WORDS, made_sentence

CLAUSES = (
    "we stand by every inch of allied territory",
    "we stand by each inch of allied territory",
    "the sovereignty and territorial integrity of our neighbours",
    "as long as it takes",
    "the use of force and the threat of force",
)
PIECES = st.one_of(
    st.sampled_from(CLAUSES), st.lists(st.sampled_from(WORDS[:12]), min_size=1, max_size=6).map(" ".join)
)
SENTENCES = st.lists(PIECES, min_size=1, max_size=4).map(lambda pieces: f"So {' '.join(pieces)}.")
STATEMENTS = st.lists(
    st.tuples(st.lists(SENTENCES, min_size=1, max_size=4), st.one_of(st.none(), st.integers(1990, 1995))), max_size=6
)


def make_mains(statements: list[tuple[list[str], int | None]]) -> list[MainText]:
    return [make_main(f"s{at}", paragraphs, year) for at, (paragraphs, year) in enumerate(statements)]


@settings(max_examples=60, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_order_makes_no_difference(statements: list[tuple[list[str], int | None]], chance: random.Random) -> None:
    mains = make_mains(statements)
    rows = find_agreed(mains)
    chance.shuffle(mains)
    assert find_agreed(mains) == rows


@settings(max_examples=60, deadline=None)
@given(STATEMENTS)
def test_rows_hold_together(statements: list[tuple[list[str], int | None]]) -> None:
    mains = {main.statement_id: main for main in make_mains(statements)}
    rows = find_agreed(mains.values())
    keys = [(row["passage_id"], row["statement_id"], row["start_char"]) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        main, first = mains[row["statement_id"]], mains[row["first_statement_id"]]
        assert main.text.document["body"][row["start_char"] : row["end_char"]] == row["text"]
        assert first.order <= main.order
        uses = [other for other in rows if other["passage_id"] == row["passage_id"]]
        assert row["n_statements"] == len({other["statement_id"] for other in uses}) > 1
        (first_use,) = [other for other in uses if other["is_first_use"]]
        assert first_use["statement_id"] == row["first_statement_id"]
        assert (row["change"] == "same") == (row["text"].lower() == first_use["text"].lower())
        if row["change"] == "varied":
            kept = [step["words"] for step in row["word_diff"] if step["op"] in "=+"]
            assert " ".join(kept) == row["text"]
            lost = [step["words"] for step in row["word_diff"] if step["op"] in "=-"]
            assert " ".join(lost).lower() == first_use["text"].lower()


def test_a_statement_that_shares_nothing_changes_nothing() -> None:
    chance = random.Random(3)
    mains = make_mains(
        [([f"{made_sentence(chance)} Indeed {clause}." for clause in CLAUSES], 1990 + n) for n in range(3)]
    )
    apart = make_main("apart", ["Quiet rivers flow past sleeping hamlets toward distant estuaries."], 1980)
    rows = find_agreed(mains)
    assert rows
    assert find_agreed([*mains, apart]) == rows
