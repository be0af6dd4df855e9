"""What reading one file may cost: the limits of a reader's process."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file. Whoever reaches one becomes a rejection that names the setting to raise.

    CPU time grows with the file, so that a small bomb is put out soon and a long honest file is read.
    """

    memory_mib: int = 1024  # beyond what the reader itself takes; a page of 50 MB needs about half of it
    cpu_seconds: float = 30.0  # for any file; an honest one of 1 MB takes less, and bombs of 60 kB run for hours
    cpu_seconds_per_mib: float = 200.0  # a printed page has 1 kB packed, and takes 0.1 s on a busy machine
    max_cpu_seconds: float = 300.0  # a run over many bombs still ends
    wall_ratio: float = 4.0  # the clock may show that many times the CPU time: other programs run too
    text_chars: int = 4_000_000  # twice the longest official text known to us; later steps take 30 s and 2.4 GB for it
    answer_mib: int = 256  # text, marks and notes as they come from the reader's process
    max_marks: int = 400_000  # one for every ten characters of the longest text

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
