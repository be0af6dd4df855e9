"""What watching is about: a source, what its files look like, what has arrived, and how patient the watch is."""

from dataclasses import dataclass
from pathlib import Path

MAX_NAMED = 20  # of the paths of an arrival, in its event: enough to know it again; the sweep finds all


@dataclass(frozen=True, slots=True)
class Source:
    """A folder that is watched, and its name in the tables."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Look:
    """What can be seen of a file without opening it. Times are of the file system, in nanoseconds."""

    n_bytes: int
    modified_ns: int
    changed_ns: int
    inode: int

    @property
    def was_put_in_place(self) -> bool:
        """Whether the last thing that was done to the file was not writing: it was renamed, linked, or given its times.

        Writing sets both times to the same moment. What is renamed in the very moment of its last writing (4 ms) looks
        as if written in place.
        """
        return self.n_bytes > 0 and self.modified_ns != self.changed_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the watch waits, in seconds.

    `trusts_times` is off for file systems whose times come from another machine, or are coarse.
    """

    quiet: float = 2.0  # a file that looked the same for so long is finished; writers on a network stall for a second
    gather: float = 0.5  # after the last file: those of one copy command come within milliseconds
    gather_again: float = 2.0  # instead, soon after an event: a run is on its way anyway, so the next can be fuller
    longest: float = 30.0  # from the first file: under a steady stream, runs start twice a minute
    first_retry: float = 1.0  # after an event that could not be sent; doubled each time
    longest_retry: float = 60.0
    trusts_times: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came and what went since the last event, by path, in the order in which it was noticed."""

    source: Source
    arrived: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def payload(self) -> dict[str, object]:
        """As the event carries it."""
        return {
            "source": self.source.name,
            "folder": str(self.source.folder),
            "n_files": len(self.arrived),
            "n_gone": len(self.gone),
            "paths": list((self.arrived + self.gone)[:MAX_NAMED]),
        }
