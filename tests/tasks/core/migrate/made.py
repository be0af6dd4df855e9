"""Build files with the tables of this version and next to nothing in them."""

from datetime import datetime

import duckdb

from schemas.ddl import create_all
from schemas.releases import SCHEMA_VERSION
from tasks.core.run import Places


def make_build(places: Places, publication_id: str) -> None:
    """A build file, as a load that loaded nothing leaves it."""
    places.state.mkdir(parents=True, exist_ok=True)
    places.build.unlink(missing_ok=True)
    with duckdb.connect(str(places.build)) as connection:
        connection.execute("begin")
        for statement in create_all():
            connection.execute(statement)
        connection.execute(
            "insert into ops.publication values (?, ?, ?, ?, ?)",
            [publication_id, datetime(2026, 1, 2), publication_id, "0.1.0+made", SCHEMA_VERSION],
        )
        connection.execute("commit")
