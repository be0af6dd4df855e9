"""Charts: every run has its bar, the tallest fills the drawing, figures do not stand on each other."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.core.report.charts import BOTTOM, CHAR_WIDTH, HEIGHT, MIN_BAR, TOP, WIDTH, chart, labels, width_of
from tasks.core.report.model import Series
from tasks.core.report.words import amount, duration, figure, noun, short_key, signed_share
from tests.tasks.core.report.made import Page

NOON = datetime(2026, 1, 2, 12)
figures = st.lists(st.floats(0, 1e9), min_size=1, max_size=30)


def series(*values: float, baseline: float | None = None) -> Series:
    points = tuple((f"run-{n}", NOON + timedelta(days=n), value) for n, value in enumerate(values))
    return Series("statements", "raw", points, baseline)


def drawn(*values: float, baseline: float | None = None) -> Page:
    return Page(chart(series(*values, baseline=baseline), 1).markup)


@settings(deadline=None)
@given(figures)
def test_every_run_has_a_bar_within_the_drawing(values: list[float]) -> None:
    bars = [given for tag, given in drawn(*values).tags if tag == "rect"]
    heights = [float(bar["height"] or "") for bar in bars]
    assert len(bars) == len(values)
    assert [bar["class"] for bar in bars] == [*["bar"] * (len(values) - 1), "bar now"]
    assert max(heights) == pytest.approx(HEIGHT - TOP - BOTTOM if max(values) else MIN_BAR, abs=0.1)
    assert all(float(bar["x"] or "") + float(bar["width"] or "") <= WIDTH for bar in bars)
    assert sorted(heights) == [height for _, height in sorted(zip(values, heights, strict=True))]


@settings(deadline=None)
@given(figures)
def test_figures_above_bars_leave_each_other_room(values: list[float]) -> None:
    step = width_of(values) / len(values)
    chosen = sorted(labels(values, step))
    longest = max(len(figure(values[index])) for index in chosen)
    assert len(values) - 1 in chosen
    assert all((later - earlier) * step >= longest * CHAR_WIDTH for earlier, later in pairwise(chosen))


def test_a_chart_says_in_words_what_it_draws() -> None:
    words = drawn(10, 12, 4, baseline=11).words
    assert words == (
        "statements 4 −64% against the median before statements"
        " 3 runs from 2026-01-02 12:00:00 to 2026-01-04 12:00:00: lowest 4, highest 12, last 4. 10 12 4 2026-01-02"
        " statements as a table statements, newest first run began (UTC) figure"
        " 2026-01-04 12:00:00 4 2026-01-03 12:00:00 12 2026-01-02 12:00:00 10"
    )


@pytest.mark.parametrize(
    ("given", "moved"),
    [
        (series(5), "first run"),
        (series(5, 5), "as the run before"),
        (series(4, 5), "+25% against the run before"),
        (series(0, 5), "+5 against the run before"),
        (series(9, 9, 5, baseline=5), "as the median before"),
        (series(9, 9, 0, baseline=5), "−100% against the median before"),
    ],
)
def test_how_a_figure_moved_is_told(given: Series, moved: str) -> None:
    assert f'</strong><span class="moved">{moved}</span>' in chart(given, 1).markup


def test_figures_and_times_are_written_as_people_do() -> None:
    assert [figure(value) for value in (None, 0, 1234567, 0.123456, 12.345, 1234.5)] == [
        "–", "0", "1,234,567", "0.123", "12.3", "1,234",
    ]  # fmt: skip
    assert [duration(seconds) for seconds in (None, 1.25, 90, 4000)] == ["–", "1.2 s", "1 min 30 s", "1 h 6 min"]
    assert (amount("rejected_share", 0.125), amount("documents", 3.0)) == ("12.5%", "3")
    assert (noun("rejected_share"), noun("n_rejected")) == ("share of files refused", "refused")
    assert (signed_share(3, 4), signed_share(3, 0)) == ("−25% against", "+3 against")
    assert short_key(f"raw/a.txt/{'ab' * 32}") == "raw/a.txt/abababababab…"
