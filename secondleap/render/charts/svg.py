"""A chart as SVG: an Altair specification drawn by vl-convert at build time, its colours those of the page it stands in."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secondleap.render.charts.label_placement import BOLD, broken
from secondleap.render.charts.later import later

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
SIZES = {
    "wide": (660, 300),
    "broad": (1080, 400),
    "narrow": (340, 300),
}  # pixels of the drawing: a phone gets its own
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


def lettered(data: list[dict[str, Any]], size: int = 13, **look: Any) -> alt.Chart:
    return alt.Chart(alt.Data(values=data)).mark_text(font=FONT, fontSize=size, aria=False, **look)


def configured(chart: alt.LayerChart) -> dict[str, Any]:
    return (
        chart.properties(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelFont=FONT, gridColor=COLOURS["line"])
        .to_dict()
    )


@cache
def _code() -> str:
    """What draws: the package's own text and the versions of the two libraries."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.parent.rglob("*.py"))]
    return (
        hashlib.sha256(b"".join(texts)).hexdigest()
        + version("vl-convert-python")
        + version("altair")
    )


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
    svg = re.sub(
        r' (?:role="(?:graphics-object|graphics-symbol)"|aria-roledescription="[^"]*"|pointer-events="none")',
        "",
        svg,
    )
    svg = re.sub(
        r'(<path aria-label="[^"]*")', r'\1 role="img"', svg
    )  # without a role a mark may have no name
    return svg


def for_file(svg: str, title: str, lines_below: list[str]) -> str:
    """The drawing as a file of its own: light colours, the finding above it, source and address below it, each in as many lines as it takes."""
    width, height = (
        float(value) for value in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    )
    inner = re.sub(r"^<svg [^>]*>|</svg>$", "", svg).replace(f'font-family="{FONT}"', "")
    heads = broken(
        title, width * 13 / 16 / BOLD
    )  # letters of 16 pixels, and below the drawing of 11
    feet = [line for text in lines_below for line in broken(text, width * 13 / 11)]
    top, step = 20 + 20 * len(heads), 16
    above = "".join(
        f'<text x="16" y="{28 + 20 * index}" font-size="16" font-weight="700" fill="#1C2126">{escape(line)}</text>'
        for index, line in enumerate(heads)
    )
    below = "".join(
        f'<text x="16" y="{top + height + 22 + step * index:g}" font-size="11" fill="#59636E">{escape(line)}</text>'
        for index, line in enumerate(feet)
    )
    total = top + height + 26 + step * len(feet)
    face = 'font-family="Pretendard, Apple SD Gothic Neo, Noto Sans KR, Noto Sans CJK KR, Malgun Gothic, sans-serif"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 32:g} {total:g}" width="{width + 32:g}" height="{total:g}"'
        f' role="img" aria-label="{escape(title)}" {face}>'
        f'<rect width="100%" height="100%" fill="#FBFAF7"/>{above}<g transform="translate(16,{top})">{inner}</g>{below}</svg>\n'
    )
