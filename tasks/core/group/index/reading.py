"""The index as a run reads it, before anything is written."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tasks.core.group.index.change import find_change
from tasks.core.group.index.model import Indexed, Touched
from tasks.core.group.index.store import Store, connected
from tasks.core.group.index.touching import find_touched
from tasks.core.group.settings import Grouping


@dataclass(frozen=True, slots=True)
class Index:
    """What was known when the index was last written."""

    store: Store

    def keys(self) -> dict[str, str]:
        """The key of each known document, in order of id."""
        with self.store.transaction():
            return self.store.keys()

    def touch(
        self,
        arrived: Sequence[Indexed],
        gone: Collection[str],
        ties: Iterable[tuple[str, str]],
        settings: Grouping,
    ) -> Touched:
        """What it makes a difference to that some documents are as given now and others are gone.

        `ties` are pairs of documents that hang together by other reasons, as `reviewed` ones do; they are among the
        pairs too. Nothing is written.

        Raises:
            DamagedIndexError: the file has to be made anew.
        """
        with self.store.transaction():
            return find_touched(self.store, find_change(self.store, arrived, gone, settings), ties)


@contextmanager
def open_index(path: Path, fingerprint: str) -> Iterator[Index]:
    """The index that code with this fingerprint wrote; empty if there is none, or one that cannot be read."""
    with connected(path, fingerprint) as store:
        yield Index(store)
