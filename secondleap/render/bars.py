"""Bars, whose names and values are never cut off: a long name takes several lines, a long value has room behind its bar."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from secondleap.later import later
from secondleap.render.picture import COLOURS, FONT, SIZES, Dot, Remark, Stroke, configured, lettered

if TYPE_CHECKING:
    import altair as alt
else:
    alt = later("altair")

_LINE = 16  # pixels from line to line of a name that takes several


def _wide(text: str) -> float:
    """About how many pixels ``text`` takes, rather more than fewer: a page's own face may be wider than the one that draws."""
    return sum(12.5 if east_asian_width(letter) in "WF" else 4 if letter in " .,:()" else 7 for letter in text)


def broken(text: str, room: float) -> list[str]:
    """``text`` in lines of about the same length within ``room`` pixels. A word is never cut: one that is wider gets what it needs."""

    def filled(room: float) -> list[str]:
        made: list[str] = []
        for word in text.split():
            made[-1:] = [f"{made[-1]} {word}"] if made and _wide(f"{made[-1]} {word}") <= room else [*made[-1:], word]
        return made

    made = filled(room)
    while room > 0 and len(closer := filled(room - 5)) == len(made):
        made, room = closer, room - 5
    return made


def bars(dots: list[Dot], strokes: list[Stroke], remarks: list[Remark], size: str, write_y: Callable[[float], str], stacked: bool) -> dict[str, Any]:
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
        rows.append({"x": str(dot.x), "from": start, "to": start + dot.y, "line": dot.line, "told": dot.told, "value": write_y(dot.y), "name": names[dot.line]})
    domain = list(colours)
    said = {name: broken(name, width * 0.4) for name in order}
    deepest = max(map(len, said.values()))
    margin = max(_wide(line) for lines in said.values() for line in lines) + 8
    look: dict[str, Any] = {"minExtent": margin}  # the drawer's own measure is too small where a page's face is wider
    if deepest > 1:  # a name of several lines is centred on its bar
        higher = [{"test": f"length({json.dumps(said)}[datum.value]) == {lines}", "value": -_LINE * (lines - 1) / 2} for lines in range(2, deepest + 1)]
        look |= {"labelExpr": f"{json.dumps(said)}[datum.value]", "labelLineHeight": _LINE, "labelOffset": {"condition": higher, "value": 0}}
    reach = max(ends.values()) * 1.02
    if not stacked:  # so far that the longest value has room behind its bar
        room = width - margin - 2
        reach = max(ends.values()) * 1.22
        reach = max(reach, *(row["to"] * room / max(room - _wide(row["value"]) - 10, room / 4) for row in rows))
    x = alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, reach], nice=False, zero=True))
    axis = alt.Axis(title=None, domain=False, ticks=False, labelFontSize=13, labelColor=COLOURS["ink"], labelLimit=0, labelPadding=8, **look)
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("x:N", sort=order, axis=axis, scale=alt.Scale(paddingInner=0.35)))
    fill = alt.Color("line:N", scale=alt.Scale(domain=domain, range=[colours[name] for name in domain]), legend=None)
    layers = [base.mark_bar().encode(x=x, x2="to:Q", fill=fill, description="told:N")]
    if stacked:
        inside = {"font": FONT, "fontSize": 13, "align": "left", "dx": 6, "color": COLOURS["paper"], "aria": False}
        layers.append(base.mark_text(**inside).encode(x=x, text="value:N"))
        first = [row for row in rows if row["x"] == order[0]]
        layers.append(lettered(first, align="left", dy=-24, fontWeight=700).encode(x=x, y=alt.Y("x:N", sort=order, axis=axis), text="name:N", color=fill))
    else:
        layers.append(
            base.mark_text(font=FONT, fontSize=13, align="left", dx=6, color=COLOURS["ink"], aria=False).encode(x=alt.X("to:Q", axis=None), text="value:N")
        )
    for remark in remarks:
        spot = [{"from": remark.y, "label": remark.text, "x": order[0]}]
        layers.append(alt.Chart(alt.Data(values=spot)).mark_rule(color=COLOURS["ink"], strokeDash=[2, 3], aria=False).encode(x=x))
        layers.append(lettered(spot, align="center", dy=-24, fontWeight=700).encode(x=x, y=alt.Y("x:N", sort=order, axis=axis), text="label:N"))
    return configured(alt.layer(*layers), width, 40 + max(40, _LINE * deepest + 8) * len(order))
