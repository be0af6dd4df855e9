"""Which load a warehouse file holds."""

from pathlib import Path

import duckdb


def publication_of(file: Path) -> str | None:
    """Which publication a warehouse file is; nothing if there is no file that can be read, or none was completed.

    Of the build file it is that of the last load, so it stands for all that lies in it.
    """
    if not file.exists():
        return None
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            row = connection.execute("select publication_id from ops.publication").fetchone()
    except duckdb.Error:
        return None
    return row[0] if row else None
