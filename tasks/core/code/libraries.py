"""Versions of what a step stands on beside our own code: the interpreter, and the libraries that it uses."""

import platform
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from importlib import metadata

DISTRIBUTIONS: Mapping[str, str] = {"PIL": "pillow", "pdfminer": "pdfminer.six", "yaml": "pyyaml"}
UNDER: Mapping[str, tuple[str, ...]] = {  # libraries that do the work of another: they decide what it finds
    "edtf": ("pyparsing",),
    "pdfplumber": ("pdfminer.six",),
    "trafilatura": ("justext", "lxml"),
}
MISSING = "not installed"


def interpreter() -> dict[str, str]:
    """Its version without the last number, which mends and changes no result, and that of its table of characters."""
    return {"python": ".".join(platform.python_version_tuple()[:2]), "unicode": unicodedata.unidata_version}


def library_versions(modules: Iterable[str]) -> dict[str, str]:
    """The version of each library, by its name; the standard library goes with the interpreter."""
    foreign = [module for module in modules if module not in sys.stdlib_module_names]
    names = {DISTRIBUTIONS.get(module, module) for module in foreign}
    names.update(below for module in foreign for below in UNDER.get(module, ()))
    return {name: version_of(name) for name in sorted(names)}


def version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING
