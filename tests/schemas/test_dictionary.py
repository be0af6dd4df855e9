"""The dictionary in the repository is the one that the definitions make."""

from pathlib import Path

import pytest

from schemas.dictionary import TARGET, description, dictionary, main
from schemas.model import Column
from schemas.rules import domain_rules
from schemas.tables import TABLES
from schemas.views import VIEWS


def test_the_written_dictionary_is_fresh() -> None:
    assert TARGET.read_text(encoding="utf-8") == dictionary()


def test_check_fails_on_a_stale_file_and_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "DICTIONARY.md"
    arguments = ["--target", str(target)]
    assert main([*arguments, "--check"]) == 1
    assert main(arguments) == 0
    assert main([*arguments, "--check"]) == 0
    target.write_text(target.read_text(encoding="utf-8").replace("document", "paper"), encoding="utf-8")
    assert main([*arguments, "--check"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == f"{target} is stale: run `python -m schemas.dictionary`"


def test_everything_has_its_place() -> None:
    lines = dictionary().splitlines()
    assert [line[4:] for line in lines if line.startswith("### ")] == sorted(
        (table.name for table in (*TABLES, *VIEWS)),
        key=lambda name: (["raw", "core", "mart", "ops"].index(name.split(".")[0]),),
    )
    for rule in domain_rules():
        assert sum(line.startswith(f"| `{rule.rule_id}` |") for line in lines) == 1


def test_a_column_is_described_with_all_that_it_promises() -> None:
    column = Column(
        "share", "DOUBLE", "A | share.", minimum=0, maximum=1, vocabulary=("a", "b"), pattern="x|y", references="a.b.c"
    )
    assert description(column) == r"A \| share. One of `a`, `b`. Form: `x\|y`. 0 to 1. → `a.b.c`"
