"""What came later than the first version of the tables, and what older rows say there.

What the run that follows computes anew needs no truth here, only a value that claims nothing: a document whose bytes
are gone keeps it. An expression sees the older row as `given`, and the older file as the catalogue `old`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.core.migrate.failed_rows import HISTORY

FILLINGS: Mapping[tuple[str, str], str] = {
    ("raw.files", "named_media_type"): "nullif(promised_by_name(given.path), '')",  # 2
    ("raw.texts", "properties"): "''",  # 2: nobody looked
    ("core.statements", "conflicting_fields"): "[]",  # 3
    ("core.memberships", "precision"): "'by'",  # 4: at the latest, which claims the least
    ("ops.rejections", "code_version"): (  # 5
        "coalesce((select run.code_version from old.ops.runs as run where run.run_id = given.run_id), 'unknown')"
    ),
    ("ops.publication", "schema_version"): "0",  # 5: said of the file as a whole once it is written
}
"""SQL for each required column that a released version did not have. Columns that may be empty are."""


@dataclass(frozen=True, slots=True)
class Reshaping:
    """A table whose rows mean something else since a version. `select` makes the new rows of `{rows}`, the older."""

    table: str
    since: int
    select: str


RESHAPINGS: tuple[Reshaping, ...] = (Reshaping("ops.failed_rows", 5, HISTORY),)
"""In the order of their versions. What a reshaping gives has the columns of its version; later ones are filled."""

FORGOTTEN: Mapping[str, str] = {}
"""Tables, and columns as `schema.table.column`, that released versions had and that are gone, each with the reason."""
