"""Planting a kill: a function of the product is wrapped, and its process ends by SIGKILL where a point says.

Nothing in the product knows of it. In a process of the tests the function is wrapped at once; in one that only runs
the product's commands, `sitecustomize` (below) does it when the function's module is imported.
"""

import functools
import importlib
import importlib.abc
import importlib.util
import itertools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

PLANTED = "TESTS_PLANTED_KILL"  # variable with the point and the fuse, as JSON
ROOT = Path(__file__).parents[2]
SITE = "from tests.crash.plant import plant_from_environment\nplant_from_environment()\n"
HELD, LET_GO = "held", "let go"  # files beside the fuse
PATIENCE_SECONDS = 300
SOON_SECONDS = 0.001  # within a checkpoint of a small warehouse


@dataclass(frozen=True, slots=True)
class Point:
    """Where a process is killed: `when` is before, after or soon after the `nth` call of `target` begins.

    `target` is `module:attribute`. Only calls count that have `where` in one of their arguments that are texts or
    paths. Other words of `when`: `half` writes half of the copy that the call would write, `torn` half of the file
    before it has its name; `checkpoint …` names an abort of DuckDB's checkpoint, after which the file on disk is as
    after a kill there; `hold` kills nobody: the call waits to be let go.
    """

    name: str
    target: str
    when: str = "before"
    where: str = ""
    nth: int = 1


def kill() -> None:
    """End this process as the system does when it is short of memory: at once, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def wrapped(point: Point, function: Callable[..., Any], is_armed: Callable[[], bool]) -> Callable[..., Any]:
    """The function, with the kill in it."""
    calls, lock = itertools.count(1), threading.Lock()

    @functools.wraps(function)
    def planted(*args: Any, **kwargs: Any) -> Any:
        with lock:
            is_due = applies(point, args) and next(calls) == point.nth and is_armed()
        if not is_due:
            return function(*args, **kwargs)
        return strike(point, function, args, kwargs)

    return planted


def applies(point: Point, args: Sequence[object]) -> bool:
    texts = [each.decode("utf-8", "replace") if isinstance(each, bytes) else each for each in args]
    return not point.where or any(point.where in str(each) for each in texts if isinstance(each, str | os.PathLike))


def strike(point: Point, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    """Make the call, as far as it gets."""
    if point.when == "soon":
        threading.Timer(SOON_SECONDS, kill).start()
    if point.when == "half":
        content = Path(args[0]).read_bytes()
        Path(args[1]).write_bytes(content[: len(content) // 2])
    if point.when == "torn":
        path, content = Path(args[0]), args[1]
        path.with_name(f".{path.name}.{os.getpid()}.tmp").write_bytes(content[: len(content) // 2])
    if point.when in ("before", "half", "torn"):
        kill()
    if point.when == "hold":
        hold(Path(json.loads(os.environ[PLANTED])["fuse"]))
    if point.when.startswith("checkpoint "):
        return aborted(point.when.removeprefix("checkpoint "), function(*args, **kwargs))
    result = function(*args, **kwargs)
    if point.when == "after":
        kill()
    return result


def hold(fuse: Path) -> None:
    """Say that the call is reached, and wait."""
    fuse.with_name(HELD).touch()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not fuse.with_name(LET_GO).exists():
        if time.monotonic() > deadline:
            kill()
        time.sleep(0.05)


@contextmanager
def aborted(where: str, manager: Any) -> Iterator[Any]:
    """The connection that a function opens, killed around what the load does last with it."""
    with manager as connection:
        yield Watched(connection, where)


class Watched:
    """A connection to DuckDB whose last statements are deadly."""

    def __init__(self, connection: Any, where: str) -> None:
        self.connection = connection
        self.where = where

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def execute(self, query: str, *given: Any) -> Any:
        if query == "commit" and self.where == "before commit":
            kill()
        if query.startswith("checkpoint"):
            self.checkpoint(query)
        return self.connection.execute(query, *given)

    def checkpoint(self, query: str) -> None:
        if self.where == "soon":
            threading.Timer(SOON_SECONDS, kill).start()
        elif self.where == "after":
            self.connection.execute(query)
            kill()
        elif self.where != "before":
            import duckdb

            self.connection.execute(f"set debug_checkpoint_abort = '{self.where}'")
            try:
                self.connection.execute(query)
            except duckdb.Error:
                kill()
        kill()


def plant(point: Point, is_armed: Callable[[], bool] = lambda: True) -> None:
    """Wrap a function of a module that is imported already; to be called in a process that ends with it."""
    name, _, attribute = point.target.partition(":")
    module = importlib.import_module(name)
    wrap_in(module, attribute, point, is_armed)


def wrap_in(module: Any, attribute: str, point: Point, is_armed: Callable[[], bool]) -> None:
    *path, last = attribute.split(".")
    holder = functools.reduce(getattr, path, module)
    setattr(holder, last, wrapped(point, getattr(holder, last), is_armed))


class Planter(importlib.abc.MetaPathFinder):
    """Wraps a function as soon as its module has run, before anybody has it."""

    def __init__(self, point: Point, is_armed: Callable[[], bool]) -> None:
        self.point = point
        self.is_armed = is_armed

    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        name, _, attribute = self.point.target.partition(":")
        if fullname != name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            wrap_in(module, attribute, self.point, self.is_armed)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]  # of this one loader
        return spec


def plant_from_environment() -> None:
    """What `sitecustomize` does. The kill happens once: whoever takes the fuse away is the one to die."""
    given = json.loads(os.environ.get(PLANTED, "null"))
    if given is None:
        return
    fuse = Path(given["fuse"])

    def is_armed() -> bool:
        try:
            fuse.unlink()
        except FileNotFoundError:
            return False
        return True

    sys.meta_path.insert(0, Planter(Point(**given["point"]), is_armed))


def planted_environment(point: Point, folder: Path) -> dict[str, str]:
    """An environment in which every Python process that calls the point's function is killed there, the first one."""
    site, fuse = folder / "site", folder / "fuse"
    site.mkdir(parents=True)
    (site / "sitecustomize.py").write_text(SITE, encoding="ascii")
    fuse.touch()
    planted = json.dumps({"point": asdict(point), "fuse": str(fuse)})
    return {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", PLANTED: planted}
