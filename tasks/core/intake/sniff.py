"""What bytes are, told by their content alone: a file's name can lie.

A file that is several things at once is what its first bytes say. So formats that are known and not read are asked
first, by the bytes that such files begin with; then those that are read, the surest first; and what a container holds
is looked for only where no reader knows it. Text comes last: nearly everything can be text.
"""

from functools import cache

from tasks.core.formats import formats
from tasks.core.intake.unread import BINARY, EMPTY, contained, signed, unread_formats

NOTHING = b"\x00 \t\r\n\x0c\xef\xbb\xbf"
FIRST_TEXT_ORDER = 50  # formats from here on take any text for theirs
FIRST_BYTES, LOOKED_AT = 4, 8192


def sniff(content: bytes) -> str:
    """The media type of some bytes. Text of an unknown kind is `text/plain`, anything else unknown is binary."""
    if not content.strip(NOTHING):
        return EMPTY
    if media_type := signed(content):
        return media_type
    claims = {one.ORDER: media_type for one in formats() if (media_type := one.sniff(content))}
    sure = [order for order in sorted(claims) if order < FIRST_TEXT_ORDER]
    first = [order for order in sure if is_of_first_bytes(order, content)]
    if first:
        return claims[first[0]]
    return contained(content) or (claims[min(claims)] if claims else BINARY)


def is_of_first_bytes(order: int, content: bytes) -> bool:
    """Whether the format of that order would not know the bytes any more without the first of them."""
    rest = content.lstrip(NOTHING)[FIRST_BYTES:LOOKED_AT]
    return not any(one.sniff(rest) for one in formats() if order == one.ORDER)


@cache
def named_types() -> dict[str, str]:
    """The media type that each ending of a name promises."""
    unread = {suffix: one.media_type for one in unread_formats().values() for suffix in one.suffixes}
    return unread | {suffix: one.MEDIA_TYPES[0] for one in formats() for suffix in one.SUFFIXES}


def named_media_type(path: str) -> str | None:
    """What the ending of a name promises; nothing for endings that are not known."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return named_types().get(suffix.lower()) if dot else None
