"""Agreed language of all statements as they would be: the shared wording that makes no two of them one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb

from schemas.agreed_tables import AGREED_LANGUAGE
from schemas.arrow import to_arrow
from tasks.core.agreed import MainText, find_agreed, takes_part
from tasks.core.determinants import Determinants
from tasks.core.fingerprint import step_fingerprint
from tasks.core.group.corpus import STEP, made_otherwise, read_documents
from tasks.core.group.texts import Text, make_texts
from tasks.core.overlay import Incoming, overlay
from tasks.core.query import Row, read_rows
from tasks.core.run import Run
from tasks.core.selection import Selection
from tasks.core.staging import Batch, Tables, batch_key, staged


def mains(schema: str) -> str:
    """A `SELECT` of the main version of each statement, of a schema such as `core`."""
    return (
        "select statements.statement_id, statements.main_document_id, statements.date_start, start_char, end_char"
        f" from {schema}.statements as statements join {schema}.versions as versions using (statement_id) where is_main"
    )


def agree_all(run: Run, accepted: Sequence[Batch], grouped: Batch) -> Batch:
    """The batch of grouping with the wording that its statements share with each other and with all others."""
    key = batch_key("agree", step_fingerprint(STEP), grouped.key)

    def compute() -> tuple[Tables, int]:
        late = grouped.read("refused")["document_id"].to_pylist()
        with overlay(run.places.build, Incoming(accepted=accepted, grouped=grouped, late=late)) as connection:
            if not has_news(connection, run.determinants, run.selection):
                return {}, grouped.n_rows
            rows = find_agreed(main_texts(connection))
        return {AGREED_LANGUAGE.short_name: to_arrow(AGREED_LANGUAGE, rows)}, grouped.n_rows

    own = staged(run.places.staging, STEP, key, compute, grouped)
    seconds, cpu_seconds = own.seconds + grouped.seconds, own.cpu_seconds + grouped.cpu_seconds
    return replace(own, seconds=seconds, cpu_seconds=cpu_seconds, outcome=grouped.outcome)  # grouping is most of both


def has_news(connection: duckdb.DuckDBPyConnection, given: Determinants, selection: Selection | None) -> bool:
    """Whether a main version, its text or date, or the code differs from what the last load knew."""
    now, before = mains("core"), mains("build.core")
    differing = (
        f"({now} except {before}) union all ({before} except {now})"
        f" union all ({now} and main_document_id in (select document_id from staged.carried))"
    )
    is_other = connection.execute(f"select 1 from ({differing}) limit 1").fetchone() is not None
    return is_other or bool(made_otherwise(connection, given, selection))


def main_texts(connection: duckdb.DuckDBPyConnection) -> Iterator[MainText]:
    """The main version of every statement that somebody speaks in."""
    rows = read_rows(connection, f"{mains('core')} order by statements.main_document_id, start_char")
    read = read_documents(connection, sorted({row["main_document_id"] for row in rows}))
    texts = make_texts(read.documents, read.paragraphs, read.sentences)
    for row in rows:
        text = texts.get(row["main_document_id"])
        if text is not None and takes_part(text.document):
            yield MainText(row["statement_id"], stated(text, row), row["date_start"])


def stated(text: Text, version: Row) -> Text:
    """The sentences that render the statement; of an article, not those around them."""
    return text.part(
        [
            at
            for at, each in enumerate(text.sentences)
            if version["start_char"] <= each["start_char"] < version["end_char"]
            and (each["in_statement"] or not text.is_quoting)
        ]
    )
