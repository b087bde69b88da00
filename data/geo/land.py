"""Makes land.svg, the outline of the land on the map of regions, from land-110m.json.

Run ``.venv/bin/python data/geo/land.py`` after a change of the projection in
`secondleap.render.charts.map`. The JSON is a TopoJSON of Natural Earth's land (public domain) as
the npm package world-atlas (ISC, see land-110m.LICENSE) distributes it: rings cross the
antimeridian, and one of them goes around the South Pole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from secondleap.render.charts.layout import Point
from secondleap.render.charts.map import HEIGHT, WIDTH, from_centre, project

HERE = Path(__file__).parent
_SOUTH = -60  # degrees: Antarctica, south of it, is left out
_SMALL = 0.5  # square pixels: islands below that are left out


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The closed rings of all polygons but Antarctica's, in degrees."""
    x_scale, y_scale = topology["transform"]["scale"]
    x_start, y_start = topology["transform"]["translate"]

    def points(arc: list[list[int]]) -> list[Point]:
        steps = accumulate(arc, lambda one, other: [one[0] + other[0], one[1] + other[1]])
        return [(x * x_scale + x_start, y * y_scale + y_start) for x, y in steps]

    arcs = [points(arc) for arc in topology["arcs"]]
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for numbers in polygon:
                ring: list[Point] = []
                for number in numbers:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    ring += arc[bool(ring) :]
                if max(latitude for _, latitude in ring) > _SOUTH:
                    yield ring


def unrolled(ring: list[Point]) -> list[Point]:
    """``ring`` in degrees from the map's middle, beginning in the west.

    A ring around the pole is closed along the foot of the map.
    """
    west = min(range(len(ring)), key=lambda index: from_centre(ring[index][0]))
    ring = ring[west:] + ring[1 : west + 1]
    made = [(from_centre(ring[0][0]), ring[0][1])]
    for (before, _), (after, latitude) in pairwise(ring):
        step = (after - before + 180) % 360 - 180
        made.append((made[-1][0] + step, latitude))
    if abs(made[-1][0] - made[0][0]) > 1:
        made += [(made[-1][0], -90), (made[0][0], -90)]
    return made


def clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of ``ring`` left (``side`` 1) or right (-1) of the longitude ``edge``."""
    made: list[Point] = []
    for (x, y), (to_x, to_y) in pairwise([*ring, *ring[:1]]):
        inside, next_inside = side * x <= side * edge, side * to_x <= side * edge
        if inside:
            made.append((x, y))
        if inside != next_inside:
            made.append((edge, y + (to_y - y) * (edge - x) / (to_x - x)))
    return made


def outline(topology: dict[str, Any]) -> str:
    """The ``d`` of the path, in tenths of the map's pixels."""
    parts = []
    for ring in map(unrolled, rings(topology)):
        for turn in (-360, 0, 360):
            moved = clipped(clipped([(x + turn, y) for x, y in ring], 180, 1), -180, -1)
            drawn = [project(x, y) for x, y in moved]
            corners = list(dict.fromkeys((round(10 * x), round(10 * y)) for x, y in drawn))
            area = sum(
                x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise([*corners, *corners[:1]])
            )
            if abs(area) / 2 >= _SMALL * 100:
                steps = (f"{to_x - x} {to_y - y}" for (x, y), (to_x, to_y) in pairwise(corners))
                parts.append(f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z")
    return "".join(parts).replace(" -", "-")


def main() -> None:
    data = outline(json.loads((HERE / "land-110m.json").read_text(encoding="utf-8")))
    (HERE / "land.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {10 * WIDTH} {10 * HEIGHT}">'
        f'<path d="{data}"/></svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
