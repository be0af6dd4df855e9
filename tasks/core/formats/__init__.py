"""The formats that are read. Each is one module or package here, found by itself; adding one touches nothing else.

A format defines

- `ORDER`: formats are asked in this order what some bytes are; the surer the sign, the smaller the number;
- `MEDIA_TYPES`: the media types that it reads, the first being what `sniff` says;
- `SUFFIXES`: how names of such files end, without the dot;
- `sniff(content)`: the media type if the bytes are of this format, else nothing. It never raises;
- `read(content)`: the text. It raises `ReadError` and nothing else.

Importing a format must be cheap: what it needs for reading is imported in `read`.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Protocol, cast

from tasks.core.reading import ReadText


class Format(Protocol):
    """What a module of this package offers."""

    ORDER: int
    MEDIA_TYPES: tuple[str, ...]
    SUFFIXES: tuple[str, ...]

    @staticmethod
    def sniff(content: bytes) -> str | None:
        """The media type of bytes of this format; nothing for others."""

    @staticmethod
    def read(content: bytes) -> ReadText:
        """The text of a file of this format.

        Raises:
            ReadError: it cannot be read.
        """


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = [cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda one: (one.ORDER, one.MEDIA_TYPES)))


@cache
def readers() -> Mapping[str, Format]:
    """The format that reads each media type."""
    return {media_type: one for one in formats() for media_type in one.MEDIA_TYPES}


def sniff_format(content: bytes) -> str | None:
    """The media type of the first format that knows the bytes; nothing if none does."""
    return next((media_type for one in formats() if (media_type := one.sniff(content))), None)
