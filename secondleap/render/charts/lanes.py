"""The events of several cities in lanes, by the years since each city's turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from secondleap.data.schema import City, Event
from secondleap.data.series import years_of
from secondleap.render.charts.layout import Axis, plot, text_width
from secondleap.render.charts.svg import ON_PAGE, Drawing, element
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.text import formatting

_SIZES = {"wide": 660, "narrow": 340}  # pixels
_DOT = 3.6  # pixels, the radius of a dot
_STEP = 8.4  # pixels from dot to dot in a pile
_SPAN = (-55, 50)  # years from the turn that are drawn
_HEAD = 24  # pixels above a lane, for its name
_FOOT = 40


def cities_with_turn(context: Context) -> list[City]:
    """The cities whose events can be counted from a turn."""
    return [city for city in context.dataset.cities.values() if city.turn is not None]


def lanes(events: Sequence[Event], size: str, context: Context) -> Drawing:
    """A lane for each city: every event a dot that leads to it, those of the same time piled up."""
    words, language, colours = WORDS[context.language], context.language, ON_PAGE.colours
    width = _SIZES[size]

    def write(years: float) -> str:
        if not years:
            return words["lanes_turn"]
        return words["lanes_later" if years > 0 else "lanes_earlier"].format(count=abs(int(years)))

    area = plot(
        Axis([float(year) for year in _SPAN], write),
        Axis([0.0, 1.0], lambda _: ""),
        (width, 200),
        times=[-50.0, -25.0, 0.0, 25.0, 50.0] if size == "wide" else [-40.0, 0.0, 40.0],
    )
    content, top = [], 0.0
    for city in cities_with_turn(context):
        own = [event for event in events if event.group == city.id]
        piles: Counter[int] = Counter()
        spots = []
        for event in own:
            since = years_of(event.date[:7]) - (city.turn or 0)
            if _SPAN[0] <= since <= _SPAN[1]:
                column = round(area.point(since, 0)[0] / _STEP)
                spots.append((event, column * _STEP, piles[column]))
                piles[column] += 1
        foot = top + _HEAD + max(piles.values(), default=1) * _STEP
        start = words["lanes_from"].format(year=city.turn)
        name = formatting.noted(city.label(language), start, language)
        content.append(ON_PAGE.text([name], (0, top + 11), city.colour, bold=True))
        line = f"M0,{foot + 0.5:g}h{width}"
        content.append(element("path", d=line, stroke=colours["line"]))
        for event, x, pile in spots:
            dot = element("circle", cx=x, cy=foot - (pile + 0.6) * _STEP, r=_DOT)
            title = element("title", event[language])
            link = {"href": f"#{event.id}", "tabindex": "-1", "data_event": event.id}
            content.append(element("a", title, dot, **link, fill=colours[city.colour]))
        top = foot
    ticks = []
    for year, label in area.x_ticks:
        x = area.point(year, 0)[0]
        edge = min(max(x, text_width(label) / 2), width - text_width(label) / 2)
        ticks.append(ON_PAGE.text([label], (edge, top + 18), "quiet", "middle"))
        if not year:
            rule = ON_PAGE.rule((x, _HEAD), (x, top), "quiet", "2,3")
            content.insert(0, rule)
    return Drawing(width, top + _FOOT - 10, [*content, *ticks])
