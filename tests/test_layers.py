"""The layers import downwards only, and computing code stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALTITUDES = {"flows": 3, "tasks": 2, "tasks.core": 1, "schemas": 0}
FOREIGN_TO_CORE = {"prefect": (), "great_expectations": ("tasks/core/validate/expectations.py",)}
HEAVY = ("prefect", "great_expectations", "spacy")
MAX_LINES = 300


def modules() -> list[Path]:
    return [path for layer in ("flows", "tasks", "schemas") for path in sorted((ROOT / layer).rglob("*.py"))]


def altitude(module: str) -> int | None:
    for layer in ("tasks.core", "flows", "tasks", "schemas"):
        if module == layer or module.startswith(f"{layer}."):
            return ALTITUDES[layer]
    return None


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide their layer"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_import_points_up(path: Path) -> None:
    own = altitude(name_of(path))
    assert own is not None
    higher = {module for module in imports_of(path) if (other := altitude(module)) is not None and other > own}
    assert higher == set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_core_and_schemas_know_nothing_of_prefect_nor_of_great_expectations(path: Path) -> None:
    if altitude(name_of(path)) in (0, 1):
        place = path.relative_to(ROOT).as_posix()
        for library, allowed in FOREIGN_TO_CORE.items():
            users = {module.split(".")[0] for module in imports_of(path)}
            assert library not in users or place in allowed


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_importing_core_is_light() -> None:
    packages = sorted(path.name for path in (ROOT / "tasks" / "core").iterdir() if (path / "__init__.py").exists())
    assert {"intake", "extract", "structure", "group", "annotate", "validate", "load", "publish"} <= set(packages)
    code = (
        "import importlib, sys\n"
        "import tasks.core\n"
        f"for name in {packages!r}: importlib.import_module('tasks.core.' + name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
