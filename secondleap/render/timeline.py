"""Events in order of time, with filters."""

from __future__ import annotations

from collections.abc import Iterable

from secondleap.data.schema import Event
from secondleap.render.context import Context
from secondleap.render.strings import THEMES, WORDS
from secondleap.render.templates import render


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
    return render("timeline", "timeline", context, listed, facets, folded)
