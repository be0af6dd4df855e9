"""Other code, as far as fingerprints can tell: one part of a step is another one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tasks.core import fingerprint

PART = {
    "extract": "tasks/core/formats/plain/decode.py",
    "structure": "tasks/core/structure/titles.py",
    "validate": "rules of documents",
    "group": "schemas/knowledge/stock_phrases.csv",
    "annotate": "spacy",
}
"""A part that no other step has, for each step."""


@contextmanager
def other_code(step: str, value: str = "3.99") -> Iterator[None]:
    """While the block runs, the part of `PART` has another hash or version."""
    real = fingerprint.all_parts()
    assert real[step][PART[step]] != value
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "all_parts", lambda: {**real, step: {**real[step], PART[step]: value}})
        forget_fingerprints()
        try:
            yield
        finally:
            forget_fingerprints()


def forget_fingerprints() -> None:
    fingerprint.step_fingerprint.cache_clear()
    fingerprint.code_version.cache_clear()
