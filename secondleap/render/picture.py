"""A chart as SVG: an Altair specification drawn by vl-convert at build time, its colours those of the page it stands in."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secondleap.later import later

if TYPE_CHECKING:
    import altair as alt
    import vl_convert
else:
    alt, vl_convert = later("altair"), later("vl_convert")

# Colours in the drawing, as in the light scheme; on a page the style sheet's variables of the same names take their place.
COLOURS = {
    "rust": "#A8431C",
    "steel": "#1D5A80",
    "slate": "#62676E",
    "moss": "#37753A",
    "plum": "#7B3F7A",
    "teal": "#12665F",
    "indigo": "#4A4B9B",
    "ochre": "#7A5A00",
    "ink": "#1C2126",
    "quiet": "#59636E",
    "line": "#D9D5CC",
    "paper": "#FBFAF7",
}
SIZES = {"wide": (660, 300), "broad": (1080, 400), "narrow": (340, 300)}  # pixels of the drawing: a phone gets its own
FONT = "sans-serif"  # widths only; the page's own face is set by the style sheet


@dataclass(frozen=True)
class Dot:
    """A value to draw: ``x`` a number of years or a category, ``told`` what it says when pointed at."""

    line: str
    x: float | str
    y: float
    told: str
    segment: int = 0
    hollow: bool = False


@dataclass(frozen=True)
class Stroke:
    """How a line of the chart looks: its colour's name, its label at the end, and whether its dots are joined."""

    name: str
    colour: str
    label: str
    joined: bool = True


@dataclass(frozen=True)
class Remark:
    """A note on the picture: at ``x`` on the time axis, or a level ``y`` across it."""

    text: str
    x: float | None = None
    y: float | None = None


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


def lettered(data: list[dict[str, Any]], size: int = 13, **look: Any) -> alt.Chart:
    return alt.Chart(alt.Data(values=data)).mark_text(font=FONT, fontSize=size, aria=False, **look)


def configured(chart: alt.LayerChart, width: int, height: int) -> dict[str, Any]:
    grid = COLOURS["line"]
    return (
        chart.properties(width=width, height=height, background="transparent", padding=2, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
        .configure_view(stroke=None)
        .configure_axis(labelFont=FONT, gridColor=grid)
        .to_dict()
    )


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


@cache
def _code() -> str:
    """What draws: the package's own text and the versions of the two libraries."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.parent.rglob("*.py"))]
    return hashlib.sha256(b"".join(texts)).hexdigest() + version("vl-convert-python") + version("altair")


def draw(made_of: Iterable[str], specify: Callable[[], dict[str, Any]], folder: Path) -> str:
    """A drawing as SVG text, kept in ``folder`` under a name made of everything it depends on, so that it is never stale.

    ``made_of`` is all the data that goes into it; ``specify`` makes the specification, which is costly, only where it is needed.
    """
    name = hashlib.sha256("\n".join([_code(), *made_of]).encode()).hexdigest()
    kept = folder / f"{name}.svg"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    svg = vl_convert.vegalite_to_svg(json.dumps(specify()))
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{name}.{os.getpid()}"
    fresh.write_text(svg, encoding="utf-8")
    fresh.replace(kept)
    return svg


def for_page(svg: str, size: str, told: str) -> str:
    """The drawing as part of a page: the page's colours, no size of its own, one text alternative."""
    svg = re.sub(r' (?:xmlns(?::\w+)?|version)="[^"]*"', "", svg)
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    head = f'<svg class="chart__{size}" role="img" aria-label="{escape(told)}" viewBox="0 0 {width} {height}" style="max-width:{float(width):g}px">'
    svg = re.sub(r"^<svg [^>]*>", head, svg)
    for name, hexed in COLOURS.items():
        svg = re.sub(f'"{hexed}"', f'"var(--{name})"', svg, flags=re.IGNORECASE)
    svg = re.sub(r' font-family="[^"]*"', "", svg)
    svg = re.sub(r' (?:role="(?:graphics-object|graphics-symbol)"|aria-roledescription="[^"]*"|pointer-events="none")', "", svg)
    svg = re.sub(r'(<path aria-label="[^"]*")', r'\1 role="img"', svg)  # without a role a mark may have no name
    return svg


def for_file(svg: str, title: str, lines_below: list[str]) -> str:
    """The drawing as a file of its own: light colours, the finding above it, source and address below it."""
    width, height = (float(value) for value in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    inner = re.sub(r"^<svg [^>]*>|</svg>$", "", svg).replace(f'font-family="{FONT}"', "")
    below = "".join(
        f'<text x="16" y="{height + 62 + 16 * index:g}" font-size="11" fill="#59636E">{escape(line)}</text>' for index, line in enumerate(lines_below)
    )
    total = height + 66 + 16 * len(lines_below)
    face = 'font-family="Pretendard, Apple SD Gothic Neo, Noto Sans KR, Noto Sans CJK KR, Malgun Gothic, sans-serif"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 32:g} {total:g}" width="{width + 32:g}" height="{total:g}"'
        f' role="img" aria-label="{escape(title)}" {face}>'
        f'<rect width="100%" height="100%" fill="#FBFAF7"/><text x="16" y="28" font-size="16" font-weight="700" fill="#1C2126">{escape(title)}</text>'
        f'<g transform="translate(16,40)">{inner}</g>{below}</svg>\n'
    )
