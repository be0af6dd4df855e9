"""Bounds that people set: read from CSV, with the line and the way out of what cannot be applied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.totals.reviewed import BoundsError, ReviewedBound, bounds_of, read_bounds

HEADER = "source,total,minimum,maximum,author,reason,date\n"
WITH_RATIOS = "source,total,minimum,maximum,minimum_ratio,maximum_ratio,author,reason,date\n"
WHO = "A. Reviewer,it never shrinks,2026-01-02\n"


def bound(source: str, total: str, minimum: float | None, maximum: float | None = None) -> ReviewedBound:
    return ReviewedBound(source, total, minimum, maximum, "A. Reviewer", "it never shrinks", "2026-01-02")


def test_a_line_is_read_with_author_and_reason_sorted_by_source_and_figure() -> None:
    text = HEADER + f'raw,statements,40,,{WHO}*,rejected_share,,0.05,B. Reader,"twice, in May",2026-05-03\n'
    assert read_bounds(text) == (
        ReviewedBound("*", "rejected_share", None, 0.05, "B. Reader", "twice, in May", "2026-05-03"),
        bound("raw", "statements", 40),
    )


def test_parts_of_the_median_have_columns_of_their_own() -> None:
    (found,) = read_bounds(WITH_RATIOS + f"raw,mentions_per_document,,,0.5,2,{WHO}")
    assert (found.minimum, found.maximum, found.minimum_ratio, found.maximum_ratio) == (None, None, 0.5, 2)


def test_an_empty_file_and_one_with_a_header_alone_bound_nothing() -> None:
    assert read_bounds("") == read_bounds("\n") == read_bounds(HEADER) == read_bounds("\ufeff" + HEADER) == ()


def test_the_line_of_a_source_stands_for_that_of_any() -> None:
    everywhere, here, other = bound("*", "files", 1), bound("raw", "files", 5), bound("*", "documents", 2)
    for lines in ((everywhere, here, other), (here, other, everywhere)):
        assert bounds_of(lines, "raw") == {"files": here, "documents": other}
        assert bounds_of(lines, "elsewhere") == {"files": everywhere, "documents": other}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("what,is,this\n",
         "line 1: no column source, total, minimum, maximum, author, reason, date; begin the file with "
         "source,total,minimum,maximum,author,reason,date"),
        (HEADER.replace("date", "date,min_ratio"), "line 1: 'min_ratio' is no column; beside these there can be "
         "minimum_ratio and maximum_ratio"),
        (HEADER.replace("date", "date,minimum"), "line 1: a column stands there twice; remove one"),
        (HEADER + "raw,files,1,\n", "line 2: needs a cell for each column; put those that hold commas in quotes"),
        (HEADER + f"raw,files,0,8,,{WHO}",
         "line 2: needs a cell for each column; put those that hold commas in quotes"),
        (HEADER + f",files,1,,{WHO}", "line 2: no source; say of what source (* for any), who reviewed it and why"),
        (HEADER + "raw,files,1,,,,2026-01-02\n",
         "line 2: no author and no reason; say of what source (* for any), who reviewed it and why"),
        (HEADER + "raw,files,1,,x,y,soon\n", "line 2: 'soon' is no day; write the day of the review as YYYY-MM-DD"),
        (HEADER + f"raw,files,,,{WHO}", "line 2: bounds nothing; give a minimum or a maximum, or remove the line"),
        (HEADER + f"raw,files,80%,,{WHO}",
         "line 2: minimum '80%' is no number; write digits, with a point before decimals, such as 0.8"),
        (HEADER + f"raw,files,,nan,{WHO}",
         "line 2: maximum 'nan' is no number; write digits, with a point before decimals, such as 0.8"),
        (HEADER + f"raw,files,-1,,{WHO}",
         "line 2: minimum '-1' is no number; write digits, with a point before decimals, such as 0.8"),
        (HEADER + f"raw,files,9,3,{WHO}", "line 2: the minimum is above the maximum; change one of them"),
        (HEADER + f"raw,rejected_share,,5,{WHO}",
         "line 2: rejected_share is a share; write a number from 0 to 1, such as 0.05 for five in a hundred"),
        (WITH_RATIOS + f"raw,rejected_share,,,,2,{WHO}",
         "line 2: rejected_share is a share, which is not told by ratios; give it a minimum or a maximum"),
        (WITH_RATIOS + f"raw,files,,,80,,{WHO}",
         "line 2: minimum_ratio is a part of what was there; write a number from 0 to 1, such as 0.8"),
        (WITH_RATIOS + f"raw,files,,,,0.5,{WHO}",
         "line 2: maximum_ratio is a multiple of what was there; write 1 or more, such as 1.5"),
        (HEADER + f"raw,files,1,,{WHO}*,files,1,,{WHO}raw,files,2,,{WHO}",
         "line 4: bounds files of raw again after line 2; remove one"),
        (HEADER + 'raw,files,1,,"x,y,2026-01-02\n',
         "line 2: unexpected end of data; close the quotation marks around the value"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_applied_is_named_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(BoundsError) as error:
        read_bounds(text)
    assert str(error.value) == message


def test_a_figure_that_there_is_none_of_is_told_with_those_that_there_are() -> None:
    with pytest.raises(BoundsError, match=r"^line 2: 'entities' is no figure; take one of files, missing_files, "):
        read_bounds(HEADER + f"raw,entities,1,,{WHO}")


@given(st.permutations([f"raw,files,1,,{WHO}", f"*,files,2,,{WHO}", f"raw,acts_per_document,,9.5,{WHO}"]))
def test_the_order_of_lines_does_not_matter(lines: list[str]) -> None:
    assert read_bounds(HEADER + "".join(lines)) == (
        bound("*", "files", 2),
        bound("raw", "acts_per_document", None, 9.5),
        bound("raw", "files", 1),
    )


@given(st.text(alphabet='raw,fles*0123456789.%"\n\t eé'))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        found = [line.source for line in read_bounds(HEADER + text)]
    except BoundsError as error:
        found = [str(error)]
    assert all(one.startswith("line ") for one in found)  # no made line can be right: it would have a day in it
