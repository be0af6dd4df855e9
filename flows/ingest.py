"""The flow `ingest`: one sweep over a source, from files to a published warehouse."""

from pathlib import Path

from prefect import flow

from flows.options import WAIT_MINUTES, Options
from flows.pipeline import Summary
from flows.queued import shorten_queue
from flows.run import carry_out
from tasks.core.extract.limits import DEFAULT_LIMITS, Limits
from tasks.core.retention import DEFAULT_RETENTION, Retention
from tasks.core.run import DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES


@flow(
    name="ingest",
    flow_run_name="ingest {source}",
    description="One sweep: files in, a published warehouse out.",
    on_running=[shorten_queue],
)
def ingest(
    source: str = "raw",
    warehouse: str = "warehouse",
    source_name: str = "",
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS,
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES,
    corrections: str = "",
    reviewed: str = "",
    totals: str = "",
    limits: Limits = DEFAULT_LIMITS,
    model: str = "",
    data_docs: bool = False,
    allow_empty: bool = False,
    wait_minutes: float = WAIT_MINUTES,
    dask: str = "",
    retention: Retention = DEFAULT_RETENTION,
) -> Summary:
    """Take in what is new or changed in a folder of official statements, and publish the warehouse.

    Args:
        source: Folder with the files, read recursively.
        warehouse: Folder of the warehouse; readers open `statements.duckdb` in it.
        source_name: Name of the source in the tables; by default the folder's name.
        batch_documents: Documents that one task run carries.
        max_file_bytes: Larger files are refused unread.
        corrections: File in which people correct metadata; empty for `corrections.csv` in the warehouse, if any.
        reviewed: File in which people say of two documents that they are always together or never; empty for
            `reviewed.csv` in the warehouse, if any.
        totals: File in which people set bounds for the figures of a source; empty for `totals.csv` in the warehouse,
            if any.
        limits: What reading one file may cost.
        model: spaCy model, by name or folder, that finds people, organisations and events where no rule does.
        data_docs: Build Great Expectations' own pages about the published tables as well.
        allow_empty: Take a source without a single file at its word, although it had files before.
        wait_minutes: How long to wait for another run that is writing the same warehouse.
        dask: Address of a Dask scheduler whose workers compute the batches, such as `tcp://HOST:8786`; empty for this
            machine alone. The workers need the same folder of the warehouse and the same version.
        retention: What is kept of runs that are over, and of documents that were accepted.
    """
    options = Options(
        source=Path(source),
        warehouse=Path(warehouse),
        source_name=source_name,
        batch_documents=batch_documents,
        max_file_bytes=max_file_bytes,
        corrections=corrections,
        reviewed=reviewed,
        totals=totals,
        limits=limits,
        model=model,
        data_docs=data_docs,
        allow_empty=allow_empty,
        wait_minutes=wait_minutes,
        dask=dask,
        retention=retention,
    )
    return carry_out(options)
