"""Signs by which text is told from other bytes."""

SNIFFED_BYTES = 4096
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27, 0x1A})
MAX_CONTROL_SHARE = 0.01  # a text from an old system can hold a stray control character, not one in a hundred
MIN_WIDE_CHARACTERS = 8
MIN_ZEROS = 0.7  # the high bytes of Latin text; other scripts have no zeros and need their byte order mark
MAX_OTHER_ZEROS = 0.01


def is_text(content: bytes) -> bool:
    """Whether bytes are characters, of one byte or of two."""
    head = content[:SNIFFED_BYTES]
    return head.startswith(WIDE_MARKS) or is_wide_text(head) or not is_binary(head)


def is_wide_text(head: bytes) -> bool:
    """Whether these are 16-bit characters without a mark: every other byte is zero, the rest are not."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 2 * MIN_WIDE_CHARACTERS:
        return False
    zeros = sorted((even.count(0) / len(even), odd.count(0) / len(odd)))
    return zeros[0] < MAX_OTHER_ZEROS and zeros[1] > MIN_ZEROS


def is_binary(head: bytes) -> bool:
    """Whether there are zero bytes, or more control characters than any text has."""
    return b"\x00" in head or len(head) - len(head.translate(None, CONTROLS)) > MAX_CONTROL_SHARE * len(head)
