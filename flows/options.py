"""What a person can set for a run: the parameters of the flow, as the command line gives them."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from tasks.core.extract.limits import Limits
from tasks.core.retention import Retention
from tasks.core.run import BOUNDS, CORRECTIONS, DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES, REVIEWED

Given = TypeVar("Given")

WAIT_MINUTES = 30.0  # of a scheduled run: a rebuild of a large warehouse may hold it up, a hung one shall be seen


class OptionError(ValueError):
    """Something was set that cannot be; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is given. The parameters of the flows `ingest` and `rebuild` have the same names.

    `corrections`, `reviewed` and `totals` are files; by default those of the warehouse. `model` is a spaCy model, by
    name or folder. `wait_minutes` is how long a run waits for another one that is writing, `dask` the address of a
    scheduler whose workers compute the batches, empty for this machine alone.
    """

    source: Path
    warehouse: Path
    source_name: str = ""
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    corrections: str = ""
    reviewed: str = ""
    totals: str = ""
    limits: Limits = field(default_factory=Limits)
    model: str = ""
    data_docs: bool = False
    allow_empty: bool = False
    wait_minutes: float = 0.0
    dask: str = ""
    retention: Retention = field(default_factory=Retention)

    def parameters(self) -> dict[str, Any]:
        """As the flow `ingest` takes them; whoever looks at the run may do so from another folder."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**given, "source": str(self.source.resolve()), "warehouse": str(self.warehouse.resolve())}


def read_corrections(given: str, warehouse: Path) -> dict[str, str]:
    """The corrections of each document, packed; none if no file was named and the warehouse has none.

    Raises:
        OptionError: the file cannot be read, or a line of it cannot be applied.
    """

    def parse(text: str) -> dict[str, str]:
        from tasks.core.structure.corrections import packed

        return packed(text)

    return read_people(given, warehouse / CORRECTIONS, parse) or {}


def read_reviewed(given: str, warehouse: Path) -> dict[str, str]:
    """What people decided on pairs of documents, by document, packed; nothing if there is no such file.

    Raises:
        OptionError: the file cannot be read, or a line of it cannot be applied.
    """

    def parse(text: str) -> dict[str, str]:
        from tasks.core.group.reviewed import packed, read_reviewed

        return packed(read_reviewed(text))

    return read_people(given, warehouse / REVIEWED, parse) or {}


def read_totals(given: str, warehouse: Path) -> str:
    """The text in which people set bounds for the figures of sources; empty if there is no such file.

    Raises:
        OptionError: the file cannot be read, or a line of it cannot be applied.
    """

    def parse(text: str) -> str:
        from tasks.core.totals.reviewed import read_bounds

        read_bounds(text)
        return text

    return read_people(given, warehouse / BOUNDS, parse) or ""


def read_model(name: str) -> str:
    """The version of a spaCy model; empty if none is named.

    Raises:
        OptionError: there is no such model, or it finds no entities.
    """
    if not name:
        return ""
    from tasks.core.annotate.trained import ModelError, model_version

    try:
        return model_version(name)
    except ModelError as error:
        raise OptionError(str(error)) from error


def read_people(given: str, default: Path, parse: Callable[[str], Given]) -> Given | None:
    """A file that people write, parsed; nothing if none was named and the warehouse has none."""
    file = Path(given).expanduser() if given else default
    if not given and not file.exists():
        return None
    try:
        return parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(f"{file}: cannot be read ({error.strerror}). Name another file.") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"{file}: is not UTF-8. Save it as UTF-8.") from error
    except ValueError as error:  # of a line: CorrectionsError, ReviewError
        raise OptionError(f"{file}, {error}. Nothing was done.") from error
