"""Each hostile file ends as a rejection with its reason, or as a correct document; none ends anything else."""

from collections.abc import Callable, Iterator

import pytest

from tasks.core.extract.pool import Pool
from tests.hostile import pages, pdfs, words
from tests.hostile.good import cut, page, printed, word
from tests.hostile.outcomes import READ, is_whole, is_whole_or_says_so, outcome, wrong_ones

Cases = Callable[[], Iterator[tuple[str, bytes, tuple[str, ...]]]]
FAMILIES: tuple[Cases, ...] = (
    pdfs.damage,
    pdfs.passwords,
    pdfs.bombs,
    pdfs.loops,
    pdfs.shapes,
    words.damage,
    words.bombs,
    words.outside,
    words.shapes,
    words.numbers,
    pages.broken,
    pages.deep,
    pages.wide,
    pages.outside,
    pages.texts,
)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


@pytest.mark.parametrize("cases", FAMILIES, ids=lambda cases: f"{cases.__module__.rpartition('.')[2]}-{cases.__name__}")
def test_every_file_ends_well(pool: Pool, cases: Cases) -> None:
    assert wrong_ones(pool, cases()) == {}


@pytest.mark.parametrize("content", [printed(), word(), page()], ids=["pdf", "docx", "html"])
def test_the_files_that_were_broken_were_good(pool: Pool, content: bytes) -> None:
    found = outcome(pool, content)
    assert found.reason == READ, found.detail
    assert found.read is not None
    assert is_whole(found.read)


@pytest.mark.parametrize("content", [printed(3), word()], ids=["pdf", "docx"])
def test_what_was_cut_off_never_passes_for_whole(pool: Pool, content: bytes) -> None:
    for name, part in cut(content):
        read = outcome(pool, part).read
        assert read is None or is_whole_or_says_so(read), name


def test_an_entity_that_points_outside_is_not_followed(pool: Pool) -> None:
    for name, content, _ in (*words.outside(), *pages.outside()):
        read = outcome(pool, content).read
        assert read is None or is_whole(read), name
        assert read is None or "root:" not in read.text, name
