"""What the published warehouse has of a source, so that a watch that starts tells only what came unwatched."""

from calendar import timegm
from datetime import datetime
from pathlib import Path

import duckdb

from tasks.core.ask.query import QueryError, published
from tasks.core.watch.state import Kept

FILES = """
    select path, n_bytes, modified_at from raw.files where source = ? and state in ('present', 'rejected')
    union all
    select path, null, null from ops.rejections where source = ? and resolved_at is null and document_id is null
"""


def read_kept(file: Path, source_name: str) -> dict[str, Kept]:
    """Size and time of each file, by path. Nothing published, or nothing that can be read: nothing is known."""
    try:
        with published(file) as connection:
            rows = connection.execute(FILES, [source_name, source_name]).fetchall()
    except (QueryError, duckdb.Error):
        return {}
    return {path: None if n_bytes is None else (n_bytes, microseconds(at)) for path, n_bytes, at in rows}


def microseconds(at: datetime) -> int:
    """A time in UTC as microseconds since 1970."""
    return timegm(at.timetuple()) * 1_000_000 + at.microsecond
