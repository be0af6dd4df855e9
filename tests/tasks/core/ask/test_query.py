"""SQL on the published warehouse reaches nothing but the warehouse."""

from pathlib import Path

import pytest

from tasks.core.ask.query import QueryError, ask
from tests.pipeline import Done


def test_an_answer_has_its_columns_and_rows(five: Done) -> None:
    answer = ask(five.published, "select issuer, count(*) as n from core.statements group by all order by all")
    assert answer.columns == ("issuer", "n")
    assert answer.rows == [("Bucharest Nine", 2), ("NATO", 2)]


@pytest.mark.parametrize(
    "query",
    [
        "from read_csv('/etc/passwd')",
        "from '/etc/passwd'",
        "select * from read_text('/etc/hostname')",
        "copy core.statements to '/tmp/communique-out.csv'",
        "attach '/tmp/communique-other.duckdb' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "delete from core.statements",
        "create table core.mine as select 1",
        "export database '/tmp/communique-export'",
        "select getenv('HOME')",
    ],
)
def test_what_reaches_out_or_writes_is_refused(five: Done, query: str) -> None:
    with pytest.raises(QueryError):
        ask(five.published, query)
    assert not list(Path("/tmp").glob("communique-*"))


def test_python_variables_are_no_tables(five: Done) -> None:
    secret = [1]
    with pytest.raises(QueryError, match="secret"):
        ask(five.published, "from secret")
    assert secret == [1]


def test_what_is_wrong_is_said(five: Done, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="nonsense"):
        ask(five.published, "select nonsense from core.statements")
    with pytest.raises(QueryError, match="communique ingest"):
        ask(tmp_path / "statements.duckdb", "select 1")
    (tmp_path / "statements.duckdb").write_text("this is no database", encoding="utf-8")
    with pytest.raises(QueryError, match="cannot be opened"):
        ask(tmp_path / "statements.duckdb", "select 1")
