"""The model: columns derive from each other without losing what they say."""

import pytest

from schemas.model import Column, Table, all_columns, local, optional, required

PLACE = Column("place", "VARCHAR", "Town.", references="core.places.place")
TAGS = Column("tags", "VARCHAR[]", "Tags.", required=True)
VISITS = Table("core.visits", "one row per visit", ("place",), (PLACE, TAGS))


def test_a_variant_changes_one_thing() -> None:
    assert required(PLACE) == Column("place", "VARCHAR", "Town.", required=True, references="core.places.place")
    assert optional(required(PLACE)) == PLACE
    assert local(PLACE) == Column("place", "VARCHAR", "Town.")


def test_a_table_knows_its_parts() -> None:
    assert (VISITS.schema, VISITS.short_name, VISITS.column_names) == ("core", "visits", ("place", "tags"))
    assert VISITS.column("tags") is TAGS
    assert (PLACE.is_list, TAGS.is_list) == (False, True)


def test_an_unknown_column_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match=r"core\.visits has no column when"):
        VISITS.column("when")


def test_definitions_are_gathered_by_name() -> None:
    other = Table("core.stays", "one row per stay", ("place",), (optional(PLACE),))
    assert all_columns([VISITS, other]) == {"place": (PLACE, PLACE), "tags": (TAGS,)}
