"""Fingerprints of steps: a hash of all that determines their rows, so that what is stale can be told from what is not.

A fingerprint covers every definition of this project that a step's own functions reach, however far away, the tables
of knowledge that these read, the rules of its gate, and the versions of the libraries and the interpreter. Comments,
docstrings and the layout of code do not count, nor does anything that the step does not reach.
"""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module, metadata
from types import MappingProxyType

from schemas.model import Table
from tasks.core.code.data import data_files
from tasks.core.code.libraries import interpreter, library_versions
from tasks.core.code.memory import Known, remembered
from tasks.core.code.reach import Name, Reached, forget, reach

FINGERPRINT_HEX = 16
PART_HEX = 16

ROOTS: Mapping[str, tuple[Name, ...]] = {  # what makes the rows of each step: all that these reach
    "extract": (("tasks.core.extract.stage", "extract_batch"), ("tasks.core.intake.sniff", "sniff")),
    "structure": (("tasks.core.structure.stage", "structure_batch"),),
    "validate": (("tasks.core.validate.stage", "validate_batch"),),
    "group": (("tasks.core.group.stage", "group_all"), ("tasks.core.group.agree", "agree_all")),
    "annotate": (
        ("tasks.core.group.stage", "stage_due"),
        ("tasks.core.annotate.stage", "annotate_batch"),
        ("tasks.core.validate.stage", "validate_annotated"),
    ),
}
SUITES: Mapping[str, str] = {"validate": "documents", "annotate": "annotations"}  # of the gate that each step ends with
PLUMBING: Mapping[str, str] = {  # what steps use and no row depends on, each with its reason
    "tasks.core.determinants": "names what decides rows; what people set is in the fingerprint of each document",
    "tasks.core.fingerprint": "a change in how code is read changes the fingerprints by itself",
    "tasks.core.processors": "says how many documents are read at a time",
    "tasks.core.publication": "names the load that batches lie on",
    "tasks.core.restage": "hands rows of earlier steps on as they are",
    "tasks.core.run": "names places and settings; those that decide rows are in the fingerprint of each document",
    "tasks.core.selection": "says which documents are done, not what is made of them",
    "tasks.core.staging": "hands rows on as they are",
    "schemas.ddl.create_all": "makes the tables of a warehouse that has none; no row is in them",
    "schemas.ddl.create_tables": "as above",
    "schemas.rules.rules_of": "the rules of the step's own suite are told by themselves",
    "schemas.tables.BY_NAME": "the tables that rules look at are told with them",
}


def parts(step: str) -> Mapping[str, str]:
    """What the fingerprint of a step is made of: versions and hashes, by names that a person knows.

    Names are paths of files, `columns of core.mentions`, `rules of documents`, and those of libraries.

    Raises:
        KeyError: the step computes nothing that is kept.
    """
    return all_parts()[step]


@cache
def all_parts() -> Mapping[str, Mapping[str, str]]:
    """The parts of all steps: of the code as it is now, and of what is installed now."""
    known = remembered(read_code)
    return {
        step: MappingProxyType(dict(sorted({**own, **library_versions(libraries), **interpreter()}.items())))
        for step, (own, libraries) in known.items()
    }


def read_code() -> dict[str, Known]:
    """Of each step what our own files say: hashes by the names of parts, and the libraries that are used."""
    found = {}
    with without_collector():
        for step, roots in ROOTS.items():
            reached = reach(roots, told_otherwise)
            own = {**reached.digests(), **shapes(reached), **rule_parts(step)}
            own |= {path: hash_of(file.read_bytes()) for path, file in data_files(reached).items()}
            found[step] = own, sorted(reached.libraries)
        forget()
    return found


@cache
def step_fingerprint(step: str) -> str:
    """Fingerprint of a step, as 16 hex digits.

    Raises:
        KeyError: the step computes nothing that is kept.
    """
    lines = "\n".join(f"{name} {value}" for name, value in parts(step).items())
    return hashlib.sha256(lines.encode()).hexdigest()[:FINGERPRINT_HEX]


@cache
def code_version() -> str:
    """Version of the product with a hash over all steps: `0.1.0+1a2b3c4d`."""
    digest = hashlib.sha256("".join(step_fingerprint(step) for step in ROOTS).encode()).hexdigest()
    return f"{metadata.version('communique')}+{digest[:8]}"


def told_otherwise(module: str, name: str) -> str | None:
    """Empty for plumbing, the name of a table that its columns tell, nothing for what counts by its code."""
    if is_plumbing(module, name):
        return ""
    table = table_at(module, name)
    return table.name if table else None


def is_plumbing(module: str, name: str) -> bool:
    """Whether a definition, its module or a package around it is declared to decide no row."""
    steps = module.split(".")
    around = {".".join(steps[:depth]) for depth in range(1, len(steps) + 1)}
    return not around.isdisjoint(PLUMBING) or f"{module}.{name}" in PLUMBING


def table_at(module: str, name: str) -> Table | None:
    """The table that a name of a module of `schemas` stands for, if it does."""
    if not name or not module.startswith("schemas."):
        return None
    value = getattr(import_module(module), name, None)
    return value if isinstance(value, Table) else None


def shapes(reached: Reached) -> dict[str, str]:
    """Of each table that was reached, a hash of what its columns hold."""
    tables = (table_at(*name) for name in reached.stopped)
    return {f"columns of {table.name}": hash_of(shape(table)) for table in tables if table}


def shape(table: Table) -> bytes:
    """What a table's columns hold, without what is written about them."""
    columns = [
        (one.name, one.sql_type, one.required, one.pattern, one.vocabulary, one.minimum, one.maximum, one.references)
        for one in table.columns
    ]
    return repr((table.name, table.key, table.scope, columns)).encode()


def rule_parts(step: str) -> dict[str, str]:
    """A hash of the rules of the gate that a step ends with, and of the tables that they look at.

    Rules are made in several ways, some from tables of knowledge, so it is the finished ones that count: what each
    looks for and what follows, in their order, but not the reason that is written beside.
    """
    if step not in SUITES:
        return {}
    from schemas.rules import rules_of
    from schemas.tables import BY_NAME

    suite = SUITES[step]
    rules = rules_of(suite)
    told = [(rule.rule_id, rule.severity, rule.table_name, rule.column_name, rule.check) for rule in rules]
    looked_at = sorted({rule.table_name for rule in rules})
    return {
        f"rules of {suite}": hash_of(repr(told).encode()),
        f"tables under the rules of {suite}": hash_of(b"\n".join(shape(BY_NAME[name]) for name in looked_at)),
    }


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:PART_HEX]


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector of garbage rest: reading code makes a million things that stay, and it looks at them often."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
