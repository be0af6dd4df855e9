"""The report of made runs: one that published, one that rules stopped, one that found nothing new, one of nothing."""

import json
import re
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.core.ask.query import ask
from tasks.core.report.collect import collect
from tasks.core.report.model import Bounds, Headline, Publication
from tasks.core.report.page import as_page
from tasks.core.report.write import write_report
from tasks.core.run import Places, write_journal
from tests.tasks.core.report.made import STARTED, STOPPED, Page, made_warehouse, read_page, stopped
from tests.warehouse.made_ops import LATER, NEW_CODE, PUBLISHED_AT, SECOND, STARTS, failed_row, rejection, validation
from tests.warehouse.made_rows import RUN_ID, A, B

BOUNDS = Bounds()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A published warehouse of three runs. Nobody writes to it."""
    return made_warehouse(tmp_path_factory.mktemp("made") / "warehouse")


@pytest.fixture(scope="module")
def page(places: Places) -> Page:
    return read_page(write_report(places, LATER))


def test_the_report_lies_beside_the_warehouse_and_the_latest_one_folder_higher(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path / "warehouse")
    first, second = write_report(places, SECOND), write_report(places, LATER)
    assert (first, second) == (
        tmp_path / f"warehouse/reports/{SECOND}.html",
        tmp_path / f"warehouse/reports/{LATER}.html",
    )
    latest = read_page(tmp_path / "warehouse/report.html")
    assert f"reports/{SECOND}.html" in latest.attributes("a", "href")
    assert f"{SECOND}.html" in read_page(second).attributes("a", "href")
    assert latest.words == read_page(second).words
    assert sorted(path.name for path in places.folder.iterdir()) == [
        ".state",
        "report.html",
        "reports",
        "statements.duckdb",
    ]


def test_the_headline_says_it_in_one_look(places: Places, page: Page) -> None:
    assert collect(places, LATER, BOUNDS).headline == Headline(
        run_id=LATER,
        state="completed",
        reason="",
        source="raw",
        code_version="0.1.0+00000002",
        flow_run_id="",
        step="",
        started_at=STARTS[LATER],
        ended_at=STARTS[LATER] + timedelta(seconds=12.5),
        counts={
            "n_files_seen": 4,
            "n_unchanged": 3,
            "n_loaded": 0,
            "n_duplicate_files": 0,
            "n_rejected": 1,
            "n_missing": 0,
        },
        published_at=STARTS[LATER] + timedelta(seconds=12.5),
        publication=Publication(LATER, PUBLISHED_AT, NEW_CODE),
    )
    assert page.words.startswith(
        "Published: run of raw, 2026-01-04 12:00:00 UTC To what needs attention Communiqué · report of a run"
        " Published Run of raw , 2026-01-04 12:00:00 UTC , 12.5 s"
        " files seen 4 unchanged 3 loaded 0 duplicates 0 refused 1 missing 0"
        " 2 figures out of bounds 1 file refused 1 rule could not be applied 2 critical rows, 1 new"
        " 2 warning rows, 1 new"
        " 1 file still refused from before"
    )


def test_refused_files_are_told_with_what_to_do(page: Page) -> None:
    assert (
        "Refused in this run (1) Refused in this run: 1 file file step reason what was seen, and what to do since (UTC)"
        " raw/no-bytes.txt intake empty 0 bytes; put text into it, or remove it 2026-01-04 12:00:00"
        " Still refused from before (1) Still refused from before: 1 file"
    ) in page.words


def test_rules_are_told_with_rows_and_the_text_in_question(page: Page) -> None:
    assert (
        "4 rules applied, 3 broken. critical odd could not be applied 1 new Why odd. Table core.sentences, suite"
        " warehouse. BinderException: ? critical each 1 row Why each. Table core.documents, suite documents."
        " eeeeeeeeeeee… since 2026-01-02 12:00:00 ? The document is not in the warehouse, so its text cannot be shown"
        " here; it is in the file. warning soft 2 rows 1 new Why soft. Table core.sentences, suite warehouse."
    ) in page.words
    assert (
        "a.txt row 4 new ? Statement of the Danube Council Vienna, 3 May 2021 1. We met in Vienna to speak of the war"
        " in Ukraine. marked: We stand with Ukraine and with its people. end of mark 2. We are deeply concerned"
    ) in page.words
    assert "Resolved in this run (1) Rows that hold again, or are gone" in page.words
    assert f"soft warning 1 {A[:12]}…/3" in page.words


def test_changed_rows_are_told_with_before_and_after(page: Page) -> None:
    assert "core.documents 1 1 1 core.sentences – 2 –" in page.words
    assert (
        f"{A[:12]}… changed place (empty) level place Vienna level mixed eeeeeeeeeeee… removed title Gone –"
    ) in page.words


def test_figures_have_charts_with_words_for_who_does_not_see_them(page: Page) -> None:
    assert "statements 4 −64% against the median before" in page.words
    assert "3 runs from 2026-01-02 12:00:00 to 2026-01-04 12:00:00: lowest 4, highest 12, last 4." in page.words
    assert "share of files refused raw 20.0% 5.0% +300% up to 10.0% above the maximum" in page.words
    assert "statements raw 4 11 −64% from 5 below the minimum" in page.words
    ids = [values.get("id") for _, values in page.tags if values.get("id")]
    named = " ".join(filter(None, page.attributes("svg", "aria-labelledby"))).split()
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)


def test_every_count_is_that_of_the_tables(places: Places) -> None:
    report = collect(places, LATER, Bounds(rows=1, refusals=1, files=1))
    with duckdb.connect(str(places.published), read_only=True) as connection:

        def count(query: str) -> int:
            return int(connection.execute(f"select count(*) from {query}").fetchall()[0][0])

        standing = "ops.failed_rows where resolved_at is null"
        assert sum(rule.n_open for rule in report.failures.rules) == count(standing)
        assert sum(rule.n_new for rule in report.failures.rules) == count(f"{standing} and run_id = '{LATER}'")
        assert report.failures.n_applied == count(f"ops.validations where run_id = '{LATER}'")
        still = "ops.rejections where resolved_at is null and run_id"
        assert report.refusals.of("new")[1] == count(f"{still} = '{LATER}'")
        assert report.refusals.of("open")[1] == count(f"{still} != '{LATER}'")


def test_every_command_on_the_page_can_be_given(places: Places, page: Page) -> None:
    tight = Bounds(rows=1, refusals=1, files=1, changed_rows=1, statements=1)
    words = page.words + Page(as_page(collect(places, LATER, tight), tight)).words
    queries = set(re.findall(r'communique sql "([^"]+)"', words))
    assert len(queries) > 7
    assert [query for query in sorted(queries) if ask(places.published, query).rows == []] == []


def test_what_a_run_resolved_is_told(tmp_path: Path) -> None:
    report = collect(made_warehouse(tmp_path), SECOND, BOUNDS)
    shown, n_all = report.refusals.of("resolved")
    assert ([row.path for row in shown], n_all) == (["a.txt", "no-bytes.txt"], 2)


def test_the_first_run_says_what_arrived(places: Places) -> None:
    report = collect(places, RUN_ID, BOUNDS)
    told = [(row.path, row.outcome, row.statement_title, row.relation) for row in report.arrivals.rows]
    assert told == [
        ("a.txt", "loaded", "Statement of the Danube Council", "full"),
        ("b.txt", "loaded", "Statement of the Danube Council", "truncated"),
        ("c.txt", "loaded", "Ministers travel to Austria", "full"),
        ("old.txt", "missing", "Ministers travel to Austria", "full"),
    ]
    assert report.arrivals.counts == {"loaded": 3, "missing": 1}
    assert next((row.title, row.is_new, row.versions) for row in report.statements.rows) == (
        "Statement of the Danube Council",
        True,
        ("a.txt (main version)", "b.txt (truncated, covers 70%)"),
    )


def test_a_run_that_rules_stopped_says_first_of_all_why_and_what_to_do(tmp_path: Path) -> None:
    validations = [
        validation(STOPPED, "grave", "critical", 3, reason="It must not be."),
        validation(STOPPED, "soft", "warning", 0),
    ]
    rows = [
        failed_row("core.mentions", f"{A}/2", A, rule_id="grave", severity="critical", detail="Vienna is no country"),
        failed_row("core.sentences", f"{A}/4", A, rule_id="soft"),
    ]
    places = stopped(made_warehouse(tmp_path / "warehouse"), validations=validations, failed_rows=rows)
    page = read_page(write_report(places, STOPPED))
    assert page.words.startswith(
        "Failed: run of raw, 2026-01-05 12:00:00 UTC To what needs attention Communiqué · report of a run"
        " Failed Run of raw , 2026-01-05 12:00:00 UTC , 1 min 30 s Why it failed, and what to do"
        " Validation (warehouse) stops the run. The last step that was done is annotate. Mend what the reason names,"
        " then run communique ingest again: batches that were finished are found and used. Readers see"
        f" the publication of 2026-01-05 00:00:00 UTC (run {LATER}), as before;"
    )
    headings = [values["id"] for tag, values in page.tags if tag == "h2" and values.get("id")]
    assert headings[0] == "rules"
    assert (
        "2 rules applied, 2 broken. critical grave 3 rows 1 new It must not be. Table core.mentions, suite warehouse."
        " a.txt row 2 new Vienna is no country Statement of the Danube Council marked: Vienna end of mark"
    ) in page.words
    assert "And 2 more: communique sql" in page.words
    rule = next(rule for rule in collect(places, STOPPED, BOUNDS).failures.rules if rule.rule_id == "soft")
    assert [(row.row_key, row.is_new) for row in rule.rows] == [(f"{A}/4", False)]


def test_a_run_that_its_figures_stopped_shows_them(tmp_path: Path) -> None:
    totals = [
        {"run_id": STOPPED, "source": "raw", "total": "statements", "figure": 1, "baseline": 4.0, "minimum": 3.2}
        | {"maximum": None},
    ]
    page = read_page(write_report(stopped(made_warehouse(tmp_path), totals=totals), STOPPED))
    assert "1 figure out of bounds" in page.words
    assert "Out of bounds (1) Figures of the sources" in page.words
    assert "statements raw 1 4 −75% from 3.2 below the minimum" in page.words


def test_a_run_that_failed_before_rules_shows_what_stands(tmp_path: Path) -> None:
    places = stopped(made_warehouse(tmp_path), reason="/inbox: there is no such folder. Name one that is.", step=None)
    page = read_page(write_report(places, STOPPED))
    assert "/inbox: there is no such folder. Name one that is. Mend what the reason names" in page.words
    assert "warning soft 2 rows since" not in page.words
    assert {rule.rule_id: rule.n_new for rule in collect(places, STOPPED, BOUNDS).failures.rules} == {
        "odd": 0,
        "each": 0,
        "soft": 0,
    }


def test_the_first_run_of_all_may_fail(tmp_path: Path) -> None:
    rows = [failed_row("core.mentions", f"{A}/2", A, severity="critical")]
    places = stopped(Places(tmp_path), failed_rows=rows, validations=[validation(STOPPED, "soft", "critical", 1)])
    page = read_page(write_report(places, STOPPED))
    assert "Nothing is published yet." in page.words
    assert "critical soft 1 row 1 new Why soft." in page.words
    assert "The document is not in the warehouse, so its text cannot be shown here; it is in the file." in page.words


def test_a_run_that_found_nothing_new_says_so(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path)
    entry = {
        "state": "completed",
        "reason": "nothing new",
        "started_at": STARTED,
        "ended_at": STARTED,
        "n_files_seen": 4,
    }
    write_journal(places, STOPPED, entry)
    page = read_page(write_report(places, STOPPED))
    assert (
        "Nothing new Run, 2026-01-05 12:00:00 UTC, 0.0 s nothing new Readers see the publication of"
        in page.words.replace(" ,", ",")
    )


def test_a_warehouse_of_an_earlier_version_is_not_asked(tmp_path: Path) -> None:
    places = stopped(made_warehouse(tmp_path))
    with duckdb.connect(str(places.published)) as connection:
        connection.execute("drop table ops.totals cascade")
    assert "was made by an earlier version" in read_page(write_report(places, STOPPED)).words


def test_a_damaged_warehouse_does_not_keep_a_failed_run_from_its_report(tmp_path: Path) -> None:
    places = stopped(Places(tmp_path))
    places.published.write_bytes(b"no database" * 1000)
    assert "cannot be opened" in read_page(write_report(places, STOPPED)).words


def test_a_run_that_is_not_there_is_told(places: Places) -> None:
    with pytest.raises(LookupError, match=f"There is no run {STOPPED} in"):
        write_report(places, STOPPED)


def test_bad_json_of_a_changed_row_is_shown_as_it_is(tmp_path: Path) -> None:
    rows = [
        {
            "run_id": LATER,
            "table_name": "core.documents",
            "change": "changed",
            "row_key": A,
            "document_id": A,
            "before": before,
            "after": json.dumps({"body": "x" * 300_000, "list": [1, None]}),
        }
        for before in ("{broken", "[1]", "7")
    ]
    page = read_page(write_report(made_warehouse(tmp_path, changed_rows=rows), LATER))
    assert "{broken" in page.words
    assert f"body {'x' * 160}… list [1, null]" in page.words


def test_files_of_refused_rows_are_named(tmp_path: Path) -> None:
    places = made_warehouse(tmp_path, rejections=[rejection("old.txt", B, LATER)])
    assert [row.path for row in collect(places, LATER, BOUNDS).refusals.rows] == ["old.txt"]
