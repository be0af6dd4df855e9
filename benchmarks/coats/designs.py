"""More web pages: a portal with a bar of tools, a weblog's post, the typed text of an archive."""

from html import escape

from benchmarks.coats import furniture
from benchmarks.coats.model import NOTE_REFERENCE, Block, Text
from benchmarks.coats.webpage import STYLE, links, table_of, title_of
from benchmarks.coats.wrapped import Typing, typed_lines, typed_notes


def portal_block(block: Block) -> str:
    """A paragraph with its number typed, in the manner of text pasted from an editor."""
    words = NOTE_REFERENCE.sub(r'<a href="#n\1"><sup>(\1)</sup></a>', escape(block.text, quote=False))
    if block.rows:
        return f'<div class="table-responsive">{table_of(block, " class=MsoTableGrid")}</div>'
    label = f"{block.sign}&nbsp;&nbsp;" if block.sign else ""
    inside = f"<strong>{words}</strong>" if block.kind == "heading" else f'<span lang="EN-GB">{label}{words}</span>'
    return f'<p class="MsoNormal" style="text-align:justify">{inside}<o:p></o:p></p>'


def portal_menu() -> str:
    """A menu of menus."""
    pairs = zip(furniture.MENU[::2], furniture.MENU[1::2], strict=True)
    return "".join(
        f'<li class="dropdown"><a href="#">{escape(one)}</a><ul><li><a href="#">{escape(two)}</a></li></ul></li>\n'
        for one, two in pairs
    )


def portal(text: Text) -> bytes:
    """A ministry's portal: a menu of menus, tools, the text as pasted, a list of other documents."""
    title = title_of(text)
    others = "".join(f'<li><a href="/n"><span>{date}</span> {head}</a></li>' for date, head, _ in furniture.TEASERS)
    notes = "".join(
        f'<p class="note"><a id="n{number}">({number})</a> {escape(words)}</p>' for number, words in text.notes.items()
    )
    page = f"""<!doctype html><html lang="{text.language}"><head><meta charset="utf-8">
<title>{title or furniture.PUBLISHER}</title>{STYLE}</head>
<body class="page-template"><a class="skip" href="#main">Skip to main content</a>
<div class="navbar"><ul class="nav">{portal_menu()}</ul>
<form action="/find"><input name="q"><button>Search this site</button></form></div>
<div class="container" id="main"><div class="col-md-9">
<div class="page-header">{f"<h1>{title}</h1>" if title else ""}</div>
<div class="toolbar"><span>Font size A A A</span>{links(furniture.SHARE, "<span>", "</span>")}</div>
<div class="field-item">{chr(10).join(map(portal_block, text.body))}{notes}</div>
<div class="pager">{links(("Previous document", "Next document"), "<span>", "</span>")}</div></div>
<div class="col-md-3"><h4>{furniture.RELATED}</h4><ul>{others}</ul></div></div>
<div class="footer">{"".join(f"<div>{one}</div>" for one in furniture.FOOTER)}</div>
<div id="cookie">{furniture.COOKIES}</div></body></html>"""
    return page.encode()


def weblog_block(block: Block) -> str:
    """A paragraph with its number typed and its footnotes given up."""
    words = NOTE_REFERENCE.sub(r"<sup>\1</sup>", escape(block.text, quote=False))
    if block.rows:
        return table_of(block, "")
    return f"<h3>{words}</h3>" if block.kind == "heading" else f"<p>{block.sign} {words}</p>"


def weblog(text: Text) -> bytes:
    """A weblog's post: teasers beside it, tags and comments below it; the encoding is not declared."""
    title = title_of(text)
    body = "\n".join(map(weblog_block, text.body))
    notes = "".join(
        f"<p><small><sup>{number}</sup> {escape(words)}</small></p>" for number, words in text.notes.items()
    )
    posts = "".join(
        f'<div class="post-card"><h4><a href="/p">{head}</a></h4><p>{words} <a href="/p">Read more</a></p></div>'
        for _, head, words in furniture.TEASERS
    )
    page = f"""<!DOCTYPE html><html><head><title>{title or "Post"} &#8211; {furniture.PUBLISHER}</title>{STYLE}</head>
<body class="single-post"><div id="masthead"><h2><a href="/">{furniture.PUBLISHER}</a></h2>
<div class="menu-main">{links(furniture.MENU[:10], "<span>", "</span>")}</div></div>
<div id="primary"><article class="post hentry">
<header>{f'<h1 class="entry-title">{title}</h1>' if title else ""}</header>
<div class="entry-content">{body}{notes}</div>
<footer class="entry-footer">Filed under: <a href="/c">Quillbury press room</a>
{links(furniture.SHARE, "<i>", "</i>")}</footer></article>
<div id="comments"><h3>Leave a comment</h3><p>Your address will not be shown to other readers.</p></div></div>
<div id="secondary"><div class="widget"><h3>{furniture.RELATED}</h3>{posts}</div></div>
<footer id="colophon">{" · ".join(furniture.FOOTER)}</footer></body></html>"""
    return page.encode()


def archive(text: Text) -> bytes:
    """Typed text between the elements of a page, as archives put it on the web."""
    typing = Typing(is_hyphenated=True)
    notes = [line for words in typed_notes(text, typing).values() for line in ("", *words)]
    lines = "\n".join([*typed_lines(text, typing), *notes])
    body = f"<body><pre>\n{escape(lines, quote=False)}\n</pre></body>"
    return f"<html><head><title>{title_of(text)}</title></head>{body}</html>".encode()
