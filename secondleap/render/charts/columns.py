"""Columns over time: a value each at its year, with empty room where a year is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from secondleap.render.charts.label_placement import Place, Sheet, Words, by_level, by_point
from secondleap.render.charts.layout import BOLD, SIZES, Axis, Dot, Line, Picture, Plot, plot
from secondleap.render.charts.layout import text_width as wide
from secondleap.render.charts.lines import FEW, axes, label
from secondleap.render.charts.svg import Drawing, Pen, element

_FULL = 0.72  # this part of the room from one time to the next is filled
_MOST = 46  # pixels: no column is wider
_WIDEST = 3  # nor wider than this part of all times
_HEAD = 1.15  # so much of the highest column is left for notes


@dataclass(frozen=True)
class ColumnChart(Picture):
    """Values over time, from zero up or down. Columns of several lines stand side by side.

    ``write_x`` writes a time in the language of the page.
    """

    write_x: Callable[[float], str]

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the ``size``, a key of `SIZES`."""
        times = sorted({float(dot.x) for dot in self.dots})
        few = times if len(times) <= FEW else None
        slot = min((after - before for before, after in pairwise(times)), default=1.0)
        slot = min(slot, (times[-1] - times[0]) / _WIDEST or 1)
        values = [dot.y for dot in self.dots] + [0.0]
        if any(remark.x is not None for remark in self.remarks):
            values.append(max(values) * _HEAD)
        x, y = Axis(times, self.write_x), Axis(values, self.scale.write)
        area = plot(x, y, SIZES[size], slot, few)
        scale = area.point(1, 0)[0] - area.point(0, 0)[0]
        group = min(slot * scale * _FULL, _MOST * len(self.lines))
        width = group / len(self.lines)
        sheet = Sheet(area.width, area.height)
        content = axes(area, pen, self.scale.name)
        content += [
            self._columns(line, -group / 2 + index * width, width, area, sheet, pen)
            for index, line in enumerate(self.lines)
        ]
        content += self._names(group, width, area, sheet, pen)
        crowded = any(wide(dot.value) * BOLD > width * 1.35 + 4 for dot in self.dots)
        content += self._values(group, width, area, sheet, pen, crowded)
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
                    x=x + left,
                    y=top,
                    width=max(width - (len(self.lines) > 1), 1),
                    height=foot - top,
                    role="img",
                    aria_label=dot.description,
                )
            )
        return element("g", *made, class_="chart__bars", fill=pen.colours[line.colour])

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
                    made.append(label(place, line.colour, pen, bold=True))
        return made

    def _names(
        self, group: float, width: float, area: Plot, sheet: Sheet, pen: Pen
    ) -> list[Element]:
        """The names of the lines, each over its last column."""
        made = []
        for index, line in enumerate(self.lines):
            if not line.label:
                continue
            last = [dot for dot in self.dots if dot.line == line.name][-1]
            place = _over(last, line.label, 0, area, 25)
            edge = place.x - group / 2 + (index + 1) * width  # the right one of its column
            place = Place(place.words, place.point, min(edge - 3, area.width), place.y, "right")
            sheet.taken.append(place)
            made.append(label(place, line.colour, pen, bold=True))
        return made


def _over(dot: Dot, text: str, across: float, area: Plot, away: float) -> Place:
    """``text`` over the column of ``dot``, or under one that hangs."""
    x, y = area.point(dot.x, dot.y)
    words = Words((text,), wide(text) * BOLD, 8)
    return Place(words, (x + across, y), x + across, y - away if dot.y >= 0 else y + away, "center")
