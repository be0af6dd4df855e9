"""What of a Word file is text: runs, revisions, fields, controls, boxes, tables."""

import io
import zipfile

from tasks.core.formats.docx import read
from tasks.core.reading import ReadError
from tests.tasks.core.formats.docx.made import docx, edge, numbered, p, r, style, styled, styles, zipped
from tests.tasks.core.formats.docx.shown import inner, paragraphs, texts

RULED = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def test_paragraphs_in_order_with_the_signs_between_their_words() -> None:
    body = docx(
        p(r("The ministers of the Euro") + "<w:r><w:noBreakHyphen/><w:t>Atlantic area</w:t></w:r>" + r(" met.")),
        p("<w:r><w:t>State</w:t><w:tab/><w:t>Votes</w:t><w:br/><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>"),
    )
    assert texts(body) == ["The ministers of the Euro-Atlantic area met.", "State\tVotes\nco\u00adoperation"]
    assert read(body).text == "The ministers of the Euro-Atlantic area met.\n\nState\tVotes\nco\u00adoperation\n"
    assert read(body).n_pages is None


def test_inserted_words_are_text_and_deleted_ones_are_not() -> None:
    who = 'w:id="1" w:author="A" w:date="2031-01-01T00:00:00Z"'
    changed = p(
        r("We ") + f"<w:del {who}><w:r><w:delText>condemn</w:delText></w:r></w:del><w:ins {who}>{r('regret')}</w:ins>"
        f"<w:moveFrom {who}>{r(' lost')}</w:moveFrom><w:moveTo {who}>{r(' the attack.')}</w:moveTo>"
    )
    row = f"<w:tr><w:trPr><w:del {who}/></w:trPr><w:tc>{p('Struck out')}</w:tc></w:tr>"
    kept = "".join(f"<w:tr><w:tc>{p(one)}</w:tc><w:tc>{p('b')}</w:tc></w:tr>" for one in ("a", "Kept"))
    table = f"<w:tbl><w:tblPr>{RULED}</w:tblPr>{row}{kept}</w:tbl>"
    joined = p("They agreed", f"<w:rPr><w:del {who}/></w:rPr>") + p(" on a plan.")
    assert texts(docx(changed, table, joined)) == ["We regret the attack.", "a\tb", "Kept\tb", "They agreed on a plan."]


def test_hidden_words_are_not_shown_and_hidden_paragraph_ends_join() -> None:
    body = docx(
        p(r("Seen.") + r("Not seen.", "<w:vanish/>") + r("Shown again.", '<w:vanish w:val="0"/>')),
        p("Run-in heading.", "<w:rPr><w:vanish/></w:rPr>"),
        p(" Text after it."),
        styled("Secret", "Not seen either."),
        styles=styles(style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>")),
    )
    assert texts(body) == ["Seen.Shown again.", "Run-in heading. Text after it."]


def test_of_a_field_the_result_is_shown_and_not_the_instruction() -> None:
    link = (
        FIELD.format("begin")
        + '<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
        + FIELD.format("separate")
        + r("the declaration")
        + FIELD.format("end")
    )
    nested = (
        FIELD.format("begin")
        + "<w:r><w:instrText> IF </w:instrText></w:r>"
        + FIELD.format("begin")
        + FIELD.format("separate")
        + r("inner result")
        + FIELD.format("end")
        + FIELD.format("separate")
        + r(", done")
        + FIELD.format("end")
    )
    simple = f'<w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>'
    body = docx(p(r("See ") + link + nested + r(" on page ") + simple + r(".")))
    assert texts(body) == ["See the declaration, done on page 7."]


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = docx(p(FIELD.format("begin") + r("First paragraph.")), p("Second paragraph."), p(FIELD.format("end")))
    broken = docx(p(FIELD.format("begin") + r("First paragraph.")), p("Second paragraph."))
    assert texts(broken) == ["First paragraph.", "Second paragraph."]
    assert texts(docx(p("Last."), p(FIELD.format("end") + r("Text.")))) == ["Last.", "Text."]
    assert reason(body) == "no_text"


def reason(content: bytes) -> str:
    try:
        read(content)
    except ReadError as error:
        return error.reason
    return ""


def test_links_controls_and_smart_tags_are_transparent_and_placeholders_are_not_text() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = docx(
        p(
            f'<w:bookmarkStart w:id="0" w:name="_Hlk1"/><w:hyperlink r:id="x">{r("A link")}</w:hyperlink>'
            + control.format("<w:text/>", r(" and a control"))
            + control.format("<w:showingPlcHdr/>", r("Click here"))
            + f"<w:smartTag>{r(' in Oslo')}</w:smartTag><w:bookmarkEnd w:id='0'/>"
            + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        ),
        control.format("", p("A paragraph in a control.")),
        control.format("<w:showingPlcHdr/>", p("Choose a date")),
    )
    assert texts(body) == ["A link and a control in Oslo", "A paragraph in a control."]


def test_text_boxes_stand_after_their_paragraph_and_are_read_once() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('In the box.')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p('In the box.')}</w:txbxContent></v:textbox></w:pict>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = docx(p(r("Before ") + drawing + r("after.")), p("Next."), p(f"<w:r>{old}</w:r>"))
    assert texts(body) == ["Before after.", "In the box.", "Next.", "In the box."]


def test_tables_of_data_are_rows_and_tables_that_lay_out_text_are_text() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        return f"<w:tbl><w:tblPr>{RULED}</w:tblPr><w:tblGrid/>{cells}</w:tbl>"

    long = "The ministers reaffirmed that the security of the region rests on the rules that all agreed to, " * 3
    left = (
        "Erste Zeile der deutschen Fassung, die so lang ist wie ein Satz, der etwas sagt. ",
        "Zweite Zeile",
        "Dritte",
    )
    body = docx(
        table(("State", "Ships"), ("Norway", "4")),
        table(
            (long.strip(), "Short"),
        ),
        table(
            *[
                (f"{number} {left[0]}", f"{number} First line of the English version, as long as that.")
                for number in range(3)
            ]
        ),
    )
    found = paragraphs(body)
    assert found[:4] == [("row", "State\tShips"), ("row", "Norway\t4"), ("block", long.strip()), ("block", "Short")]
    assert [text.split()[1] for _, text in found[4:]] == ["Erste"] * 3 + ["First"] * 3


def test_a_table_without_lines_sets_names_beside_each_other() -> None:
    cells = [("For Norway", "For Wexmoor"), ("A. Hansen", "B. Smith")]
    rows = "".join(f"<w:tr><w:tc>{p(left)}</w:tc><w:tc>{p(right)}</w:tc></w:tr>" for left, right in cells)
    assert paragraphs(docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl>")) == [("block", text) for pair in cells for text in pair]


def test_lines_of_wrapped_text_are_left_for_the_structure_step() -> None:
    lines = [
        "The ministers of both states met in",
        "Oslo on the day of the sea, and agreed",
        "on the following points, which",
    ]
    lines += [
        "they ask all others to support in",
        "the months to come.",
        "",
        "1. They reaffirm what they have said on",
        "the matter.",
    ]
    content = docx(*[p(line) for line in lines])
    assert read(content).text == "\n".join(lines) + "\n"
    assert read(content).marks == ()


def test_headers_and_footers_are_marked_at_the_edges_of_the_text_each_once() -> None:
    section = (
        '<w:headerReference w:type="default" r:id="r_header1"/><w:headerReference w:type="first" r:id="r_header2"/>'
        '<w:headerReference w:type="even" r:id="r_header3"/><w:footerReference w:type="default" r:id="r_footer1"/>'
        "<w:titlePg/>"
    )
    page = f"<w:p>{r('Page ')}<w:fldSimple w:instr='PAGE'>{r('3')}</w:fldSimple></w:p>"
    body = docx(
        p("The text."),
        section=section,
        header1=edge("hdr", p("Running head")),
        header2=edge("hdr", p("Ministry of Foreign Affairs"), p("Running head")),
        header3=edge("hdr", p("Never shown")),
        footer1=edge("ftr", page),
    )
    assert paragraphs(body) == [
        ("page_head", "Running head"),
        ("page_head", "Ministry of Foreign Affairs"),
        ("block", "The text."),
        ("page_foot", "Page 3"),
    ]


def test_page_breaks_and_empty_lines_part_what_the_file_writes_as_one_paragraph() -> None:
    lines = ['One.</w:t><w:br w:type="page"/><w:t>Two', "lines</w:t><w:br/><w:br/><w:t>Three"]
    breaks = "<w:r><w:t>" + "</w:t><w:br/><w:t>".join(lines) + "</w:t></w:r>"
    assert texts(docx(p(breaks))) == ["One.", "Two\nlines", "Three"]


def test_a_text_written_as_one_paragraph_with_line_ends_comes_apart_where_sentences_end() -> None:
    lines = ["Joint statement", "We met in Oslo.", "1. We agree.", "2. We go on", "to act."]
    written = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(docx(p(written))) == ["Joint statement\nWe met in Oslo.", "1. We agree.", "2. We go on\nto act."]


def test_clauses_that_begin_with_small_letters_are_paragraphs() -> None:
    clauses = [f"having regard to document {number}," for number in range(9)]
    assert texts(docx(*[p(clause) for clause in clauses])) == clauses


def test_lines_that_no_page_has_room_for_are_paragraphs() -> None:
    lines = [
        "Joint statement",
        "The ministers met in Oslo on the day of the sea, and agreed " + "on this, " * 12 + "and",
        "more.",
    ]
    lines.append("For Norway")
    written = "<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r>"
    assert texts(docx(p(written))) == [lines[0], "\n".join(lines[1:3]), lines[3]]


def test_a_drop_capital_is_the_first_letter_of_its_word() -> None:
    assert texts(docx(p("D", '<w:framePr w:dropCap="drop"/>'), p("one at Oslo."))) == ["Done at Oslo."]


def test_signs_of_symbol_fonts_are_read_by_their_look() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    typed = '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf061</w:t></w:r>'
    unknown = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    content = docx(p(r("a ") + signs + typed + unknown))
    assert texts(content) == ["a ≤☑α"]
    assert [(note.kind, note.page_no) for note in read(content).notes] == [("broken_characters", None)]


def test_the_reading_above_a_word_is_set_apart() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('とうきょう')}</w:rt><w:rubyBase>{r('東京')}</w:rubyBase></w:ruby></w:r>"
    content = docx(p(ruby + r("で")))
    assert (texts(content), inner(content)) == (["東京とうきょうで"], [("residue", "とうきょう")])


def test_formulas_are_text() -> None:
    assert texts(docx(p(r("At least ") + "<m:oMath><m:r><m:t>2%</m:t></m:r></m:oMath>"))) == ["At least 2%"]


def test_other_files_inside_are_noted() -> None:
    content = docx(p("Text."), '<w:altChunk r:id="r_chunk1"/>', chunk1="<html/>")
    assert [(note.kind, "word/chunk1.xml" in note.detail) for note in read(content).notes] == [("unread_part", True)]


def test_the_strict_dialect_and_another_main_part_are_read_alike() -> None:
    usual = docx(numbered("Text."), folder="doc", main="document2.xml")
    assert texts(usual) == ["Text."]
    strict = docx(p("Text.", '<w:jc w:val="center"/>'))
    archive = zipfile.ZipFile(io.BytesIO(strict))
    parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in parts.items()
    }
    assert texts(zipped(changed)) == ["Text."]


def test_what_the_file_says_of_itself_becomes_properties() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Joint\n statement</dc:title><dc:creator>A clerk</dc:creator><dc:subject></dc:subject>"
        "<dcterms:created>2031-05-11T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    content = docx(p("Text."), core=core, styles=styles())
    assert read(content).properties.splitlines() == [
        "docx.title: Joint statement",
        "docx.creator: A clerk",
        "docx.created: 2031-05-11T10:00:00Z",
        "docx.language: en-GB",
    ]
