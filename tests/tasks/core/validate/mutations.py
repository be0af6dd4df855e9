"""What a mutation is: good rows of the made warehouse spoilt in one way, and all that the rules say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.warehouse.made_rows import ARTICLE, CUT, FULL, NEWS, STATEMENT, A, B, C, structure

NOBODY = "e" * 64  # id of a document that is not there
NOWHERE = "st-" + "0" * 16  # id of a statement that is not there
END_A, END_B = len(structure(A, FULL)[0]), len(structure(B, CUT)[0])  # where the text has what cleaning took out
PASSAGE = "pa-" + "1" * 16
FIRST_USE = f"{PASSAGE}/{STATEMENT}/{structure(A, FULL)[0].index('We stand')}"
SECOND_USE = f"{PASSAGE}/{ARTICLE}/{structure(C, NEWS)[0].index('The ministers of')}"
IN_A, IN_B, IN_C = (f"where document_id = '{key}'" for key in (A, B, C))


@dataclass(frozen=True, slots=True)
class Mutation:
    """Rows spoilt in one way by `sql`.

    `suite` is the first that catches it, by `rule_id`, on exactly `rows` (keys as in `ops.failed_rows`).
    `consequences` are the other rules that fail, with their rows; `silenced` those that no longer fail on rows of the
    damaged copy, since what they look at is gone.
    """

    name: str
    sql: str
    suite: str
    rule_id: str
    rows: tuple[str, ...]
    consequences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silenced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def caught(self) -> dict[str, set[str]]:
        """All rules that fail by it, with their rows."""
        return {rule_id: set(rows) for rule_id, rows in ({self.rule_id: self.rows} | dict(self.consequences)).items()}

    @property
    def lost(self) -> dict[str, set[str]]:
        """All rules that no longer fail by it, with their rows."""
        return {rule_id: set(rows) for rule_id, rows in self.silenced.items()}


def of(document_id: str, *numbers: int | str) -> tuple[str, ...]:
    """Keys of rows of a document."""
    return tuple(f"{document_id}/{number}" for number in numbers)
