"""What a fingerprint is made of, and that nothing is left out."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tasks.core import fingerprint
from tasks.core.code import libraries
from tasks.core.code.data import data_files, knowledge_read, tables
from tasks.core.code.definitions import read_module
from tasks.core.code.memory import remembered
from tasks.core.code.reach import OPEN, ROOT, Reached, module_file, module_of, reach
from tasks.core.fingerprint import PLUMBING, ROOTS, code_version, is_plumbing, parts, step_fingerprint, told_otherwise
from tests.pipeline import RAW

OBSERVED = Path(__file__).with_name("observed_reads.py")


@pytest.fixture(scope="module")
def reached() -> Mapping[str, Reached]:
    return {step: reach(roots, told_otherwise) for step, roots in ROOTS.items()}


def test_every_step_has_a_fingerprint_of_its_own() -> None:
    found = {step_fingerprint(step) for step in ROOTS}
    assert len(found) == len(ROOTS)
    assert {len(each) for each in found} == {16}
    assert code_version().startswith("0.1.0+")


def test_parts_have_names_that_a_person_knows() -> None:
    assert {
        "tasks/core/structure/titles.py",
        "tasks/core/dates.py",
        "schemas/knowledge/ministries.csv",
        "columns of core.paragraphs",
        "langdetect",
        "python",
        "unicode",
    } <= parts("structure").keys()
    assert parts("structure")["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert {"rules of documents", "great_expectations", "pandas"} <= parts("validate").keys()
    assert {"rules of annotations", "spacy", "schemas/knowledge/act_verbs.csv"} <= parts("annotate").keys()
    assert {"tasks/core/group/scorer.json", "tasks/core/agreed/windows.py", "rapidfuzz"} <= parts("group").keys()
    assert {"tasks/core/formats/pdf/engine.py", "tasks/core/extract/child.py", "pdfminer.six"} <= parts(
        "extract"
    ).keys()


def test_a_step_holds_nothing_of_the_steps_after_it() -> None:
    def of(step: str, package: str) -> list[str]:
        return [name for name in parts(step) if name.startswith(f"tasks/core/{package}/")]

    assert [of("extract", later) for later in ("structure", "group", "annotate", "validate", "settle")] == [[]] * 5
    assert [of("structure", later) for later in ("group", "annotate", "validate", "formats")] == [[]] * 4
    assert [of("validate", other) for other in ("settle", "annotate", "structure", "group", "totals")] == [[]] * 5
    assert [of("annotate", other) for other in ("structure", "settle", "formats", "agreed", "damage")] == [[]] * 5


@pytest.fixture
def one_code(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The code read once, whatever is installed."""
    known = remembered(fingerprint.read_code)
    monkeypatch.setattr(fingerprint, "remembered", lambda read_code: known)
    start_anew()
    yield
    monkeypatch.undo()
    start_anew()


def start_anew() -> None:
    for each in (fingerprint.all_parts, fingerprint.step_fingerprint, fingerprint.code_version):
        each.cache_clear()


@pytest.mark.parametrize(
    ("library", "stale"),
    [
        ("langdetect", {"structure"}),
        ("babel", {"annotate"}),
        ("rapidfuzz", {"group"}),
        ("pdfminer.six", {"extract"}),
        ("great_expectations", {"validate", "annotate"}),
        ("rich", set()),
    ],
)
@pytest.mark.usefixtures("one_code")
def test_another_version_of_a_library_makes_the_steps_stale_that_use_it(
    monkeypatch: pytest.MonkeyPatch, library: str, stale: set[str]
) -> None:
    before = {step: step_fingerprint(step) for step in ROOTS}
    real = libraries.version_of
    monkeypatch.setattr(libraries, "version_of", lambda name: "99" if name == library else real(name))
    start_anew()
    assert {step for step in ROOTS if step_fingerprint(step) != before[step]} == stale


@pytest.mark.usefixtures("one_code")
def test_another_interpreter_makes_everything_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {step: step_fingerprint(step) for step in ROOTS}
    monkeypatch.setattr(fingerprint, "interpreter", lambda: {"python": "3.99", "unicode": "99.0.0"})
    start_anew()
    assert {step for step in ROOTS if step_fingerprint(step) == before[step]} == set()


def test_every_library_of_a_step_is_installed_and_has_a_version() -> None:
    assert [name for step in ROOTS for name, version in parts(step).items() if version == libraries.MISSING] == []


def test_plumbing_is_declared_with_a_reason_and_used(reached: Mapping[str, Reached]) -> None:
    asked: set[str] = set()

    def stop(module: str, name: str) -> str | None:
        if is_plumbing(module, name):
            asked.update({module, f"{module}.{name}", module.rpartition(".")[0]})
        return told_otherwise(module, name)

    for roots in ROOTS.values():
        reach(roots, stop)
    assert PLUMBING.keys() - asked == set()
    assert all(PLUMBING.values())
    for name in PLUMBING:
        module, _, last = name.rpartition(".")
        assert module_file(name) or last in module_of(module).bound


def test_no_module_does_anything_when_it_is_imported() -> None:
    """So what is not reached by name decides nothing."""
    effects = {
        file.relative_to(ROOT).as_posix(): len(read_module(file).effects)
        for layer in ("tasks/core", "schemas")
        for file in sorted((ROOT / layer).rglob("*.py"))
    }
    assert {file for file, n in effects.items() if n} == set()
    assert len(effects) > 300


def test_modules_are_found_by_name_in_open_packages_alone(reached: Mapping[str, Reached]) -> None:
    finding = {
        module
        for each in reached.values()
        for (module, _, _), definition in each.definitions.items()
        if {"importlib", "pkgutil", "__import__"} & (definition.names | {first for first, _ in definition.attributes})
    }
    assert finding == set(OPEN)


def test_every_reading_of_knowledge_says_which_table(reached: Mapping[str, Reached]) -> None:
    unsaid = {
        (module, name)
        for each in reached.values()
        for (module, name, _), definition in each.definitions.items()
        if len(set(knowledge_read(module, definition))) == len(tables())
    }
    assert unsaid == set()
    assert {step: bool(data_files(each)) for step, each in reached.items()} == {
        step: step != "validate" for step in ROOTS
    }


def test_no_file_is_read_that_the_fingerprint_does_not_count() -> None:
    """All steps over the five statements, in a process that is asked for every file that it opens."""
    done = subprocess.run(
        [sys.executable, str(OBSERVED), str(RAW)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    opened = {step: set(paths) for step, *paths in (line.split() for line in done.stdout.splitlines())}
    assert opened.keys() == ROOTS.keys()
    assert {step: paths - parts(step).keys() for step, paths in opened.items()} == {step: set() for step in ROOTS}
    assert len(opened["structure"]) > 15  # a reading that is not seen would prove nothing
    assert len(opened["annotate"]) > 20
    assert "tasks/core/group/scorer.json" in opened["group"]


def test_parts_cannot_be_changed() -> None:
    assert isinstance(parts("group"), MappingProxyType)
