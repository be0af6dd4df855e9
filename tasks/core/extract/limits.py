"""What reading one file may cost: the limits of a reader's process."""

from dataclasses import dataclass, field
from typing import Any

MIB = 2**20


def limit(default: float, description: str, least: float) -> Any:
    """A setting that says of itself what it is and how low it can be, as forms show and check it."""
    return field(default=default, metadata={"description": description, "ge": least})


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file. Whoever reaches one becomes a rejection that names the setting to raise.

    CPU time grows with the file, so that a small bomb is put out soon and a long honest file is read.
    """

    memory_mib: int = limit(1024, "Memory for reading one file, in MiB, beyond what the reader itself takes.", 64)
    # a page of 50 MB needs about half of it
    cpu_seconds: float = limit(30.0, "Processor time for any file.", 1)
    # an honest file of 1 MB takes less, and bombs of 60 kB run for hours
    cpu_seconds_per_mib: float = limit(200.0, "Processor time on top, for each MiB of the file.", 0)
    # a printed page has 1 kB packed, and takes 0.1 s on a busy machine
    max_cpu_seconds: float = limit(300.0, "Processor time that no file gets more of.", 1)
    # a run over many bombs still ends
    wall_ratio: float = limit(4.0, "So many times the processor time may the clock show: other programs run too.", 1)
    text_chars: int = limit(4_000_000, "A file with more text is refused.", 1)
    # twice the longest official text known to us; later steps take 30 s and 2.4 GB for it
    answer_mib: int = limit(256, "Text, marks and notes of one file as they come from the reader's process, in MiB.", 1)
    max_marks: int = limit(400_000, "Marks of one file.", 0)  # one for every ten characters of the longest text

    def allowed_cpu_seconds(self, n_bytes: int) -> float:
        """CPU seconds for a file of that size."""
        most = max(self.cpu_seconds, self.max_cpu_seconds)
        return min(self.cpu_seconds + self.cpu_seconds_per_mib * n_bytes / MIB, most)

    def allowed_wall_seconds(self, n_bytes: int) -> float:
        """Seconds on the clock for a file of that size."""
        return self.wall_ratio * self.allowed_cpu_seconds(n_bytes)


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Reuse:
    """When a reader's process has done enough and a fresh one takes its place."""

    max_files: int = 2_000  # what libraries leak a little at a time never adds up
    max_grown_mib: int = 256  # a process that stays large after a file has fragmented memory
