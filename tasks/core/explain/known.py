"""Evidence from the knowledge tables: the rows that list what is meant, as this version of the code has them."""

from collections.abc import Iterator, Mapping
from functools import cache

from schemas import knowledge
from schemas.knowledge.entities import state_id
from tasks.core.explain.model import Evidence

PLACE_TABLES = ("places", "cities", "regions", "gazetteer")
TABLES = {
    "org": ("organisations",),
    "place": PLACE_TABLES,
    "person": ("persons",),
    "doc": ("documents",),
    "event": ("events",),
}
NAME_CELLS = (
    "name",
    "formal_names",
    "short_names",
    "adjectives",
    "demonyms",
    "abbreviations",
    "former_names",
    "aliases",
    "surnames",
)
ABROAD = (
    ("state_names", "state", ("names", "adjectives", "peoples")),
    ("country_stems", "iso_code", ("stems",)),
    ("org_names", "entity_id", ("names",)),
)
FIRST_LINE = 2  # of a CSV file, after its header


@cache
def lines_of(table: str) -> Mapping[str, int]:
    """The index of the first row of a knowledge table by the id of what it lists."""
    found: dict[str, int] = {}
    for index, row in enumerate(knowledge.rows(table)):
        found.setdefault(state_id(row) if table == "countries" else row.get("entity_id", ""), index)
    return found


def entity_row(entity_id: str) -> tuple[str, int, Mapping[str, str]] | None:
    """The table, line and row of the knowledge that list an entity; nothing for one that texts alone name."""
    kind = entity_id.partition(":")[0]
    for table in ("countries",) if kind == "country" else TABLES.get(kind, ()):
        index = lines_of(table).get(entity_id)
        if index is not None:
            return table, index + FIRST_LINE, knowledge.rows(table)[index]
    return None


def listed(entity_id: str, surface: str = "") -> Iterator[Evidence]:
    """The row that lists an entity, and in which cell it has the surface."""
    found = entity_row(entity_id)
    if found is None:
        return
    table, line, row = found
    cell = next((name for name in NAME_CELLS if surface and surface in knowledge.values(row.get(name) or "")), "")
    note = f"lists {surface!r} under {cell}" if cell else "the row of the entity"
    yield row_of(table, line, row, note)
    if surface and not cell:
        yield from listed_abroad(row.get("iso_code") or entity_id, surface)


def listed_abroad(name: str, surface: str) -> Iterator[Evidence]:
    """The first row that lists an entity in another language, by a word that the surface begins with."""
    for table, column, cells in ABROAD:
        for index, row in enumerate(knowledge.rows(table)):
            stems = [stem for cell in cells for stem in knowledge.values(row[cell])]
            if row[column] == name and any(surface.lower().startswith(stem.lower()) for stem in stems):
                yield row_of(table, index + FIRST_LINE, row, f"lists what {surface!r} begins with")
                return


def row_of(table: str, line: int, row: Mapping[str, str], note: str) -> Evidence:
    """A row of the knowledge as evidence."""
    said = ", ".join(f"{name}: {cell}" for name, cell in row.items() if cell)
    return Evidence("", f"schemas/knowledge/{table}.csv, line {line}", None, None, said, note=note, in_="knowledge")


def membership(organisation_id: str, member_id: str, date_start: str) -> Iterator[Evidence]:
    """The row that lists a membership."""
    for index, row in enumerate(knowledge.rows("memberships")):
        if (row["organisation_id"], row["member_id"], row["date_start"]) == (organisation_id, member_id, date_start):
            yield row_of("memberships", index + FIRST_LINE, row, "the row of the membership")


def verb_rows(verb: str) -> Iterator[Evidence]:
    """The rows that list a verb of an act by one of its forms."""
    words = set(verb.split())
    for index, row in enumerate(knowledge.rows("act_verbs")):
        if words & set(knowledge.values(row["forms"])):
            yield row_of("act_verbs", index + FIRST_LINE, row, "lists the verb")


def act_row(act: str) -> Iterator[Evidence]:
    """The row that defines an act."""
    for index, row in enumerate(knowledge.rows("speech_acts")):
        if row["act"] == act:
            yield row_of("speech_acts", index + FIRST_LINE, row, "defines the act")
