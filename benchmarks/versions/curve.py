"""A small figure of one measure against the size of a corpus, both on a scale of powers of ten."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

WIDTH, HEIGHT = 520, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 44, 40, 44
STYLE = "font-family='sans-serif' font-size='12' fill='#444'"


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a line, with the words beside the axes; the values are positive."""

    title: str
    across: str
    sizes: Sequence[float]
    values: Sequence[float]


def draw(curve: Curve, path: Path) -> None:
    """Write the figure as SVG, the same for the same points."""
    x = scale(curve.sizes, LEFT, WIDTH - RIGHT)
    y = scale(curve.values, HEIGHT - BOTTOM, TOP)
    points = [(x.at(size), y.at(value)) for size, value in zip(curve.sizes, curve.values, strict=True)]
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img'>",
        f"<title>{escape(curve.title)}</title>",
        f"<rect width='{WIDTH}' height='{HEIGHT}' fill='white'/>",
        f"<text x='{LEFT}' y='22' {STYLE}>{escape(curve.title)}</text>",
        f"<text x='{WIDTH - RIGHT}' y='{HEIGHT - 8}' text-anchor='end' {STYLE}>{escape(curve.across)}</text>",
    ]
    for tick in x.ticks:
        at = f"{x.at(tick):.1f}"
        parts.append(f"<text x='{at}' y='{HEIGHT - BOTTOM + 18}' text-anchor='middle' {STYLE}>{tick:,.0f}</text>")
    for tick in y.ticks:
        at = f"{y.at(tick):.1f}"
        parts.append(f"<line x1='{LEFT}' x2='{WIDTH - RIGHT}' y1='{at}' y2='{at}' stroke='#ddd'/>")
        parts.append(f"<text x='{LEFT - 8}' y='{at}' dy='4' text-anchor='end' {STYLE}>{tick:g}</text>")
    line = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
    parts.append(f"<polyline points='{line}' fill='none' stroke='#1f5fa8' stroke-width='2'/>")
    for (left, top), value in zip(points, curve.values, strict=True):
        parts.append(f"<circle cx='{left:.1f}' cy='{top:.1f}' r='3.5' fill='#1f5fa8'/>")
        parts.append(f"<text x='{left:.1f}' y='{top - 9:.1f}' text-anchor='middle' {STYLE}>{value:.2g}</text>")
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Scale:
    """Powers of ten along an axis, from one place to another."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def scale(values: Sequence[float], start: float, end: float) -> Scale:
    low = floor(log10(min(values)))
    return Scale(low, max(ceil(log10(max(values))), low + 1), start, end)
