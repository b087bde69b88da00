"""Bars, whose names and values are never cut off.

A long name takes several lines, a long value has room behind its bar.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from secondleap.render.charts.layout import (
    BOLD,
    LINE_HEIGHT,
    SIZES,
    Dot,
    Picture,
    same_decimals,
    text_width,
    wrap,
)
from secondleap.render.charts.svg import Drawing, Pen, element

_GAP = 0.35  # this part of a row is empty
_EDGE = 2  # pixels around the whole
_APART = 14  # pixels before a column of numbers behind stacked bars
_OVER = 17  # pixels that text over the first bar needs
_DASH = "4,3"  # of the rule of a level
_SLIM = 15  # pixels: the height of a bar under a heading


def _width(lines: list[str]) -> float:
    return max(map(text_width, lines), default=0)


@dataclass(frozen=True)
class _Bar:
    """A bar, or a part of a stacked one, in pixels of the plot; ``value`` in lines of text."""

    dot: Dot
    left: float
    right: float
    middle: float
    value: list[str]


@dataclass(frozen=True)
class _Plot:
    """The bars in ``room`` pixels from left to right; each row is ``step`` pixels high."""

    bars: list[_Bar]
    names: list[list[str]]
    room: float
    step: float
    unit: float  # pixels

    @property
    def thickness(self) -> float:
        return (1 - _GAP) * self.step

    @property
    def over(self) -> float:
        """The middle of text over the first bar."""
        return _GAP / 2 * self.step - 11


@dataclass(frozen=True)
class Stack:
    """What stacked bars have beside their parts: the numbers behind each row, under ``heads``, and
    the rows with a ``plain`` bar, of one value that its words tell, with ``unsplit`` in it."""

    rows: dict[str, tuple[str, ...]]
    heads: tuple[str, ...]
    plain: dict[str, tuple[float, str]] = field(default_factory=dict)
    unsplit: str = ""

    @property
    def widths(self) -> list[float]:
        """The pixels that each column of numbers takes, with the space before it."""
        columns = zip(self.heads, *self.rows.values(), strict=True)
        return [_width(list(column)) + _APART for column in columns]


@dataclass(frozen=True)
class BarChart(Picture):
    """One bar a category, or one stacked of the lines. Bars start at zero."""

    stack: Stack | None = None

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the width of ``size``, a key of `SIZES`, and as high as its bars need."""
        width = SIZES[size][0]
        categories = (
            list(self.stack.rows)
            if self.stack
            else list(dict.fromkeys(str(dot.x) for dot in self.dots))
        )
        rows = {name: index for index, name in enumerate(categories)}
        names = [wrap(name, width * 0.4) for name in categories]
        margin = math.ceil(max(map(_width, names)) + 8)
        room = width - margin - 2 * _EDGE
        spans = list(self._spans())
        values, unit = self._values(spans, room)
        lines = max(map(len, names))
        needed = (LINE_HEIGHT * lines + 8, 28 * max(1, *map(len, values)), 40)
        height = 40 + max(needed) * len(names)
        top = float(_EDGE)
        if self.stack or self.remarks:  # text over the first bar, some of it in the gap there
            top += max(0, _OVER - _GAP / 2 * (height - top - _EDGE) / len(names))
        step = (height - top - _EDGE) / len(names)
        bars = [
            _Bar(dot, start * unit, end * unit, (rows[str(dot.x)] + 0.5) * step, value)
            for (dot, start, end), value in zip(spans, values, strict=True)
        ]
        plot = _Plot(bars, names, room, step, unit)
        content = [
            _names(plot, pen),
            *self._rules(plot, pen),
            *self._marks(plot, pen),
            *self._plain(plot, pen),
            *self._unsplit(plot, pen),
            *self._crossings(plot, pen),
            *self._value_texts(plot, pen),
            *self._headings(plot, pen),
            *self._numbers(plot, pen),
            *self._level_names(plot, pen),
        ]
        place = f"translate({margin + _EDGE},{round(top, 1):g})"
        return Drawing(width, height, [element("g", *content, transform=place)])

    def _spans(self) -> Iterator[tuple[Dot, float, float]]:
        """Each dot with the values at which its bar begins and ends."""
        ends: dict[str, float] = {}
        for dot in self.dots:
            start = ends.get(str(dot.x), 0.0) if self.stack else 0.0
            ends[str(dot.x)] = start + dot.y
            yield dot, start, start + dot.y

    def _values(
        self, spans: list[tuple[Dot, float, float]], room: float
    ) -> tuple[list[list[str]], float]:
        """The values in lines of text, and how many pixels of ``room`` a unit gets."""
        texts = [dot.value for dot, _, _ in spans]
        most = max(end for _, _, end in spans) or 1
        if self.stack:  # values are inside the bars
            whole = max((value for value, _ in self.stack.plain.values()), default=0)
            unit = (room - sum(self.stack.widths)) / max(most, whole)
            parts = zip(texts, spans, strict=True)
            return [wrap(text, (end - start) * unit - 12) for text, (_, start, end) in parts], unit
        values = [wrap(text, room * 0.75 - 10) for text in texts]
        units = [room / (most * 1.22)]  # values are beside the bars: also the longest has room
        for value, (_, _, end) in zip(values, spans, strict=True):
            if end > 0:
                units.append(max(room - _width(value) - 10, room / 4) / end)
        return values, min(units)

    def _marks(self, plot: _Plot, pen: Pen) -> list[Element]:
        def mark(bar: _Bar) -> Element:
            return element(
                "rect",
                x=bar.left,
                y=bar.middle - plot.thickness / 2,
                width=bar.right - bar.left,
                height=plot.thickness,
                role="img",
                aria_label=bar.dot.description,
            )

        return [
            element(
                "g",
                *(mark(bar) for bar in plot.bars if bar.dot.line == line.name),
                class_="chart__bars",
                fill=pen.colours[line.colour],
            )
            for line in self.lines
        ]

    def _value_texts(self, plot: _Plot, pen: Pen) -> list[Element]:
        """Values: at the start of the part of a stacked bar, else behind the bar.

        Where the rule of a level would cross one of these, all are inside, at the end of the bar
        or at its start, or where not all have room, those that it would cross.
        """
        levels = [remark.y * plot.unit for remark in self.remarks if remark.y is not None]

        def crossed(left: float, right: float) -> bool:
            return any(left - 4 < level < right + 4 for level in levels)

        def fits(bar: _Bar) -> bool:
            end, width = bar.right - 6, _width(bar.value)
            return width < end - 6 and not crossed(end - width, end)

        def is_met(bar: _Bar) -> bool:
            return crossed(bar.right + 6, bar.right + 6 + _width(bar.value))

        def starts(bar: _Bar) -> bool:
            width = _width(bar.value)
            return 12 + width < bar.right and not crossed(6, 6 + width)

        met = any(map(is_met, plot.bars))
        inside = met and all(map(fits, plot.bars))
        at_start = bool(self.stack) or (met and not inside and all(map(starts, plot.bars)))

        def text(bar: _Bar) -> Element:
            if at_start:
                return pen.text(bar.value, (bar.left + 6, bar.middle), "paper")
            if inside or (is_met(bar) and fits(bar)):
                return pen.text(bar.value, (bar.right - 6, bar.middle), "paper", "end")
            return pen.text(bar.value, (bar.right + 6, bar.middle), "ink")

        return [text(bar) for bar in plot.bars]

    def _plain(self, plot: _Plot, pen: Pen) -> list[Element]:
        """The bars of which the parts are not known."""
        rows = {" ".join(name): row for row, name in enumerate(plot.names)}
        return [
            element(
                "rect",
                x=0,
                y=(rows[name] + 0.5) * plot.step - plot.thickness / 2,
                width=value * plot.unit,
                height=plot.thickness,
                fill=pen.colours["line"],
                role="img",
                aria_label=told,
            )
            for name, (value, told) in (self.stack.plain if self.stack else {}).items()
        ]

    def _unsplit(self, plot: _Plot, pen: Pen) -> list[Element]:
        """The words in those bars."""
        plain = self.stack.plain if self.stack else {}
        rows = [row for row, name in enumerate(plot.names) if " ".join(name) in plain]
        text = [self.stack.unsplit] if self.stack else []
        return [pen.text(text, (6, (row + 0.5) * plot.step), "ink") for row in rows]

    def _numbers(self, plot: _Plot, pen: Pen) -> list[Element]:
        """Columns of numbers behind stacked bars, with their heads."""
        made, right = [], plot.room
        if not self.stack:
            return []
        columns = zip(self.stack.heads, *self.stack.rows.values(), strict=True)
        placed = list(zip(columns, self.stack.widths, strict=True))
        for (head, *cells), width in reversed(placed):
            made.append(pen.text([head], (right, plot.over), "quiet", "end"))
            for row, cell in enumerate(cells):
                made.append(pen.text([cell], (right, (row + 0.5) * plot.step), "ink", "end"))
            right -= width
        return made

    def _headings(self, plot: _Plot, pen: Pen) -> list[Element]:
        """The names of the parts of stacked bars, over the first bar."""
        starts = {bar.dot.line: bar.left for bar in plot.bars if bar.middle < plot.step}
        return [
            pen.text([line.label], (starts[line.name], plot.over), line.colour, bold=True)
            for line in self.lines
            if self.stack and line.name in starts
        ]

    def _rules(self, plot: _Plot, pen: Pen) -> Iterator[Element]:
        """A dashed rule behind all bars at the level of each remark."""
        foot = plot.step * len(plot.names)
        for remark in self.remarks:
            x = (remark.y or 0) * plot.unit
            yield pen.rule((x, plot.over + 8), (x, foot), "ink", _DASH)

    def _crossings(self, plot: _Plot, pen: Pen) -> Iterator[Element]:
        """The rules where they cross a bar, in the colour of the page."""
        for remark in self.remarks:
            x, half = (remark.y or 0) * plot.unit, plot.thickness / 2
            for bar in plot.bars:
                if bar.left < x < bar.right:
                    ends = (x, bar.middle - half), (x, bar.middle + half)
                    yield pen.rule(*ends, "paper", _DASH)

    def _level_names(self, plot: _Plot, pen: Pen) -> Iterator[Element]:
        """The text of each remark over its rule."""
        for remark in self.remarks:
            x = (remark.y or 0) * plot.unit
            last = x + text_width(remark.text) * 0.6 > plot.room
            at, anchor = (x + 4, "end") if last else (x, "middle")
            yield pen.text([remark.text], (at, plot.over), "ink", anchor, bold=True)


def same_digit(dots: list[Dot]) -> list[Dot]:
    """The dots of bars in per cent, each value with as many decimals as the others."""
    if not all(dot.value.endswith("%") for dot in dots):
        return dots
    texts = same_decimals([dot.value.rstrip("%") for dot in dots])
    return [replace(dot, value=f"{text}%") for dot, text in zip(dots, texts, strict=True)]


def _names(plot: _Plot, pen: Pen) -> Element:
    """The names of the categories, each centred on its bar."""
    made = [pen.text(name, (-8, (row + 0.5) * plot.step)) for row, name in enumerate(plot.names)]
    return element("g", *made, fill=pen.colours["ink"], text_anchor="end")


@dataclass(frozen=True)
class GroupedBars:
    """Bars of shares of a hundred under headings: heading -> name, share, and that in words. Those
    under the heading ``other`` are without the colour, those with the name ``pale`` paler. Bars and
    words of the names in ``marked`` have those colours."""

    groups: dict[str, list[tuple[str, float, str]]]
    colour: str
    other: str = ""
    pale: str = ""
    marked: dict[str, str] = field(default_factory=dict)

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the width of ``size``, a key of `SIZES`, and as high as its bars need."""
        width = SIZES[size][0]
        rows = [row for group in self.groups.values() for row in group]
        left = max(text_width(name) for name, _, _ in rows) * BOLD + 14
        taken = max(text_width(text) for _, _, text in rows) * BOLD + 8
        unit = (width - left - taken) / max(max(share for _, share, _ in rows), 1)
        y, bars, words = 2.0, [], []
        for heading, group in self.groups.items():
            lines = wrap(heading, width / BOLD)
            y += LINE_HEIGHT * len(lines)
            middle = y - LINE_HEIGHT / 2 * len(lines) + 1
            words.append(pen.text(lines, (0, middle), "ink", bold=True))
            y += 6
            colour = "quiet" if heading == self.other else self.colour
            for name, share, text in group:
                bars.append(
                    element(
                        "rect",
                        fill=pen.colours[self.marked.get(name, colour)],
                        fill_opacity="0.45" if name == self.pale else None,
                        x=left,
                        y=y,
                        width=max(share * unit, 1),
                        height=_SLIM,
                        role="img",
                        aria_label=f"{heading}, {name}: {text}",
                    )
                )
                middle = y + _SLIM / 2
                ink, bold = self.marked.get(name, "ink"), name in self.marked
                words.append(pen.text([name], (left - 8, middle), ink, "end", bold))
                words.append(pen.text([text], (left + share * unit + 6, middle), ink, bold=bold))
                y += _SLIM + 6
            y += 12
        return Drawing(width, y, [element("g", *bars, class_="chart__bars"), *words])
