"""The definitions of a module: a hash of what each does, and the names that it uses. Comments do not count."""

import ast
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEVER_RUN = ("TYPE_CHECKING", "__name__ == '__main__'")  # conditions of blocks that do not run when a step does
UNREAD = {"ctx", "type_comment", "kind", "type_ignores"}  # fields of a tree that change no row
FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(name for name in kind._fields if name not in UNREAD)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
Call = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Alias:
    """What an import binds a name to: `module`, or `name` in it."""

    module: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One statement at the top of a module.

    `names` are those it uses by themselves, `attributes` the pairs (name, attribute) it reads, `imports` what it
    imports inside, by the name bound; `strings` are its texts. `calls` are (name before the dot or empty, name called,
    first argument if that is a text, else empty).
    """

    digest: str
    names: frozenset[str]
    attributes: frozenset[tuple[str, str]]
    imports: Mapping[str, Alias]
    strings: frozenset[str]
    calls: frozenset[Call]


@dataclass(frozen=True, slots=True)
class Module:
    """A module's statements by the names that they bind, what its imports bind, and those that only have effects."""

    bound: Mapping[str, Sequence[ast.stmt]]
    imports: Mapping[str, Alias]
    effects: Sequence[ast.stmt]


def read_module(file: Path) -> Module:
    """The statements of a module, not yet looked into.

    Raises:
        SyntaxError: the file is no Python.
    """
    bound: dict[str, list[ast.stmt]] = {}
    imports: dict[str, Alias] = {}
    effects: list[ast.stmt] = []
    for statement in ast.parse(file.read_bytes()).body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            imports.update(bound_by_import(statement))
        elif is_never_run(statement):
            imports.update(imports_within(statement))
        elif not is_text(statement):
            names = list(bound_names(statement))
            if not names:
                effects.append(statement)
            for name in names:
                bound.setdefault(name, []).append(statement)
    return Module(bound, imports, effects)


def bound_by_import(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Alias]]:
    """The names that an import binds; for `import a.b`, which binds `a`, it is `a.b`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name, Alias(alias.name)
    elif node.module:
        for alias in node.names:
            yield alias.asname or alias.name, Alias(node.module, alias.name)


def imports_within(statement: ast.stmt) -> Iterator[tuple[str, Alias]]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from bound_by_import(node)


def is_never_run(statement: ast.stmt) -> bool:
    """Whether a block runs for type checkers only, or when the module is started as a program."""
    return isinstance(statement, ast.If) and not statement.orelse and ast.unparse(statement.test) in NEVER_RUN


def is_text(statement: ast.stmt) -> bool:
    """Whether a statement is a text alone: a docstring, or the note below a constant."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def bound_names(statement: ast.stmt) -> Iterator[str]:
    """Names that a definition binds; none of a statement that has effects beyond, such as a loop or a change in place.

    `X += …` changes what `X` is, so it belongs to it.
    """
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
        targets = [statement.target]
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    if all(isinstance(part, ast.Name) for part in parts):
        yield from (part.id for part in parts if isinstance(part, ast.Name))


class Reader:
    """What one walk over a statement finds. A million nodes are walked, so that what is done for each is little."""

    def __init__(self) -> None:
        self.shape: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.imports: dict[str, Alias] = {}
        self.strings: set[str] = set()
        self.calls: set[Call] = set()

    def read(self, statement: ast.stmt) -> Definition:
        """All that is to be known of a statement."""
        self.walk(statement)
        digest = hashlib.sha256("\n".join(self.shape).encode("utf-8", "surrogatepass")).hexdigest()
        return Definition(
            digest,
            frozenset(self.names),
            frozenset(self.attributes),
            self.imports,
            frozenset(self.strings),
            frozenset(self.calls),
        )

    def walk(self, statement: ast.stmt) -> None:
        """Note the shape of a statement and the names in it."""
        waiting: list[Any] = [statement]
        pop, push, add, looks = waiting.pop, waiting.append, self.shape.append, self.looks()
        while waiting:
            node = pop()
            kind = type(node)
            if (fields := FIELDS.get(kind)) is not None:
                look = looks.get(kind)
                add(kind.__name__)
                if look is not None and look(node):
                    continue
                for name in fields:
                    push(getattr(node, name, None))
            elif kind is list:
                add(str(len(node)))
                waiting.extend(node)
            else:
                add(repr(node))

    def looks(self) -> dict[type, Callable[[Any], object]]:
        """What is noted of the kinds of nodes that have names; those that say so are noted whole."""
        return {
            ast.Name: self.note_name,
            ast.Attribute: self.note_attribute,
            ast.Constant: self.note_constant,
            ast.Call: self.note_call,
            ast.Import: self.note_import,
            ast.ImportFrom: self.note_import,
            ast.FunctionDef: drop_texts,
            ast.AsyncFunctionDef: drop_texts,
            ast.ClassDef: drop_texts,
        }

    def note_name(self, node: ast.Name) -> bool:
        self.names.add(node.id)
        self.shape.append(node.id)
        return True

    def note_attribute(self, node: ast.Attribute) -> bool:
        if type(node.value) is not ast.Name:
            return False
        self.attributes.add((node.value.id, node.attr))
        self.shape.append(f"{node.value.id}.{node.attr}")
        return True

    def note_constant(self, node: ast.Constant) -> bool:
        if isinstance(node.value, str):
            self.strings.add(node.value)
        self.shape.append(repr(node.value))
        return True

    def note_import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.imports.update(bound_by_import(node))

    def note_call(self, node: ast.Call) -> None:
        """Note what is called by which name, and with which text first."""
        called = node.func
        first = node.args[0] if node.args else None
        text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
        if isinstance(called, ast.Name):
            self.calls.add(("", called.id, text))
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            self.calls.add((called.value.id, called.attr, text))


def drop_texts(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    """Take docstrings and the notes below fields out of a body."""
    node.body = [statement for statement in node.body if not is_text(statement)]


def read_definition(statement: ast.stmt) -> Definition:
    """What a statement does, and what it uses."""
    return Reader().read(statement)
