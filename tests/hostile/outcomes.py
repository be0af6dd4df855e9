"""What becomes of hostile files, in a reader's process under limits that fit small files."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tasks.core.extract.limits import Limits
from tasks.core.extract.pool import Pool
from tasks.core.intake.sniff import sniff
from tasks.core.intake.unread import why_unread
from tasks.core.reading import ReadText
from tests.hostile.good import SENTENCES, TITLE

SMALL = Limits(memory_mib=300, cpu_seconds=2.5, cpu_seconds_per_mib=0.0, wall_ratio=10.0, text_chars=2_000_000)
READ = "read"


@dataclass(frozen=True)
class Outcome:
    """`reason` is `read` for what was read."""

    reason: str
    detail: str = ""
    read: ReadText | None = None


def outcome(pool: Pool, content: bytes) -> Outcome:
    """As intake and extract do it."""
    media_type = sniff(content)
    refused = why_unread(media_type)
    answer = None if refused else pool.read(content, media_type, SMALL)
    refused = refused or (answer.refused if answer else None)
    if refused:
        return Outcome(refused.reason, refused.detail)
    assert answer is not None
    return Outcome(READ, read=answer.read)


def wrong_ones(pool: Pool, cases: Iterable[tuple[str, bytes, tuple[str, ...]]]) -> dict[str, str]:
    """The cases that end in another way than they may: with a reason that is not theirs, or as a wrong document."""
    with ThreadPoolExecutor(pool.size) as threads:
        found = [(name, allowed, threads.submit(outcome, pool, content)) for name, content, allowed in cases]
    return {name: wrong for name, allowed, done in found if (wrong := wrongness(done.result(), allowed))}


def wrongness(found: Outcome, allowed: tuple[str, ...]) -> str:
    if found.reason not in allowed:
        return f"{found.reason}: {found.detail}"
    if found.read is None:
        return "" if found.detail.endswith(".") else f"says not what to do: {found.detail}"
    return leak(found.read)


def leak(read: ReadText) -> str:
    """What in a text can only come from outside its file."""
    shown = f"{read.text}\n{read.properties}"
    return next((f"has {sign!r}" for sign in ("root:x:0", "root:*:0", "app.alert", "calc.exe") if sign in shown), "")


def is_whole(read: ReadText) -> bool:
    """Whether all of the good file's sentences are there, in their order."""
    text = " ".join(read.text.split())
    places = [text.find(one) for one in SENTENCES]
    return -1 not in places and places == sorted(places)


def is_whole_or_says_so(read: ReadText) -> bool:
    """Whether nothing is missing without a note."""
    return (is_whole(read) and TITLE[:50] in " ".join(read.text.split())) or any(
        note.kind in ("unread_part", "broken_characters") for note in read.notes
    )
