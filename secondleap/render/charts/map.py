"""The map of the hub network: the land, each region with its name and a line of facts."""

from __future__ import annotations

import math
import re
from itertools import combinations
from operator import itemgetter
from xml.etree import ElementTree

from secondleap.data.schema import Place
from secondleap.render.charts.label_placement import Place as Words
from secondleap.render.charts.label_placement import Sheet, by_line
from secondleap.render.charts.layout import Point
from secondleap.render.charts.lines import label
from secondleap.render.charts.svg import ON_PAGE, Drawing, element, on_page, to_text
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.render.templates import markup, render

WIDTH, HEIGHT = 664, 282  # pixels; it ends south of Cape Horn
_SCALE, _MIDDLE = 117.81, (330.0, 164.4)
_CENTRE = 10  # the longitude in the middle, so that the edges lie in the Bering Strait
_RADIUS = 5.2
_NEAR = 12  # pixels from a dot beyond which a line leads to its name
_COVERED = 10  # a name on a dot of another is as bad as so many pixels farther from its own
_SIZES = {"wide": 664, "narrow": 340}
LAND = "data/geo/land.svg"  # made by data/geo/land.py, in tenths of pixels


def from_centre(longitude: float) -> float:
    """Degrees east of the map's middle, from -180 to 180."""
    return (longitude - _CENTRE + 180) % 360 - 180


def project(east: float, latitude: float) -> Point:
    """Where a place is on the map, in pixels: ``east`` are degrees from the middle of the map.

    The Natural Earth projection of Tom Patterson, in the polynomial of Bojan Šavrič.
    """
    x, y = math.radians(east), math.radians(latitude)
    y2 = y * y
    y4 = y2 * y2
    across = x * (0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4)))
    up = y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4)))
    return _MIDDLE[0] + _SCALE * across, _MIDDLE[1] - _SCALE * up


def regions(context: Context) -> list[Place]:
    """The places on the map, west to east."""
    return sorted(
        (place for place in context.dataset.records["places"] if place.at and place.page),
        key=lambda place: place.at,
    )


def _short(place: Place, language: str) -> str:
    """The name of a place without the country that it lies in."""
    return re.split(r",|\(", place[language])[0].strip()


def _named(spots: dict[str, Point], sheet: Sheet) -> tuple[int, float, dict[str, Words]]:
    """How many names lie on others, how bad it is else, and where each name stands by its spot: put
    in the order of ``spots``, then again, once it is seen where the later ones stand."""
    for name, spot in spots.items():
        sheet.trace(name, [spot, spot])
    put: dict[str, Words] = {}
    for _ in range(3):
        for name, spot in spots.items():
            if name in put:
                sheet.taken.remove(put[name])
            put[name] = sheet.put(name, by_line(name, spot, [spot], True))
    crossed = sum(one.overlaps(other) for one, other in combinations(put.values(), 2))
    covered = sum(words.gap(spot) < _RADIUS for words in put.values() for spot in spots.values())
    away = sum(words.gap(spots[name]) for name, words in put.items())
    return crossed, away + _COVERED * covered, put


def _drawing(outline: str, width: int, context: Context) -> Drawing:
    """The land in ``width`` pixels, on it every region as a dot with its name."""
    factor, colours = width / WIDTH, ON_PAGE.colours
    spots: dict[str, Point] = {}
    pages: dict[str, str] = {}
    for place in regions(context):
        if place.at and place.page:
            x, y = project(from_centre(place.at[0]), place.at[1])
            name = _short(place, context.language)
            spots[name], pages[name] = (x * factor, y * factor), place.page
    # the first comers have the choice: from each side in turn, and the best is taken
    *_, put = min(
        (
            _named(dict(sorted(spots.items(), key=key)), Sheet(width, HEIGHT * factor))
            for key in (
                lambda one: one[1][0],
                lambda one: -one[1][0],
                lambda one: one[1][1],
                lambda one: -one[1][1],
            )
        ),
        key=itemgetter(0, 1),
    )
    links, leaders = [], []
    for name, spot in spots.items():
        colour = "steel" if pages[name].startswith("ulsan") else "rust"
        words = put[name]
        if words.gap(spot) > _NEAR:
            leaders.append(ON_PAGE.rule(words.nearest(spot), spot, "quiet"))
        dot = element("circle", cx=spot[0], cy=spot[1], r=_RADIUS, fill=colours[colour])
        text = label(words, "ink", ON_PAGE, bold=True)
        links.append(element("a", dot, text, href=context.href(pages[name], "")))
    ground = element("path", d=outline, fill=colours["line"], transform=f"scale({factor / 10:.5g})")
    return Drawing(width, HEIGHT * factor, [ground, *leaders, *links])


def network_map(land: str, context: Context) -> str:
    """The picture and the list of regions. ``land`` is the text of `LAND`."""
    outline = ElementTree.fromstring(land).find("{*}path")
    assert outline is not None, f"no path in {LAND}"
    alt, shape = WORDS[context.language]["map"], outline.get("d") or ""
    pictures = [
        to_text(on_page(_drawing(shape, width, context), f"chart__{size}", alt, role="group"))
        for size, width in _SIZES.items()
    ]
    claims = context.dataset.claims
    known = [(place, claims[place.claim] if place.claim else None) for place in regions(context)]
    return render("chart", "map", context, markup("".join(pictures)), known)
