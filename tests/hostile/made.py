"""Strategies: bytes that are nearly files of a format, spoiled good files and files made by a grammar."""

from hypothesis import strategies as st

from tests.hostile.good import WORD, objects, page, printed, stream, word, word_xml

GOOD = {"application/pdf": printed(2), "docx": word(), "text/html": page()}
TAGS_TEXT = (
    "div p br h1 h2 ul ol li table tr td th thead pre span b i sup sub a blockquote section article nav header "
    "footer script style template noscript title meta head body html svg math form select option textarea iframe "
    "img hr dl dt dd font center main aside figure figcaption time details summary frameset ruby rt"
)
TAGS = tuple(TAGS_TEXT.split())
ATTRIBUTES = (
    'id="fn1"',
    'class="footnotes"',
    'href="#fn1"',
    'start="-3"',
    'start="x"',
    'type="i"',
    "reversed",
    'value="999999999999"',
    "hidden",
    'style="display:none"',
    'colspan="0"',
    'datetime="2023"',
    'lang="uk"',
    'property="og:title" content="x"',
    'name="date" content="2023-13-45"',
    'charset="utf-16"',
)
WORDS = (
    "We met.",
    "1.",
    "“",
    "Riga, 4 May 2023",
    "\u00ad",
    "\u200b",
    "\x00",
    "&amp;",
    "&#x110000;",
    "]]>",
    "<!--",
    "中文",
    "\ud7ff",
)
PARTS_TEXT = (
    "p r t tab br pPr rPr numPr ilvl numId pStyle rStyle tbl tr tc tcPr gridSpan vMerge sdt sdtContent sdtPr "
    "showingPlcHdr ins del delText moveFrom moveTo hyperlink fldSimple fldChar instrText footnoteReference "
    "endnoteReference sym noBreakHyphen softHyphen cr vanish bookmarkStart sectPr drawing txbxContent altChunk "
    "smartTag customXml jc b sz outlineLvl lastRenderedPageBreak commentReference object pict"
)
PARTS = tuple(PARTS_TEXT.split())
VALUES = (
    "",
    "0",
    "1",
    "-1",
    "99999999999",
    "x",
    "page",
    "begin",
    "separate",
    "end",
    "none",
    "Heading1",
    "r1",
    "\u0660",
)
OPERATORS_TEXT = (
    "BT ET Tj TJ Tf Td TD Tm T* \" q Q cm Do BI ID EI re f S W n Tr Tc Tw Tz TL Ts BMC BDC EMC d0 d1 sh gs cs scn '"
)
OPERATORS = tuple(OPERATORS_TEXT.split())
OPERANDS = (
    "(We met.)",
    "<0041>",
    "<zz",
    "[(a) -250 (b)]",
    "[",
    "]",
    "<<",
    ">>",
    "/F1",
    "/X",
    "12",
    "-1e9",
    "0",
    "(",
    "9 0 R",
    "\\",
)
VALUES_OF_PDF = (
    "null",
    "true",
    "1 0 R",
    "3 0 R",
    "99 0 R",
    "[1 0 R]",
    "(a)",
    "/Name",
    "-1",
    "1e99",
    "<<>>",
    "[0 0 9 9]",
    "<< /Length 4 0 R >>",
)
KEYS = (
    "Type",
    "Kids",
    "Count",
    "Parent",
    "MediaBox",
    "Contents",
    "Resources",
    "Font",
    "Rotate",
    "Length",
    "Filter",
    "Encoding",
    "ToUnicode",
    "W",
    "Pages",
    "First",
)


@st.composite
def spoiled(draw: st.DrawFn, good: bytes) -> bytes:
    """A good file with pieces changed, cut out, doubled or put elsewhere."""
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        to = min(len(content), at + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from((b"", bytes(content[at:to]) * 2, b"\xff", b"\x00" * 3))) + draw(
            st.binary(max_size=3)
        )
        content[at:to] = piece
    return bytes(content)


def html() -> st.SearchStrategy[bytes]:
    """Tags opened, closed and forgotten."""
    opening = st.builds("<{} {}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
    closing = st.sampled_from(TAGS).map("</{}>".format)
    parts = st.lists(st.one_of(opening, closing, st.sampled_from(WORDS), st.text(max_size=8)), max_size=40)
    return parts.map(lambda found: f"<html>{''.join(found)}".encode("utf-8", "surrogatepass"))


def elements(depth: int = 4) -> st.SearchStrategy[str]:
    """Elements of WordprocessingML in any order."""
    text = st.sampled_from(("We met.", "1.", " ", "PAGE", "и"))
    names, values = st.sampled_from(PARTS), st.sampled_from(VALUES)
    leaf = st.builds(
        '<w:{0} w:val="{1}" w:id="{1}" w:fldCharType="{1}" w:type="{1}">{2}</w:{0}>'.format, names, values, text
    )
    if not depth:
        return leaf
    inner = st.lists(elements(depth - 1), max_size=4).map("".join)
    return st.one_of(leaf, st.builds("<w:{0}>{1}</w:{0}>".format, names, inner))


def word_files() -> st.SearchStrategy[bytes]:
    """Word files whose document, numbering, styles and notes are made of elements in any order."""
    body = st.lists(elements(), max_size=6).map("".join)
    part = st.builds(
        f'<w:{{0}} xmlns:w="{WORD}">{{1}}</w:{{0}}>'.format, st.sampled_from(("styles", "numbering", "footnotes")), body
    )
    return st.builds(
        lambda text, styles, numbers, notes: word(
            word_xml(text), word__styles_xml=styles, word__numbering_xml=numbers, word__footnotes_xml=notes
        ),
        body,
        part,
        part,
        part,
    )


def pdf_files() -> st.SearchStrategy[bytes]:
    """PDF files whose objects and content are made of the right words in any order."""
    entry = st.builds("/{} {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES_OF_PDF))
    dictionary = st.lists(entry, max_size=5).map(lambda found: f"<< {' '.join(found)} >>")
    content = st.lists(st.sampled_from((*OPERATORS, *OPERANDS)), max_size=40).map(" ".join)
    return st.builds(
        lambda root, tree, leaf, text, more: objects(
            f"<< /Type /Catalog /Pages 2 0 R {root[2:]}",
            f"<< /Type /Pages /Kids [3 0 R] /Count 1 {tree[2:]}",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {leaf[2:]}",
            stream(text.encode()),
            more,
        ),
        dictionary,
        dictionary,
        dictionary,
        content,
        dictionary,
    )
