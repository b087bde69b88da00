"""Events in order of time, each at its own address, with its source; filtered by scripts, whole without them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.data.schema import Event
from secondleap.render.context import Context
from secondleap.render.evidence import source_link
from secondleap.render.html import attribute, filters
from secondleap.render.strings import THEMES, WORDS
from secondleap.text import formatting


def timeline(events: Iterable[Event], context: Context) -> str:
    """The events as a list, with a filter by theme and, where there are several, by city."""
    language = context.language
    words = WORDS[language]
    listed = sorted(events, key=lambda event: event.date)
    cities = context.dataset.cities
    groups = [
        (name, city.label(language))
        for name, city in cities.items()
        if any(event.group == name for event in listed)
    ]
    themes = [
        (name, look[language])
        for name, look in THEMES.items()
        if any(event.theme == name for event in listed)
    ]
    facets = [("group", words["filter_city"], groups)] * (len(groups) > 1) + [
        ("theme", words["filter_theme"], themes)
    ]
    items = "".join(
        f'<li class="event" id="{event.id}" data-item="item" data-group="{event.group}" data-theme="{event.theme}">'
        f'<a class="event__date" href="#{event.id}"><time datetime="{event.date}">{formatting.date(event.date, language)}</time></a>'
        f'<p>{escape(event[language])} <span class="event__tags">{escape(cities[event.group].label(language))} · {THEMES[event.theme][language]}</span>'
        f'<span class="evidence__source">{source_link(context.dataset.sources[event.source], context)}</span></p></li>'
        for event in listed
    )
    return f'<div class="filtered">{filters(facets, language, len(listed))}<ol class="timeline" aria-label="{attribute(words["timeline"])}">{items}</ol></div>'
