"""Extract: bytes to text. A format is one module with one function; `READERS` lists them."""
