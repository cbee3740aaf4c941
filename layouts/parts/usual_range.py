"""A series with its mean, its usual range and its target, as inline SVG with its text; unusual months are squares."""

from __future__ import annotations

from kpis.scorecard.wording import period_short
from kpis.scorecard.worked_examples import ChangeExample
from layouts.native import Element, element

WIDTH, HEIGHT = 480, 250
LEFT, RIGHT, TOP, BOTTOM = 8, 112, 14, 34
SQUARE = 9


def usual_range_picture(change: ChangeExample) -> Element:
    """The band of the usual range, the lines of mean and target with their names, and a point for each month."""
    limits = change.limits
    lower, upper = limits.lower or 0.0, limits.upper or 0.0
    values = [month.value for month in change.months]
    low, high = min(*values, lower, change.target), max(*values, upper, change.target)

    def up(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    places = [
        (round(LEFT + SQUARE + n * (WIDTH - LEFT - RIGHT - 2 * SQUARE) / (len(values) - 1), 1), up(value))
        for n, value in enumerate(values)
    ]
    points = [_point(x, y, bool(month.unusual)) for (x, y), month in zip(places, change.months, strict=True)]
    end = WIDTH - RIGHT
    return element(
        "svg",
        [
            element(
                "rect", x=LEFT, y=up(upper), width=end - LEFT, height=round(up(lower) - up(upper), 1), fill="#e3e7eb"
            ),
            _line(up(limits.mean), end, "mean", "6 3"),
            _line(up(change.target), end, "target", "2 3"),
            _name(end, up(upper) + 4, "top of range"),
            _name(end, up(lower) + 4, "foot of range"),
            element(
                "polyline",
                points=" ".join(f"{x},{y}" for x, y in places),
                fill="none",
                stroke="#1d4f73",
                stroke_width="2",
            ),
            *points,
            _name(LEFT - 6, HEIGHT - 8, period_short(change.months[0].period)),
            _name(end - 58, HEIGHT - 8, period_short(change.months[-1].period)),
        ],
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="picture",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=change.words,
    )


def _point(x: float, y: float, is_unusual: bool) -> Element:
    if is_unusual:
        return element(
            "rect", x=round(x - SQUARE / 2, 1), y=round(y - SQUARE / 2, 1), width=SQUARE, height=SQUARE, fill="#16202c"
        )
    return element("circle", cx=x, cy=y, r="4", fill="#ffffff", stroke="#1d4f73", stroke_width="2")


def _line(y: float, end: int, words: str, dashes: str) -> list[Element]:
    line = element("line", x1=LEFT, x2=end, y1=y, y2=y, stroke="#16202c", stroke_width="1.5", stroke_dasharray=dashes)
    return [line, _name(end, y + 4, words)]


def _name(x: float, y: float, words: str) -> Element:
    return element("text", words, x=round(x + 6, 1), y=round(y, 1), font_size="15", fill="#16202c")
