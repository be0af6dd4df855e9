"""The table of damages: every count of what a copy lost can be followed to its rows."""

from schemas import columns as c
from schemas import damage_columns as d
from schemas.model import Table

DAMAGES = Table(
    "core.damages",
    "one row per damage of a version, with the place in its body and in the main version's",
    ("document_id", "damage_no"),
    (
        c.document_id,
        d.damage_no,
        c.main_document_id,
        d.damage,
        d.damage_start_char,
        c.end_char,
        d.damage_main_sentence_no,
        d.main_start_char,
        d.main_end_char,
        d.n_lost_words,
        d.n_lost_numbers,
    ),
    scope="corpus",
)
DAMAGE_TABLES: tuple[Table, ...] = (DAMAGES,)
