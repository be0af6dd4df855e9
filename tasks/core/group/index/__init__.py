"""The fingerprint index: which texts are candidates of one another, kept from run to run in a file of its own."""

from tasks.core.group.index.model import DamagedIndexError, Indexed, Touched
from tasks.core.group.index.reading import Index, open_index
from tasks.core.group.index.writing import drop_index, write_index

__all__ = ["DamagedIndexError", "Index", "Indexed", "Touched", "drop_index", "open_index", "write_index"]
