"""A plan names exactly what is stale, why, and what follows; and a rebuild does exactly that."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tasks.core.fingerprint import parts
from tasks.core.group.reviewed import COLUMNS, packed, read_reviewed
from tasks.core.plan import DocumentPlan, PlanError, plan
from tasks.core.plan.plan import GONE
from tasks.core.run import Run
from tasks.core.selection import Selection
from tasks.core.structure.corrections import packed as packed_corrections
from tests.pipeline import Done, rows_of, sweep
from tests.tasks.core.plan.changing import PART, other_code

TEXT = """Joint statement of the ministers of Norway and Iceland

Oslo, 3 May 2023

We, the ministers of Norway and Iceland, met today in Oslo. We agreed to protect our common {what}. We condemn the
illegal fishing of {what} in the waters of our countries, and call on all states to stop it.
"""
FISH, WHALES = TEXT.format(what="fish"), TEXT.format(what="whales").replace("3 May", "4 June")
COPY = FISH.replace("Oslo, 3 May 2023\n\n", "")
STEPS = ("extract", "structure", "validate", "group", "annotate")
CORRECTION = (
    "document_id,field,value,author,reason,date\n{0},date_edtf,2023-05-02,A. Reviewer,the printed copy,2026-01-02\n"
)


def id_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Two statements, one of them twice, and a file that is refused. Nobody writes here."""
    root = tmp_path_factory.mktemp("published")
    source = root / "inbox"
    source.mkdir()
    for name, text in (("fish", FISH), ("copy of fish", COPY), ("whales", WHALES)):
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    (source / "empty.txt").write_text("", encoding="utf-8")
    (source / "link.txt").symlink_to(source / "gone.txt")
    return sweep(source, root / "warehouse")


@pytest.fixture
def own(published: Done, tmp_path: Path) -> Run:
    """The run in a warehouse that may be written."""
    shutil.copytree(published.run.warehouse, tmp_path / "warehouse")
    return replace(published.run, warehouse=tmp_path / "warehouse")


def by_path(run: Run) -> dict[str, DocumentPlan]:
    return {one.path: one for one in plan([run]).documents}


def test_nothing_is_stale_after_a_run(published: Done) -> None:
    made = plan([published.run])
    assert made.is_empty
    assert (made.n_documents, made.n_refused_stale, dict(made.reasons)) == (4, 0, {})
    assert {(step.n_stale, step.n_follow, step.n_may_follow, step.seconds) for step in made.steps} == {(0, 0, 0, 0.0)}
    assert [step.step for step in made.steps] == list(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_other_code_of_a_step_makes_all_documents_stale_from_there(published: Done, step: str) -> None:
    now = parts(step)[PART[step]]
    with other_code(step):
        made = plan([published.run])
    phrase = f"spacy {now} before, now 3.99" if step == "annotate" else f"{PART[step]} changed"
    assert dict(made.reasons) == {f"{step}: {phrase}": 3}
    after = STEPS[STEPS.index(step) + 1 :]
    surely, perhaps = (after, ()) if step in ("extract", "structure") else ((), after)
    assert {(one.step, one.stale, one.follows, one.may_follow, one.obstacle) for one in made.documents} == {
        (step, (step,), surely, perhaps, "")
    }
    assert [one.path for one in made.documents] == ["copy of fish.txt", "fish.txt", "whales.txt"]
    counts = {each.step: (each.n_stale, each.n_follow, each.n_may_follow) for each in made.steps}
    assert counts == {each: (3 * (each == step), 3 * (each in surely), 3 * (each in perhaps)) for each in STEPS}
    # the file without bytes was refused by the step `extract`: other code of that might read it
    assert made.n_refused_stale == (step == "extract")


def test_the_expected_cost_is_that_of_the_last_runs(published: Done) -> None:
    query = "select step, seconds, cpu_seconds, n_rows from ops.steps where outcome = 'computed'"
    spent = {step: (seconds, cpu, n) for step, seconds, cpu, n in rows_of(published.published, query)}
    with other_code("structure"):
        steps = {step.step: step for step in plan([published.run]).steps}
    assert spent["validate"][2] > 3  # gates count a document each; what counts is how many were carried
    assert [(steps[each].seconds, steps[each].cpu_seconds) for each in STEPS[1:]] == [
        pytest.approx((spent[each][0], spent[each][1])) for each in STEPS[1:]
    ]


def test_a_step_that_no_run_computed_has_no_known_cost(own: Run) -> None:
    own.places.published.chmod(0o644)
    with duckdb.connect(str(own.places.published)) as connection:
        connection.execute("delete from ops.steps where step = 'structure'")
    with other_code("structure"):
        assert plan([own]).steps[1].seconds is None


def test_what_people_set_makes_the_document_stale_that_they_set_it_for(published: Done) -> None:
    corrected = replace(published.run, corrections=packed_corrections(CORRECTION.format(id_of(FISH))))
    found = by_path(corrected)
    fish, copy = found.pop("fish.txt"), found.pop("copy of fish.txt")
    assert (fish.stale, fish.follows, fish.reasons) == (
        ("structure",),
        ("validate", "group", "annotate"),
        ("structure: corrected",),
    )
    assert (copy.stale, copy.follows, copy.may_follow) == ((), ("group",), ("annotate",))
    assert copy.reasons == ("group: its family is grouped again",)
    assert found == {}


def test_a_pair_that_is_reviewed_is_grouped_again(published: Done) -> None:
    line = f"apart,{id_of(FISH)},{id_of(COPY)},A. Reviewer,two meetings,2026-01-02\n"
    reviewed = replace(published.run, reviewed=packed(read_reviewed(",".join(COLUMNS) + "\n" + line)))
    again = (("group",), ("annotate",), ("group: pairs reviewed",))
    assert {path: (one.stale, one.may_follow, one.reasons) for path, one in by_path(reviewed).items()} == {
        "fish.txt": again,
        "copy of fish.txt": again,
    }


def test_another_model_is_told_with_both_versions(published: Done) -> None:
    made = plan([replace(published.run, model="x", model_version="x 3.8")])
    assert dict(made.reasons) == {"annotate: model: none before, now x 3.8": 3}


def test_other_limits_concern_what_reading_refused(published: Done) -> None:
    made = plan([replace(published.run, limits=replace(published.run.limits, text_chars=17))])
    assert (made.documents, made.n_refused_stale) == ((), 1)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection("structure"), dict.fromkeys(("copy of fish.txt", "fish.txt", "whales.txt"), "structure: selected")),
        (Selection("annotate", (id_of(WHALES),)), {"whales.txt": "annotate: selected"}),
        (Selection("validate", (id_of(WHALES),)), {"whales.txt": "validate: selected"}),
        (Selection("", (id_of(WHALES),)), {}),
        (Selection(rejected=True), {"empty.txt": "extract: refused, and to be tried again"}),
    ],
    ids=lambda given: given.told if isinstance(given, Selection) else "",
)
def test_a_selection_is_planned_as_it_is_asked_for(
    published: Done, selection: Selection, expected: dict[str, str]
) -> None:
    made = plan([replace(published.run, selection=selection)])
    assert {one.path: one.reasons[0] for one in made.documents} == expected
    assert {len(one.reasons) for one in made.documents} <= {1}
    assert (made.n_unread, made.asked_for) == (int(selection.rejected), selection.told)


def test_a_document_without_bytes_and_file_cannot_be_read_again(own: Run) -> None:
    for kept in own.places.bytes.glob(f"*/{id_of(WHALES)}"):
        kept.unlink()
    gone = replace(own, source=own.warehouse / "nowhere")
    with other_code("extract"):
        here, away = by_path(own), by_path(gone)
        n_read = [made.steps[0].n_stale for made in (plan([own]), plan([gone]))]
    assert {path: one.obstacle for path, one in here.items()} == dict.fromkeys(here, "")
    assert {path: one.obstacle for path, one in away.items() if one.obstacle} == {"whales.txt": GONE}
    assert n_read == [3, 2]


def test_sources_are_planned_together_and_each_by_its_own_run(published: Done) -> None:
    other = replace(published.run, source_name="another source")
    with other_code("group"):
        assert len(plan([other]).documents) == 0
        assert len(plan([other, published.run]).documents) == 3
        assert len(plan([replace(other, source_name="")]).documents) == 3
    assert plan([]).is_empty


def test_a_plan_writes_nothing_and_holds_up_no_run(published: Done) -> None:
    folder = published.run.warehouse
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with duckdb.connect(str(published.run.places.build)), other_code("structure"):  # as a run holds it
        assert len(plan([published.run]).documents) == 3
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    own = {published.run.places.build, published.run.places.state}
    assert {path for path in after if after[path] != before.get(path)} <= own


def test_without_a_publication_there_is_nothing_to_plan(published: Done, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"nothing is published yet\. Run `communique ingest` first"):
        plan([replace(published.run, warehouse=tmp_path)])
    (tmp_path / "statements.duckdb").write_text("no database", encoding="utf-8")
    with pytest.raises(PlanError, match="cannot be opened"):
        plan([replace(published.run, warehouse=tmp_path)])


def touched(done: Done) -> set[tuple[str, str]]:
    """Rows of `ops.document_steps` that a run wrote, by path and step."""
    query = """select path, step from ops.document_steps join raw.files using (document_id) where run_id = ?"""
    return set(rows_of(done.published, query, done.run.run_id))


@pytest.fixture(params=STEPS[1:])  # of the first all others follow, as of the second
def step(request: pytest.FixtureRequest) -> Iterator[str]:
    with other_code(request.param):
        yield request.param


def test_a_rebuild_does_exactly_what_is_planned_and_leaves_nothing(own: Run, step: str) -> None:
    made = plan([own])
    planned = {(one.path, each) for one in made.documents for each in (*one.stale, *one.follows)}
    done = sweep(own.source, own.warehouse, selection=Selection())
    assert touched(done) == planned
    after = plan([done.run])
    assert (after.documents, after.n_refused_stale) == ((), made.n_refused_stale)
