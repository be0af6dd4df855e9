"""Bounds of dependencies that are not a matter of taste, and a lock that can be committed."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
BOUNDS = {"prefect": "<3.9", "fastapi": "<0.151", "sqlalchemy": "<2.1", "duckdb": "==1.5.5"}


def declared() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {(found := Requirement(line)).name: found for line in project["dependencies"]}


def locked() -> dict[str, list[str]]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lines, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def test_the_bounds_that_are_not_optional_are_declared() -> None:
    for name, bound in BOUNDS.items():
        assert bound in [str(each) for each in declared()[name].specifier], name


def test_the_lock_and_what_is_installed_obey_what_is_declared() -> None:
    for name, requirement in declared().items():
        for version in locked()[name]:
            assert requirement.specifier.contains(version), name
        assert requirement.specifier.contains(metadata.version(name)), name


def test_sqlalchemy_is_one_that_the_scheduler_works_with() -> None:
    assert Version(metadata.version("sqlalchemy")) < Version("2.1")


def test_the_lock_names_no_host_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in requirement for requirement in requirements)
