"""Extract: bytes to text, each file by the reader of its format in `tasks.core.formats`."""
