"""The bar of staleness, on a copy of the product: what makes which step stale, exactly, and what makes none."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tasks.core import fingerprint
from tasks.core.code import data, reach
from tasks.core.code.definitions import read_definition, read_module

ROOT = Path(__file__).parents[3]
LAYERS = ("flows", "tasks", "schemas", "warehouse/views")
SHOW = """
from tasks.core.fingerprint import ROOTS, step_fingerprint
print({step: step_fingerprint(step) for step in ROOTS})
"""
NONE: set[str] = set()
Change = tuple[str, str]  # a file's path, and what it holds then


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product. Each test leaves it as it was."""
    root = tmp_path_factory.mktemp("copy")
    for layer in LAYERS:
        shutil.copytree(ROOT / layer, root / layer, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def stale(of: dict[str, object], then: dict[str, object]) -> set[str]:
    return {step for step in of if of[step] != then[step]}


class Changed:
    """Files of the copy with other contents, as long as the block runs."""

    def __init__(self, copy: Path, changes: Iterable[Change]) -> None:
        self.given = {copy / path: content for path, content in changes}
        self.kept = {path: path.read_text(encoding="utf-8") for path in self.given}

    def __enter__(self) -> None:
        for path, content in self.given.items():
            assert content != self.kept[path]
            path.write_text(content, encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        for path, content in self.kept.items():
            path.write_text(content, encoding="utf-8")


class Reading:
    """Reads the code of the copy in this process, each content of a file once. Rules are those of the product."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.before = self.read()

    def read(self) -> dict[str, object]:
        return dict(fingerprint.read_code())

    def stale_after(self, *changes: Change) -> set[str]:
        with Changed(self.copy, changes):
            return stale(self.before, self.read())


@pytest.fixture(scope="module")
def reading(copy: Path) -> Iterator[Reading]:
    parsed = cache(lambda content, file: read_module(file))
    looked_into = cache(read_definition)  # statements are the same objects as long as the file is the same
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "ROOT", copy)
        patch.setattr(data, "ROOT", copy)
        patch.setattr(data, "FOLDER", copy / "schemas" / "knowledge")
        patch.setattr(reach, "read_module", lambda file: parsed(file.read_bytes(), file))
        patch.setattr(reach, "read_definition", looked_into)
        start_anew()
        yield Reading(copy)
    start_anew()


def start_anew() -> None:
    reach.forget()
    reach.module_file.cache_clear()
    data.tables.cache_clear()


def fingerprints(root: Path) -> dict[str, object]:
    """The fingerprints of the product in a folder, computed there by a process of its own."""
    given = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # two changes within a second could look like one
    done = subprocess.run([sys.executable, "-c", SHOW], cwd=root, env=given, capture_output=True, text=True, check=True)
    found: dict[str, object] = ast.literal_eval(done.stdout)
    return found


@pytest.fixture(scope="module")
def before(copy: Path) -> dict[str, object]:
    return fingerprints(copy)


def stale_after(copy: Path, before: dict[str, object], *changes: Change) -> set[str]:
    with Changed(copy, changes):
        return stale(before, fingerprints(copy))


def with_statement(file: str, function: str) -> Change:
    """A file in which a function does one thing more, which is nothing."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == function)
    lines = text.splitlines(keepends=True)
    lines.insert(found.body[0].lineno - 1, "    pass\n")
    return file, "".join(lines)


def replaced(file: str, old: str, new: str) -> Change:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r} any more"
    return file, text.replace(old, new, 1)


def with_row(table: str) -> Change:
    """A table of knowledge with its last row once more."""
    file = f"schemas/knowledge/{table}.csv"
    text = (ROOT / file).read_text(encoding="utf-8")
    return file, text + text.splitlines(keepends=True)[-1]


@pytest.mark.parametrize(
    ("file", "function", "expected"),
    [
        ("tasks/core/formats/docx/numerals.py", "roman", {"extract"}),
        ("tasks/core/intake/containers.py", "zip_names", {"extract"}),
        ("tasks/core/structure/title_blocks.py", "is_breadcrumbs", {"structure"}),
        ("tasks/core/validate/result.py", "first_by_key", {"validate", "annotate"}),  # both gates have one engine
        ("tasks/core/group/masks.py", "ranges_of", {"group"}),
        ("tasks/core/agreed/sieve.py", "by_hash", {"group"}),
        ("tasks/core/acts/targets.py", "word_before", {"annotate"}),
        ("tasks/core/relative_dates.py", "anchor_of", {"annotate"}),
        ("tasks/core/words.py", "fold_word", {"group"}),
        ("tasks/core/dates.py", "edtf_bounds", {"structure", "group", "annotate"}),
        ("tasks/core/date_tokens.py", "suffixes", {"extract", "structure", "group", "annotate"}),
        ("tasks/core/run.py", "utc_now", NONE),
        ("tasks/core/structure/corrections.py", "packed", NONE),  # reads what people wrote; what comes of it counts
    ],
)
def test_a_helper_makes_the_steps_stale_that_reach_it(
    reading: Reading, file: str, function: str, expected: set[str]
) -> None:
    assert reading.stale_after(with_statement(file, function)) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("symbol_fonts", {"extract"}),
        ("ministries", {"structure"}),
        ("stock_phrases", {"group"}),
        ("act_verbs", {"annotate"}),
        ("first_names", {"structure", "annotate"}),
        ("membership_counts", NONE),  # the linter reads it
        ("lives", NONE),  # a rule of the last gate does, which looks at all rows in each run
    ],
)
def test_a_row_of_knowledge_makes_the_steps_stale_that_read_its_table(
    reading: Reading, table: str, expected: set[str]
) -> None:
    assert reading.stale_after(with_row(table)) == expected


def test_a_file_of_data_makes_the_step_stale_that_reads_it(reading: Reading) -> None:
    assert reading.stale_after(replaced("tasks/core/group/scorer.json", '"constant": ', '"constant": 1')) == {"group"}


def test_comments_docstrings_and_layout_make_nothing_stale(reading: Reading) -> None:
    file, text = with_statement("tasks/core/structure/titles.py", "title_text")
    assert (
        reading.stale_after(
            (file, text.replace("    pass\n", '    """Another docstring."""\n')),
            replaced("tasks/core/dates.py", "\nfrom ", "\n# what dates look like\nfrom "),
            replaced("tasks/core/structure/title_blocks.py", '"""', '"""Otherwise told: '),
            replaced(
                "tasks/core/group/__init__.py", "texts = make_texts(", "texts = make_texts(  # all of them\n        "
            ),
            replaced("tasks/core/acts/targets.py", "\ndef word_before(", "\n\n\ndef word_before("),
            replaced("tasks/core/group/sentences.py", "\nfrom ", "\nimport abc  # used by nobody\nfrom "),
        )
        == NONE
    )


def test_files_and_definitions_that_no_step_reaches_make_nothing_stale(reading: Reading) -> None:
    layers = (
        "flows",
        "tasks/core/report",
        "tasks/core/ask",
        "tasks/core/compare",
        "tasks/core/load",
        "tasks/core/plan",
    )
    files = [file.relative_to(ROOT).as_posix() for layer in layers for file in sorted((ROOT / layer).rglob("*.py"))]
    files += ["tasks/load.py", "schemas/views.py", "schemas/dictionary.py", "schemas/knowledge/lint.py"]
    files += ["tasks/core/structure/titles.py", "tasks/core/group/masks.py", "schemas/arrow.py"]
    views = [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "warehouse" / "views").glob("*.sql"))]
    more = {**dict.fromkeys(files, "\n\ndef never_called(): return 1\n"), **dict.fromkeys(views, "\n-- \n")}
    changes = [(file, (reading.copy / file).read_text(encoding="utf-8") + text) for file, text in more.items()]
    assert len(changes) > 50
    assert reading.stale_after(*changes) == NONE


def test_in_a_process_of_its_own_it_is_the_same(copy: Path, before: dict[str, object]) -> None:
    changes = with_statement("tasks/core/structure/title_blocks.py", "is_breadcrumbs"), with_row("act_verbs")
    assert stale_after(copy, before, *changes) == {"structure", "annotate"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [("schemas/rules_spans.py", "'no visible character is left after cleaning'", "'nothing is left'")],
            {"validate"},
        ),
        ([("schemas/rules_acts.py", "'not the characters of the body: '", "'other characters: '")], {"annotate"}),
        (
            [  # a rule of the last gate, the reason for a rule, what is written about a column
                ("schemas/rules_statements.py", "'neither title nor issuer'", "'nameless'"),
                ("schemas/rules_spans.py", "A span outside", "A span beyond"),
                ("schemas/columns.py", '"SHA-256 of the raw bytes', '"The SHA-256 of the raw bytes'),
            ],
            NONE,
        ),
    ],
    ids=["a rule on documents", "a rule on annotations", "words, and a rule on the warehouse"],
)
def test_a_rule_makes_the_step_stale_whose_gate_applies_it(
    copy: Path, before: dict[str, object], changes: list[tuple[str, str, str]], expected: set[str]
) -> None:
    assert stale_after(copy, before, *(replaced(*change) for change in changes)) == expected
