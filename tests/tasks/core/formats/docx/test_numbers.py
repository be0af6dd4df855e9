"""Automatic numbers: printed by Word, written nowhere in the file."""

import pytest

from tasks.core.formats.docx.numerals import numeral
from tests.tasks.core.formats.docx.made import docx, level, lists, numbered, p, style, styled, styles
from tests.tasks.core.formats.docx.shown import paragraphs, texts

OUTLINE = level(0, "%1.") + level(1, "(%2)", "lowerLetter") + level(2, "%1.%2.%3", "lowerRoman")


def test_levels_count_and_begin_anew_below_a_higher_one() -> None:
    places = [0, 1, 1, 2, 0, 1, 2, 2]
    body = docx(*[numbered("x", 1, place) for place in places], numbering=lists({1: OUTLINE}))
    assert texts(body) == ["1. x", "(a) x", "(b) x", "1.b.i x", "2. x", "(a) x", "2.a.i x", "2.a.ii x"]


def test_paragraphs_between_do_not_stop_the_count() -> None:
    body = docx(numbered("One."), p("Between."), numbered("Two."), numbering=lists({1: OUTLINE}))
    assert texts(body) == ["1. One.", "Between.", "2. Two."]


def test_lists_of_one_definition_share_their_count_unless_one_begins_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    part = lists({1: OUTLINE}, {1: (1, ""), 2: (1, ""), 3: (1, again)})
    body = docx(*[numbered("x", number) for number in (1, 2, 3, 3, 1)], numbering=part)
    assert texts(body) == ["1. x", "2. x", "5. x", "6. x", "7. x"]


def test_a_level_can_be_redefined_by_the_list_that_uses_it() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperRoman")}</w:lvlOverride>'
    body = docx(numbered("x"), numbered("y"), numbering=lists({1: OUTLINE}, {1: (1, own)}))
    assert texts(body) == ["I) x", "II) y"]


def test_numbers_come_from_styles_and_can_be_turned_off() -> None:
    found = styles(
        style("Para", "Numbered paragraph", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        style("Sub", "Sub", '<w:basedOn w:val="Para"/>'),
    )
    levels = level(0, "%1.", more='<w:pStyle w:val="Para"/>') + level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>')
    off = p("Off.", '<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = docx(
        styled("Para", "One."),
        styled("Sub", "Under."),
        off,
        styled("Para", "Two."),
        styles=found,
        numbering=lists({1: levels}),
    )
    assert texts(body) == ["1. One.", "1.1 Under.", "Off.", "2. Two."]


def test_a_definition_can_point_to_a_style_of_lists() -> None:
    found = styles(style("Legal", "Legal", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering"))
    part = lists({1: '<w:styleLink w:val="Legal"/>' + OUTLINE, 2: '<w:numStyleLink w:val="Legal"/>'})
    assert texts(docx(numbered("x", 2), numbered("y", 1), styles=found, numbering=part)) == ["1. x", "2. y"]


def test_restart_and_legal_numbering() -> None:
    levels = (
        level(0, "Article %1", "upperRoman")
        + level(1, "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
        + level(2, "%3)", "lowerLetter", '<w:lvlRestart w:val="1"/>')
    )
    places = [0, 1, 2, 1, 2, 0, 1, 2]
    body = docx(*[numbered("x", 1, place) for place in places], numbering=lists({1: levels}))
    expected = ["Article I x", "1.1 x", "a) x", "1.2 x", "b) x", "Article II x", "2.3 x", "a) x"]
    assert texts(body) == expected


def test_a_level_below_one_not_used_yet_stands_at_its_start() -> None:
    part = lists({1: level(0, "%1.") + level(1, "%1.%2")})
    assert texts(docx(numbered("x", 1, 1), numbered("y"), numbering=part)) == ["1.1 x", "1. y"]


def test_bullets_are_items_without_their_sign() -> None:
    levels = level(0, "\uf0b7", "bullet") + level(1, "o", "bullet") + level(2, "Note:", "bullet")
    body = docx(*[numbered("x", 1, place) for place in (0, 1, 2)], numbering=lists({1: levels}))
    assert paragraphs(body) == [("item", "x"), ("item", "x"), ("block", "Note: x")]


def test_an_empty_numbered_paragraph_counts_and_is_set_apart() -> None:
    body = docx(numbered("One."), numbered(""), numbered("Three."), numbering=lists({1: OUTLINE}))
    assert texts(body) == ["1. One.", "3. Three."]


def test_the_number_stands_before_the_tab_that_was_typed_after_it() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = docx(p("<w:r><w:tab/><w:t>Text.</w:t></w:r>", number), numbering=lists({1: OUTLINE}))
    assert texts(body) == ["1. Text."]


def test_a_number_without_space_after_it() -> None:
    levels = level(0, "§%1", more='<w:suff w:val="nothing"/>')
    assert texts(docx(numbered("Text."), numbering=lists({1: levels}))) == ["§1Text."]


def test_lists_that_are_missing_number_nothing() -> None:
    assert texts(docx(numbered("Text.", 9), numbered("More.", 1, 7), numbering=lists({1: OUTLINE}))) == [
        "Text.",
        "More.",
    ]
    assert texts(docx(numbered("Text."))) == ["Text."]


def test_a_deleted_numbered_paragraph_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
    )
    assert texts(docx(numbered("One."), gone, numbered("Two."), numbering=lists({1: OUTLINE}))) == [
        "1. One.",
        "2. Two.",
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (3, "russianLower", "в"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (23, "ordinal", "23rd"),
        (13, "chineseCounting", "十三"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCounting", "一百〇五"),
        (3, "decimalEnclosedCircle", "③"),
        (42, "hindiNumbers", "४२"),
        (5, "numberInDash", "- 5 -"),
        (0, "upperRoman", "0"),
        (9, "none", ""),
        (9, "of no known kind", "9"),
    ],
)
def test_numerals(value: int, number_format: str, printed: str) -> None:
    assert numeral(value, number_format, "en-GB") == printed


def test_ordinals_of_other_languages_have_a_full_stop() -> None:
    assert numeral(3, "ordinal", "de-DE") == "3."
