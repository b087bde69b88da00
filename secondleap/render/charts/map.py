"""The map of the hub network: the land, each region a link to its page, and the same as a list."""

from __future__ import annotations

import math
from xml.etree import ElementTree

from secondleap.data.schema import Place
from secondleap.render.charts.layout import Point
from secondleap.render.charts.svg import ON_PAGE, Drawing, element, on_page, to_text
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.render.templates import markup, render

WIDTH, HEIGHT = 664, 334  # pixels
_SCALE, _MIDDLE = 117.81, (330.0, 164.4)
_CENTRE = 10  # the longitude in the middle, so that the edges lie in the Bering Strait
_RADIUS = 5.2
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


def network_map(land: str, context: Context) -> str:
    """The picture and the list of regions. ``land`` is the text of `LAND`."""
    colours = ON_PAGE.colours
    outline = ElementTree.fromstring(land).find("{*}path")
    assert outline is not None, f"no path in {LAND}"
    dots = []
    for place in regions(context):
        if place.at and place.page:
            name, href = place[context.language], context.href(place.page, "")
            x, y = project(from_centre(place.at[0]), place.at[1])
            fill = colours["steel" if place.page.startswith("ulsan") else "rust"]
            dot = element("circle", cx=x, cy=y, r=_RADIUS, fill=fill)
            dots.append(element("a", element("title", name), dot, href=href, aria_label=name))
    ground = element("path", d=outline.get("d"), fill=colours["line"], transform="scale(.1)")
    on_top = element("g", *dots, stroke=colours["paper"], stroke_width=1.5)
    drawing = Drawing(WIDTH, HEIGHT, [ground, on_top])
    words = WORDS[context.language]
    picture = to_text(on_page(drawing, None, words["map"], role="group"))
    return render("chart", "map", context, markup(picture), regions(context))
