"""From what somebody typed to a document: paths, ids, beginnings of ids, statements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import duckdb
from rapidfuzz import process

MIN_PREFIX = 4  # digits of a document id; fewer are as likely the end of a path
MAX_SHOWN = 5  # candidates in a message
MIN_ALIKE = 60.0  # of 100; paths less alike than that are no help
STATEMENT = "st-"
HEX = frozenset("0123456789abcdef")


class CompareError(ValueError):
    """Two versions that cannot be compared as they were named; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document, and the statement that it was named by, if it was named by one."""

    document_id: str
    statement_id: str | None = None


Finder = Callable[[duckdb.DuckDBPyConnection, str], Sequence[tuple[Named, str]]]


def find_document(connection: duckdb.DuckDBPyConnection, given: str) -> Named:
    """The one document that `given` names: a statement (its main version), an id, a path, the beginning or end of one.

    The first way of reading it that finds anything counts.

    Raises:
        CompareError: it names nothing, several documents, or a file that was refused.
    """
    for finder in FINDERS:
        found = dict(finder(connection, given))
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise CompareError(ambiguous(given, sorted(found.values())))
    raise CompareError(unknown(connection, given))


def by_statement(connection: duckdb.DuckDBPyConnection, given: str) -> list[tuple[Named, str]]:
    """Main versions of the statements with that id, a name that they lost, or such a beginning."""
    if not given.startswith(STATEMENT):
        return []
    rows = connection.execute(
        """
        with recursive names as (
            select $given as name
            union
            select history.statement_id from names
            join core.statement_history as history on history.old_statement_id = names.name
        ), found as (
            select main_document_id, statement_id, statement_id in (from names) as is_exact
            from core.statements where statement_id in (from names) or starts_with(statement_id, $given)
        )
        select main_document_id, statement_id from found qualify is_exact = max(is_exact) over () order by all
        """,
        {"given": given},
    ).fetchall()
    return [(Named(document_id, statement_id), statement_id) for document_id, statement_id in rows]


def by_id(connection: duckdb.DuckDBPyConnection, given: str) -> list[tuple[Named, str]]:
    """Documents with that id, or such a beginning of it."""
    if len(given) < MIN_PREFIX or not HEX.issuperset(given.lower()):
        return []
    return described(connection, "starts_with(documents.document_id, lower($given))", given)


def by_path(connection: duckdb.DuckDBPyConnection, given: str) -> list[tuple[Named, str]]:
    """Files at that path of a source, with or without the folders above it."""
    return described(connection, "path = $given", given) or described(
        connection, "source || '/' || path = $given or ends_with($given, '/' || source || '/' || path)", given
    )


def by_ending(connection: duckdb.DuckDBPyConnection, given: str) -> list[tuple[Named, str]]:
    """Files whose path ends so: with whole names first."""
    return described(connection, "ends_with(path, '/' || $given)", given) or described(
        connection, "ends_with(path, $given)", given
    )


FINDERS: tuple[Finder, ...] = (by_statement, by_path, by_id, by_ending)


def described(connection: duckdb.DuckDBPyConnection, condition: str, given: str) -> list[tuple[Named, str]]:
    """Documents with a file for which the condition holds. Files that are there go before those that have gone."""
    rows = connection.execute(
        f"""
        select documents.document_id, min(source || '/' || path) as path
        from core.documents left join raw.files using (document_id)
        where ({condition})
        group by documents.document_id
        qualify bool_or(state = 'present') = max(bool_or(state = 'present')) over ()
        """,
        {"given": given},
    ).fetchall()
    return [(Named(document_id), f"{document_id[:12]}  {path or ''}".rstrip()) for document_id, path in rows]


def ambiguous(given: str, candidates: Sequence[str]) -> str:
    shown = "".join(f"\n  {each}" for each in candidates[:MAX_SHOWN])
    more = f"\n  and {len(candidates) - MAX_SHOWN} more" if len(candidates) > MAX_SHOWN else ""
    return (
        f"{given}: {len(candidates)} documents are meant by this. Name one by its path or more of its id:{shown}{more}"
    )


def unknown(connection: duckdb.DuckDBPyConnection, given: str) -> str:
    """Why nothing was found, and what is called alike."""
    refused = connection.execute(
        "select path, reason from ops.rejections where resolved_at is null and ($given in (path, source || '/' || path)"
        " or ends_with(path, '/' || $given) or document_id = $given) order by all",
        {"given": given},
    ).fetchone()
    if refused:
        return f"{refused[0]}: was refused ({refused[1]}), so it has no text. `communique status` says what to do."
    paths = [path for (path,) in connection.execute("select distinct path from raw.files order by path").fetchall()]
    names = {number: PurePath(path).name for number, path in enumerate(paths)}
    near = process.extract(PurePath(given).name, names, limit=MAX_SHOWN, score_cutoff=MIN_ALIKE)
    alike = "".join(f"\n  {paths[number]}" for _, _, number in near)
    ways = f"a path, a unique ending of one, at least {MIN_PREFIX} digits of a document id, or a statement id"
    return f"{given}: no such document is published. Name it by {ways}." + (f" Called alike:{alike}" if alike else "")
