"""No table changes without a new version of the tables, and a way to it from each earlier one."""

from dataclasses import replace
from datetime import date

from schemas.releases import SCHEMA_VERSION, ddl_hash, release_of, releases, shape_of
from schemas.tables import TABLES

WHAT_TO_DO = (
    "the tables are not those of the last row of schemas/releases.csv (their hash is {now}). If that one is on main:"
    " add a row with the hash, raise SCHEMA_VERSION, say in tasks/core/migrate/later.py what older rows say in the new"
    " columns, and keep a warehouse of the version before (tests/tasks/core/migrate/kept/README.md)."
    " If it is not released yet: put the hash in its row."
)


def test_the_tables_are_those_of_the_last_release() -> None:
    now = ddl_hash(shape_of())
    assert releases()[-1].ddl_hash == now, WHAT_TO_DO.format(now=now)


def test_releases_are_numbered_on_and_each_says_what_came() -> None:
    assert [release.schema_version for release in releases()] == list(range(1, SCHEMA_VERSION + 1))
    days = [date.fromisoformat(release.released_on) for release in releases()]
    assert days == sorted(days)
    assert len({release.ddl_hash for release in releases()}) == SCHEMA_VERSION
    assert all(release.change.endswith(".") for release in releases())


def test_the_hash_tells_any_difference_but_the_order_of_tables() -> None:
    shape = shape_of()
    assert ddl_hash(shape_of(tuple(reversed(TABLES)))) == ddl_hash(shape)
    first, second, *rest = shape
    others = (
        (second, first, *rest),
        (second, *rest),
        (first._replace(name="other"), second, *rest),
        (first._replace(sql_type="BIGINT"), second, *rest),
        (first._replace(is_required=not first.is_required), second, *rest),
    )
    assert len({ddl_hash(shape), *map(ddl_hash, others)}) == 1 + len(others)
    assert release_of(others[0]) is None
    assert release_of(shape) == releases()[-1]


def test_a_change_of_words_alone_is_no_new_version() -> None:
    described = tuple(
        replace(table, grain="x", columns=tuple(replace(column, description="x") for column in table.columns))
        for table in TABLES
    )
    assert ddl_hash(shape_of(described)) == ddl_hash(shape_of())
