"""Fingerprints of steps: a hash of all that determines their rows, so that what is stale can be told from what is not.

A fingerprint covers the step's own modules, every module of this project that they import, however far away, the
knowledge tables if any of these reads them, and the versions of the libraries imported. Comments do not count.
"""

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("tasks", "schemas")
DISTRIBUTIONS = {"yaml": "pyyaml", "PIL": "pillow"}
KNOWLEDGE = "schemas.knowledge"
PARAMETERS = ".json"  # beside a module of the same name, part of it
FINGERPRINT_HEX = 16
OPEN = ("tasks.core.formats",)  # packages that find their modules by themselves
STEP_PACKAGES = {
    "extract": "tasks.core.extract",
    "structure": "tasks.core.structure",
    "validate": "tasks.core.validate",
    "group": "tasks.core.group",
    "annotate": "tasks.core.annotate",
}


def module_file(module: str) -> Path | None:
    """Source file of one of our modules; nothing if the name is none."""
    path = ROOT.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.exists():
            return candidate
    return None


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every module that a source names in an import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def without_docstrings(tree: ast.Module) -> str:
    """The code as a tree, printed without what does not change its work."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            node.body = node.body[1:]
    return ast.dump(tree)


@cache
def read_module(file: Path) -> tuple[str, tuple[str, ...]]:
    """Hash of a module's code with the parameters beside it, and the modules that it names."""
    tree = ast.parse(file.read_bytes())
    names = tuple(dict.fromkeys(imported_names(tree)))
    data = file.with_suffix(PARAMETERS)
    content = without_docstrings(tree).encode() + (data.read_bytes() if data.exists() else b"")
    return hashlib.sha256(content).hexdigest(), names


def parents(module: str) -> Iterator[str]:
    """The module and the packages that it lies in: importing it runs them all."""
    parts = module.split(".")
    yield from (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def modules_of(package: str) -> list[str]:
    """All modules of a package and of the packages in it."""
    root = ROOT.joinpath(*package.split("."))
    files = (file.relative_to(ROOT).with_suffix("") for file in root.rglob("*.py"))
    return sorted(".".join(file.parts).removesuffix(".__init__") for file in files)


def closure(package: str) -> tuple[dict[str, str], set[str]]:
    """Hashes of all our modules that a package needs, and the names of the foreign ones."""
    waiting = modules_of(package)
    hashes: dict[str, str] = {}
    foreign: set[str] = set()
    while waiting:
        for module in parents(waiting.pop()):
            if module.split(".")[0] not in OURS:
                foreign.add(module.split(".")[0])
            elif module not in hashes and (file := module_file(module)):
                hashes[module], names = read_module(file)
                waiting.extend(names)
                waiting.extend(modules_of(module) if module in OPEN else ())
    return hashes, foreign


def library_versions(modules: set[str]) -> Iterator[str]:
    """`name version` of each library; the standard library has none, it goes with the interpreter."""
    for module in sorted(modules):
        try:
            yield f"{module} {metadata.version(DISTRIBUTIONS.get(module, module))}"
        except metadata.PackageNotFoundError:
            continue


@cache
def step_fingerprint(step: str) -> str:
    """Fingerprint of a step, as 16 hex digits.

    Raises:
        KeyError: the step computes nothing that is kept.
    """
    hashes, foreign = closure(STEP_PACKAGES[step])
    parts = [f"{module} {digest}" for module, digest in sorted(hashes.items())]
    parts += library_versions(foreign)
    if KNOWLEDGE in hashes:
        files = sorted((ROOT / "schemas" / "knowledge").rglob("*.csv"))
        parts += [f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:FINGERPRINT_HEX]


@cache
def code_version() -> str:
    """Version of the product with a hash over all steps: `0.1.0+1a2b3c4d`."""
    digest = hashlib.sha256("".join(step_fingerprint(step) for step in STEP_PACKAGES).encode()).hexdigest()
    return f"{metadata.version('communique')}+{digest[:8]}"
