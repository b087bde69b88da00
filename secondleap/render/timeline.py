"""Events in order of time, with filters."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from secondleap.data.schema import Event
from secondleap.render.charts.lanes import cities_with_turn, lanes
from secondleap.render.charts.svg import on_page, to_text
from secondleap.render.context import Context
from secondleap.render.strings import THEMES, WORDS
from secondleap.render.templates import markup, render


def timeline(events: Iterable[Event], context: Context, folded: bool) -> str:
    """The events as a list, with a filter by theme and, where there are several, by city.

    A city's is ``folded``: it stands below a story, one press away.
    """
    language, words = context.language, WORDS[context.language]
    listed = sorted(events, key=lambda event: event.date)
    groups, themes = ({getattr(event, name) for event in listed} for name in ("group", "theme"))
    cities = [
        (name, "", city.label(language))
        for name, city in context.dataset.cities.items()
        if name in groups
    ]
    facets = [("group", words["filter_city"], cities)] if len(cities) > 1 else []
    choices = [(name, "", look[language]) for name, look in THEMES.items() if name in themes]
    facets.append(("theme", words["filter_theme"], choices))
    return render("timeline", "timeline", context, listed, facets, folded, _lanes(listed, context))


def _lanes(events: list[Event], context: Context) -> Markup:
    """The events of the cities with a turn as lanes, where there are two cities or more."""
    if len({event.group for event in events} & {one.id for one in cities_with_turn(context)}) < 2:
        return Markup()
    alt = WORDS[context.language]["lanes"]
    pictures = [
        to_text(on_page(lanes(events, size, context), f"chart__{size}", alt, role="group"))
        for size in ("wide", "narrow")
    ]
    return markup("".join(pictures))
