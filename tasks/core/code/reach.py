"""What a function reaches: the definitions of this project that it uses, however far away, and the libraries."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tasks.core.code.definitions import Alias, Definition, Module, read_definition, read_module

ROOT = Path(__file__).parents[3]
OURS = ("tasks", "schemas")
NAMED_MODULE = re.compile(r"\b(?:tasks|schemas)(?:\.\w+)+")  # in a text: a program that another process is to run
OPEN = ("tasks.core.formats",)  # packages that find their modules by themselves
Name = tuple[str, str]  # (module, name in it)
Stop = Callable[[str, str], str | None]
"""Of a definition that is told in another way: by what name, empty for not at all. Nothing for all others."""


@dataclass(slots=True)
class Reached:
    """What was reached: definitions by (module, name, number), what stands for others, libraries by import name."""

    definitions: dict[tuple[str, str, int], Definition] = field(default_factory=dict)
    stopped: set[Name] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)

    @property
    def modules(self) -> set[str]:
        return {module for module, _, _ in self.definitions}

    def digests(self) -> dict[str, str]:
        """A hash of what is reached of each module, by the path of its file."""
        found: dict[str, list[str]] = {}
        for (module, name, number), definition in sorted(self.definitions.items(), key=lambda item: item[0]):
            found.setdefault(module, []).append(f"{name} {number} {definition.digest}")
        return {
            relative(module): hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
            for module, lines in found.items()
        }


@cache
def module_file(module: str) -> Path | None:
    """Source file of one of our modules; nothing if the name is none."""
    if module.split(".")[0] not in OURS:
        return None
    path = ROOT.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def relative(module: str) -> str:
    """The path of a module's file from the root, with `/`."""
    file = module_file(module)
    assert file is not None, module
    return file.relative_to(ROOT).as_posix()


@cache
def module_of(name: str) -> Module:
    """A module of ours, read once."""
    file = module_file(name)
    assert file is not None, name
    return read_module(file)


@cache
def definitions_of(module: str, name: str) -> tuple[Definition, ...]:
    """What binds a name in a module, in order; with the empty name what has effects alone."""
    read = module_of(module)
    return tuple(read_definition(statement) for statement in (read.bound.get(name, ()) if name else read.effects))


def reach(roots: Iterable[Name], stop: Stop) -> Reached:
    """All definitions that the roots use. A root with an empty name is a whole module.

    Raises:
        LookupError: a root is not there.
    """
    found = Reached()
    seen: set[Name] = set()
    waiting = list(roots)
    for module, name in waiting:
        if module_file(module) is None or (name and name not in module_of(module).bound):
            raise LookupError(f"{module}.{name} is not there; name what decides the rows of the step")
    while waiting:
        module, name = waiting.pop()
        if (module, name) in seen:
            continue
        seen.add((module, name))
        if (told := stop(module, name)) is not None:
            if told:
                found.stopped.add((module, name))
            continue
        waiting.extend(entered(module, name, found))
    return found


def entered(module: str, name: str, found: Reached) -> Iterator[Name]:
    """Add what a name stands for, and say what that uses."""
    if not name:
        yield from ((module, each) for each in module_of(module).bound)
    if module in OPEN:
        yield from ((each, "") for each in children(module))
    for kind in (name, "") if name else ("",):  # effects run whatever is used of a module
        for number, definition in enumerate(definitions_of(module, kind)):
            key = (module, kind, number)
            if key not in found.definitions:
                found.definitions[key] = definition
                yield from used(module, definition, found.libraries)


def children(package: str) -> list[str]:
    """The modules of a package that finds them by itself, and the packages in it."""
    file = module_file(package)
    assert file is not None, package
    names = [path.stem if path.suffix else path.name for path in file.parent.iterdir() if not path.name.startswith("_")]
    return sorted(f"{package}.{name}" for name in names if module_file(f"{package}.{name}"))


def used(module: str, definition: Definition, libraries: set[str]) -> Iterator[Name]:
    """What a definition of a module uses of our code; the libraries that it uses are added to `libraries`."""
    own = module_of(module)
    aliases = {**own.imports, **definition.imports}
    pairs = [*((name, "") for name in definition.names), *definition.attributes]
    firsts = {first for first, _ in pairs}
    pairs += [(name, "") for name in definition.imports if name not in firsts]
    pairs += [(name, "") for name in own.imports if "." in name and name.partition(".")[0] in firsts]
    for name, attribute in pairs:
        if name in own.bound:
            yield module, name
        if name in aliases:
            yield from resolved(aliases[name], attribute, libraries)
    for text in definition.strings:
        yield from named_modules(text)


def named_modules(text: str) -> Iterator[Name]:
    """The modules of ours that a text names."""
    if "tasks." in text or "schemas." in text:
        yield from ((each, "") for each in NAMED_MODULE.findall(text) if module_file(each))


def resolved(alias: Alias, attribute: str, libraries: set[str]) -> Iterator[Name]:
    """The definition that an imported name stands for, or that an attribute of it does; a library is noted."""
    if alias.module.split(".")[0] not in OURS:
        libraries.add(alias.module.split(".")[0])
        return
    target = Alias(f"{alias.module}.{alias.name}") if is_module(alias) else alias
    if target.name:
        yield from defined(target.module, target.name, libraries)
    elif not attribute:
        yield target.module, ""
    elif module_file(f"{target.module}.{attribute}"):
        yield f"{target.module}.{attribute}", ""
    else:
        yield from defined(target.module, attribute, libraries)


def is_module(alias: Alias) -> bool:
    """Whether an import of a name binds a module, not something in one."""
    if not alias.name or module_file(f"{alias.module}.{alias.name}") is None:
        return False
    package = module_of(alias.module)
    return alias.name not in package.bound and package.imports.get(alias.name, alias) == alias


def defined(module: str, name: str, libraries: set[str]) -> Iterator[Name]:
    """Where a name of a module is defined: there, or where that module has it from.

    A name that nobody defines is taken for the whole module, so that nothing is overlooked.
    """
    read = module_of(module)
    if name in read.bound:
        yield module, name
    elif name in read.imports:
        yield from resolved(read.imports[name], "", libraries)
    elif not name.startswith("__"):
        yield module, ""


def forget() -> None:
    """Give back what reading the code took: the trees of some three hundred modules."""
    module_of.cache_clear()
    definitions_of.cache_clear()
