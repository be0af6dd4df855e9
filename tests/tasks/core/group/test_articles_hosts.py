"""Texts that quote, whatever kind they were taken for; and texts that do not, though they were taken for articles."""

from tasks.core.group import DEFAULTS
from tasks.core.group.blocks import quotation_blocks
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.homes import homes_of, ids, quoted
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document

BASE = made_paragraphs(31, 6)
OTHER = made_paragraphs(32, 6)
SPEECH = made_paragraphs(33, 8)
BASE_MADE = make_document("base", BASE)
OTHER_MADE = make_document("other", OTHER)


def blocks_of(paragraphs):
    document, spans, sentences = make_document("text", paragraphs)
    text = make_texts([document], spans, sentences)[document_id("text")]
    return [" ".join(text.printed[start:end]) for start, end in quotation_blocks(text, DEFAULTS)]


def words(paragraphs):
    return " ".join(paragraphs).replace(".", "")


def test_a_quotation_inside_a_text_of_its_own_is_an_excerpt():
    host = make_document("host", [*SPEECH[:4], quoted(BASE[1:4]), *SPEECH[4:]])
    assert homes_of([BASE_MADE, host]) == {ids("base", "base"): "full", ids("host", "base"): "excerpt-in-article"}


def test_a_host_of_two_statements_merges_nothing():
    host = make_document("host", [*SPEECH[:3], quoted(BASE[1:4]), *SPEECH[3:6], quoted(OTHER[2:5]), SPEECH[6]])
    assert homes_of([BASE_MADE, OTHER_MADE, host]) == {
        ids("base", "base"): "full",
        ids("other", "other"): "full",
        ids("host", "base"): "excerpt-in-article",
        ids("host", "other"): "excerpt-in-article",
    }


def test_a_full_text_is_no_host_of_its_cut_copies():
    full = make_document("full", [*BASE[:2], quoted(BASE[2:4]), *BASE[4:]])
    made = [full, make_document("head", [*BASE[:2], quoted(BASE[2:4])]), make_document("tail", BASE[3:])]
    assert set(homes_of(made).values()) == {"full", "truncated"}
    assert len({main for _, main in homes_of(made)}) == 1


def test_an_order_that_cites_another_is_its_own_statement():
    order = make_document("order", [*SPEECH[:2], quoted(BASE[1:4]), SPEECH[2]], kind="other", carries_statement=False)
    assert homes_of([BASE_MADE, order]) == {ids("base", "base"): "full", ids("order", "order"): "full"}


def test_a_copy_taken_for_an_article_is_a_copy():
    article = make_document("article", [*BASE[:3], *BASE[4:]], [False, True, False, False, True], kind="article")
    assert homes_of([BASE_MADE, article]) == {ids("base", "base"): "full", ids("article", "base"): "truncated"}


def test_an_article_that_quotes_all_of_a_statement_stays_one():
    article = make_document("article", [*SPEECH[:2], quoted(BASE)], [False, False, True], kind="article")
    assert homes_of([BASE_MADE, article])[ids("article", "base")] == "excerpt-in-article"


def test_short_remarks_between_quotations_make_an_article():
    remarks = [" ".join(SPEECH[0].split()[at * 9 : at * 9 + 9]) + "." for at in range(6)]
    paragraphs = [each for pair in zip(BASE, remarks, strict=True) for each in pair]
    article = make_document("article", paragraphs, [True, False] * 6, kind="article")
    assert homes_of([BASE_MADE, article])[ids("article", "base")] == "excerpt-in-article"


def test_pages_with_the_end_of_one_statement_and_the_beginning_of_the_next():
    page = make_document("page", [*BASE[2:], *OTHER[:4]])
    found = homes_of([BASE_MADE, OTHER_MADE, page])
    assert found.keys() == {ids("base", "base"), ids("other", "other"), ids("page", "base"), ids("page", "other")}


def test_blocks_open_with_a_paragraph_and_close_with_one():
    first, second, third = SPEECH[:3]
    assert blocks_of([first, "“" + second + "”", third]) == [words([second])]
    assert blocks_of([first, "“" + second, "“" + third + "”"]) == [words([second, third])]
    assert blocks_of([f"The text reads: “{second}”, officials said.", third]) == [words([second])]
    assert blocks_of(["«" + second, third + "», the statement said."]) == [words([second, third])]
    assert blocks_of(['"' + second + '"']) == [words([second])]


def test_a_block_that_is_never_closed_ends_with_its_paragraph():
    first, second = SPEECH[:2]
    assert blocks_of(["“" + first, second]) == [words([first])]


def test_what_is_no_block():
    first, second = SPEECH[:2]
    assert blocks_of([first, second]) == []
    assert blocks_of(["“Not now,” she said. " + first]) == []
