"""Lines over time, each named where it ends."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element

from secondleap.render.charts.label_placement import (
    Place,
    Sheet,
    Words,
    by_level,
    by_line,
    by_point,
    by_rule,
    spread,
)
from secondleap.render.charts.layout import (
    BOLD,
    LINE_HEIGHT,
    RIGHT,
    SIZES,
    TOP,
    Axis,
    Dot,
    Line,
    Picture,
    Plot,
    Point,
    plot,
    text_width,
    wrap,
)
from secondleap.render.charts.svg import Drawing, Pen, element, path_data, pixels

_RADIUS, _SMALL = 3.3, 2.4  # pixels: of a dot, and of one that has little room
_SMALLEST, _STROKE = 1.8, 1.6  # of one with no line to either side, where they touch; around a dot
_ROOM = 20  # pixels from dot to dot below which only those that are told of are drawn
_CLEAR = 0.1  # pixels between two dots, with less of which the first is not drawn
_HALF = 0.5  # of the usual distance between two dots, with less of which it is not drawn either
_GUTTER = {"narrow": 92, "wide": 140, "broad": 190}  # pixels: names right of the plot are no wider
_MOST = 3  # nor in more lines; else all stand in the plot
_TIGHT = 0.75  # of its length in one line is the room for a value without a name
_BY = 6  # pixels from the plot to the names right of it
_LATE = 0.12  # a line that ends in this last part of all times has its name there
FEW = 4  # so many times are ticks each
DENSE = 120  # an unbroken run of more months than this is a line without dots
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}
_DASH = "2,3"
_SET = 0.85  # of the room kept for words is what they take in most fonts
_FAR = 30  # pixels from a line's last dot beyond which its name stands without the value
_PULL = 4  # so much more than its line the end of a lone one matters to its value
_BESIDE = 12  # pixels to each side of a point where another line over it sends its note under it
_LED = 20  # pixels from a note to its point from which a rule leads there
_PARTED = 7  # pixels: half of the stroke that marks a break in a line
_SMALL_PANEL = 0.32  # of the width is the small picture of the whole run beside the large one
_LARGE = 400  # pixels from which on the small one has names at its right edge too
_HEAD = 1.03  # so much of the highest value is left for a note on it
_APART = 36  # pixels between a picture and the small one of its whole run


@dataclass(frozen=True)
class LineChart(Picture):
    """Values over time. ``write_x`` writes a time in the language of the page, ``write_unit`` the
    first one after the start where it tells what all count.

    ``floor`` is a value that the axis includes. Lines with ``steps`` stay level until the next
    value. With a ``window``, the times up to it are drawn large and the whole run small, under the
    heading ``whole``, from ``whole_floor`` on.
    """

    write_x: Callable[[float], str]
    write_unit: Callable[[float], str] | None = None
    floor: float = 0.0
    steps: bool = False
    window: float | None = None
    whole: str = ""
    ceiling: float | None = None
    whole_floor: float = 0.0

    def plot(self, size: tuple[int, int], gutter: float = RIGHT) -> Plot:
        """The plot in a drawing of ``size``, with ``gutter`` pixels for the names of lines."""
        dots = [dot for dot in self.dots if self.window is None or float(dot.x) <= self.window]
        times = [float(dot.x) + away for dot in dots for away in (-dot.within, dot.within)]
        times += [remark.x for remark in self.remarks if remark.x is not None]
        times += [self.window] if self.window is not None else []
        values = [dot.y for dot in dots] + [self.floor]
        values += [remark.y for remark in self.remarks if remark.y is not None]
        values += [self.ceiling] if self.ceiling is not None else []
        if not self.floor and any(remark.y == max(values) for remark in self.remarks):
            values.append(max(values) * _HEAD)
        own = sorted({float(dot.x) for dot in dots})
        few = own if len(own) <= FEW else None
        if self.window is not None:
            few = [0, self.window / 2, self.window]
        # Where most values are of one month, a tick is in that month of its year.
        ((month, often),) = Counter(round(12 * time) % 12 for time in own).most_common(1)
        after = month / 12 if often > len(own) / 2 else 0.0
        x = Axis(times, self.write_x, self.write_unit, after)
        y = Axis(values, self.scale.write)
        return plot(x, y, size, times=few, gutter=gutter)

    def shown_of(self, line: Line) -> list[Dot]:
        """The dots of ``line`` that are not after the window."""
        return [
            dot for dot in self.dots_of(line) if self.window is None or float(dot.x) <= self.window
        ]

    def _by_the_side(self, size: str) -> dict[str, Words]:
        """The names, with their values, of the lines that end at the right edge, where the names
        are short: they stand right of the plot. A lone line has no name; its value stands there."""
        shown = {line.name: self.shown_of(line) for line in self.lines}
        times = [float(dot.x) for dots in shown.values() for dot in dots]
        first, last = min(times), max(*times, self.window or times[0])
        made = {}
        for line in self.lines:
            if self.steps and size == "narrow":  # whose notes need the width
                continue
            end = shown[line.name][-1]
            if _told(line, end) and float(end.x) >= last - _LATE * (last - first):
                room = _GUTTER[size] / BOLD
                told = _told(line, end)
                lines = wrap(told, room if line.label else min(room, text_width(told) * _TIGHT))
                if len(lines) > 1 and line.joined and 0 < text_width(line.label) <= room:
                    lines = [line.label, end.value]
                width = max(map(text_width, lines)) * BOLD
                made[line.name] = Words(tuple(lines), width, LINE_HEIGHT * len(lines) / 2)
        tall = any(len(words.lines) > _MOST for words in made.values())
        return {} if tall else made

    def dots_of(self, line: Line) -> list[Dot]:
        """The dots of ``line`` in the order of time."""
        own = (dot for dot in self.dots if dot.line == line.name)
        return sorted(own, key=lambda dot: float(dot.x))

    def draw(self, size: str, pen: Pen) -> Drawing:
        """The chart in the ``size``, a key of `SIZES`."""
        width, height = SIZES[size]
        if self.window is None:
            return Drawing(width, height, [self._panel((width, height), pen, size)])
        scale = replace(self.scale, name=self.whole)
        run = replace(
            self,
            window=None,
            floor=self.whole_floor,
            ceiling=None,
            remarks=[],
            scale=scale,
            write_unit=None,
        )
        if size != "broad":
            small = (width, 190)
            place, height = (0, height + _APART // 2), height + _APART // 2 + small[1]
            large = SIZES[size]
        else:
            small = (round(width * _SMALL_PANEL), height)
            large = (width - small[0] - _APART, height)
            place = (large[0] + _APART, 0)
        whole = run._panel(small, pen, size, self.window)
        moved = element("g", whole, transform=f"translate({place[0]},{place[1]})")
        return Drawing(width, height, [self._panel(large, pen, size), moved])

    def _panel(
        self, room: tuple[int, int], pen: Pen, size: str, told: float | None = None
    ) -> Element:
        """One plot with its axes. Where the values up to the time ``told`` are told elsewhere, only
        later ones are dots, and of the lines that end before it one of each colour has a short
        name."""
        at_side = told is None or room[0] > _LARGE
        beside = self._by_the_side(size) if at_side else {}
        gutter = max((words.width + _BY for words in beside.values()), default=0.0)
        area = self.plot(room, max(gutter, RIGHT))
        levels = [area.point(0, value)[1] for value, _ in area.y_ticks]
        sheet = Sheet(area.width, area.height, levels)
        content = axes(area, pen, self.scale.name)
        lines = [(line, self.dots_of(line)) for line in self.lines]
        content += [self._series(line, own, area, sheet, pen, told) for line, own in lines]
        names = self._beside(beside, area)
        sheet.taken += [place for _, place in names]
        notes: list[tuple[str, list[Place], float]] = []
        for index, remark in enumerate(self.remarks):
            x, y = area.point(remark.x or 0, remark.y or 0)
            name = f"note {index}"
            if remark.x is not None and remark.y is not None:
                sheet.trace(name, [(x - 3, y), (x + 3, y)])
                if remark.until is not None:
                    end = area.point(remark.until, remark.y)
                    sheet.trace(name, [(x, y), end])
                    content.append(pen.rule((x, y), end, "quiet", _DASH))
                under = any(
                    level < y - 1 and abs(across - x) < _BESIDE
                    for line, own in lines
                    if all(_spot(dot) != (remark.x, remark.y) for dot in own)
                    for across, level in (area.point(*_spot(dot)) for dot in own)
                )
                spot = sheet.put(name, by_point(remark.text, (x, y), under, self.steps), gutter)
                if spot.gap((x, y)) > _LED:
                    content.append(pen.rule(spot.nearest((x, y)), (x, y), remark.colour))
                content.append(label(spot, remark.colour, pen, remark.colour != "quiet"))
                continue
            if remark.x is not None:
                rule = ((x, 0.0), (x, area.height))
                notes.append((name, by_rule(remark.text, x, area.height), gutter))
            else:
                rule = ((0.0, y), (area.width, y))
                notes.append((name, by_level(remark.text, y, area.width), 0.0))
            sheet.trace(name, list(rule))
            content.append(pen.rule(*rule, "quiet", _DASH))
        for line, side in names:
            content += _at_side(line, side, area, sheet, pen)
        named = {line.colour for line in self.lines if line.name in beside}
        for line, own in sorted(lines, key=lambda pair: told is not None and _ends_by(pair, told)):
            if line.name in beside:
                continue
            last = own[-1] if line.joined else own[len(own) // 2]
            if told is None or float(last.x) > told:
                content += _name(line, last, self.dots, area, sheet, pen)
            elif line.short and line.colour not in named:
                short = replace(line, label=line.short)
                content += _name(short, replace(last, value=""), self.dots, area, sheet, pen)
            named.add(line.colour)
        for name, places, margin in notes:
            if not places[0].words.width:
                continue
            place = sheet.find(name, places, margin=margin) or sheet.put(name, places)
            content.append(label(place, "quiet", pen))
        moved = f"translate({area.left:g},{area.top:g})"
        return element("g", *content, transform=moved, class_="chart__panel")

    def _beside(self, beside: dict[str, Words], area: Plot) -> list[tuple[Line, Place]]:
        """The places of the names right of the plot, each at the height of its line's end, none on
        another."""
        lines = [line for line in self.lines if line.name in beside]
        ends = {line.name: area.point(*_spot(self.shown_of(line)[-1])) for line in lines}
        lines.sort(key=lambda line: (ends[line.name][1], -beside[line.name].half))
        heights = spread(
            [(ends[line.name][1], beside[line.name].half + 1.5) for line in lines],
            -12,
            area.height + 6,
        )
        return [
            (line, Place(beside[line.name], ends[line.name], area.width + _BY, y, "left"))
            for line, y in zip(lines, heights, strict=True)
        ]

    def _series(
        self, line: Line, own: list[Dot], area: Plot, sheet: Sheet, pen: Pen, told: float | None
    ) -> Element:
        """A line with its dots."""
        runs: dict[int, list[Dot]] = {}
        for dot in own:
            runs.setdefault(dot.segment, []).append(dot)
        strokes, dots = [], []
        noted = {(remark.x, remark.y): remark.colour for remark in self.remarks}
        longest = max(runs.values(), key=len)
        usual = _spacing([area.point(dot.x, dot.y) for dot in longest])
        close = line.thin or usual < _ROOM
        radius = _SMALL if close or not line.joined else _RADIUS
        known = self.shown_of(line)
        touching = _touching(known, area, max(2 * radius + _CLEAR, usual * _HALF))
        loose = [run[0] for run in runs.values() if line.joined and len(run) == 1]
        apart = _SMALLEST if _touching(loose, area, 2 * radius + _STROKE) else radius
        last = known[-1]
        for run in runs.values():
            points = [area.point(dot.x, dot.y) for dot in run]
            start = area.point(float(run[0].x) - run[0].within, run[0].y)
            shown = list(self._within([start, *points] if run[0].within else points, area))
            sheet.trace(line.name, shown)
            joined = line.joined and len(shown) > 1
            if joined and told is not None:  # a line hardly longer than its dot is that dot alone
                joined = shown[-1][0] - shown[0][0] > 4 * radius
            dense = joined and len(run) > DENSE
            if joined:
                strokes.append(
                    element(
                        "path",
                        d=path_data([shown]),
                        fill="none",
                        stroke_width=1.5 if line.thin or dense else 2.5,
                        stroke_dasharray="5,3" if line.dashed else None,
                        **(_told_by_script(line, run) if dense else {}),
                    )
                )
            strokes += _gaps(run, area, pen)
            if dense:
                dots += [
                    element("circle", cx=x, cy=y, r=_SMALL)
                    for dot, (x, y) in zip(run, points, strict=True)
                    if _spot(dot) in noted
                ]
                continue
            for dot, (x, y) in zip(run, points, strict=True):
                if self.window is not None and float(dot.x) > self.window:
                    break
                sheet.trace(line.name, [(x, y), (x - 4, y), (x + 4, y)])
                sheet.trace(line.name, [(x, y - 4), (x, y + 4)])
                if told is None or float(dot.x) > told:
                    told_of = dot.hollow or dot == last or (dot.x, dot.y) in noted
                    seen = told_of or not (close and joined)
                    if dot in touching and dot not in loose and (dot.x, dot.y) not in noted:
                        seen = False
                    size = apart if dot in loose else radius
                    made = _mark(dot, (x, y), size, seen, dot.hollow, pen)
                    if (colour := noted.get(_spot(dot), "quiet")) != "quiet":
                        made.set("fill", pen.colours[colour])
                        made.set("stroke", pen.colours[colour])
                    dots.append(made)
        if line.joined and told is None:
            strokes += self._breaks(list(runs.values()), area)
        colour = pen.colours[line.colour]
        css_class = "chart__series" if told is None else "chart__whole"
        look = {"class_": css_class, "fill": colour, "stroke": colour}
        return element("g", *strokes, *dots, **look, stroke_width=f"{_STROKE}")

    def _breaks(self, runs: list[list[Dot]], area: Plot) -> Iterator[Element]:
        """A thin dotted join, crossed by a short upright stroke, where a line stops and goes on
        within the year, counted another way; the stroke alone where the join would be too short to
        be read, and where it would be too steep a plain gap."""
        for before, after in pairwise(runs):
            (x, y), (to_x, to_y) = area.point(*_spot(before[-1])), area.point(*_spot(after[0]))
            near = float(after[0].x) - float(before[-1].x) <= 1
            level = abs(to_y - y) < max(_PARTED, to_x - x)
            if near and level and min(len(before), len(after)) > 1:
                if to_x - x > _PARTED:
                    yield element("line", x1=x, y1=y, x2=to_x, y2=to_y, stroke_dasharray="2,2")
                middle, height = (x + to_x) / 2, (y + to_y) / 2
                ends = {"y1": height - _PARTED, "y2": height + _PARTED}
                yield element("line", x1=middle, x2=middle, class_="chart__break", **ends)

    def _within(self, points: list[Point], area: Plot) -> Iterator[Point]:
        """The corners of a line through ``points``, as far as they are in the window."""
        before: Point | None = None
        for x, y in points:
            if self.window is not None and x > area.width:
                return
            if before and self.steps:
                yield x, before[1]
            yield x, y
            before = (x, y)


def _spacing(points: list[Point]) -> float:
    """Pixels from left to right from one point to the next, in the mean."""
    return (points[-1][0] - points[0][0]) / max(len(points) - 1, 1)


def _gaps(run: list[Dot], area: Plot, pen: Pen) -> Iterator[Element]:
    """What makes dashes of a stepped line, through each time in which its step is somewhere."""
    for before, dot in zip([run[0], *run], run, strict=False):
        if dot.within:
            (x, y), (end, _) = area.point(*_spot(dot)), area.point(float(dot.x) + dot.within, dot.y)
            level = area.point(dot.x, before.y)[1]
            corners = (2 * x - end, level), (x, level), (x, y), (end, y)
            yield element(
                "polyline",
                points=" ".join(f"{pixels(across)},{pixels(down)}" for across, down in corners),
                fill="none",
                stroke=pen.colours["paper"],
                stroke_width=3.5,
                stroke_dasharray="3,5",
            )


def _mark(dot: Dot, at: Point, radius: float, seen: bool, hollow: bool, pen: Pen) -> Element:
    """A dot; one that is not ``seen`` shows when its value is asked for."""
    return element(
        "circle",
        cx=at[0],
        cy=at[1],
        r=radius,
        fill="none" if not seen else pen.colours["paper"] if hollow else None,
        stroke=None if seen else "none",
        role="img",
        aria_label=dot.description,
    )


def _touching(dots: list[Dot], area: Plot, least: float) -> set[Dot]:
    """Those of ``dots`` that are not drawn, being less than ``least`` pixels from the next. Where
    hollow ones begin it is the next that gives way, unless they end with it."""
    made = set()
    for hollow, row in groupby(dots, key=lambda dot: dot.hollow):
        own = list(row)
        for place, (before, after) in enumerate(pairwise(own)):
            if math.dist(area.point(*_spot(before)), area.point(*_spot(after))) < least:
                begins = hollow and place == 0 and len(own) > 2
                made.add(after if begins else before)
    return made


def _spot(dot: Dot) -> tuple[float, float]:
    return float(dot.x), dot.y


def _told(line: Line, last: Dot) -> str:
    """The name of a line, with its last value where that is its end and not one dot of many."""
    return f"{line.label} {last.value}".strip() if line.joined else line.label


def _at_side(line: Line, place: Place, area: Plot, sheet: Sheet, pen: Pen) -> Iterator[Element]:
    """A name right of the plot; a thin rule leads to one that had to move."""
    end = place.point
    if not sheet.belongs(place, line.name):
        far = area.width - end[0] > _LED  # it is not to be taken for more of the line
        leader = (end[0] + 1, end[1]), (area.width + _BY - 2, place.y)
        look = ("quiet", None if line.dashed else _DASH) if far else (line.colour,)
        yield pen.rule(*leader, *look)
    yield pen.text(place.words.lines, (place.x, place.y), line.colour, bold=True)


def _ends_by(pair: tuple[Line, list[Dot]], time: float) -> bool:
    return float(pair[1][-1].x) <= time


def _told_by_script(line: Line, run: list[Dot]) -> dict[str, str]:
    """What `chart.js` needs to make a mark of each month of a line that is drawn without dots."""
    return {
        "data_told": line.told,
        "data_from": f"{round(float(run[0].x) * 12)}",
        "data_values": " ".join(f"{dot.y:g}" for dot in run),
    }


def axes(area: Plot, pen: Pen, name: str) -> list[Element]:
    """The grid, a line across the plot for each value, and the labels of both axes.

    ``name``, above the values, says what they count. The line of zero is darker, and where the axis
    does not start there, two strokes cut it.
    """
    heights = [area.point(0, value)[1] for value, _ in area.y_ticks]
    # Each in the middle of a row of pixels, to be sharp.
    across = f"h{area.width:g}"
    grid = "".join(f"M0,{round(y) + 0.5}{across}" for y in heights)
    lows = [round(area.point(0, value)[1]) for value, _ in area.y_ticks if value == 0]
    zero = [element("path", d=f"M0,{y + 0.5}{across}", stroke=pen.colours["quiet"]) for y in lows]
    below = area.height + 17
    times = [pen.text([label], (area.point(time, 0)[0], below)) for time, label in area.x_ticks]
    ticks = zip(area.y_ticks, heights, strict=True)
    values = [pen.text([label], (-2, y)) for (_, label), y in ticks if label]
    return [
        element("path", d=grid, stroke=pen.colours["line"]),
        *(zero or [cut((0, area.height), pen)]),
        pen.text([name], (-area.left, 11 - TOP), "quiet"),
        element("g", *times, fill=pen.colours["quiet"], text_anchor="middle"),
        element("g", *values, fill=pen.colours["quiet"], text_anchor="end"),
    ]


def cut(foot: Point, pen: Pen) -> Element:
    """Two strokes by the ``foot`` of an axis that does not start at zero."""
    x, y = foot[0] + 2, foot[1]
    marks = f"M{x:g},{y - 1:g}l8,-6M{x:g},{y - 6:g}l8,-6"
    return element("path", class_="chart__cut", d=marks, stroke=pen.colours["quiet"])


def label(place: Place, colour: str, pen: Pen, bold: bool = False) -> Element:
    """The words of ``place`` where they stand, on a ground that hides the grid behind them."""
    words, half = place.narrow(_SET), place.words.half - 2
    ground = element(
        "rect",
        x=words.left,
        y=place.y - half,
        width=words.words.width,
        height=2 * half,
        fill=pen.colours["paper"],
    )
    return element("g", ground, words_of(place, colour, pen, bold))


def words_of(place: Place, colour: str, pen: Pen, bold: bool = False) -> Element:
    """The words of ``place`` where they stand."""
    at, anchor = (place.x, place.y), _ANCHOR[place.align]
    return pen.text(place.words.lines, at, colour, anchor, bold)


def _name(
    line: Line, last: Dot, dots: list[Dot], area: Plot, sheet: Sheet, pen: Pen
) -> list[Element]:
    """The name of a line and its value at its ``last`` dot; where that is too full, the name
    farther off with a leader line."""
    end = area.point(last.x, last.y)
    others = [area.point(dot.x, dot.y) for dot in dots if dot.line != line.name]
    above = all(end[1] <= y for x, y in others if abs(x - end[0]) < area.width / 5)
    text = _told(line, last)
    if not text:
        return []
    spots = sheet.spots(line.name, end)
    # Farther off the value would be taken for that of another time.
    for near in ([end], spots) if not line.label else (spots,):
        close = by_line(text, end, near, above, pull=1 if line.label else _PULL, most=_FAR)
        if place := sheet.find(line.name, close):
            return [label(place, line.colour, pen, bold=True)]
    if not line.label:
        return []
    place = sheet.put(line.name, by_line(line.label, end, spots, above))
    made = [label(place, line.colour, pen, bold=True)]
    if not sheet.belongs(place, line.name):
        leader = place.nearest(place.point), place.point
        sheet.trace(line.name, list(leader))
        made.insert(0, pen.rule(*leader, line.colour))
    alone = by_line(last.value, end, [end], above, most=_FAR) if line.joined else []
    if last.value and (value := sheet.find(line.name, alone)):
        made.append(label(value, line.colour, pen, bold=True))
    return made
