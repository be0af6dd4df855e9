"""Web pages in three designs, with a full page around the text."""

from collections.abc import Iterator
from html import escape

from benchmarks.coats import furniture
from benchmarks.coats.lines import softened
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text

STYLE = "<style>.menu{float:left} p{margin:1em}</style><script>var visits = {count: 118};</script>"


def links(words: tuple[str, ...], before: str, after: str) -> str:
    return "".join(f'{before}<a href="/p/{at}">{escape(one)}</a>{after}\n' for at, one in enumerate(words))


def with_references(text: str, manner: str) -> str:
    """The text of a paragraph, its references to footnotes as raised links."""
    return NOTE_REFERENCE.sub(manner, escape(text, quote=False))


def title_of(text: Text) -> str:
    return escape(" ".join(text.title))


def table_of(block: Block, attributes: str) -> str:
    """A table of data, its first row being the head."""
    head, *rows = block.rows
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    below = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table{attributes}>\n<tr>{top}</tr>\n{below}\n</table>"


def semantic_blocks(text: Text, is_softened: bool = True) -> Iterator[str]:
    """Lists for what is numbered, with the numbers left to the browser where it can count them."""
    open_list = ""
    expected = 1
    for block in text.body:
        wanted = {"item": "ol", "bullet": "ul"}.get(block.kind, "")
        wanted = "numbers" if block.kind == "paragraph" and block.label[:-1].isdigit() else wanted
        if open_list and wanted != open_list:
            yield "</ul>" if open_list == "ul" else "</ol>"
            open_list = ""
        if wanted and not open_list:
            start = f' start="{expected}"' if wanted == "numbers" and expected > 1 else ""
            yield {"ul": "<ul>", "ol": '<ol type="a" class="par">', "numbers": f"<ol{start}>"}[wanted]
            open_list = wanted
        expected += wanted == "numbers"
        yield semantic_block(block, bool(wanted), is_softened)
    if open_list:
        yield "</ul>" if open_list == "ul" else "</ol>"


def semantic_block(block: Block, is_listed: bool, is_softened: bool) -> str:
    """A paragraph, an item of a list, a heading or a table."""
    set_words = softened(block.text) if is_softened else block.text
    words = with_references(set_words, r'<sup><a href="#fn\1" id="ref\1">\1</a></sup>')
    if block.rows:
        return f"<figure>{table_of(block, '')}</figure>"
    if block.kind == "heading":
        return f"<h2>{words}</h2>"
    return f"<li><p>{words}</p></li>" if is_listed else f"<p>{words}</p>"


def semantic(text: Text) -> bytes:
    """A page of today: header, nav, main, article, aside, footer; UTF-8 with a byte order mark."""
    notes = "".join(
        f'<li id="fn{number}"><p>{escape(words)} <a href="#ref{number}">↩</a></p></li>'
        for number, words in text.notes.items()
    )
    title = title_of(text)
    teasers = "".join(
        f'<article class="teaser"><time>{date}</time><h3><a href="/n">{head}</a></h3><p>{words}</p></article>'
        for date, head, words in furniture.TEASERS
    )
    page = f"""<!DOCTYPE html>
<html lang="{text.language}"><head><meta charset="utf-8"><title>{title or "Document"} | {furniture.PUBLISHER}</title>
<meta property="og:site_name" content="{furniture.PUBLISHER}">{STYLE}</head><body>
<div role="dialog" class="cookie-banner"><p>{furniture.COOKIES}</p></div>
<header><a href="/">{furniture.PUBLISHER}</a>
<nav aria-label="Main"><ul>{links(furniture.MENU, "<li>", "</li>")}</ul></nav></header>
<main><nav class="breadcrumb"><ol>{links(furniture.CRUMBS, "<li>", "</li>")}</ol></nav>
<article>{f"<h1>{title}</h1>" if title else ""}
<div class="share"><ul>{links(furniture.SHARE, "<li>", "</li>")}</ul></div>
{chr(10).join(semantic_blocks(text))}
<section class="footnotes"><hr><ol>{notes}</ol></section></article>
<aside><h2>{furniture.RELATED}</h2>{teasers}</aside></main>
<footer>{"".join(f"<p>{one}</p>" for one in furniture.FOOTER)}</footer></body></html>"""
    return b"\xef\xbb\xbf" + page.encode()


def soup_block(block: Block) -> str:
    """A block in nested divisions, its number in a span."""
    words = with_references(block.text, r'<a class="fn" href="#_ftn\1" name="_ftnref\1"><sup>[\1]</sup></a>')
    if block.rows:
        return f'<div class="tbl">{table_of(block, " border=1")}</div>'
    label = f'<span class="no">{block.sign}</span>&nbsp;' if block.sign else ""
    kind = "hd bold" if block.kind == "heading" else "par"
    return f'<div class="row"><div class="{kind}"><span>{label}{words}</span></div></div>'


def soup(text: Text) -> bytes:
    """Divisions within divisions, and no element that says what it is."""
    title = title_of(text)
    menu = "".join(f'<div class="mi"><a href="#">{escape(one)}</a></div>' for one in furniture.MENU)
    teasers = "".join(
        f'<div class="t"><div class="d">{date}</div><div><a href="/x">{head}</a></div><div>{words}</div></div>'
        for date, head, words in furniture.TEASERS
    )
    notes = "".join(
        f'<div id="ftn{number}"><a href="#_ftnref{number}" name="_ftn{number}">[{number}]</a> {escape(words)}</div>'
        for number, words in text.notes.items()
    )
    footer = "".join(f"<span>{one}</span> " for one in furniture.FOOTER)
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{furniture.PUBLISHER}{" - " + title if title else ""}</title>{STYLE}</head><body><div id="wrap">
<div id="top"><div class="logo"><a href="/">{furniture.PUBLISHER}</a></div><div class="menu">{menu}</div></div>
<div id="mid"><div class="left"><div class="crumbs">{" &gt; ".join(furniture.CRUMBS)}</div>
<div class="content">{f'<div class="ttl">{title}</div>' if title else ""}<div class="inner">
{chr(10).join(map(soup_block, text.body))}
</div><div class="notes">{notes}</div></div>
<div class="soc">{links(furniture.SHARE, "<span>", "</span>")}</div></div>
<div class="right"><div class="h">{furniture.RELATED}</div>{teasers}</div></div>
<div id="bottom">{footer}</div><div class="ck"><div>{furniture.COOKIES}</div></div></div></body></html>"""
    return page.encode()


def old_block(block: Block) -> str:
    """A block between line breaks and font elements."""
    words = with_references(block.text, r"<sup>\1</sup>")
    if block.rows:
        return table_of(block, ' border="1" cellpadding="3"') + "<br>"
    if block.kind == "heading":
        return f"<b>{words}</b><br><br>"
    return f"{'&nbsp;' * 4 * block.level}{block.sign} {words}<br><br>\n"


def table_layout(text: Text) -> bytes:
    """A page of twenty years ago: tables for the layout, no paragraphs, windows-1252."""
    title = title_of(text)
    menu = links(furniture.MENU, "<tr><td bgcolor=#dddddd><font size=1>", "</font></td></tr>")
    teasers = "".join(
        f"<tr><td><font size=1>{date}<br><b>{head}</b><br>{words}</font></td></tr>"
        for date, head, words in furniture.TEASERS
    )
    notes = "".join(f"<sup>{number}</sup> {escape(words)}<br>" for number, words in text.notes.items())
    page = f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<TITLE>{title or furniture.PUBLISHER}</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=760 BORDER=0>
<TR><TD COLSPAN=3><FONT SIZE=5>{furniture.PUBLISHER}</FONT><BR>{" | ".join(furniture.CRUMBS)}</TD></TR>
<TR><TD WIDTH=140 VALIGN=top><TABLE>{menu}</TABLE></TD>
<TD VALIGN=top><FONT FACE="Verdana" SIZE=2>{f"<CENTER><FONT SIZE=4><B>{title}</B></FONT></CENTER><BR>" if title else ""}
{"".join(map(old_block, text.body))}<HR WIDTH=100 ALIGN=left><FONT SIZE=1>{notes}</FONT></FONT></TD>
<TD WIDTH=150 VALIGN=top><TABLE><TR><TD><B>{furniture.RELATED}</B></TD></TR>{teasers}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>{" | ".join(furniture.FOOTER)}</FONT></TD></TR></TABLE></BODY></HTML>"""
    return page.encode("windows-1252", "xmlcharrefreplace")
