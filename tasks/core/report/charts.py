"""Small charts of a figure over the last runs, drawn in the page itself."""

from collections.abc import Iterator
from math import ceil

from tasks.core.report.elements import Html, element, joined
from tasks.core.report.model import Series
from tasks.core.report.tables import table
from tasks.core.report.words import clock, figure, noun, signed_share

WIDTH, HEIGHT = 320, 132  # units of the drawing; the page scales it
TOP, BOTTOM, LEFT, RIGHT = 26, 20, 4, 4
MAX_BAR, GAP = 28.0, 0.22  # width of a bar; share of it that is left free
CHAR_WIDTH = 8  # of a figure above a bar, with some air
TICK_ROOM = 170  # for two days below the axis
MIN_BAR = 1.5  # a bar of nothing can still be seen


def chart(series: Series, number: int) -> Html:
    """A figure: what it is now, its bars, and the same as a table. `number` makes its ids its own on the page."""
    name = noun(series.name)
    last = series.points[-1][2]
    head = (
        element("span", name, class_="name"),
        element("strong", figure(last)),
        element("span", moved(series), class_="moved"),
    )
    return element(
        "figure",
        element("figcaption", *head),
        drawing(series, number),
        element("details", element("summary", f"{name} as a table"), as_table(series)),
        class_="chart",
    )


def moved(series: Series) -> str:
    """How the last figure stands to the median before it, else to the run before."""
    values = [value for _, _, value in series.points]
    if len(values) < 2:
        return "first run"
    against, held = (
        (values[-2], "the run before") if series.baseline is None else (series.baseline, "the median before")
    )
    return f"{signed_share(values[-1], against)} {held}" if against != values[-1] else f"as {held}"


def drawing(series: Series, number: int) -> Html:
    """The bars, oldest first, with the highest, the lowest and the last value in figures."""
    values = [value for _, _, value in series.points]
    title, told = f"chart-{number}-title", f"chart-{number}-told"
    words = (
        f"{len(values)} runs from {clock(series.points[0][1])} to {clock(series.points[-1][1])}: "
        f"lowest {figure(min(values))}, highest {figure(max(values))}, last {figure(values[-1])}."
    )
    return element(
        "svg",
        element("title", noun(series.name), id=title),
        element("desc", words, id=told),
        *bars(values),
        *baseline(series, max(values)),
        element("line", x1=LEFT, x2=LEFT + width_of(values), y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM, class_="axis"),
        element("text", clock(series.points[0][1])[:10], x=LEFT, y=HEIGHT - 5, class_="tick"),
        element("text", clock(series.points[-1][1])[:10], x=LEFT + width_of(values), y=HEIGHT - 5, class_="tick end")
        if width_of(values) > TICK_ROOM
        else "",
        role="img",
        aria_labelledby=f"{title} {told}",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )


def width_of(values: list[float]) -> float:
    """Width of all bars."""
    return min(MAX_BAR * len(values), WIDTH - LEFT - RIGHT)


def height_of(value: float, highest: float) -> float:
    """Height of a bar; the highest fills the chart."""
    room = HEIGHT - TOP - BOTTOM
    return max(MIN_BAR, room * value / highest) if highest > 0 else MIN_BAR


def bars(values: list[float]) -> Iterator[Html]:
    """A bar for each value; the last stands out, and it and the extremes carry their figures."""
    highest = max(values)
    step = width_of(values) / len(values)
    labelled = labels(values, step)
    for index, value in enumerate(values):
        height = height_of(value, highest)
        x, y = LEFT + index * step, HEIGHT - BOTTOM - height
        width = step * (1 - GAP)
        look = "bar now" if index == len(values) - 1 else "bar"
        size = f"{width:.1f}", f"{height:.1f}"
        yield element("rect", x=f"{x:.1f}", y=f"{y:.1f}", width=size[0], height=size[1], rx=1, class_=look)
        if index in labelled:
            middle = x + width / 2
            anchor = "start" if middle < 24 else "end" if middle > WIDTH - 24 else "middle"
            at = x if anchor == "start" else x + width if anchor == "end" else middle
            yield element("text", figure(value), x=f"{at:.1f}", y=f"{y - 4:.1f}", text_anchor=anchor, class_="value")


def labels(values: list[float], step: float) -> set[int]:
    """Which bars carry figures: the last, and of the highest, the lowest and the first those that have room."""
    wanted = (values.index(max(values)), values.index(min(values)), 0)
    longest = max(len(figure(values[index])) for index in (*wanted, -1))
    spread = max(1, ceil(longest * CHAR_WIDTH / step))
    chosen = [len(values) - 1]
    for index in wanted:
        if all(abs(index - other) >= spread for other in chosen):
            chosen.append(index)
    return set(chosen)


def baseline(series: Series, highest: float) -> Iterator[Html]:
    """The median that the last figure is held against."""
    if series.baseline is not None and 0 < series.baseline <= highest:
        y = HEIGHT - BOTTOM - height_of(series.baseline, highest)
        yield element(
            "line",
            x1=LEFT,
            x2=LEFT + width_of([v for *_, v in series.points]),
            y1=f"{y:.1f}",
            y2=f"{y:.1f}",
            class_="median",
        )


def as_table(series: Series) -> Html:
    rows = [(clock(started_at), figure(value)) for _, started_at, value in reversed(series.points)]
    return table(f"{noun(series.name)}, newest first", ("run began (UTC)", "figure"), rows, numeric=(1,))


def charts(series: tuple[Series, ...]) -> Html:
    """All charts, by source; those of no source stand with the first."""
    by_source: dict[str, list[Html]] = {}
    for number, each in enumerate(series, start=1):
        source = each.source or next(iter(by_source), "")
        by_source.setdefault(source, []).append(chart(each, number))
    return joined(element("div", *found, class_="charts") for found in by_source.values())
