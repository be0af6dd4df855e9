"""Hyphens at the ends of lines: the page's go, the words' own stay, and what goes is recorded."""

import pytest

from tasks.core.reading import Mark
from tasks.core.structure.cleaning import clean
from tasks.core.structure.hyphens import joiner

FILLER = "We stand by the people of the region, and we will go on to help them for as long as it takes."


def healed(text: str) -> str:
    """A paragraph of a format, cleaned."""
    return clean(text, False, (Mark(0, len(text), "block"),)).body


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Our commit-", "ment is firm.", "Our commitment is firm."),
        ("The Euro-", "Atlantic area.", "The Euro-Atlantic area."),
        ("A long-", "term plan.", "A long-term plan."),
        ("The CO-", "OPERATION COUNCIL", "The COOPERATION COUNCIL"),
        ("The EURO-", "ATLANTIC AREA", "The EURO-ATLANTIC AREA"),
        ("A NATO-", "led force.", "A NATO-led force."),
        ("In 2021-", "2027 and a 360-", "In 2021-2027 and a 360-"),
        ("The COVID-", "19 pandemic.", "The COVID-19 pandemic."),
        ("We high-", "light this.", "We highlight this."),
        ("A rules-", "based order.", "A rules-based order."),
        ("Both short-", "and long-term aims.", "Both short- and long-term aims."),
        ("From day-to-", "day work.", "From day-to-day work."),
        ("Stosunki polsko-", "ukraińskie.", "Stosunki polsko-ukraińskie."),
        ("Bezpieczeń-", "stwo regionu.", "Bezpieczeństwo regionu."),
        ("Социально-", "экономическое развитие.", "Социально-экономическое развитие."),
        ("Безопас-", "ность региона.", "Безопасность региона."),
        ("Die Sicher-", "heit der Region.", "Die Sicherheit der Region."),
        ("Vis-à-", "vis de la Russie.", "Vis-à-vis de la Russie."),
        ("Într-", "o lume nouă.", "Într-o lume nouă."),
        ("The co\u00ad", "operation goes on.", "The cooperation goes on."),
        ("Our commit\u2010", "ment is firm.", "Our commitment is firm."),
        ("Our non\u2011", "negotiable aim.", "Our non\u2011negotiable aim."),
        ("The years 2021–", "2027 and/", "The years 2021–2027 and/"),
    ],
)
def test_a_word_broken_by_the_line(before: str, after: str, whole: str) -> None:
    assert healed(f"{before}\n{after}") == whole


@pytest.mark.parametrize(
    ("elsewhere", "whole"),
    [
        ("We value co-operation.", "Our co-operation"),
        ("We value cooperation.", "Our cooperation"),
        ("We value nothing.", "Our cooperation"),
        ("They co-operate.", "Our co-operation"),
    ],
)
def test_what_the_text_writes_elsewhere_decides(elsewhere: str, whole: str) -> None:
    assert healed(f"{elsewhere} Our co-\noperation goes on.") == f"{elsewhere} {whole} goes on."


def test_a_text_that_hyphenates_nothing_keeps_all_its_hyphens() -> None:
    lines = [*[FILLER] * 80, "This is a long-", "term plan, and we count on air-", "craft of the newest kind."]
    assert healed("\n".join(lines)).endswith("This is a long-term plan, and we count on air-craft of the newest kind.")


def test_hyphens_that_went_are_recorded() -> None:
    text = "Our commit-\nment is ﬁrm."
    cleaned = clean(text, False, (Mark(0, len(text), "block"),))
    assert cleaned.body == "Our commitment is firm."
    assert [(cut.rule, text[cut.start : cut.end]) for cut in cleaned.cuts] == [("line_hyphen", "-")]
    assert [text[cleaned.origins[cleaned.body.index(word)]] for word in ("ment", "firm", "rm")] == ["m", "ﬁ", "r"]


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("the ministers", "agreed", " "),
        ("the ministers -", "agreed", " "),
        ("Russia–", "Ukraine", ""),
        ("我们重申", "对联合国宪章的承诺", ""),
        ("平和を望みます。", "私たちは", ""),
        ("NATO 支持", "NATO", " "),
        ("한국은", "평화를", " "),
    ],
)
def test_what_stands_between_two_lines(before: str, after: str, between: str) -> None:
    assert joiner(before, after) == between
