"""A reader's process whose one format does what its files say: they are Python. Tests start it in place of the true."""

from tasks.core.extract import child, document
from tasks.core.reading import ReadText

MEDIA_TYPE = "text/x-obedient"


class Obedient:
    """A format that lets each file do its worst; a file can set `text` and `said`."""

    @staticmethod
    def read(content: bytes) -> ReadText:
        given: dict[str, object] = {}
        exec(content, given)
        said = given.get("said")
        return said if isinstance(said, ReadText) else ReadText(str(given.get("text", "")), "obedient")


def main() -> None:
    """Serve that format alone."""
    document.readers = lambda: {MEDIA_TYPE: Obedient}
    child.main()
