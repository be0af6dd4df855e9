"""Hostile HTML pages and texts: name, bytes, and the reasons for which each may be refused."""

from collections.abc import Iterator

from tests.hostile.good import SENTENCES, cut, flipped, page

Case = tuple[str, bytes, tuple[str, ...]]
GOOD = "".join(f"<p>{one}</p>" for one in SENTENCES)
LIMITS = ("time_limit", "memory_limit", "output_limit")
LAUGHS = (
    "<!DOCTYPE html [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
XHTML = '<?xml version="1.0"?>{}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p>' + GOOD + "</body></html>"


def broken() -> Iterator[Case]:
    good = page()
    yield from ((name, content, ("read", "no_text", "damaged")) for name, content in cut(good))
    yield from ((name, content, ("read", "binary")) for name, content in flipped(good))
    yield "half_a_tag", b"<html><body><p", ("no_text", "damaged", "empty")
    yield "no_text", b"<html><body><script>1</script></body></html>", ("no_text", "damaged")
    yield "zero_bytes", page().replace(b" ", b" \x00"), ("read", "binary", "undecodable", "damaged")
    yield "declared_wide", page(head='<meta charset="utf-16">'), ("read",)
    yield "declared_utf7", page(head='<meta charset="utf-7">'), ("read",)
    yield "declared_unknown", page(head='<meta charset="klingon">'), ("read",)
    yield "open_comment", page().replace(b"<article>", b"<!-- "), ("no_text", "damaged", "read")


def deep() -> Iterator[Case]:
    for tag in ("div", "b", "table><tr><td", "ul><li", "blockquote", "font", "section"):
        name = tag.partition(">")[0]
        yield f"deep_{name}", page(f"<{tag}>" * 10_000 + GOOD), ("read", "damaged", "output_limit", *LIMITS)
    yield "deep_closed", page("<div>" * 3_000 + GOOD + "</div>" * 3_000), ("read", "damaged", "output_limit")
    yield "deep_data", page(GOOD, f'<script type="application/ld+json">{"[" * 100_000}</script>'), ("read",)
    yield (
        "huge_number_in_data",
        page(GOOD, f'<script type="application/ld+json">{{"datePublished": {"9" * 100_000}}}</script>'),
        ("read",),
    )


def wide() -> Iterator[Case]:
    ended = ("read", "no_text", "damaged", *LIMITS)
    yield "many_breaks", page(GOOD + "a<br>" * 5_000), ended
    yield "many_paragraphs", page("<p>a)</p>" * 5_000 + GOOD), ended
    yield "many_links", page('<a href="#">x</a> ' * 5_000 + GOOD), ended
    yield "many_attributes", page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>" + GOOD), ended
    yield "long_attribute", page(f'<p title="{"a" * 11_000_000}">x</p>' + GOOD), ended
    yield "long_line", page(f"<pre>{'word ' * 20_000}</pre>"), ended
    yield "long_word", page(f"<p>{'a' * 50_000}</p>" + GOOD), ended
    yield "long_title", page(GOOD, f"<title>{'Statement ' * 100_000}</title>"), ended
    yield "long_picture", page(f'<img src="data:image/png;base64,{"A" * 9_000_000}">' + GOOD), ended
    yield (
        "wide_table",
        page(f'<table><tr><td colspan="999999999" rowspan="999999999">x</td></tr></table>{GOOD}'),
        ("read",),
    )
    yield (
        "long_list",
        page(
            f'<ol start="2147483647" type="a">{"<li>We met.</li>" * 10}</ol>'
            f'<ol start="-99999999999999999999" type="i"><li>x</li></ol>{GOOD}'
        ),
        ("read",),
    )
    yield "many_references", page("&amp;&#65;&#x110000;&#0;&#99999999999;" * 5_000 + GOOD), ended
    yield "many_open_tags", page("<" * 20_000 + GOOD), ended
    yield "many_comments", page("<!-- x -->" * 20_000 + GOOD), ended


def outside() -> Iterator[Case]:
    yield "laughs", XHTML.format(LAUGHS, "&a9;").encode(), ("read", "damaged", *LIMITS)
    for name, place in (("file", "file:///etc/passwd"), ("http", "http://127.0.0.1:9/x")):
        yield (
            f"entity_{name}",
            XHTML.format(f'<!DOCTYPE html [<!ENTITY a SYSTEM "{place}">]>', "&a;").encode(),
            ("read", "damaged"),
        )
    yield (
        "frames",
        page(
            '<iframe src="file:///etc/passwd"></iframe><object data="http://127.0.0.1:9/"></object>'
            f'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">{GOOD}'
        ),
        ("read",),
    )
    yield (
        "include",
        XHTML.format(
            "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
        ).encode(),
        ("read", "damaged"),
    )


def texts() -> Iterator[Case]:
    """Texts, and what is none."""
    good = "\n\n".join(SENTENCES)
    yield "empty", b"", ("empty",)
    yield "one_byte", b"a", ("read",)
    yield "one_zero", b"\x00", ("empty",)
    yield "zeros", bytes(100_000), ("empty",)
    yield "mark_alone", b"\xef\xbb\xbf", ("empty",)
    yield "zero_in_text", good.encode() + b"\x00", ("binary", "read")
    yield "late_zero", (good * 100).encode() + b"\x00", ("binary", "read")
    yield "wide_cut", good.encode("utf-16")[:-1], ("read", "undecodable")
    yield "wide_halves", b"\xff\xfe" + b"\x00\xd8" * 100, ("read", "undecodable", "binary")
    yield "very_wide", good.encode("utf-32"), ("read",)
    yield "cut_in_a_letter", "Заявление министров. ".encode() * 50 + b"\xd0", ("read",)
    yield "all_bytes", bytes(range(1, 256)) * 20, ("binary", "undecodable")
    yield "endless_line", b"word " * 2_500_000, ("output_limit",)
    yield "long_line", b"word " * 20_000, ("read",)
    yield "long_word", b"a" * 100_000, ("read",)
    yield "many_lines", b"a)\n" * 20_000, ("read",)
    yield "many_ends", good.encode() + b"\n" * 200_000, ("read",)
    yield "old_ends", good.replace("\n", "\r").encode(), ("read",)
    yield "escapes", b"\x1b[31m" + good.encode() + b"\x1b]0;title\x07", ("read",)
    yield "directions", ("\u202e" + good + "\u202c\u2066").encode(), ("read",)
    yield "zalgo", ("Z" + "\u0301" * 500).encode() * 200 + good.encode(), ("read",)
    yield (
        "front_matter_bomb",
        b"---\na: &a [x]\n" + b"".join(b"b%d: [*a,*a]\n" % n for n in range(30)) + b"---\n" + good.encode(),
        ("read",),
    )
    yield "open_front_matter", b"---\n" + b"key: value\n" * 5_000, ("read",)
    yield "brackets", b"# a\n## b\n" + b"[" * 20_000 + good.encode(), ("read",)
    yield "noise", bytes((n * 7919 + n // 251) % 256 for n in range(5_000)), ("binary",)
