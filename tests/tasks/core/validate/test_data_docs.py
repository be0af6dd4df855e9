"""Great Expectations' own pages: all rules on values, made without the network, harmless whatever documents say."""

import re
import socket
from html.parser import HTMLParser
from pathlib import Path

import pytest

from schemas.rules import CHECKED_TABLES, Expectation, all_rules
from schemas.rules_model import ANNOTATIONS
from tasks.core.validate import validate
from tasks.core.validate.data_docs import ABOUT, ESCAPES, NOTE, Sample, build_data_docs
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import RUN_ID, A, B

SCRIPT = "<script>alert('x')</script>"
PICTURE = '"><img src=x onerror=alert(1)>'
SPOILT = f"""
    update core.documents set level = '{SCRIPT.replace("'", "''")}' where document_id = '{A}';
    update core.documents set signatories = ['AT', '{PICTURE}'] where document_id = '{B}';
    update core.mentions set confidence = 2 where document_id = '{A}' and mention_no = 1"""
TEXTS = ("with its people", "We stand with Ukraine")  # of documents; no rule on values shows them


class Tags(HTMLParser):
    """The tags of a page that could run something, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]


def no_network(*_: object, **__: object) -> None:
    raise OSError("no network here")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page for a made warehouse in which some values are spoilt; of each table three rows."""
    folder = tmp_path_factory.mktemp("docs")
    published = folder / "made.duckdb"
    with connect(made_tables()) as connection:
        connection.execute(SPOILT)
        connection.execute(f"attach '{published}' as made")
        connection.execute("create schema made.raw; create schema made.core")
        for table in CHECKED_TABLES:
            connection.execute(f"create table made.{table.name} as from memory.{table.name}")
    (folder / "data_docs").mkdir()
    (folder / "data_docs" / "old.html").write_text("of another run", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", no_network)
        patch.setattr(socket, "getaddrinfo", no_network)
        return build_data_docs(published, folder / "data_docs", Sample(rows=3))


def page_of(built: Path, kind: str, table: str) -> str:
    """The page of a table among `expectations` or `validations`."""
    schema, name = table.split(".")
    (page,) = built.parent.glob(f"{kind}/{schema}/{name}{'.html' if kind == 'expectations' else '/*/*/*.html'}")
    return page.read_text(encoding="utf-8")


def status_of(page: str) -> str:
    """What the head of a validation's page says."""
    (status,) = re.findall(r"Status:</span>(?:\s|<[^>]*>)*(\w+)", page)
    return str(status)


def test_there_is_a_page_for_each_table_and_nothing_of_older_ones(built: Path) -> None:
    assert built == built.parent / "index.html"
    assert sorted(path.name for path in built.parent.iterdir()) == [
        "ABOUT.txt",
        "expectations",
        "index.html",
        "static",
        "validations",
    ]
    index = built.read_text(encoding="utf-8")
    for table in CHECKED_TABLES:
        assert table.name in index
        assert page_of(built, "expectations", table.name)
        assert page_of(built, "validations", table.name)
    assert not (built.parent.parent / ".data_docs.unfinished").exists()


def test_each_rule_on_values_is_there_with_its_reason(built: Path) -> None:
    for rule in all_rules():
        if isinstance(rule.check, Expectation):
            page = page_of(built, "expectations", rule.table_name)
            assert f"{rule.rule_id}: {rule.reason}" in page


def test_a_page_says_how_many_rows_were_checked_and_what_it_loads(built: Path) -> None:
    page = page_of(built, "expectations", "core.sentences")
    n_sentences = len(made_tables()["core.sentences"])
    assert f"3 of {n_sentences} rows were checked, the first by key." in page
    assert NOTE in page
    assert (built.parent / ABOUT).read_text(encoding="utf-8") == f"{NOTE}\n"
    assert "https://" in page  # else the note is not true any more


def test_what_is_wrong_is_shown(built: Path) -> None:
    sound, spoilt = (page_of(built, "validations", name) for name in ("core.statements", "core.mentions"))
    assert [status_of(page) for page in (sound, spoilt)] == ["Succeeded", "Failed"]
    assert ">2.0<" in spoilt


def test_values_from_documents_harm_nothing_and_their_texts_are_not_copied(built: Path) -> None:
    page = page_of(built, "validations", "core.documents")
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert SCRIPT not in page
    tags = Tags()
    tags.feed(page)
    assert "onerror" not in tags.found
    for path in built.parent.rglob("*.html"):
        assert not any(text in path.read_text(encoding="utf-8") for text in TEXTS)


def test_runs_in_the_same_process_go_on_as_before(built: Path) -> None:
    assert built.exists()
    with connect(made_tables()) as connection:
        connection.execute(SPOILT)
        failed = validate(connection, ANNOTATIONS, RUN_ID).failed_rows
    assert [(row["rule_id"], row["row_key"]) for row in failed] == [("core.mentions.confidence.between", f"{A}/1")]


def test_escaping_changes_no_answer() -> None:
    for rule in all_rules():
        words = rule.check.values if isinstance(rule.check, Expectation) else ()
        assert not any(sign in word for word in words for sign, _ in ESCAPES)
