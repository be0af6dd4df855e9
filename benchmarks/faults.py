"""Faults planted in a copy of the product, one at a time: do the tests find each of them?

Usage: python -m benchmarks.faults [NAME ...] [--all-tests] [--check]

The faults are listed in `faults.toml` beside this file, each with the tests that lie nearest. Those are run first;
where they pass, all tests are. A fault counts as found if a test fails that passes without it. `--check` plants
nothing: it says whether every fault can still be planted, and takes no time. Ends with code 1 if a fault was not found,
with 2 if the list does not fit the code or the tests fail without any fault.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("faults.toml")
PACKAGES = ("flows", "schemas", "tasks", "warehouse")
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
TESTS_PASSED, TESTS_FAILED, TESTS_BROKEN = 0, 1, 2  # exit codes of pytest
MAX_SECONDS = 3600  # of one run of tests; all of them take a quarter of an hour on two cores
MISFIT = 2  # exit code: nothing can be said


class MisfitError(Exception):
    """The list does not fit the code, or the tests do not pass as they are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `old` text of `file`, which stands there once, is replaced by `new`. `tests` lie nearest."""

    name: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the tests said: the first that failed, or nothing."""

    failed: str
    seconds: float


def read_faults(path: Path) -> tuple[Fault, ...]:
    """The list of faults.

    Raises:
        MisfitError: two have the same name.
    """
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["faults"]
    faults = tuple(Fault(**{**row, "tests": tuple(row["tests"])}) for row in rows)
    names = [fault.name for fault in faults]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise MisfitError(f"{path.name} has {', '.join(twice)} twice.")
    return faults


def planted(fault: Fault, folder: Path) -> str:
    """The text of the file with the fault in it.

    Raises:
        MisfitError: the old text does not stand there exactly once, or what comes of it is no Python.
    """
    file = folder / fault.file
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if text.count(fault.old) != 1:
        where = f"stands in {fault.file} {text.count(fault.old)} times" if text else f"has no file {fault.file}"
        raise MisfitError(f"{fault.name}: the text to be replaced {where}. Mend it in {LIST.name}.")
    if missing := [test for test in fault.tests if not (folder / test.partition("::")[0]).exists()]:
        raise MisfitError(f"{fault.name}: there is no {', '.join(missing)}. Mend it in {LIST.name}.")
    faulty = text.replace(fault.old, fault.new)
    if file.suffix == ".py":
        try:
            compile(faulty, fault.file, "exec")
        except SyntaxError as error:
            raise MisfitError(
                f"{fault.name}: what comes of it is no Python ({error}). Mend it in {LIST.name}."
            ) from error
    return faulty


def copy_checkout(folder: Path) -> None:
    """The files of the work tree that git knows or would take in, as they are now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        source, target = ROOT / name, folder / name
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which the copy runs. No bytecode is kept: it could outlive a fault of the same second."""
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def check_copy(folder: Path) -> None:
    """Make sure that it is the copy that runs.

    Raises:
        MisfitError: some package comes from elsewhere.
    """
    probe = f"import {', '.join(PACKAGES)}\nprint(*(list(m.__path__)[0] for m in ({', '.join(PACKAGES)})), sep='\\n')"
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, cwd=folder, env=surroundings(folder), capture_output=True, text=True, check=False)
    strange = [line for line in done.stdout.splitlines() if folder not in Path(line).resolve().parents]
    if done.returncode or strange:
        raise MisfitError(f"The copy is not what runs: {strange or done.stderr}")


def run_tests(folder: Path, tests: Sequence[str]) -> Result:
    """Run tests of the copy until one fails; all of them if none are named.

    Raises:
        MisfitError: pytest could not be used, or did not end.
    """
    options = ["-x", "-rfE", "--tb=no", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=surroundings(folder),
            capture_output=True,
            text=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise MisfitError(f"The tests did not end within {MAX_SECONDS} s.") from error
    seconds = time.perf_counter() - start
    if done.returncode == TESTS_PASSED:
        return Result("", seconds)
    found = FAILED.search(done.stdout)
    if done.returncode not in (TESTS_FAILED, TESTS_BROKEN) or not found:
        raise MisfitError(f"pytest {' '.join(tests)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr}")
    return Result(found[1], seconds)


class Checkout:
    """A copy of the checkout in which faults are planted and taken out again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sound: set[str] = set()  # tests known to pass without a fault

    @contextmanager
    def with_fault(self, fault: Fault) -> Iterator[None]:
        """The fault is in the copy while the block runs."""
        file = self.folder / fault.file
        content = file.read_bytes()
        file.write_text(planted(fault, self.folder), encoding="utf-8")
        try:
            yield
        finally:
            file.write_bytes(content)

    def look(self, fault: Fault, tests: tuple[str, ...]) -> Result:
        """What tests say of a fault.

        Raises:
            MisfitError: the one that fails does so without it too.
        """
        with self.with_fault(fault):
            result = run_tests(self.folder, tests)
        if result.failed and result.failed not in self.sound:
            if run_tests(self.folder, [result.failed]).failed:
                raise MisfitError(f"{result.failed} fails without any fault: mend that first.")
            self.sound.add(result.failed)
        return result

    def find(self, fault: Fault, with_all: bool) -> Result:
        """What finds a fault: the tests nearest to it, else, or where all are asked for, any."""
        result = Result("", 0.0) if with_all else self.look(fault, fault.tests)
        if result.failed:
            return result
        again = self.look(fault, ())
        return Result(again.failed, result.seconds + again.seconds)


def chosen(faults: Sequence[Fault], names: Sequence[str]) -> list[Fault]:
    """The faults of some names; all where none is given.

    Raises:
        MisfitError: a name is not in the list.
    """
    if unknown := sorted(set(names) - {fault.name for fault in faults}):
        raise MisfitError(f"{', '.join(unknown)}: not in {LIST.name}.")
    return [fault for fault in faults if not names or fault.name in names]


def plant_all(faults: Sequence[Fault], with_all: bool) -> tuple[int, int]:
    """Plant each fault, print what found it; how many were not found, and of how many nothing can be said."""
    n_missed = n_unclear = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name).resolve()
        copy_checkout(folder)
        check_copy(folder)
        checkout = Checkout(folder)
        for fault in faults:
            try:
                result = checkout.find(fault, with_all)
            except MisfitError as error:
                n_unclear += 1
                print(f"{fault.name:32} UNCLEAR: {error}", flush=True)
                continue
            n_missed += not result.failed
            print(f"{fault.name:32} {result.seconds:5.0f} s  {result.failed or 'NOT FOUND: ' + fault.what}", flush=True)
    return n_missed, n_unclear


def main() -> int:
    """Plant the faults of the list, print, say whether all were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="faults to plant; all by default")
    parser.add_argument("--all-tests", action="store_true", help="run all tests at once, not the nearest first")
    parser.add_argument("--check", action="store_true", help="only say whether each fault can be planted")
    options = parser.parse_args()
    try:
        faults = chosen(read_faults(LIST), options.names)
        for fault in faults:
            planted(fault, ROOT)
        if options.check:
            print(f"{len(faults)} faults, all can be planted")
            return 0
        n_missed, n_unclear = plant_all(faults, options.all_tests)
    except MisfitError as error:
        sys.stderr.write(f"{error}\n")
        return MISFIT
    print(f"{len(faults)} faults, {n_missed} not found, {n_unclear} unclear")
    return MISFIT if n_unclear else int(n_missed > 0)


if __name__ == "__main__":
    sys.exit(main())
