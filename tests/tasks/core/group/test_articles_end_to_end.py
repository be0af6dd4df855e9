"""Ten made articles through the whole pipeline: each joins the two statements that it quotes, and merges none."""

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from tests.pipeline import RAW, rows_of, sweep
from tests.tasks.core.structure.press.articles import Article, make_article
from tests.tasks.core.structure.press.manners import MANNERS
from tests.tasks.core.structure.press.sources import FILES

NAMES = ("leaders", "ministers", "foreign", "nato")  # the four statements of the five files
PAIRS = tuple(combinations(NAMES, 2))
SHARES = (0.2, 0.3, 0.45, 0.6)
CHOSEN = tuple(MANNERS)[::2] + tuple(MANNERS)[1::8]  # ten manners of quoting


def articles() -> dict[str, Article]:
    made = {}
    for number, manner in enumerate(CHOSEN):
        pair = PAIRS[number % len(PAIRS)][:: 1 if number % 2 else -1]
        made[f"article-{number}"] = make_article(number, manner, pair, SHARES[number % len(SHARES)])
    return made


def write(folder: Path, made: dict[str, Article]) -> None:
    for file in RAW.glob("*.txt"):
        shutil.copy(file, folder)
    for name, article in made.items():
        suffix = "md" if article.media_type == "text/markdown" else "txt"
        (folder / f"{name}.{suffix}").write_text(article.text, encoding="utf-8")


VERSIONS = """
    select regexp_replace(parse_filename(files.path), '\\.(txt|md)$', ''), versions.statement_id,
        versions.start_char, versions.end_char, versions.relation, documents.kind, documents.body
    from core.versions as versions
    join core.documents as documents using (document_id)
    join raw.files as files using (document_id)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    source = folder / "source"
    source.mkdir()
    write(source, articles())
    return sweep(source, folder / "warehouse").published


def test_nothing_is_merged_and_every_link_exists(published: Path) -> None:
    versions = rows_of(published, VERSIONS)
    homes = {name: statement for name, statement, *_ in versions if not name.startswith("article-")}
    files = {name: FILES[name][0].stem for name in NAMES}
    assert rows_of(published, "select count(*) from core.statements") == [(4,)]
    assert len({homes[files[name]] for name in NAMES}) == 4
    assert homes["nato-leaders-statement-truncated"] == homes[files["nato"]]
    due = {(name, homes[files[quoted]]) for name, article in articles().items() for quoted in article.quoted}
    found = [row for row in versions if row[0].startswith("article-")]
    assert len(due) == 20
    assert sorted((name, statement) for name, statement, *_ in found) == sorted(due)
    assert {(relation, kind) for *_, relation, kind, _ in found} == {("excerpt-in-article", "article")}


def test_each_link_spans_what_is_quoted(published: Path) -> None:
    versions = rows_of(published, VERSIONS)
    rows = {(name, statement): row for name, statement, *row in versions}
    homes = {name: statement for name, statement, *_ in versions if not name.startswith("article-")}
    for name, article in articles().items():
        for quoted, sentences in article.quoted.items():
            start, end, _, _, body = rows[name, homes[FILES[quoted][0].stem]]
            text = " ".join(body.split())
            assert abs(len(" ".join(body[:start].split())) - text.index(sentences[0][:-1])) <= longest(sentences[:2])
            end_of_last = text.index(sentences[-1][:-1]) + len(sentences[-1])
            assert abs(len(" ".join(body[:end].split())) - end_of_last) <= longest(sentences[-2:])


def longest(sentences: tuple[str, ...]) -> int:
    return max(map(len, sentences))
