"""What a run groups again: only what new evidence touches, with the rows that grouping all of it would give."""

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tasks.core.group.reviewed import packed, read_reviewed
from tests.pipeline import Done, all_rows, rows_of, sweep
from tests.tasks.core.group.made import made_paragraphs

HEADER = "decision,document_id,other_document_id,author,reason,date\n"


def statement(seed: int, kept: slice = slice(None), place: str = "Vienna") -> str:
    """A statement of its own for each seed, or a part of it."""
    return "\n\n".join([f"Statement {seed} of the Danube Council", *made_paragraphs(seed, 6, 4)[kept]])


def article(*seeds: int) -> str:
    """A report that quotes a paragraph or two of each statement."""
    parts = ["Vienna (Agency) - Ministers met on Monday, and reporters were told what they had agreed."]
    for seed in seeds:
        parts += [f"“{paragraph}”" for paragraph in made_paragraphs(seed, 6, 4)[1:4]]
        parts.append(f"Officials who took part said that talks will go on, a spokesman told reporters on day {seed}.")
    return "\n\n".join(parts)


FILES = {
    **{f"full-{seed}.txt": statement(seed) for seed in range(6)},
    **{f"cut-{seed}.txt": statement(seed, slice(0, 4)) for seed in range(0, 6, 2)},
    "tail-0.txt": statement(0, slice(3, None)),
    "wrapped-1.txt": statement(1).replace(". ", ".\n"),
    "article-01.txt": article(0, 1),
    "article-3.txt": article(3),
    "article-9.txt": article(9),
}


def put(source: Path, names: Sequence[str]) -> None:
    for name in names:
        (source / name).write_text(FILES[name], encoding="utf-8")


def ids(done: Done) -> dict[str, str]:
    return dict(rows_of(done.published, "select path, document_id from raw.files where state = 'present'"))


def families(done: Done) -> set[frozenset[str]]:
    rows = rows_of(
        done.published,
        "select list(distinct path) from core.versions join raw.files using (document_id) group by statement_id",
    )
    return {frozenset(paths) for (paths,) in rows}


def n_grouped(done: Done) -> int:
    ((n_rows,),) = rows_of(
        done.published, "select n_rows from ops.steps where run_id = ? and step = 'group'", done.run.run_id
    )
    return int(n_rows)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """All files in one run."""
    source = tmp_path_factory.mktemp("all") / "inbox"  # the name that the fixture `source` has
    source.mkdir()
    put(source, list(FILES))
    return sweep(source, tmp_path_factory.mktemp("whole"))


def test_the_made_files_make_the_families_that_they_should(whole: Done) -> None:
    found = families(whole)
    assert {"full-0.txt", "cut-0.txt", "tail-0.txt", "article-01.txt"} in found
    assert {"full-1.txt", "wrapped-1.txt", "article-01.txt"} in found
    assert {"full-3.txt", "article-3.txt"} in found
    assert {"full-5.txt"} in found
    assert {"article-9.txt"} in found


@pytest.mark.parametrize("seed", [1, 2])
def test_files_that_come_in_any_order_and_batches_give_the_rows_of_one_run(
    whole: Done, source: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    waiting = chance.sample(list(FILES), len(FILES))
    while waiting:
        size = chance.randint(1, 4)
        put(source, waiting[:size])
        done = sweep(source, tmp_path / "warehouse")
        waiting = waiting[size:]
    assert all_rows(done.published) == all_rows(whole.published)


def test_only_what_new_evidence_touches_is_grouped_again(source: Path, tmp_path: Path) -> None:
    put(source, [name for name in FILES if name != "cut-4.txt"])
    assert n_grouped(sweep(source, tmp_path / "warehouse")) == len(FILES) - 1
    put(source, ["cut-4.txt"])
    assert n_grouped(sweep(source, tmp_path / "warehouse")) == 2  # it and full-4.txt


def test_agreed_language_is_read_anew_only_when_a_main_version_changed(source: Path, tmp_path: Path) -> None:
    put(source, ["full-1.txt", "full-2.txt"])
    shared = "\n\nWe stand ready to defend the accord and its members whatever the weather brings to our harbours."
    for name in ("full-1.txt", "full-2.txt"):
        (source / name).write_text(FILES[name] + shared, encoding="utf-8")
    before = sweep(source, tmp_path / "warehouse")
    rows = all_rows(before.published)["core.agreed_language"]
    assert len(rows) >= 2
    put(source, ["cut-2.txt"])
    done = sweep(source, tmp_path / "warehouse")
    assert all_rows(done.published)["core.agreed_language"] == rows
    (source / "full-4.txt").write_text(FILES["full-4.txt"] + shared, encoding="utf-8")
    assert len(all_rows(sweep(source, tmp_path / "warehouse").published)["core.agreed_language"]) > len(rows)


def test_without_its_index_or_with_a_damaged_one_a_run_gives_the_same_rows(
    whole: Done, source: Path, tmp_path: Path
) -> None:
    names = list(FILES)
    put(source, names[:6])
    first = sweep(source, tmp_path / "warehouse")
    index = first.run.places.fingerprints
    assert index.exists()
    index.unlink()
    put(source, names[6:9])
    sweep(source, tmp_path / "warehouse")
    index.write_bytes(b"no index at all" * 100)
    put(source, names[9:])
    done = sweep(source, tmp_path / "warehouse")
    assert all_rows(done.published) == all_rows(whole.published)


def test_an_index_of_another_warehouse_is_not_believed(whole: Done, source: Path, tmp_path: Path) -> None:
    put(source, list(FILES)[:3])
    first = sweep(source, tmp_path / "warehouse")
    shutil.copy(whole.run.places.fingerprints, first.run.places.fingerprints)
    put(source, list(FILES))
    assert all_rows(sweep(source, tmp_path / "warehouse").published) == all_rows(whole.published)


def decided(text: str) -> dict[str, str]:
    return packed(read_reviewed(HEADER + text))


def reviewed_pairs(done: Done) -> list[tuple[str, str, str]]:
    rows = rows_of(done.published, "select decision, evidence from core.version_pairs order by document_id")
    found = [(decision, json.loads(evidence)) for decision, evidence in rows]
    return [(decision, each["author"], each["review"]) for decision, each in found if each["reason"] == "reviewed"]


def test_documents_that_are_always_together_are_until_the_line_is_gone(source: Path, tmp_path: Path) -> None:
    put(source, ["full-1.txt", "full-2.txt", "cut-2.txt"])
    warehouse = tmp_path / "warehouse"
    before = sweep(source, warehouse)
    known = ids(before)
    line = f"together,{known['full-1.txt']},{known['full-2.txt']},A. Reviewer,a new edition,2026-01-02\n"
    done = sweep(source, warehouse, reviewed=decided(line))
    assert families(done) == {frozenset(["full-1.txt", "full-2.txt", "cut-2.txt"])}
    assert reviewed_pairs(done) == [("linked", "A. Reviewer", "a new edition")]
    assert rows_of(done.published, "select reason from core.statement_history") == [("merged",)]
    assert sweep(source, warehouse, reviewed=decided(line)).loaded is None

    undone = sweep(source, warehouse)
    assert families(undone) == families(before)
    assert reviewed_pairs(undone) == []
    assert all_rows(undone.published, ("raw",)) == all_rows(before.published, ("raw",))
    assert rows_of(undone.published, "select reason from core.statement_history order by run_id") == [
        ("merged",),
        ("split",),
    ]


def test_documents_that_are_never_together_are_apart_by_every_chain(source: Path, tmp_path: Path) -> None:
    put(source, ["full-0.txt", "cut-0.txt", "tail-0.txt"])
    warehouse = tmp_path / "warehouse"
    known = ids(sweep(source, warehouse))
    line = f"apart,{known['cut-0.txt']},{known['full-0.txt']},A. Reviewer,another speech,\n"
    done = sweep(source, warehouse, reviewed=decided(line))
    homes = families(done)
    assert not any({"full-0.txt", "cut-0.txt"} <= home for home in homes)
    assert ("vetoed", "A. Reviewer", "another speech") in reviewed_pairs(done)


def test_decisions_hold_for_a_document_that_comes_later(whole: Done, source: Path, tmp_path: Path) -> None:
    known = ids(whole)
    line = f"together,{known['full-1.txt']},{known['full-5.txt']},A. Reviewer,the same meeting,\n"
    put(source, ["full-1.txt"])
    sweep(source, tmp_path / "warehouse", reviewed=decided(line))
    put(source, ["full-5.txt"])
    done = sweep(source, tmp_path / "warehouse", reviewed=decided(line))
    assert families(done) == {frozenset(["full-1.txt", "full-5.txt"])}
