"""Bars, whose names and values are never cut off: a long name takes several lines, a long value has room behind its bar."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from secondleap.render.charts.label_placement import LINE, broken, wide
from secondleap.render.charts.later import later
from secondleap.render.charts.svg import (
    COLOURS,
    FONT,
    SIZES,
    Dot,
    Remark,
    Stroke,
    configured,
    lettered,
)

if TYPE_CHECKING:
    import altair as alt
else:
    alt = later("altair")

# Words over the first bar, and the foot of those words, as the drawer reckons it from the middle of the bar.
_OVER, _FOOT = {"expr": "-bandwidth('y') / 2 - 11"}, {"expr": "-bandwidth('y') / 2 - 3"}


def _wide(lines: str) -> float:
    """How wide a value is that may take several lines."""
    return max(map(wide, lines.split("\n")))


def _valued(
    rows: list[dict[str, Any]], scale: float, levels: list[float], stacked: bool
) -> list[dict[str, Any]]:
    """``rows`` with the places of their values: in a part of a stacked bar, else behind the bar, or all within where a rule at a level would cross one."""
    behind = {"align": "left", "dx": 6, "ink": COLOURS["ink"]}
    within = {"align": "right", "dx": -6, "ink": COLOURS["paper"]}

    def crossed(left: float, right: float) -> bool:
        return any(left - 4 < level * scale < right + 4 for level in levels)

    def free(row: dict[str, Any]) -> bool:
        end = row["to"] * scale - 6
        return _wide(row["value"]) < end - 6 and not crossed(end - _wide(row["value"]), end)

    if stacked:
        return [
            row | {"align": "left", "dx": 6, "ink": COLOURS["paper"], "at": row["from"]}
            for row in rows
        ]
    inside = any(
        crossed(row["to"] * scale + 6, row["to"] * scale + 6 + _wide(row["value"])) for row in rows
    )
    return [row | (within if inside and free(row) else behind) | {"at": row["to"]} for row in rows]


def bars(
    dots: list[Dot],
    strokes: list[Stroke],
    remarks: list[Remark],
    size: str,
    write_y: Callable[[float], str],
    stacked: bool,
) -> dict[str, Any]:
    """The specification of bars: one a category, or stacked by line where ``stacked``. Bars start at zero, values stand at their ends."""
    width, _ = SIZES[size]
    order = list(dict.fromkeys(str(dot.x) for dot in dots))
    colours = {stroke.name: COLOURS[stroke.colour] for stroke in strokes}
    names = {stroke.name: stroke.label for stroke in strokes}
    rows: list[dict[str, Any]] = []
    ends: dict[str, float] = {}
    for dot in dots:
        start = ends.get(str(dot.x), 0.0) if stacked else 0.0
        ends[str(dot.x)] = start + dot.y
        rows.append(
            {
                "x": str(dot.x),
                "from": start,
                "to": start + dot.y,
                "line": dot.line,
                "told": dot.told,
                "value": write_y(dot.y),
                "name": names[dot.line],
            }
        )
    domain = list(colours)
    said = {name: broken(name, width * 0.4) for name in order}
    deepest = max(map(len, said.values()))
    margin = max(wide(line) for lines in said.values() for line in lines) + 8
    look: dict[str, Any] = {
        "minExtent": margin
    }  # the drawer's own measure is too small where a page's face is wider
    if deepest > 1:  # a name of several lines is centred on its bar
        higher = [
            {
                "test": f"length({json.dumps(said)}[datum.value]) == {lines}",
                "value": -LINE * (lines - 1) / 2,
            }
            for lines in range(2, deepest + 1)
        ]
        look |= {
            "labelExpr": f"{json.dumps(said)}[datum.value]",
            "labelLineHeight": LINE,
            "labelOffset": {"condition": higher, "value": 0},
        }
    room = width - margin - 4
    reach = max(ends.values()) * 1.02
    for row in rows:
        row["value"] = "\n".join(
            broken(
                row["value"],
                (row["to"] - row["from"]) * room / reach - 12 if stacked else room * 0.75 - 10,
            )
        )
    if not stacked:  # so far that the longest value has room behind its bar
        reach = max(ends.values()) * 1.22
        reach = max(
            reach,
            *(row["to"] * room / max(room - _wide(row["value"]) - 10, room / 4) for row in rows),
        )
    rows = _valued(
        rows, room / reach, [remark.y for remark in remarks if remark.y is not None], stacked
    )
    x = alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, reach], nice=False, zero=True))
    axis = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelFontSize=13,
        labelColor=COLOURS["ink"],
        labelLimit=0,
        labelPadding=8,
        **look,
    )
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("x:N", sort=order, axis=axis, scale=alt.Scale(paddingInner=0.35))
    )
    fill = alt.Color(
        "line:N",
        scale=alt.Scale(domain=domain, range=[colours[name] for name in domain]),
        legend=None,
    )
    layers = [base.mark_bar().encode(x=x, x2="to:Q", fill=fill, description="told:N")]
    own = {
        name: {"expr": f"datum.{field}"}
        for name, field in {"align": "align", "dx": "dx", "color": "ink"}.items()
    }
    middle = {"expr": f"{-LINE / 2} * (length(split(datum.value, '\\n')) - 1)"}
    text = base.mark_text(
        font=FONT, fontSize=13, lineBreak="\n", lineHeight=LINE, dy=middle, aria=False, **own
    )
    layers.append(text.encode(x=alt.X("at:Q", axis=None), text="value:N"))
    top = alt.Y("x:N", sort=order, axis=axis)
    if stacked:
        first = [row for row in rows if row["x"] == order[0]]
        layers.append(
            lettered(first, align="left", dy=_OVER, fontWeight=700).encode(
                x=x, y=top, text="name:N", color=fill
            )
        )
    for remark in remarks:
        spot = [{"from": remark.y, "label": remark.text, "x": order[0]}]
        rule = alt.Chart(alt.Data(values=spot)).mark_rule(
            color=COLOURS["ink"], strokeDash=[2, 3], yOffset=_FOOT, aria=False
        )
        layers.append(rule.encode(x=x, y=top, y2=alt.value("height")))
        align = (
            "right" if (remark.y or 0) * room / reach + wide(remark.text) * 0.6 > room else "center"
        )
        layers.append(
            lettered(
                spot,
                align=align,
                dx=4 if align == "right" else 0,
                dy=_OVER,
                fontWeight=700,
                color=COLOURS["ink"],
            ).encode(x=x, y=top, text="label:N")
        )
    lines = max(row["value"].count("\n") + 1 for row in rows)
    height = 40 + max(40, LINE * deepest + 8, round(LINE * lines * 1.75)) * len(order)
    fit = alt.AutoSizeParams(type="fit", contains="padding")
    return configured(
        alt.layer(*layers).properties(width=width, height=height, padding=2, autosize=fit)
    )
