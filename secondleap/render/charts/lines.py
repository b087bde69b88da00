"""Lines over time, each named where it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from secondleap.render.charts.label_placement import Place, Sheet, by_level, by_line, by_rule
from secondleap.render.charts.layout import (
    SIZES,
    Axis,
    Dot,
    Line,
    Picture,
    Plot,
    Point,
    plot,
)
from secondleap.render.charts.svg import Drawing, Pen, element, path_data

_RADIUS = 3.3
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}
_DASH = "2,3"


@dataclass(frozen=True)
class LineChart(Picture):
    """Values over time. ``write_x`` writes a time in the language of the page.

    ``downward`` puts the smallest value on top, for ranks.
    """

    write_x: Callable[[float], str]
    from_zero: bool = False
    downward: bool = False

    def plot(self, size: str) -> Plot:
        """The plot in a drawing of the ``size``, a key of `SIZES`."""
        times = [float(dot.x) for dot in self.dots]
        times += [remark.x for remark in self.remarks if remark.x is not None]
        values = [dot.y for dot in self.dots] + [0.0] * self.from_zero
        values += [remark.y for remark in self.remarks if remark.y is not None]
        return plot(
            Axis(times, self.write_x), Axis(values, self.write_y), SIZES[size], self.downward
        )

    def dots_of(self, line: Line) -> list[Dot]:
        """The dots of ``line`` in the order of time."""
        own = (dot for dot in self.dots if dot.line == line.name)
        return sorted(own, key=lambda dot: float(dot.x))

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the ``size``, a key of `SIZES`."""
        area = self.plot(size)
        sheet = Sheet(area.width, area.height)
        content = axes(area, pen)
        content += [_series(line, self.dots_of(line), area, sheet, pen) for line in self.lines]
        notes: list[tuple[str, list[Place]]] = []
        for remark in self.remarks:
            x, y = area.point(remark.x or 0, remark.y or 0)
            if remark.x is not None:
                rule = ((x, 0.0), (x, area.height))
                notes.append((remark.text, by_rule(remark.text, x, area.height)))
            else:
                rule = ((0.0, y), (area.width, y))
                notes.append((remark.text, by_level(remark.text, y, area.width)))
            sheet.trace(remark.text, list(rule))
            content.append(pen.rule(*rule, "quiet", _DASH))
        for line in self.lines:
            if line.label:
                content += _name(line, self, area, sheet, pen)
        content += [_label(sheet.put(text, places), "quiet", pen) for text, places in notes]
        moved = element("g", *content, transform=f"translate({area.left:g},{area.top:g})")
        return Drawing(*SIZES[size], [moved])


def axes(area: Plot, pen: Pen) -> list[Element]:
    """The grid, a line across the plot for each value, and the labels of both axes."""
    heights = [area.point(0, value)[1] for value, _ in area.y_ticks]
    # Each in the middle of a row of pixels, to be sharp.
    grid = "".join(f"M0,{round(y) + 0.5}h{area.width:g}" for y in heights)
    below = area.height + 17
    times = [pen.text([label], (area.point(time, 0)[0], below)) for time, label in area.x_ticks]
    values = [
        pen.text([label], (-2, y)) for (_, label), y in zip(area.y_ticks, heights, strict=True)
    ]
    return [
        element("path", d=grid, stroke=pen.colours["line"]),
        element("g", *times, fill=pen.colours["quiet"], text_anchor="middle"),
        element("g", *values, fill=pen.colours["quiet"], text_anchor="end"),
    ]


def _series(line: Line, own: list[Dot], area: Plot, sheet: Sheet, pen: Pen) -> Element:
    """A line with its dots."""
    runs: dict[int, list[Point]] = {}
    dots = []
    for dot in own:
        x, y = area.point(dot.x, dot.y)
        runs.setdefault(dot.segment, []).append((x, y))
        sheet.trace(line.name, [(x, y), (x - 4, y), (x + 4, y)])
        sheet.trace(line.name, [(x, y - 4), (x, y + 4)])
        dots.append(
            element(
                "circle",
                cx=x,
                cy=y,
                r=_RADIUS,
                fill=pen.colours["paper"] if dot.hollow else None,
                role="img",
                aria_label=dot.description,
            )
        )
    strokes = []
    if line.joined:
        for run in runs.values():
            sheet.trace(line.name, run)
        if joined := path_data(runs.values()):
            strokes = [element("path", d=joined, fill="none", stroke_width=2.5)]
    colour = pen.colours[line.colour]
    look = {"class_": "chart__series", "fill": colour, "stroke": colour}
    return element("g", *strokes, *dots, **look, stroke_width=1.6)


def _label(place: Place, colour: str, pen: Pen, bold: bool = False) -> Element:
    return pen.text(place.words.lines, (place.x, place.y), colour, _ANCHOR[place.align], bold)


def _name(line: Line, chart: LineChart, area: Plot, sheet: Sheet, pen: Pen) -> list[Element]:
    """The name of a line by its end; where that is too full, farther off with a leader line."""
    last = chart.dots_of(line)[-1]
    end = area.point(last.x, last.y)
    others = [area.point(dot.x, dot.y) for dot in chart.dots if dot.line != line.name]
    above = all(end[1] <= y for x, y in others if abs(x - end[0]) < area.width / 5)
    place = sheet.put(line.name, by_line(line.label, end, sheet.spots(line.name, end), above))
    name = _label(place, line.colour, pen, bold=True)
    if sheet.belongs(place, line.name):
        return [name]
    leader = place.nearest(place.point), place.point
    sheet.trace(line.name, list(leader))
    return [pen.rule(*leader, line.colour), name]
