"""A fingerprint covers all that determines a step, and nothing that does not."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.core.fingerprint import STEP_PACKAGES, closure, step_fingerprint, without_docstrings

ROOT = Path(__file__).parents[3]
SHOW = "from tasks.core.fingerprint import *; print({step: step_fingerprint(step) for step in STEP_PACKAGES})"


def fingerprints(root: Path) -> dict[str, str]:
    done = subprocess.run([sys.executable, "-c", SHOW], cwd=root, capture_output=True, text=True, check=True)
    found: dict[str, str] = ast.literal_eval(done.stdout)
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy")
    for layer in ("tasks", "schemas"):
        shutil.copytree(ROOT / layer, root / layer, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def changed(copy: Path, file: str, old: str, new: str) -> set[str]:
    path = copy / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    before = fingerprints(copy)
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    after = fingerprints(copy)
    path.write_text(content, encoding="utf-8")
    return {step for step in before if before[step] != after[step]}


def test_the_closure_reaches_helpers_of_helpers_and_libraries() -> None:
    modules, libraries = closure("tasks.core.structure")
    assert {"tasks.core.structure.document", "tasks.core.dates", "schemas.knowledge"} <= set(modules)
    assert "langdetect" in libraries
    assert "tasks.core.group" not in modules


def test_every_step_has_a_fingerprint_of_its_own() -> None:
    found = [step_fingerprint(step) for step in STEP_PACKAGES]
    assert len(set(found)) == len(found)
    assert all(len(fingerprint) == 16 for fingerprint in found)


def test_the_parameters_beside_a_module_are_part_of_it(copy: Path) -> None:
    assert changed(copy, "tasks/core/group/scorer.json", '"constant": ', '"constant": 1') == {"group"}


def test_a_helper_two_calls_away_makes_a_step_stale(copy: Path) -> None:
    stale = changed(copy, "tasks/core/words.py", "\nimport re", "\nimport re\nUNUSED = 1")
    assert "group" in stale
    assert "extract" not in stale


def test_knowledge_makes_the_steps_stale_that_read_it(copy: Path) -> None:
    assert "structure" in changed(copy, "schemas/knowledge/months.csv", "\n", "\n\n")


def test_comments_docstrings_and_unrelated_files_do_not(copy: Path) -> None:
    assert changed(copy, "tasks/core/dates.py", "\nimport", "\n# a comment\nimport") == set()
    assert changed(copy, "tasks/load.py", "\nfrom", "\nUNUSED = 1\nfrom") == set()
    one, other = (ast.parse(f'"""{text}"""\ndef f():\n    """{text}"""\n    return 1') for text in ("one", "other"))
    assert without_docstrings(one) == without_docstrings(other)
