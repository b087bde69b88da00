"""The map of the hub network: land from Natural Earth (public domain), each region a link to its page, and the same as a list."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from secondleap.data.schema import Place
from secondleap.render.charts.card import CACHE
from secondleap.render.charts.later import later
from secondleap.render.charts.svg import COLOURS, draw, for_page
from secondleap.render.context import Context
from secondleap.render.html import link
from secondleap.render.strings import WORDS

if TYPE_CHECKING:
    import altair as alt
else:
    alt = later("altair")

_SIZES = {"wide": (660, 330), "narrow": (340, 190)}


def regions(context: Context) -> list[Place]:
    """The places on the map, west to east."""
    return sorted(
        (place for place in context.dataset.records["places"] if place.at and place.page),
        key=lambda place: place.at,
    )


def _specification(context: Context, size: str) -> dict[str, Any]:
    land = json.loads(
        (context.dataset.root / "data/geo/land-110m.json").read_text(encoding="utf-8")
    )
    width, height = _SIZES[size]
    ground = alt.Chart(
        alt.Data(values=land, format=alt.TopoDataFormat(type="topojson", feature="land"))
    ).mark_geoshape(fill=COLOURS["line"], stroke=None, aria=False)
    rows = [
        {
            "lon": place.at[0],
            "lat": place.at[1],
            "told": place.id,
            "home": place.page.startswith("ulsan"),
        }
        for place in regions(context)
        if place.at and place.page
    ]
    colour = alt.condition("datum.home", alt.value(COLOURS["steel"]), alt.value(COLOURS["rust"]))
    dots = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(
            size=110 if size == "wide" else 70, opacity=1, stroke=COLOURS["paper"], strokeWidth=1.5
        )
        .encode(longitude="lon:Q", latitude="lat:Q", fill=colour, description="told:N")
    )
    return (
        alt.layer(ground, dots)
        .properties(width=width, height=height, background="transparent", padding=2)
        .project(type="naturalEarth1", rotate=[-10, 0, 0])
        .configure_view(stroke=None)
        .to_dict()
    )


def network_map(context: Context) -> str:
    """The picture for wide and narrow pages, and the list of regions with their pages."""
    language = context.language
    words = WORDS[language]
    names = {place.id: place for place in regions(context)}

    def linked(match: re.Match[str]) -> str:
        place = names[match[1]]
        label = escape(place[language])
        dot = match[0].replace(f' aria-label="{match[1]}" role="img"', "")
        return f'<a href="{context.href(place.page or "", "")}" aria-label="{label}"><title>{label}</title>{dot}</a>'

    pictures = []
    made_of = [place.model_dump_json() for place in regions(context)]
    for size in _SIZES:
        svg = for_page(
            draw(
                made_of + [size],
                lambda size=size: _specification(context, size),
                context.dataset.root / CACHE,
            ),
            size,
            words["map"],
        ).replace('role="img"', 'role="group"', 1)
        pictures.append(re.sub(r'<path aria-label="([a-z-]+)"[^>]*/>', linked, svg))
    items = "".join(
        f"<li>{link(context.href(place.page or '', ''), place[language])}</li>"
        for place in regions(context)
    )
    caption = f'<figcaption><ul class="map__list">{items}</ul><p class="chart__source">{words["land"]}</p></figcaption>'
    return f'<figure class="map">{"".join(pictures)}{caption}</figure>'
