"""Bars, whose names and values are never cut off.

A long name takes several lines, a long value has room behind its bar.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from secondleap.render.charts.layout import (
    LINE_HEIGHT,
    SIZES,
    Dot,
    Picture,
    Point,
    text_width,
    wrap,
)
from secondleap.render.charts.svg import Drawing, Pen, element, pixels

_GAP = 0.35  # of a step from bar to bar is empty
_EDGE = 2  # pixels around the whole
_OVER = 17  # pixels that words over the first bar need


def _width(lines: list[str]) -> float:
    return max(map(text_width, lines))


@dataclass(frozen=True)
class _Bar:
    """A bar, or a part of a stacked one, from the value ``start`` to ``end``; ``row`` from 0."""

    dot: Dot
    row: int
    start: float
    end: float
    value: list[str]


@dataclass(frozen=True)
class _Rows:
    """Where bars are: ``names`` in lines, pixels of the plot, pixels of a step and of one unit."""

    names: list[list[str]]
    left: float
    top: float
    step: float
    unit: float

    def y(self, row: int) -> float:
        """The upper edge of a bar."""
        return (row + _GAP / 2) * self.step

    def middle(self, row: int) -> float:
        return (row + 0.5) * self.step

    @property
    def thickness(self) -> float:
        return (1 - _GAP) * self.step


@dataclass(frozen=True)
class BarChart(Picture):
    """One bar a category, or one stacked of the lines. Bars start at zero."""

    stacked: bool = False

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the width of ``size``, a key of `SIZES`, and as high as its bars need."""
        width = SIZES[size][0]
        categories = list(dict.fromkeys(str(dot.x) for dot in self.dots))
        names = [wrap(name, width * 0.4) for name in categories]
        margin = math.ceil(max(map(_width, names)) + 8)
        room = width - margin - 2 * _EDGE
        bars, reach = self._bars(categories, room)
        deepest = max(len(bar.value) for bar in bars)
        step: float = max(
            40, LINE_HEIGHT * max(map(len, names)) + 8, round(LINE_HEIGHT * deepest * 1.75)
        )
        height = 40 + step * len(names)
        top = float(_EDGE)
        if self.stacked or self.remarks:  # words over the first bar, partly in the gap above it
            top += max(0, _OVER - _GAP / 2 * (height - 2 * _EDGE) / len(names))
        step = (height - top - _EDGE) / len(names)
        rows = _Rows(names, margin + _EDGE, top, step, room / reach)
        content = [_names(rows, pen), *self._marks(bars, rows, pen), *self._values(bars, rows, pen)]
        if self.stacked:
            content += self._headings(bars, rows, pen)
        content += self._levels(rows, room, pen)
        place = f"translate({rows.left:g},{pixels(top)})"
        return Drawing(width, height, [element("g", *content, transform=place)])

    def _bars(self, categories: list[str], room: float) -> tuple[list[_Bar], float]:
        """The bars in ``room`` pixels, and the value at the end of that room."""
        bars = []
        ends = dict.fromkeys(categories, 0.0)
        for dot in self.dots:
            name = str(dot.x)
            start = ends[name] if self.stacked else 0.0
            ends[name] = start + dot.y
            bars.append(_Bar(dot, categories.index(name), start, start + dot.y, []))
        reach = max(ends.values()) * 1.02

        def wrapped(bar: _Bar) -> _Bar:
            own = (bar.end - bar.start) * room / reach - 12
            value = self.write_y(bar.dot.y)
            return replace(bar, value=wrap(value, own if self.stacked else room * 0.75 - 10))

        bars = [wrapped(bar) for bar in bars]
        if not self.stacked:  # the longest value has room behind its bar
            free = (max(room - _width(bar.value) - 10, room / 4) for bar in bars)
            needed = (bar.end * room / left for bar, left in zip(bars, free, strict=True))
            reach = max(max(ends.values()) * 1.22, *needed)
        return bars, reach

    def _marks(self, bars: list[_Bar], rows: _Rows, pen: Pen) -> list[Element]:
        def mark(bar: _Bar) -> Element:
            return element(
                "rect",
                x=bar.start * rows.unit,
                y=rows.y(bar.row),
                width=(bar.end - bar.start) * rows.unit,
                height=rows.thickness,
                role="img",
                aria_label=bar.dot.description,
            )

        return [
            element(
                "g",
                *(mark(bar) for bar in bars if bar.dot.line == line.name),
                class_="chart__bars",
                fill=pen.colours[line.colour],
            )
            for line in self.lines
        ]

    def _values(self, bars: list[_Bar], rows: _Rows, pen: Pen) -> list[Element]:
        """Values: in the part of a stacked bar, else behind the bar.

        Where the rule of a level would cross one, all stand inside that have room there.
        """
        levels = [remark.y * rows.unit for remark in self.remarks if remark.y is not None]

        def crossed(left: float, right: float) -> bool:
            return any(left - 4 < level < right + 4 for level in levels)

        def behind(bar: _Bar) -> bool:
            end = bar.end * rows.unit + 6
            return not crossed(end, end + _width(bar.value))

        def fits(bar: _Bar) -> bool:
            end, width = bar.end * rows.unit - 6, _width(bar.value)
            return width < end - 6 and not crossed(end - width, end)

        inside = not self.stacked and not all(map(behind, bars))

        def value(bar: _Bar) -> Element:
            y = rows.middle(bar.row) - LINE_HEIGHT / 2 * (len(bar.value) - 1)
            if self.stacked:
                return pen.text(bar.value, (bar.start * rows.unit + 6, y), "paper")
            if inside and fits(bar):
                return pen.text(bar.value, (bar.end * rows.unit - 6, y), "paper", "end")
            return pen.text(bar.value, (bar.end * rows.unit + 6, y), "ink")

        return [value(bar) for bar in bars]

    def _headings(self, bars: list[_Bar], rows: _Rows, pen: Pen) -> list[Element]:
        """The names of the parts, over the first bar."""
        looks = {line.name: line for line in self.lines}
        parts = [(bar, looks[bar.dot.line]) for bar in bars if bar.row == 0]
        return [
            pen.text([line.label], (bar.start * rows.unit, rows.y(0) - 11), line.colour, bold=True)
            for bar, line in parts
        ]

    def _levels(self, rows: _Rows, room: float, pen: Pen) -> list[Element]:
        """A dashed rule through all bars at the level of each remark, and its text over it."""
        made = []
        for remark in self.remarks:
            x = (remark.y or 0) * rows.unit
            last = x + text_width(remark.text) * 0.6 > room
            at: Point = (x + 4, rows.y(0) - 11) if last else (x, rows.y(0) - 11)
            foot = rows.step * len(rows.names)
            made += [
                pen.rule((x, rows.y(0) - 3), (x, foot), "ink", "2,3"),
                pen.text([remark.text], at, "ink", "end" if last else "middle", bold=True),
            ]
        return made


def _names(rows: _Rows, pen: Pen) -> Element:
    """The names of the categories, each centred on its bar."""
    made = [
        pen.text(name, (-8, rows.middle(row) - LINE_HEIGHT / 2 * (len(name) - 1)))
        for row, name in enumerate(rows.names)
    ]
    return element("g", *made, fill=pen.colours["ink"], text_anchor="end")
