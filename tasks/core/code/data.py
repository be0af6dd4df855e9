"""The files of data that definitions read: tables of knowledge by their names, and files that lie beside a module."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tasks.core.code.definitions import Alias, Definition
from tasks.core.code.reach import ROOT, Reached, definitions_of, module_file, module_of

KNOWLEDGE = "schemas.knowledge"
FOLDER = ROOT / "schemas" / "knowledge"
LOADER = "rows"  # of the module KNOWLEDGE: `rows("countries")`
BESIDE = "__file__"  # a definition that asks where its module lies may open what lies there


def data_files(reached: Reached) -> dict[str, Path]:
    """The files that what was reached reads, by their paths from the root."""
    found = {
        file
        for (module, _, _), definition in reached.definitions.items()
        for file in (*knowledge_read(module, definition), *files_beside(module, definition))
    }
    return {file.relative_to(ROOT).as_posix(): file for file in sorted(found)}


@cache
def tables() -> dict[str, Path]:
    """The files of all tables of knowledge, by name."""
    return {file.stem: file for file in sorted(FOLDER.glob("*.csv"))}


def knowledge_read(module: str, definition: Definition) -> Iterator[Path]:
    """The tables of knowledge that a definition reads.

    Where it does not say which by a text, they are those that it, or what it uses of its module, has a text for; else
    all of them.
    """
    loaders = loader_names(module, definition)
    if not (loaders & definition.attributes or any(("", name) in loaders for name in definition.names)):
        return
    asked = {text for base, name, text in definition.calls if (base, name) in loaders}
    yield from (tables()[text] for text in asked if text in tables())
    if asked and "" not in asked:
        return
    texts = set(definition.strings).union(
        *(each.strings for name in definition.names for each in definitions_of(module, name))
    )
    yield from [tables()[text] for text in texts if text in tables()] or tables().values()


def loader_names(module: str, definition: Definition) -> set[tuple[str, str]]:
    """How the loader of tables is called in a definition: by a name alone, or as an attribute of one."""
    package, _, last = KNOWLEDGE.rpartition(".")
    found = set()
    for name, alias in (*module_of(module).imports.items(), *definition.imports.items()):
        if alias == Alias(KNOWLEDGE, LOADER):
            found.add(("", name))
        elif alias in (Alias(package, last), Alias(KNOWLEDGE)):
            found.add((name, LOADER))
    return found


def files_beside(module: str, definition: Definition) -> Iterator[Path]:
    """Files beside a module that a definition names, by their names or by another ending of the module's."""
    own = module_file(module)
    if own is None or BESIDE not in definition.names:
        return
    for text in definition.strings:
        if text.startswith(".") and own.with_suffix("").name and own.with_suffix(text).is_file():
            yield own.with_suffix(text)
        elif text and "/" not in text and "\0" not in text and (own.parent / text).is_file():
            yield own.parent / text
