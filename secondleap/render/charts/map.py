"""The map of the hub network: the land, each region a link to its page, and the same as a list."""

from __future__ import annotations

import math
from html import escape
from xml.etree import ElementTree

from secondleap.data.schema import Place
from secondleap.render.charts.layout import Point
from secondleap.render.charts.svg import ON_PAGE, Drawing, element, markup, on_page
from secondleap.render.context import Context
from secondleap.render.html import link
from secondleap.render.strings import WORDS

WIDTH, HEIGHT = 664, 334  # pixels
_SCALE, _MIDDLE = 117.81, (330.0, 164.4)
_CENTRE = 10  # the longitude in the middle, so that the edges lie in the Bering Strait
_RADIUS = 5.2
_LAND = "data/geo/land.svg"  # made by data/geo/land.py


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


def _land(context: Context) -> str:
    """The ``d`` of the land's outline, in tenths of pixels."""
    path = ElementTree.parse(context.dataset.root / _LAND).find(".//{*}path")
    assert path is not None, f"no path in {_LAND}"
    return path.attrib["d"]


def network_map(context: Context) -> str:
    """The picture, and the list of regions with their pages."""
    words, colours = WORDS[context.language], ON_PAGE.colours
    dots, items = [], []
    for place in regions(context):
        if place.at and place.page:
            name, href = place[context.language], context.href(place.page, "")
            x, y = project(from_centre(place.at[0]), place.at[1])
            home = place.page.startswith("ulsan")
            fill = colours["steel" if home else "rust"]
            dot = element("circle", cx=x, cy=y, r=_RADIUS, fill=fill)
            dots.append(element("a", element("title", name), dot, href=href, aria_label=name))
            items.append(f"<li>{link(href, name)}</li>")
    land = element("path", d=_land(context), fill=colours["line"], transform="scale(.1)")
    regions_on_top = element("g", *dots, stroke=colours["paper"], stroke_width=1.5)
    drawing = Drawing(WIDTH, HEIGHT, [land, regions_on_top])
    picture = markup(on_page(drawing, None, words["map"], role="group"))
    return (
        f'<figure class="map">{picture}<figcaption><ul class="map__list">{"".join(items)}</ul>'
        f'<p class="chart__source">{escape(words["land"])}</p></figcaption></figure>'
    )
