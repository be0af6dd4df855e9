"""What a person can set for a run: the parameters of the flow, as the command line gives them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.core.extract.limits import Limits
from tasks.core.run import CORRECTIONS, DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES


class OptionError(ValueError):
    """Something was set that cannot be; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """Parameters of the flow `ingest`. `corrections` is a file; by default `corrections.csv` of the warehouse."""

    source: Path
    warehouse: Path
    source_name: str = ""
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    corrections: str = ""
    limits: Limits = field(default_factory=Limits)

    def parameters(self) -> dict[str, Any]:
        """As the flow takes them."""
        return {
            "source": str(self.source),
            "warehouse": str(self.warehouse),
            "source_name": self.source_name,
            "batch_documents": self.batch_documents,
            "max_file_bytes": self.max_file_bytes,
            "corrections": self.corrections,
            "limits": self.limits,
        }


def read_corrections(given: str, warehouse: Path) -> dict[str, str]:
    """The corrections of each document, packed; none if no file was named and the warehouse has none.

    Raises:
        OptionError: the file cannot be read, or a line of it cannot be applied.
    """
    from tasks.core.structure.corrections import CorrectionsError, packed

    file = Path(given).expanduser() if given else warehouse / CORRECTIONS
    if not given and not file.exists():
        return {}
    try:
        return packed(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(f"{file}: cannot be read ({error.strerror}). Name a file of corrections.") from error
    except UnicodeDecodeError as error:
        raise OptionError(f"{file}: is not UTF-8. Save the corrections as UTF-8.") from error
    except CorrectionsError as error:
        raise OptionError(f"{file}, {error}. No document was touched.") from error
