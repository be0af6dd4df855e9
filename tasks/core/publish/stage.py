"""Publishing what a run loaded."""

from dataclasses import dataclass

from tasks.core.load.load import Loaded
from tasks.core.publish.publish import publish
from tasks.core.run import Run


@dataclass(frozen=True, slots=True)
class Published:
    """The publication that readers see now."""

    publication_id: str
    n_bytes: int


def publish_run(run: Run, loaded: Loaded) -> Published:
    """Make what was loaded visible to readers.

    Raises:
        OSError: the warehouse folder cannot be written; what was published before is as it was.
    """
    return Published(loaded.publication_id, publish(run.places))
