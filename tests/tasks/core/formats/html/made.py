"""Pages in many designs around one made statement; words of the frame can be told from those of the text."""

from collections.abc import Sequence

TITLE = "Joint Statement by the Foreign Ministers of the Amber Coast Group"
PLACE_LINE = "Klaipėda, 14 May 2019"
PARAGRAPHS = (
    "We, the Foreign Ministers of the Amber Coast Group, met today to review our cooperation in the region.",
    "We reaffirm our support for the sovereignty of our neighbours, and we welcome the progress that they have made "
    "in the reform of their courts since our last meeting in Riga.",
    "We agreed:",
    "to open three border crossings by the end of the year;",
    "to share the costs of the survey of old munitions in the sea.",
    "The ministers thank the hosts for their hospitality, and will meet again in Gdynia next spring.",
)
SIGNATURE = "For the Group: the Presidency"
MENU = (
    "About the ministry", "Leadership", "Press room", "Consular services", "Visas", "Careers", "Tenders", "Archive",
    "Travel advice", "Development aid", "Trade desk", "Photo gallery", "Site map", "Contact us", "Open data", "Jobs",
)  # fmt: skip
TEASERS = (
    ("Minister opens honorary consulate in Porto", "3 January 2018", "The consulate will serve citizens in the north."),
    ("Deputy minister on trade with Chile", "9 August 2017", "Exports of machines grew by a tenth, the deputy said."),
    ("Ambassador presents credentials in Hanoi", "21 June 2016", "The ceremony took place in the palace of Hanoi."),
)
COOKIES = "This website stores small files on your device to make it work better. By browsing on you accept them."
COPYRIGHT = "© 2020 Ministry of the Coast. All rights reserved."
ADDRESS = "Harbour Street 7, 00100 Coastville. Phone +00 123 456"


def words_of_text() -> list[str]:
    return " ".join((TITLE, PLACE_LINE, *PARAGRAPHS, SIGNATURE)).split()


def noise() -> list[str]:
    """What must not stand in the text of any page."""
    return [*MENU, *(part for teaser in TEASERS for part in teaser), COOKIES, COPYRIGHT, ADDRESS]


def links(names: Sequence[str] = MENU, times: int = 1, before: str = "<li>", after: str = "</li>") -> str:
    return "\n".join(
        f'{before}<a href="/p{n}-{i}">{name}</a>{after}' for n in range(times) for i, name in enumerate(names)
    )


def paragraphs(before: str = "<p>", after: str = "</p>\n", texts: Sequence[str] = PARAGRAPHS) -> str:
    return "".join(f"{before}{text}{after}" for text in texts)


def teasers(outer: str = "div", inner: str = "h3") -> str:
    return "".join(
        f'<{outer}><{inner}><a href="/n{n}">{title}</a></{inner}><span>{date}</span><p>{text}</p></{outer}>'
        for n, (title, date, text) in enumerate(TEASERS)
    )


def document(body: str, head: str = "", attributes: str = ' lang="en"') -> str:
    title = f"<title>{TITLE} | Ministry of the Coast</title>"
    return f"<!DOCTYPE html><html{attributes}><head>{title}{head}</head><body>{body}</body></html>"


def portal() -> str:
    """A ministry's portal: two hundred links in boxes whose names say nothing."""
    return document(
        f'<div class="a1"><div class="a2"><ul>{links(times=13)}</ul></div><div class="a3"><div class="a4">'
        f"<h1>{TITLE}</h1><p>{PLACE_LINE}</p>{paragraphs()}<p>{SIGNATURE}</p></div>"
        f'<div class="a5"><h2>News</h2>{teasers()}</div></div><div class="a6"><p>{ADDRESS}</p><p>'
        f"{COPYRIGHT}</p></div>"
        f'<div class="a7"><p>{COOKIES}</p><button>Accept</button></div></div>'
    )


def blog() -> str:
    """The article of a blog system, with shares, related posts and comments."""
    return document(
        f'<div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/">Coast</a></p>'
        f'<nav class="main-navigation"><ul>{links()}</ul></nav></header><div id="content" class="site-content"><main>'
        f'<article class="post-12 type-post"><header class="entry-header"><h1 class="entry-title">'
        f"{TITLE}</h1></header>"
        f'<div class="entry-content"><p>{PLACE_LINE}</p>{paragraphs()}<p>{SIGNATURE}</p>'
        f'<div class="sharedaddy"><ul><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul>'
        f"</div></div>"
        f'<footer class="entry-footer">Posted in <a href="/c">Archive</a></footer></article>'
        f'<div class="related-posts"><h2>Related</h2>{teasers("article")}</div>'
        f'<div id="comments"><p>{TEASERS[0][2]} I have waited for years to see this happen, so well '
        f"done.</p></div></main>"
        f'<aside class="widget-area"><ul>{links()}</ul></aside></div><footer class="site-footer"><p>{ADDRESS}</p>'
        f"<p>{COPYRIGHT}</p></footer></div>",
        f'<meta property="og:title" content="{TITLE}"><meta property="og:type" content="article">',
    )


def tables_of_2003() -> str:
    """Nested tables and fonts, paragraphs parted by two line ends, the title in bold."""
    text = "<br><br>".join((f"<b>{TITLE}</b>", PLACE_LINE, *PARAGRAPHS, SIGNATURE))
    menu = links(before="<tr><td><font size=1>", after="</font></td></tr>")
    return document(
        f"<table width=780><tr><td colspan=2><table><tr>{links(MENU[:6], 1, '<td>', '</td>')}</tr></table></td></tr>"
        f"<tr><td width=160><table>{menu}</table></td><td><font face=Arial size=2>{text}</font></td></tr>"
        f"<tr><td colspan=2 align=center><font size=1>{ADDRESS}<br>{COPYRIGHT}</font></td></tr></table>"
    )


def one_line() -> str:
    """No paragraph elements and no line end."""
    text = "<br/><br/>".join((PLACE_LINE, *PARAGRAPHS, SIGNATURE))
    return document(
        f'<div id="nav">{links(MENU, 1, "", " | ")}</div><h2>{TITLE}</h2>{text}<div id="footer">{COPYRIGHT}</div>'
    )


def divs() -> str:
    """A box for each paragraph, names made by a program, and a cookie bar that is first in the page."""
    cards = "".join(
        f'<a class="css-9" href="/n{n}"><div class="css-10"><h3>{title}</h3><div>{date}</div><div>'
        f"{text}</div></div></a>"
        for n, (title, date, text) in enumerate(TEASERS)
    )
    return document(
        f'<div id="root"><div class="css-0"><div>{COOKIES}</div><button>Accept all</button><a href="/c">'
        f"Visas</a></div>"
        f'<div class="css-1">{links(MENU, 1, "<div>", "</div>")}</div><div class="css-2"><div class="css-3">'
        f"<h1>{TITLE}</h1>"
        f'</div><div class="css-4"><div>{PLACE_LINE}</div>{paragraphs("<div>", "</div>")}<div>'
        f"{SIGNATURE}</div></div></div>"
        f'<div class="css-8">{cards}</div><div class="css-11"><div>{links(MENU[8:], 1, "<span>", "</span>")}</div>'
        f"<div>{COPYRIGHT}</div><div>{ADDRESS}</div></div></div>"
    )


def semantic() -> str:
    """The elements that HTML has for each part."""
    return document(
        f"<header><a href='/'>Coast</a><nav><ul>{links()}</ul></nav></header><main><article><header><h1>"
        f"{TITLE}</h1></header>"
        f"<p>{PLACE_LINE}</p>{paragraphs()}<p>{SIGNATURE}</p></article><aside><h2>News</h2>"
        f"{teasers('section')}</aside></main>"
        f"<footer><p>{ADDRESS}</p><p>{COPYRIGHT}</p></footer><div role='dialog'><p>{COOKIES}</p></div>"
    )


def content_system() -> str:
    """A portal of regions, blocks and fields."""
    return document(
        f'<div class="dialog-off-canvas-main-canvas"><header class="region region-header"><nav>'
        f"{links()}</nav></header>"
        f'<div class="region region-breadcrumb"><ol class="breadcrumb">{links(MENU[:3])}</ol></div>'
        f'<main><div class="region region-content"><div class="block block-page-title"><h1 '
        f'class="page-title">{TITLE}</h1></div>'
        f'<div class="node__content"><div class="field field--name-field-date">{PLACE_LINE}</div>'
        f'<div class="field field--name-body field__item">{paragraphs()}</div><div class="field">'
        f"{SIGNATURE}</div></div>"
        f'<div class="social-share"><a href="#">Print</a></div></div></main><aside class="region '
        f'region-sidebar-second">'
        f'<div class="block"><h2>Latest</h2><div class="view-content">{teasers("div", "h4")}</div></div></aside>'
        f'<footer><div class="block"><p>{ADDRESS}</p><p>{COPYRIGHT}</p></div></footer></div>'
    )


def page_builder() -> str:
    """A page put together of widgets, a paragraph in each."""
    before = '<div class="builder-element builder-widget"><div class="builder-widget-container"><p>'
    return document(
        f'<div class="builder-header"><ul class="builder-nav-menu">{links()}</ul></div><div class="builder '
        f'builder-page">'
        f'<section class="builder-section"><div class="builder-column"><div class="builder-widget-wrap">'
        f'<div class="builder-widget builder-widget-heading"><h1>{TITLE}</h1></div>{before}{PLACE_LINE}</p>'
        f"</div></div>"
        f"{paragraphs(before, '</p></div></div>')}{before}{SIGNATURE}</p></div></div></div></div></section></div>"
        f'<div class="builder-posts">{teasers("article")}</div><div class="builder-footer"><p>{ADDRESS}</p>'
        f"<p>{COPYRIGHT}</p></div>"
    )


def whole_form() -> str:
    """A form around everything, spans and empty paragraphs."""
    return document(
        f'<form method="post" id="aspnetForm"><div id="ctl00_Menu"><table><tr>'
        f"{links(MENU, 1, '<td>', '</td>')}</tr></table></div>"
        f'<div id="ctl00_Main"><div class="ms-rtestate-field"><h1><span>{TITLE}</span></h1><div>&nbsp;</div>'
        f'<p><span style="font-size:10pt">{PLACE_LINE}</span></p>'
        f"{paragraphs('<p><span>', '</span></p><p>&nbsp;</p>')}"
        f'<p>{SIGNATURE}</p></div></div><div id="ctl00_Footer"><span>{ADDRESS}</span> <span>{COPYRIGHT}</span></div>'
        f'<select name="lang"><option>English</option><option>Jobs</option></select></form>'
    )


def printout() -> str:
    """The printer's version: next to nothing around the text."""
    return document(f"<h3>{TITLE}</h3><p>{PLACE_LINE}</p>{paragraphs()}<p>{SIGNATURE}</p><hr>")


def newspaper() -> str:
    """Teasers and advertisements between the paragraphs."""
    inset = f'<div class="read-also"><a href="/n1">{TEASERS[1][0]}</a></div><div class="ad-slot">Advertisement</div>'
    return document(
        f'<nav>{links()}</nav><div class="layout"><div class="article"><h1>{TITLE}</h1><p>{PLACE_LINE}</p>'
        f"{paragraphs(texts=PARAGRAPHS[:2])}{inset}{paragraphs(texts=PARAGRAPHS[2:])}<p>{SIGNATURE}</p>"
        f'<div class="article-tags"><a href="/t">Trade desk</a> <a href="/u">Archive</a></div></div>'
        f'<div class="most-read"><ol>'
        f"{''.join(f'<li><a href=/m{n}>{one[0]}</a></li>' for n, one in enumerate(TEASERS))}</ol></div>"
        f"</div><footer>{COPYRIGHT} {ADDRESS}</footer>"
    )


def lists_of_items() -> str:
    """The clauses as a list, which the page numbers by itself."""
    return document(
        f"<ul id=menu>{links()}</ul><div class=text><h1>{TITLE}</h1><p><em>{PLACE_LINE}</em></p><ol>"
        f"{paragraphs('<li><p>', '</p></li>', PARAGRAPHS[:3])}</ol><ul>"
        f"{paragraphs('<li>', '</li>', PARAGRAPHS[3:5])}</ul>"
        f"<ol start=4>{paragraphs('<li>', '</li>', PARAGRAPHS[5:])}</ol><p align=right>{SIGNATURE}</p></div>"
        f"<div id=foot>{COPYRIGHT}</div>"
    )


def nameless_footer() -> str:
    """No names at all: what stands after the text in the page is told by its place and its links."""
    return document(
        f"<div>{links(MENU, 1, '', ' ')}</div><div><h1>{TITLE}</h1><div>{PLACE_LINE}</div><div>{paragraphs()}</div>"
        f"<div>{SIGNATURE}</div></div><div><a href='/a'>Archive</a> <a href='/b'>Site map</a></div><div>"
        f"{ADDRESS}<br>{COPYRIGHT}</div>"
    )


DESIGNS = (
    portal, blog, tables_of_2003, one_line, divs, semantic, content_system, page_builder, whole_form, printout,
    newspaper, lists_of_items, nameless_footer,
)  # fmt: skip


def hero() -> str:
    """The title in a banner of its own, far from the text, with a menu between."""
    return document(
        f'<div class="page-hero"><div><h1>{TITLE}</h1><p class="date">{PLACE_LINE}</p></div></div><div '
        f'class="two-columns">'
        f'<div class="side"><ul>{links()}</ul></div><div class="main-column">{paragraphs()}<p>'
        f"{SIGNATURE}</p></div></div>"
        f'<div class="foot">{ADDRESS}</div>'
    )


def flat_of_1998() -> str:
    """Capitals, open paragraphs, rules between the parts, and nothing in boxes."""
    return document(
        f"<CENTER><A HREF=a.htm>{MENU[0]}</A> | <A HREF=b.htm>{MENU[1]}</A></CENTER><HR><CENTER><FONT "
        f"SIZE=+2><B>{TITLE}</B>"
        f"</FONT></CENTER><P><I>{PLACE_LINE}</I>{paragraphs('<P>', '')}<P>{SIGNATURE}<HR><ADDRESS>{ADDRESS}</ADDRESS>"
    )


def long_cookie_notice() -> str:
    """More is said of cookies than of the matter."""
    return document(
        f'<div id="c5"><div><h2>Privacy first</h2><p>{COOKIES * 6}</p><p>{COOKIES * 5}</p><button>'
        f"Accept</button></div></div>"
        f'<div class="page"><div class="top"><a href=/>Jobs</a></div><div class="body"><h1>{TITLE}</h1><p>'
        f"{PLACE_LINE}</p>"
        f"{paragraphs()}<p>{SIGNATURE}</p></div></div>"
    )


def comments() -> str:
    """The readers say more than the ministers."""
    said = "".join(
        f'<div class="comment"><b>reader {n}</b><p>{TEASERS[n % 3][2]} {COOKIES}</p></div>' for n in range(12)
    )
    return document(
        f'<div class="top"><a href=/>Jobs</a></div><div class="story"><h1>{TITLE}</h1><div>'
        f"{PLACE_LINE}</div>{paragraphs()}"
        f'<p>{SIGNATURE}</p></div><section class="comments"><h3>12 comments</h3>{said}</section>'
    )


def column_before() -> str:
    """A column with running text of its own stands before the title."""
    return document(
        f'<div id="wrap"><div id="left"><h4>Our house</h4><p>{COOKIES} {TEASERS[0][2]} {TEASERS[1][2]}</p>'
        f"<p><a href=/a>Jobs</a></p>"
        f'</div><div id="center"><h1>{TITLE}</h1><p>{PLACE_LINE}</p>{paragraphs()}<p>{SIGNATURE}</p></div>'
        f'<div id="right">'
        f"<h4>Events</h4><p><a href=/e1>{TEASERS[2][0]}</a><br>{TEASERS[2][1]}</p></div></div>"
    )


DESIGNS = (*DESIGNS, hero, flat_of_1998, long_cookie_notice, comments, column_before)
