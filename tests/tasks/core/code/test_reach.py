"""What a function reaches, on a small project that is written for the purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.core.code import data, reach
from tasks.core.code.reach import Name, forget, module_file

FILES = {
    "tasks/__init__.py": '"""Tasks."""',
    "tasks/core/__init__.py": "",
    "tasks/core/step.py": """
        from typing import TYPE_CHECKING
        import json
        from tasks.core import helpers, words as vocabulary
        from tasks.core.package import chosen
        if TYPE_CHECKING:
            from tasks.core.hints import Hint
        def work(row: "Hint") -> str:
            import numpy as np
            return helpers.near(chosen(row)) + vocabulary.STOP + np.array([])
        def idle():
            return helpers.unused() + json.dumps({})
        """,
    "tasks/core/helpers.py": """
        import regex
        from tasks.core.far import Far
        def near(text):
            return Far().done(text) + BASE
        def unused():
            return regex.compile("x")
        BASE = "a"
        BASE += "b"
        """,
    "tasks/core/far.py": """
        from tasks.core.deep import Base, told
        @told
        class Far(Base):
            def done(self, text):
                from tasks.core.late import late
                return late(text)
        """,
    "tasks/core/deep.py": """
        class Base: pass
        def told(cls): return cls
        REGISTRY = {}
        REGISTRY["x"] = 1
        """,
    "tasks/core/late.py": "def late(text): return text\ndef later(text): return text",
    "tasks/core/words.py": 'STOP = "stop"\nGO = "go"',
    "tasks/core/hints.py": "class Hint: pass",
    "tasks/core/package/__init__.py": "from tasks.core.package.inside import chosen\n__all__ = ['chosen']",
    "tasks/core/package/inside.py": "def chosen(row): return row\ndef left(row): return row",
    "tasks/core/dotted.py": """
        import tasks.core.child
        import xml.sax
        import os.path
        def work(): return tasks.core.child.main(xml.sax)
        def idle(): return 1
        if TYPE_CHECKING or True:
            LATE = 1
        """,
    "tasks/core/program.py": 'START = "import sys; from tasks.core.child import main; main()"',
    "tasks/core/child.py": "def main(): pass\ndef other(): pass\nif __name__ == '__main__':\n    main()",
    "tasks/core/reading.py": """
        from pathlib import Path
        from schemas import knowledge
        from schemas.knowledge import rows, values
        TABLES = ("cities", "regions")
        CARD = Path(__file__).with_name("card.json")
        def named(): return knowledge.rows("months"), "heads"
        def listed(): return [row for table in TABLES for row in rows(table)]
        def handed_on(): return sorted(map(rows, TABLES))
        def unsaid(name): return rows(name)
        def no_table(): return values("months"), "cities"
        """,
    "tasks/core/card.json": "{}",
    "schemas/__init__.py": "",
    "schemas/knowledge/__init__.py": "def rows(name): return name\ndef values(cell): return cell",
    **{f"schemas/knowledge/{name}.csv": "a\n" for name in ("months", "cities", "regions", "heads")},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small project in the place of this one."""
    for path, content in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(line.removeprefix("        ") for line in content.splitlines()), encoding="utf-8")
    monkeypatch.setattr(reach, "ROOT", tmp_path)
    monkeypatch.setattr(data, "ROOT", tmp_path)
    monkeypatch.setattr(data, "FOLDER", tmp_path / "schemas" / "knowledge")
    start_anew()
    yield tmp_path
    monkeypatch.undo()
    start_anew()


def start_anew() -> None:
    forget()
    module_file.cache_clear()
    data.tables.cache_clear()


def never(module: str, name: str) -> None:
    return None


def reached(*roots: Name) -> set[str]:
    return {f"{module.removeprefix('tasks.core.')}.{name}" for module, name, _ in reach.reach(roots, never).definitions}


def test_a_function_reaches_what_it_uses_and_what_that_uses(project: Path) -> None:
    found = reach.reach([("tasks.core.step", "work")], never)
    assert {f"{module.removeprefix('tasks.core.')}.{name}" for module, name, _ in found.definitions} == {
        "step.work",
        "helpers.near",
        "helpers.BASE",
        "far.Far",
        "deep.Base",
        "deep.told",
        "deep.",  # what has effects: the registry is filled whatever is used
        "deep.REGISTRY",
        "late.late",
        "words.STOP",
        "package.inside.chosen",
    }
    assert found.libraries == {"numpy"}


def test_both_statements_that_make_a_value_count(project: Path) -> None:
    found = reach.reach([("tasks.core.helpers", "BASE")], never)
    assert [number for _, _, number in found.definitions] == [0, 1]


def test_a_module_that_a_text_names_is_reached_whole(project: Path) -> None:
    assert reached(("tasks.core.program", "START")) == {"program.START", "child.main", "child.other"}


def test_an_import_by_a_dotted_name_is_taken_for_all_of_the_module(project: Path) -> None:
    found = reach.reach([("tasks.core.dotted", "work")], never)
    assert {name for _, name, _ in found.definitions} == {"work", "main", "other", ""}
    assert found.libraries == {"xml"}
    assert reached(("tasks.core.dotted", "idle")) == {"dotted.idle", "dotted."}  # a block that runs is an effect


def test_what_is_stopped_at_is_not_entered(project: Path) -> None:
    found = reach.reach(
        [("tasks.core.helpers", "near")], lambda module, name: "told" if module == "tasks.core.far" else None
    )
    assert found.stopped == {("tasks.core.far", "Far")}
    assert found.modules == {"tasks.core.helpers"}


def test_a_root_that_is_not_there_is_an_error(project: Path) -> None:
    with pytest.raises(LookupError, match=r"tasks\.core\.step\.gone is not there"):
        reach.reach([("tasks.core.step", "gone")], never)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("named", {"months"}),
        ("listed", {"cities", "regions"}),
        ("handed_on", {"cities", "regions"}),
        ("unsaid", {"months", "cities", "regions", "heads"}),
        ("no_table", set()),
    ],
)
def test_tables_are_found_by_the_names_that_the_loader_is_given(project: Path, name: str, expected: set[str]) -> None:
    found = data.data_files(reach.reach([("tasks.core.reading", name)], never))
    assert set(found) == {f"schemas/knowledge/{table}.csv" for table in expected}


def test_a_file_beside_a_module_is_read_by_what_names_it(project: Path) -> None:
    assert list(data.data_files(reach.reach([("tasks.core.reading", "CARD")], never))) == ["tasks/core/card.json"]


@pytest.mark.parametrize(
    ("file", "old", "new", "is_other"),
    [
        ("far.py", "return late(text)", "return late(text)  # a comment", False),
        ("far.py", "class Far(Base):", 'class Far(Base):\n    """A docstring."""', False),
        ("far.py", "return late(text)", "return late(\n            text,\n        )", False),
        ("far.py", "def done", '"""A note."""\n    def done', False),
        ("late.py", "def later(text): return text", "def later(text): return text + text", False),
        ("late.py", "def late(text): return text", "def late(text): return text + text", True),
        ("words.py", '"stop"', '"Stop"', True),
        ("deep.py", '["x"] = 1', '["x"] = 2', True),
        ("package/inside.py", "chosen(row): return row", "chosen(row): return [row]", True),
    ],
)
def test_only_what_changes_the_work_changes_the_hashes(
    project: Path, file: str, old: str, new: str, is_other: bool
) -> None:
    before = reach.reach([("tasks.core.step", "work")], never).digests()
    path = project / "tasks" / "core" / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    start_anew()
    after = reach.reach([("tasks.core.step", "work")], never).digests()
    assert {name for name in before if before[name] != after[name]} == ({f"tasks/core/{file}"} if is_other else set())
