"""What bytes are, told by their content alone: a file's name can lie."""

import re

PLAIN, MARKDOWN, BINARY, EMPTY = "text/plain", "text/markdown", "application/octet-stream", "application/x-empty"
SNIFFED_BYTES = 4096
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
HTML = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
FRONT_MATTER = re.compile(rb"(\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n){1,60}?---[ \t]*\r?\n")
MARKDOWN_LINE = re.compile(rb"^(#{1,6} \S|[*-] \[[^\]\n]+\]\(|\*\*[^*\n]+\*\*\s*$|> \S)", re.MULTILINE)
MIN_MARKDOWN_LINES = 2  # one line that looks like a heading can stand in any plain text
CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27, 0x1A})
MAX_CONTROL_SHARE = 0.01  # a text from an old system can hold a stray control character, not one in a hundred
MIN_WIDE_CHARACTERS = 8
MIN_ZEROS = 0.7  # the high bytes of Latin text; other scripts have no zeros and need their byte order mark
MAX_OTHER_ZEROS = 0.01


def sniff(content: bytes) -> str:
    """The media type of some bytes. Text of an unknown kind is `text/plain`, anything else unknown is binary."""
    if not content.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        return EMPTY
    head = content[:SNIFFED_BYTES]
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    if HTML.match(head):
        return "text/html"
    if XML.match(head):
        return "text/html" if re.search(rb"<html\b", head, re.IGNORECASE) else "application/xml"
    if head.startswith(WIDE_MARKS) or is_wide_text(head):
        return PLAIN
    if is_binary(head):
        return BINARY
    if FRONT_MATTER.match(head) or len(MARKDOWN_LINE.findall(content)) >= MIN_MARKDOWN_LINES:
        return MARKDOWN
    return PLAIN


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
