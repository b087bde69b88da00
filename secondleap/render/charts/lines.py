"""Lines over time, each named where it ends."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from secondleap.render.charts.label_placement import (
    LINE,
    Place,
    Point,
    Sheet,
    by_level,
    by_line,
    by_rule,
    wide,
)
from secondleap.render.charts.later import later
from secondleap.render.charts.svg import COLOURS, SIZES, Dot, Remark, Stroke, configured, lettered

if TYPE_CHECKING:
    import altair as alt
else:
    alt = later("altair")

TOP, RIGHT, BOTTOM = (
    9,
    3,
    26,
)  # pixels around the plot: half a number over it, the times under it; on its left the numbers take what they need


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values that span ``low`` to ``high``, about ``most`` of them at the most."""
    span = (high - low) or abs(high) or 1
    step = 10 ** math.floor(math.log10(span / most))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10) if span / (step * factor) <= most)
    first = math.floor(low / step + 1e-9)
    ticks = [round(first * step, 10)]
    while len(ticks) < 2 or ticks[-1] < high - step * 1e-6:
        ticks.append(round(ticks[-1] + step, 10))
    return ticks


def _axis(values: list[float], write: Callable[[float], str], **more: Any) -> alt.Axis:
    table = {str(index): write(value) for index, value in enumerate(values)}
    # Ticks are looked up by their place among the values: no number format stands between.
    expression = f"{json.dumps(table, ensure_ascii=False)}[toString(indexof({json.dumps(values)}, datum.value))]"
    return alt.Axis(
        values=values,
        labelExpr=expression,
        title=None,
        domain=False,
        ticks=False,
        labelColor=COLOURS["quiet"],
        labelFontSize=13,
        **more,
    )


def _times(
    first: float, last: float, most: int, room: Callable[[float, float], bool]
) -> list[float]:
    """Whole times between ``first`` and ``last``, about ``most`` of them, or fewer where two that follow each other have no ``room``."""
    for fewer in range(most, 0, -1):
        ticks = [tick for tick in nice_ticks(first, last, fewer) if first <= tick <= last]
        if (
            ticks
            and all(tick == int(tick) for tick in ticks)
            and all(room(*pair) for pair in pairwise(ticks))
        ):
            return ticks
    return list(dict.fromkeys((math.ceil(first), math.floor(last))))


@dataclass(frozen=True)
class _Plot:
    """The lines' own part of a picture. No edge is left to the drawer, so that it is known where a value stands before anything is drawn."""

    padding: dict[str, float]
    width: float
    height: float
    across: tuple[float, float]  # the first time and the last
    upward: tuple[float, float]  # the value at the foot and the one at the top
    axes: dict[str, Any]

    def point(self, x: float | str, y: float) -> Point:
        (first, last), (foot, top) = self.across, self.upward
        return (float(x) - first) / (last - first) * self.width, (top - y) / (
            top - foot
        ) * self.height


def _plot(
    times: list[float],
    values: list[float],
    size: str,
    write_x: Callable[[float], str],
    write_y: Callable[[float], str],
    downward: bool,
) -> _Plot:
    width, height = SIZES[size]
    y_ticks = nice_ticks(min(values), max(values), 5)
    if downward:
        y_ticks = [max(tick, 1) for tick in y_ticks]
    reach = (max(times) - min(times) or 1) * (0.03 if size == "narrow" else 0.02)
    first, last = min(times) - reach, max(times) + reach
    left = max(wide(write_y(tick)) for tick in y_ticks) + 4
    scale = (width - left - RIGHT) / (last - first)  # pixels a year

    def half(tick: float) -> float:
        return wide(write_x(tick)) / 2

    x_ticks = _times(
        min(times),
        max(times),
        5 if size == "narrow" else 7,
        lambda one, other: half(one) + half(other) + 6 < (other - one) * scale,
    )
    left = math.ceil(max(left, half(x_ticks[0]) - (x_ticks[0] - first) * scale))
    right = math.ceil(max(RIGHT, half(x_ticks[-1]) - (last - x_ticks[-1]) * scale))
    upward = (y_ticks[0], y_ticks[-1])
    axes = {
        "x": alt.X(
            "x:Q",
            scale=alt.Scale(domain=[first, last], nice=False),
            axis=_axis(x_ticks, write_x, grid=False, labelOverlap=False, offset=8),
        ),
        "y": alt.Y(
            "y:Q",
            scale=alt.Scale(domain=upward, nice=False, zero=False, reverse=downward),
            axis=_axis(y_ticks, write_y, grid=True),
        ),
    }
    padding = {"left": left, "right": right, "top": TOP, "bottom": BOTTOM}
    return _Plot(
        padding,
        width - left - right,
        height - TOP - BOTTOM,
        (first, last),
        upward[::-1] if downward else upward,
        axes,
    )


def _stroke(stroke: Stroke, own: list[Dot], plot: _Plot, sheet: Sheet) -> list[alt.Chart]:
    """A line with its dots."""
    colour = COLOURS[stroke.colour]
    rows = [
        {"x": dot.x, "y": dot.y, "told": dot.told, "segment": dot.segment, "hollow": dot.hollow}
        for dot in own
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(**plot.axes)
    fill = alt.condition("datum.hollow", alt.value(COLOURS["paper"]), alt.value(colour))
    dotted = base.mark_point(
        filled=True, size=44, stroke=colour, strokeWidth=1.6, opacity=1
    ).encode(fill=fill, description="told:N")
    for x, y in (plot.point(dot.x, dot.y) for dot in own):
        sheet.trace(stroke.name, [(x, y), (x - 4, y), (x + 4, y)])
        sheet.trace(stroke.name, [(x, y - 4), (x, y + 4)])
    if not stroke.joined:
        return [dotted]
    for segment in {dot.segment for dot in own}:
        sheet.trace(
            stroke.name, [plot.point(dot.x, dot.y) for dot in own if dot.segment == segment]
        )
    return [
        base.mark_line(color=colour, strokeWidth=2.5, aria=False).encode(detail="segment:N"),
        dotted,
    ]


def _rule(start: Point, end: Point, **look: Any) -> alt.Chart:
    ends = {"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}
    return (
        alt.Chart(alt.Data(values=[{}]))
        .mark_rule(aria=False, **look)
        .encode(**{name: alt.value(pixels) for name, pixels in ends.items()})
    )


def _written(place: Place, **look: Any) -> alt.Chart:
    words = place.words
    text = lettered([{}], text=list(words.lines), lineHeight=LINE, align=place.align, **look)
    return text.encode(x=alt.value(place.x), y=alt.value(place.y - words.half + LINE / 2))


def _named(
    stroke: Stroke, own: list[Dot], dots: list[Dot], plot: _Plot, sheet: Sheet
) -> list[alt.Chart]:
    """The name of a line by its end. Where that is too full it stands farther off, and a thin line leads to it."""
    end = plot.point(own[-1].x, own[-1].y)
    others = [plot.point(dot.x, dot.y) for dot in dots if dot.line != stroke.name]
    above = all(end[1] <= y for x, y in others if abs(x - end[0]) < sheet.width / 5)
    place = sheet.put(stroke.name, by_line(stroke.label, end, sheet.spots(stroke.name, end), above))
    name = _written(place, color=COLOURS[stroke.colour], fontWeight=700)
    if sheet.belongs(place, stroke.name):
        return [name]
    lead = place.nearest(place.point), place.point
    sheet.trace(stroke.name, list(lead))
    return [_rule(*lead, color=COLOURS[stroke.colour]), name]


def lines(
    dots: list[Dot],
    strokes: list[Stroke],
    remarks: list[Remark],
    size: str,
    write_x: Callable[[float], str],
    write_y: Callable[[float], str],
    from_zero: bool,
    downward: bool = False,
) -> dict[str, Any]:
    """The specification of a chart over time. ``downward`` puts the smallest value on top, for ranks."""
    values = (
        [dot.y for dot in dots]
        + [remark.y for remark in remarks if remark.y is not None]
        + [0.0] * from_zero
    )
    times = [float(dot.x) for dot in dots] + [
        remark.x for remark in remarks if remark.x is not None
    ]
    plot = _plot(times, values, size, write_x, write_y, downward)
    sheet = Sheet(plot.width, plot.height)
    owned = {
        stroke.name: sorted(
            (dot for dot in dots if dot.line == stroke.name), key=lambda dot: float(dot.x)
        )
        for stroke in strokes
    }
    layers = [
        layer for stroke in strokes for layer in _stroke(stroke, owned[stroke.name], plot, sheet)
    ]
    notes: list[tuple[str, list[Place]]] = []
    for remark in remarks:
        x, y = plot.point(remark.x or 0, remark.y or 0)
        upright = remark.x is not None
        rule = ((x, 0), (x, plot.height)) if upright else ((0, y), (plot.width, y))
        notes.append(
            (
                remark.text,
                by_rule(remark.text, x, plot.height)
                if upright
                else by_level(remark.text, y, plot.width),
            )
        )
        sheet.trace(remark.text, list(rule))
        layers.append(_rule(*rule, color=COLOURS["quiet"], strokeDash=[2, 3]))
    for stroke in strokes:
        if stroke.label:
            layers += _named(stroke, owned[stroke.name], dots, plot, sheet)
    layers += [_written(sheet.put(text, places), color=COLOURS["quiet"]) for text, places in notes]
    return configured(
        alt.layer(*layers).properties(
            width=plot.width, height=plot.height, padding=plot.padding, autosize="none"
        )
    )
