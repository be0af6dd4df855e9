"""What a person can set for a rebuild: the parameters of the flow, and what they come to for each source."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from flows.options import OptionError, Options
from tasks.core.ask.sources import Source, known_sources, named_documents
from tasks.core.compare.find import CompareError
from tasks.core.extract.limits import Limits
from tasks.core.run import DEFAULT_BATCH_DOCUMENTS, DEFAULT_MAX_FILE_BYTES, Places
from tasks.core.selection import EVERYTHING, Selection


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What is made again. What is nothing is as it was in the last run over each source."""

    warehouse: Path
    step: str = ""
    documents: tuple[str, ...] = ()
    rejected: bool = False
    model: str | None = None
    limits: Limits | None = None
    max_file_bytes: int | None = None
    corrections: str = ""
    reviewed: str = ""
    totals: str = ""
    batch_documents: int = DEFAULT_BATCH_DOCUMENTS
    wait_minutes: float = 0.0
    dask: str = ""

    @property
    def places(self) -> Places:
        return Places(self.warehouse.expanduser().resolve())

    def parameters(self) -> dict[str, Any]:
        """As the flow `rebuild` takes them."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**given, "warehouse": str(self.places.folder), "documents": list(self.documents)}

    def selection(self) -> Selection:
        """What is done again; documents that are named without a step from the first one on.

        Raises:
            QueryError: nothing is published yet, or it cannot be read.
            OptionError: a document was named that is not there, or that fits several.
        """
        try:
            documents = named_documents(self.places, self.documents)
        except CompareError as error:
            raise OptionError(str(error)) from error
        is_again = documents and not self.step and not self.rejected
        return Selection(EVERYTHING if is_again else self.step, documents, self.rejected)

    def options(self) -> list[Options]:
        """The options of the run over each source, by name of the source.

        Raises:
            QueryError: nothing is published yet, or it cannot be read.
        """
        return [self.options_of(source) for source in known_sources(self.places)]

    def options_of(self, source: Source) -> Options:
        """The options of the run over a source."""
        was = source.settings
        limits = Limits(**was["limits"]) if "limits" in was else Limits()
        return Options(
            source=source.folder,
            warehouse=self.warehouse,
            source_name=source.name,
            batch_documents=self.batch_documents,
            max_file_bytes=self.max_file_bytes or was.get("max_file_bytes", DEFAULT_MAX_FILE_BYTES),
            corrections=self.corrections,
            reviewed=self.reviewed,
            totals=self.totals,
            limits=self.limits or limits,
            model=was.get("model", "") if self.model is None else self.model,
            wait_minutes=self.wait_minutes,
            dask=self.dask,
        )
