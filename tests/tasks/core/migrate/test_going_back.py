"""After going back, the next run takes in again what the run that is taken back had taken in."""

import shutil
from pathlib import Path

from schemas.releases import SCHEMA_VERSION
from tasks.core.migrate.migrate import Migrated, migrate
from tasks.core.publish.publish import publish
from tasks.core.publish.restore import restore
from tasks.core.run import Places
from tasks.core.shape import version_of_file
from tests.pipeline import Done, all_rows, rows_of, sweep
from tests.tasks.core.migrate.kept import unpack
from tests.tasks.core.migrate.made import make_build
from tests.tasks.core.migrate.source import FULL, TRUNCATED

FIRST_SEEN = "select path, document_id, first_seen_at from raw.files where state = 'present' order by path"
LATER = "20260601T000000Z-00000a"
NAMES = "select path from raw.files order by path"


def test_the_next_run_goes_on_from_the_publication_that_was_given_back(tmp_path: Path, afresh: Done) -> None:
    shutil.copytree(afresh.run.warehouse, tmp_path / "warehouse", copy_function=shutil.copyfile)
    places = Places(tmp_path / "warehouse")
    restored = restore(places)
    assert restored.taken_back == afresh.run.run_id
    assert (FULL,) not in rows_of(places.published, NAMES)
    done = sweep(afresh.run.source, places.folder)
    assert done.news.reasons == ("1 new", "1 changed", "1 gone")
    assert all_rows(done.published) == all_rows(afresh.published)
    first_seen = {path: at for path, _, at in rows_of(done.published, FIRST_SEEN)}
    before = {path: at for path, _, at in rows_of(afresh.published, FIRST_SEEN)}
    again = dict.fromkeys((FULL, TRUNCATED), done.run.started_at)
    assert first_seen == before | again
    reason = rows_of(done.published, "select state, reason from ops.runs where run_id = ?", afresh.run.run_id)
    assert [(state, why.partition(" at ")[0]) for state, why in reason] == [("completed", "Taken back")]


def test_a_publication_of_an_earlier_version_is_brought_forward_after_going_back(tmp_path: Path) -> None:
    places = unpack(4, tmp_path)
    make_build(places, LATER)
    publish(places)
    assert restore(places).taken_back == LATER
    assert (version_of_file(places.published), version_of_file(places.build)) == (4, 4)
    assert migrate(places) == Migrated(4, SCHEMA_VERSION, is_from_published=False)
