"""A reader who opens the published file again and again, and notes what it saw."""

import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

PAUSE_SECONDS = 0.01  # so that the run that is watched gets on
WHOLE = """
    select
        (select publication_id from ops.publication),
        (select count(*) from ops.runs where run_id = (select publication_id from ops.publication)),
        (select count(*) from core.documents),
        (select count(distinct document_id) from raw.texts),
        (select count(*) from core.statements),
        (select count(*) from core.versions where is_main),
        (select count(*) from raw.files where state = 'present'),
        (select count(*) from core.mentions),
        (select count(*) from core.mentions join core.sentences using (document_id, sentence_no)),
        (select sum(n_documents) from core.statements),
        (select count(distinct (statement_id, document_id)) from core.versions),
        (select coalesce(max(n_rows), 0) from ops.changes where table_name = 'core.documents')
"""
Facts = tuple[object, ...]


@dataclass(slots=True)
class Sight:
    """What a reader saw: how often it asked, what went wrong, and the different answers in their order."""

    n_queries: int = 0
    errors: list[str] = field(default_factory=list)
    answers: list[Facts] = field(default_factory=list)


def look(published: Path, sight: Sight) -> None:
    """Ask once, if anything is published yet; what was published once must never be gone."""
    if not sight.answers and not published.exists():
        return
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            answer = connection.execute(WHOLE).fetchall()[0]
    except duckdb.Error as error:
        sight.errors.append(str(error))
        return
    sight.n_queries += 1
    if not sight.answers or sight.answers[-1] != answer:
        sight.answers.append(answer)


def keep_looking(published: Path, connection: Connection) -> None:
    """Look until told to stop, then say what was seen. The first look is announced."""
    sight = Sight()
    look(published, sight)
    connection.send("looking")
    while not connection.poll():
        look(published, sight)
        time.sleep(PAUSE_SECONDS)
    look(published, sight)
    connection.send(sight)
