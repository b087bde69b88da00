"""Columns over time: a value each at its year, with empty room where a year is missing.

Where many columns would have no room on a phone for their values, or for notes beside them, they
lie: a row each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from secondleap.render.charts.label_placement import Place, Sheet, Words, by_level, by_point
from secondleap.render.charts.layout import (
    BOLD,
    LINE_HEIGHT,
    SIZES,
    TOP,
    Axis,
    Dot,
    Line,
    Picture,
    Plot,
    plot,
    wrap,
)
from secondleap.render.charts.layout import text_width as wide
from secondleap.render.charts.lines import FEW, axes, label
from secondleap.render.charts.svg import Drawing, Pen, element

_FULL = 0.72  # this part of the room from one time to the next is filled
_MOST = 46  # pixels: no column is wider
_WIDEST = 2  # nor wider than this part of all times
_HEAD = 1.15  # so much of the highest column is left for notes under a grid
_ABOVE = 34  # pixels over the highest column for names or notes where there is none
_ROW, _BAR = 23, 15  # pixels: of a row of one that lies, and of its bar


@dataclass(frozen=True)
class ColumnChart(Picture):
    """Values over time, from zero up or down. Columns of several lines stand side by side.

    ``write_x`` writes a time in the language of the page; ``missing`` stands where a year has no
    value. The columns of the times in ``marked`` have those colours.
    """

    write_x: Callable[[float], str]
    missing: str = ""
    marked: dict[float, str] = field(default_factory=dict)

    @property
    def _gaps(self) -> list[float]:
        """The whole years without a value between those that have one."""
        times = {float(dot.x) for dot in self.dots}
        if not self.missing or any(time % 1 for time in times) or len(times) <= FEW:
            return []
        return [float(y) for y in range(int(min(times)), int(max(times))) if float(y) not in times]

    def _colour(self, dot: Dot, line: Line) -> str:
        return self.marked.get(float(dot.x), line.colour)

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the ``size``, a key of `SIZES`."""
        times = sorted({float(dot.x) for dot in self.dots})
        few = times if len(times) <= FEW else None
        slot = min((after - before for before, after in pairwise(times)), default=1.0)
        slot = min(slot, (times[-1] - times[0]) / _WIDEST or 1)
        noted = any(remark.x is not None for remark in self.remarks)
        values = [dot.y for dot in self.dots] + [0.0]
        most = max(values)
        if noted:
            values.append(most * _HEAD)

        def measured(write: Callable[[float], str]) -> tuple[Plot, float, float]:
            """The plot, and the pixels from one time to the next and of a column."""
            area = plot(Axis(times, self.write_x), Axis(values, write), SIZES[size], slot, few)
            room = slot * (area.point(1, 0)[0] - area.point(0, 0)[0])
            return area, room, min(room * _FULL / len(self.lines), _MOST)

        area, room, width = measured(self.scale.write)
        crowded = any(wide(dot.value) * BOLD > width * 1.35 + 4 for dot in self.dots)
        if (noted or crowded) and size == "narrow" and len(self.lines) == 1:
            return self._lying(SIZES[size][0], pen)
        if not crowded:  # each column bears its value
            area, room, width = measured(lambda _: "")
            area = replace(area, y_ticks=[(0.0, "")])
            if noted or all(line.label for line in self.lines):
                share, (foot, _) = _ABOVE / area.height, area.y_domain
                area = replace(area, y_domain=(foot, (most - share * foot) / (1 - share)))
        group = width * len(self.lines)
        sheet = Sheet(area.width, area.height)
        content = axes(area, pen, self.scale.name)
        content += [
            self._columns(line, -group / 2 + index * width, width, area, sheet, pen)
            for index, line in enumerate(self.lines)
        ]
        content += self._values(group, width, area, sheet, pen, crowded)
        content += self._names(group, width, area, sheet, pen, crowded)
        for time in self._gaps:
            lines = wrap(self.missing, room - 3)
            if max(map(wide, lines)) < room:
                middle, zero = area.point(time, 0)
                at = (middle, zero - 8 - LINE_HEIGHT / 2 * (len(lines) - 1))
                content.append(pen.text(lines, at, "quiet", "middle"))
        for index, remark in enumerate(self.remarks):
            point = area.point(remark.x or 0, remark.y or 0)
            if remark.x is None:
                content.append(pen.rule((0, point[1]), (area.width, point[1]), "ink", "2,3"))
                sheet.trace(f"note {index}", [(0, point[1]), (area.width, point[1])])
                place = sheet.put(f"note {index}", by_level(remark.text, point[1], area.width))
                content.append(label(place, "ink", pen, bold=True))
                continue
            sheet.trace(f"note {index}", [point, point])
            here = [dot.value for dot in self.dots if (dot.x, dot.y) == (remark.x, remark.y)]
            text = " ".join([remark.text, *here]) if crowded else remark.text
            place = sheet.put(f"note {index}", by_point(text, point))
            content.append(label(place, "quiet", pen))
        moved = element("g", *content, transform=f"translate({area.left:g},{area.top:g})")
        return Drawing(*SIZES[size], [moved])

    def _lying(self, width: int, pen: Pen) -> Drawing:
        """A row for each year: the year, its bar from zero to the right or to the left, its value
        and its note."""
        line = self.lines[0]
        notes = {(mark.x, mark.y): mark.text for mark in self.remarks if mark.x is not None}
        texts = {
            dot: (dot.value, notes.get((float(dot.x), dot.y), ""))
            for dot in sorted(self.dots, key=lambda dot: float(dot.x))
        }
        taken = {
            dot: wide(value) * BOLD + wide(note) + 6 * bool(note) + 7
            for dot, (value, note) in texts.items()
        }
        times = sorted([*(float(dot.x) for dot in texts), *self._gaps])
        left = max(wide(self.write_x(time)) for time in times) + 8
        below = [(-dot.y, taken[dot]) for dot in texts if dot.y < 0] + [(0.0, 0.0)]
        above = [(dot.y, taken[dot]) for dot in texts if dot.y >= 0] + [(0.0, 0.0)]
        unit = min(
            (width - left - low - high) / (under + over)
            for under, low in below
            for over, high in above
            if under + over
        )
        zero = left + max(under * unit + low for under, low in below)
        rows = {time: TOP - 6 + (row + 0.5) * _ROW for row, time in enumerate(times)}
        foot = TOP - 6 + len(times) * _ROW
        bars, words = [], [pen.text([self.scale.name], (0, 11), "quiet")]
        for time, y in rows.items():
            words.append(pen.text([self.write_x(time)], (0, y), "quiet"))
        for time in self._gaps:
            words.append(pen.text([self.missing], (zero + 7, rows[time]), "quiet"))
        for dot, (value, note) in texts.items():
            y, end = rows[float(dot.x)], zero + dot.y * unit
            side, anchor = (-6, "end") if dot.y < 0 else (6, "start")
            bars.append(
                element(
                    "rect",
                    fill=pen.colours[self._colour(dot, line)],
                    x=min(zero, end),
                    y=y - _BAR / 2,
                    width=abs(end - zero),
                    height=_BAR,
                    role="img",
                    aria_label=dot.description,
                )
            )
            words.append(
                pen.text([value], (end + side, y), self._colour(dot, line), anchor, bold=True)
            )
            if note:
                past = side + (6 + wide(value) * BOLD) * (-1 if dot.y < 0 else 1)
                words.append(pen.text([note], (end + past, y), "quiet", anchor))
        columns = element("g", *bars, class_="chart__bars")
        axis = pen.rule((zero, TOP - 6), (zero, foot), "quiet")
        return Drawing(width, foot + 6, [columns, axis, *words])

    def _columns(
        self, line: Line, left: float, width: float, area: Plot, sheet: Sheet, pen: Pen
    ) -> Element:
        zero, made = area.point(0, 0)[1], []
        for dot in self.dots:
            if dot.line != line.name:
                continue
            x, y = area.point(dot.x, dot.y)
            top, foot = min(y, zero), max(y, zero)
            for part in range(5):  # words lie on no column
                along = x + left + width * part / 4
                sheet.trace(line.name, [(along, top), (along, foot)])
            made.append(
                element(
                    "rect",
                    fill=pen.colours[self._colour(dot, line)],
                    x=x + left,
                    y=top,
                    width=max(width - (len(self.lines) > 1), 1),
                    height=foot - top,
                    role="img",
                    aria_label=dot.description,
                )
            )
        return element("g", *made, class_="chart__bars")

    def _values(
        self, group: float, width: float, area: Plot, sheet: Sheet, pen: Pen, crowded: bool
    ) -> list[Element]:
        """The values at the ends of the columns; where not all of them have room, those that have
        and that no note tells: the highest, the lowest, the last, the first, then the longer."""
        noted = [(remark.x, remark.y) for remark in self.remarks]
        made = []
        for index, line in enumerate(self.lines):
            shown = [dot for dot in self.dots if dot.line == line.name]
            if crowded:
                by_value = sorted(shown, key=lambda dot: dot.y)
                longer = sorted(shown, key=lambda dot: -abs(dot.y))
                ranked = (by_value[-1], by_value[0], shown[-1], shown[0], *longer)
                shown = [dot for dot in dict.fromkeys(ranked) if (dot.x, dot.y) not in noted]
            for dot in shown:
                across = -group / 2 + (index + 0.5) * width
                place = _over(dot, dot.value, across, area, 11 if crowded else 9)
                inside = 0 <= place.left <= area.width - place.words.width
                if not crowded or (inside and sheet.is_free(place)):
                    sheet.taken.append(place)
                    made.append(label(place, self._colour(dot, line), pen, bold=True))
        return made

    def _names(
        self, group: float, width: float, area: Plot, sheet: Sheet, pen: Pen, crowded: bool
    ) -> list[Element]:
        """The names of the lines over the values of their last columns, or where not all have room
        there, in a key."""
        places = []
        for index, line in enumerate(self.lines):
            if not line.label:
                return []
            last = max(
                [dot for dot in self.dots if dot.line == line.name], key=lambda dot: float(dot.x)
            )
            left = -group / 2 + index * width
            over = [
                _over(last, line.label, left + across, area, 9 + LINE_HEIGHT, align)
                for across, align in ((width / 2, "center"), (width - 4, "right"), (4, "left"))
            ]
            free = [place for place in over if sheet.is_free(place) and sheet.holds(place)]
            if not free:
                return self._key(area, pen, crowded)
            places.append(free[0])
        pairs = zip(places, self.lines, strict=True)
        return [label(place, line.colour, pen, bold=True) for place, line in pairs]

    def _key(self, area: Plot, pen: Pen, crowded: bool) -> list[Element]:
        """The names of the lines in their colours, after what the values count, or where that has
        no room, under it: a little lower where there is no grid."""
        made, x, y = [], wide(self.scale.name) + 8.0 - area.left, 11.0 - TOP
        if x + sum(20 + wide(line.label) * BOLD for line in self.lines) > area.width + 8:
            x, y = (0.0, y + LINE_HEIGHT - 1) if crowded else (-area.left, y + LINE_HEIGHT + 5)
        for line in self.lines:
            fill = pen.colours[line.colour]
            made.append(element("rect", x=x, y=y - 4.5, width=9, height=9, fill=fill))
            made.append(pen.text([line.label], (x + 12, y), line.colour, bold=True))
            x += 12 + wide(line.label) * BOLD + 8
        return made


def _over(
    dot: Dot, text: str, across: float, area: Plot, away: float, align: str = "center"
) -> Place:
    """``text`` over the column of ``dot``, or under one that hangs."""
    x, y = area.point(dot.x, dot.y)
    words = Words((text,), wide(text) * BOLD, 8)
    return Place(words, (x + across, y), x + across, y - away if dot.y >= 0 else y + away, align)
