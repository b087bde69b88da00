"""Lines over time, named at their ends."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from secondleap.later import later
from secondleap.render.picture import COLOURS, SIZES, Dot, Remark, Stroke, configured, lettered

if TYPE_CHECKING:
    import altair as alt
else:
    alt = later("altair")


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values that span ``low`` to ``high``, about ``most`` of them at the most."""
    span = (high - low) or abs(high) or 1
    step = 10 ** math.floor(math.log10(span / most))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10) if span / (step * factor) <= most)
    first = math.floor(low / step + 1e-9)
    ticks = [round(first * step, 10)]
    while ticks[-1] < high - step * 1e-6:
        ticks.append(round(ticks[-1] + step, 10))
    return ticks


def _axis(values: list[float], write: Callable[[float], str], **more: Any) -> alt.Axis:
    table = {str(index): write(value) for index, value in enumerate(values)}
    # Ticks are looked up by their place among the values: no number format stands between.
    expression = f"{json.dumps(table, ensure_ascii=False)}[toString(indexof({json.dumps(values)}, datum.value))]"
    return alt.Axis(values=values, labelExpr=expression, title=None, domain=False, ticks=False, labelColor=COLOURS["quiet"], labelFontSize=13, **more)


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
    """The specification of a chart over time, labelled at the lines' ends. ``downward`` puts the smallest value on top, for ranks."""
    width, height = SIZES[size]
    values, times = [dot.y for dot in dots], [float(dot.x) for dot in dots]
    levels = [remark.y for remark in remarks if remark.y is not None]
    y_ticks = nice_ticks(0 if from_zero else min(values + levels), max(values + levels), 5)
    x_ticks = [tick for tick in nice_ticks(min(times), max(times), 4 if size == "narrow" else 7) if min(times) <= tick <= max(times)]
    x_ticks = [tick for tick in x_ticks if tick == int(tick)] or [math.ceil(min(times)), math.floor(max(times))]
    reach = (max(times) - min(times)) * (0.03 if size == "narrow" else 0.02)
    x_scale = alt.Scale(domain=[min(times) - reach, max(times) + reach], nice=False)
    x = alt.X("x:Q", scale=x_scale, axis=_axis(x_ticks, write_x, grid=False, labelFlush=True, offset=8))
    if downward:
        y_ticks = [max(tick, 1) for tick in y_ticks]
    y_scale = alt.Scale(domain=[y_ticks[0], y_ticks[-1]], nice=False, zero=from_zero and not downward, reverse=downward)
    y = alt.Y("y:Q", scale=y_scale, axis=_axis(y_ticks, write_y, grid=True))
    layers: list[alt.Chart] = []
    for stroke in strokes:
        colour = COLOURS[stroke.colour]
        own = [dot for dot in dots if dot.line == stroke.name]
        rows = [{"x": dot.x, "y": dot.y, "told": dot.told, "segment": dot.segment, "hollow": dot.hollow} for dot in own]
        base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
        if stroke.joined:
            layers.append(base.mark_line(color=colour, strokeWidth=2.5, aria=False).encode(detail="segment:N"))
        fill = alt.condition("datum.hollow", alt.value(COLOURS["paper"]), alt.value(colour))
        layers.append(base.mark_point(filled=True, size=44, stroke=colour, strokeWidth=1.6, opacity=1).encode(fill=fill, description="told:N"))
        last = max(own, key=lambda dot: float(dot.x))
        late = float(last.x) > min(times) + 0.6 * (max(times) - min(times))
        above = all(last.y >= other.y for other in dots if other.line != stroke.name and abs(float(other.x) - float(last.x)) <= reach * 6)
        spot = {"x": last.x, "y": last.y, "label": stroke.label}
        if stroke.label:
            look = {"align": "right" if late else "left", "dx": 4 if late else 9, "dy": -14 if above else 18}
            layers.append(lettered([spot], color=colour, fontWeight=700, **look).encode(x=x, y=y, text="label:N"))
    for index, remark in enumerate(remarks):
        spot = {"x": remark.x if remark.x is not None else min(times), "y": remark.y if remark.y is not None else y_ticks[-1], "label": remark.text}
        rule = alt.Chart(alt.Data(values=[spot])).mark_rule(color=COLOURS["quiet"], strokeDash=[2, 3], aria=False)
        if remark.y is not None:
            layers.append(rule.encode(y=y))
            layers.append(lettered([spot], color=COLOURS["quiet"], align="left", dy=-8).encode(x=x, y=y, text="label:N"))
        else:
            right = float(spot["x"]) > min(times) + 0.6 * (max(times) - min(times))
            layers.append(rule.encode(x=x))
            look = {"align": "right" if right else "left", "dx": -6 if right else 6, "dy": 8 + 17 * (index % 3)}
            layers.append(lettered([spot], color=COLOURS["quiet"], **look).encode(x=x, y=y, text="label:N"))
    return configured(alt.layer(*layers), width, height)
