"""Closed runs, held against a search that looks at every run of every length."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.agreed.runs import closed_runs, join_words, shared_grams
from tests.tasks.core.agreed.made import make_main

SIZE = 2
PART_WORDS = 5  # so that every text is looked through in several parts
Words = tuple[str, ...]
Corpus = list[list[list[str]]]  # statements of sentences of words


def counted(statements: Corpus) -> dict[Words, set[int]]:
    """Statements by run of words, of two words or more, inside a sentence."""
    found: dict[Words, set[int]] = {}
    for number, sentences in enumerate(statements):
        for sentence in sentences:
            for start in range(len(sentence)):
                for end in range(start + SIZE, len(sentence) + 1):
                    found.setdefault(tuple(sentence[start:end]), set()).add(number)
    return found


def is_inside(part: Words, run: Words) -> bool:
    return len(part) < len(run) and any(run[at : at + len(part)] == part for at in range(len(run)))


def expected(statements: Corpus) -> dict[Words, int]:
    counts = {run: len(homes) for run, homes in counted(statements).items() if len(homes) > 1}
    return {
        run: count
        for run, count in counts.items()
        if not any(other == count and is_inside(run, longer) for longer, other in counts.items())
    }


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=7), min_size=1, max_size=3), max_size=4))
def test_closed_runs_are_those_that_no_longer_run_has_as_many_statements_as(statements: Corpus) -> None:
    mains = [make_main(str(at), [" ".join(each) for each in sentences]) for at, sentences in enumerate(statements)]
    words = join_words(mains)
    printed = [word for sentences in statements for sentence in sentences for word in sentence]
    found: dict[Words, int] = {}
    for runs in closed_runs(words, shared_grams(words, SIZE, PART_WORDS), SIZE):
        for start, n_words, run in zip(runs.starts, runs.n_words, runs.runs, strict=True):
            found[tuple(printed[start : start + n_words])] = int(runs.n_statements[run])
    assert found == expected(statements)
