"""No false alarms on the five statements: what rules say of them is listed here, with the reason why it is true."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pipeline import Done, rows_of

LEADERS = "b9-leaders-joint-statement.txt"
ARTICLE = "nato-foreign-ministers-statement-in-news-article.txt"
FULL = "nato-leaders-statement-full.txt"
CLIPPED = "nato-leaders-statement-truncated.txt"


@dataclass(frozen=True, slots=True)
class Alarm:
    """Rows of one file that break a rule. `numbers` is the last part of their keys, where a row has a number."""

    path: str
    rule_id: str
    severity: str
    numbers: frozenset[int]
    why: str


ALARMS = (
    Alarm(
        CLIPPED,
        "sentence_is_whole",
        "warning",
        frozenset({7, 11, 19, 23, 24, 25, 29, 31, 33, 36, 39}),
        "The copy lost the ends of sentences, so that the next begins inside; in 7 it begins with a small letter.",
    ),
    Alarm(
        CLIPPED,
        "text_is_whole",
        "warning",
        frozenset(),
        "11 of its 34 running sentences are such; the whole copy must not be quoted.",
    ),
    Alarm(
        CLIPPED,
        "version_keeps_sentences",
        "warning",
        frozenset(
            {2, 5, 6, 11, 12, 13, 14, 15, 16, 26, 27, 28, 29, 30, 33, 35, 36, 38, 40}
            | {45, 48, 49, 50, 51, 54, 55, 57, 59, 60, 61, 63, 64}
        ),
        "Beside the full statement these sentences lack words, and six are missing.",
    ),
    Alarm(
        LEADERS,
        "statement_has_date",
        "info",
        frozenset(),
        "The text says when nothing; only the name of the file in another archive would.",
    ),
    Alarm(
        ARTICLE,
        "statement_has_date",
        "info",
        frozenset(),
        "The article is dated; of the statement it does not say when it was adopted.",
    ),
)


@pytest.fixture
def published(five: Done) -> Path:
    return five.published


def broken(published: Path) -> dict[tuple[str, str, str], frozenset[int]]:
    """Files and rules with the numbers of the rows that break them."""
    rows = rows_of(
        published,
        """
        select path, rule_id, severity, list(try_cast(string_split(row_key, '/')[-1] as integer))
        from ops.failed_rows left join raw.files using (document_id)
        group by path, rule_id, severity""",
    )
    return {(path, rule_id, severity): frozenset(found) - {None} for path, rule_id, severity, found in rows}


def test_every_alarm_is_listed_with_its_reason(published: Path) -> None:
    assert broken(published) == {(alarm.path, alarm.rule_id, alarm.severity): alarm.numbers for alarm in ALARMS}
    assert all(alarm.why for alarm in ALARMS)


def test_no_rule_could_not_be_applied(published: Path) -> None:
    assert rows_of(published, "select rule_id from ops.validations where outcome = 'errored'") == []


def test_a_sentence_said_to_be_cut_stands_so_in_the_copy_alone(published: Path) -> None:
    """The proof: the full statement has no such sentence, and the copy none of those that it is said to lack."""
    (full,) = rows_of(
        published, "select body from core.documents join raw.files using (document_id) where path = ?", FULL
    )
    (clipped,) = rows_of(
        published, "select body from core.documents join raw.files using (document_id) where path = ?", CLIPPED
    )
    query = "select regexp_replace(detail, '^.*?: ', '') from ops.failed_rows where rule_id = ?"
    cut = {folded(detail) for (detail,) in rows_of(published, query, "sentence_is_whole")}
    lacking = {folded(detail) for (detail,) in rows_of(published, query, "version_keeps_sentences")}
    assert {sentence for sentence in cut if sentence in folded(full[0])} == set()
    assert {sentence for sentence in lacking if sentence in folded(clipped[0])} == set()
    assert {sentence for sentence in lacking if sentence not in folded(full[0])} == set()


def folded(text: str) -> str:
    """Words alone, in small letters."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.lower()).split())
