"""The figures of each source, as they would be after the run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from schemas.arrow import to_arrow
from schemas.ddl import qualified
from schemas.ops_tables import REJECTIONS
from schemas.vocabularies import TOTALS
from tasks.core.query import read_rows

Row = Mapping[str, Any]
Figures = Mapping[str, float]

NEWEST = 50  # documents or files: half of them broken move a median, and a daily feed brings them within days

OF_FILES = f"""
    with known as (
        select source, path, document_id, first_seen_at, state from raw.files
    ),
    refusals as (
        select source, path, document_id, first_seen_at, resolved_at is null as is_open
        from build.{qualified(REJECTIONS)}
        anti join given_rejections using (source, path, first_seen_at)
        union all
        select source, path, document_id, first_seen_at, resolved_at is null from given_rejections
    ),
    here as (
        select source, path, document_id, first_seen_at, false as is_refused from known where state = 'present'
    ),
    -- A file that is refused again for another reason is not new: its bytes were seen before.
    refused as (
        select source, path, document_id, min(first_seen_at) as first_seen_at, true as is_refused
        from refusals
        group by source, path, document_id
        having bool_or(is_open)
    ),
    -- A file whose bytes could not be read again is refused, though it is known by its earlier bytes.
    swept as (
        from here anti join refused using (source, path) union all from refused
    ),
    ranked as (
        select *, row_number() over (partition by source order by first_seen_at desc, path) as rank from swept
    ),
    counted as (
        select
            source,
            count(*) as n_files,
            count(*) filter (where is_refused) as n_refused,
            avg(is_refused::int) filter (where rank <= {NEWEST}) as newest_rejected_share
        from ranked
        group by source
    ),
    gone as (
        select source, count(distinct path) as n_missing
        from known anti join swept using (source, path)
        where state = 'missing'
        group by source
    ),
    sources as (
        select distinct source from known
        union select source from refused
        union select unnest(?::varchar[])
    )
    select
        source,
        coalesce(n_files, 0) as files,
        coalesce(n_missing, 0) as missing_files,
        coalesce(n_refused, 0) as rejected_files,
        n_refused / n_files as rejected_share,
        newest_rejected_share
    from sources left join counted using (source) left join gone using (source)
    order by source
"""

OF_DOCUMENTS = f"""
    with held as (
        select source, document_id, min(first_seen_at) as first_seen_at
        from raw.files
        where state = 'present'
        group by source, document_id
    ),
    sentences as (select document_id, count(*) as n_sentences from core.sentences group by document_id),
    mentions as (select document_id, count(*) as n_mentions from core.mentions group by document_id),
    acts as (select document_id, count(*) as n_acts from core.speech_acts group by document_id),
    measured as (
        select
            source,
            length(body) as n_characters,
            coalesce(n_sentences, 0) as n_sentences,
            coalesce(n_mentions, 0) as n_mentions,
            coalesce(n_acts, 0) as n_acts,
            (title is not null)::int as is_titled,
            (issuer is not null)::int as is_issued,
            (date_edtf is not null)::int as is_dated,
            row_number() over (partition by source order by first_seen_at desc, document_id) <= {NEWEST} as is_newest
        from held
        join core.documents using (document_id)
        left join sentences using (document_id)
        left join mentions using (document_id)
        left join acts using (document_id)
    ),
    carrying as (
        select source, count(distinct versions.statement_id) as n_statements,
            count(distinct versions.document_id) as n_carriers
        from held
        join core.versions using (document_id)
        join core.statements using (statement_id)
        where statements.carries_statement
        group by source
    ),
    summed as (
        select
            source,
            count(*) as documents,
            avg(n_characters) as characters_per_document,
            avg(n_sentences) as sentences_per_document,
            avg(n_mentions) as mentions_per_document,
            avg(n_acts) as acts_per_document,
            avg(is_titled) as titled_share,
            avg(is_issued) as issuer_share,
            avg(is_dated) as dated_share,
            median(n_characters) filter (where is_newest) as newest_characters,
            median(n_sentences) filter (where is_newest) as newest_sentences,
            median(n_mentions) filter (where is_newest) as newest_mentions
        from measured
        group by source
    )
    select
        summed.*,
        coalesce(n_statements, 0) as statements,
        n_carriers / n_statements as documents_per_statement
    from summed left join carrying using (source)
"""

NOTHING = {"documents": 0.0, "statements": 0.0}  # of a source that has no document


def measure(
    connection: duckdb.DuckDBPyConnection, rejections: Iterable[Row], sources: Sequence[str] = ()
) -> dict[str, Figures]:
    """The figures of every source that is known, and of `sources`, by the words of the vocabulary.

    `connection` is an overlay. `rejections` are the rows of `ops.rejections` that the run makes or resolves. Documents
    and statements count while a file of the source that carries them is present. What cannot be told, such as a mean
    over no documents, is not among the figures.
    """
    connection.register("given_rejections", to_arrow(REJECTIONS, rejections))
    found = {row["source"]: row for row in read_rows(connection, OF_FILES, list(sources))}
    connection.unregister("given_rejections")
    documents = {row["source"]: row for row in read_rows(connection, OF_DOCUMENTS)}
    return {source: figures({**row, **documents.get(source, NOTHING)}) for source, row in found.items()}


def figures(row: Row) -> Figures:
    """A row's figures, in the order of the vocabulary; what is empty could not be told."""
    return {total: float(row[total]) for total in TOTALS if row.get(total) is not None}
