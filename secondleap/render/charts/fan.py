"""Many cities from their own peaks: a thin line each, the middle half shaded, a few in colour.

The lines of a group are a path for each of `RUNS`, each line a move and its steps, in the order of
the table below the picture: `theme/assets/peaks.js` finds a city's line by its row. They are drawn
once, and the picture for narrow pages uses the same again.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from secondleap.data.peaks import STEPS, Peak, middle_half
from secondleap.render.charts.label_placement import Place, Sheet, Words, by_line
from secondleap.render.charts.layout import BOLD, LINE_HEIGHT, Point, text_width
from secondleap.render.charts.lines import cut, words_of
from secondleap.render.charts.svg import Drawing, Pen, element, path_data, pixels

YEARS, FLOOR, TOP = 100, 20, 140  # the ends of the scales; the level of the peak is 100
RETURNED = "plum"  # the colour of what was reached again
# Of the lines of what was reached again and of the others: colour, opacity, pixels of width.
_BACK, _OTHERS = (RETURNED, "1", 0.9), ("quiet", "0.35", 0.6)
_SAMPLE = 16  # pixels: the piece of a line before the count of its kind
_X, _Y = 6, 4  # pixels a year and a point, so that a tenth of a point is a whole tenth of a pixel
WIDTHS = {"wide": 660, "narrow": 340}  # pixels of the whole
_SCALE = {"wide": (1.0, 1.25), "narrow": (0.48, 0.9)}  # how far the lines are stretched
_LEFT, _ABOVE, _BELOW, _EDGE = 34, 27, 33, 14
_NEXT = 14  # pixels from one of the words over the lines to the next
_ROOM = 12  # pixels between two dots, below which the second is seen only when it is asked for
_FAR = 90  # pixels from a line's end beyond which its name does not stand
_EARLY = 25  # years: a line that ends before is short
_CLEAR = 6  # pixels between the outermost line and a name under or over all
_BESIDE = 30  # pixels from one name to another beside it, below which they are in order
_CLOSE = 12  # pixels from a line's lowest point within which a name is seen to be its
_TWIN = 4  # pixels between the ends of two lines, below which their names are both by both
_FEWEST = 20  # peaks that a shaded middle half is drawn of


PLAIN, ROUGH, BACK = range(3)


def run_of(peak: Peak) -> int:
    """Which of a group's paths a peak's line is in: that of those reached again has a colour,
    that of rough ones is dashed."""
    return ROUGH if peak.is_rough else BACK if peak.back is not None else PLAIN


@dataclass(frozen=True)
class Marked:
    """A peak in colour: the name of its place, that with the newest value, and how each value is
    told."""

    peak: Peak
    colour: str
    place: str
    name: str
    tell: Callable[[float, float], str]
    thin: bool = False


@dataclass(frozen=True)
class Fan:
    """The picture of one group. ``after`` writes a number of years after the peak; ``starts`` says
    where the axis starts, ``counts`` how many came back and how many did not."""

    name: str
    peaks: list[Peak]
    marked: list[Marked]
    after: Callable[[int], str]
    starts: str
    counts: tuple[str, str] | None = None
    shaded: bool = True
    years: int = YEARS
    floor: int = FLOOR
    top: int = TOP

    def scale(self, size: str) -> tuple[float, float]:
        """How far the lines are stretched: across to fill the frame, down the same for all."""
        across, down = _SCALE[size]
        return across * YEARS / self.years, down

    @property
    def id(self) -> str:
        return f"fan-{self.name}"

    def draw(self, size: str, pen: Pen) -> Drawing:
        width = WIDTHS[size]
        across, down = self.scale(size)
        heads, above = self._heads(width, pen)

        def point(since: float, value: float) -> Point:
            return _LEFT + since * _X * across, above + (self.top - value) * _Y * down

        right, bottom = point(self.years, self.floor)
        clip = f"{self.id}-{size}"
        frame = element("rect", x=_LEFT, y=above, width=right - _LEFT, height=bottom - above)
        inside = [*self._half(point, pen), *self._lines(size, above, pen)]
        return Drawing(
            width,
            round(bottom) + _BELOW,
            [
                element("clipPath", frame, id=clip),
                *_axes(point, self.after, self.years, (self.floor, self.top), pen),
                element("g", *inside, clip_path=f"url(#{clip})"),
                *self._grounds(point, pen),
                *(self._line(marked, point, pen) for marked in self.marked),
                *heads,
                *self._names(point, width, pen),
            ],
        )

    def _heads(self, width: float, pen: Pen) -> tuple[list[Element], float]:
        """What stands over the lines, and the pixels to these: the counts, each behind a piece of
        one of its lines, and where the axis starts, each under the one before where there is no
        room beside it."""
        made, x, y = [], 0.0, 8.0
        for text, (colour, opacity, _) in zip(self.counts or (), (_BACK, _OTHERS), strict=False):
            taken = _SAMPLE + 4 + text_width(text) * BOLD
            if x + taken > width:
                x, y = 0.0, y + LINE_HEIGHT
            line = pen.rule((x, y), (x + _SAMPLE, y), colour)
            line.set("stroke-opacity", opacity)
            made += [line, pen.text([text], (x + _SAMPLE + 4, y), colour, bold=True)]
            x += taken + _NEXT
        if x + text_width(self.starts) > width:
            x, y = 0.0, y + LINE_HEIGHT
        made.append(pen.text([self.starts], (x, y), "quiet"))
        return made, _ABOVE + y - 8

    def _lines(self, size: str, above: float, pen: Pen) -> Iterator[Element]:
        """Every line, drawn once on a page: what the narrow picture shows is the wide one's. Those
        that came back are in colour, and heavier."""
        across, down = self.scale(size)
        place = f"translate({_LEFT},{pixels(above - (TOP - self.top) * _Y * down)})"
        if (across, down) != (1, 1):
            place += f" scale({across:g},{down:g})"
        for name, numbers, (colour, opacity, stroke) in (
            (self.id, (PLAIN, ROUGH), _OTHERS),
            (f"{self.id}-back", (BACK,), _BACK),
        ):
            look: dict[str, str | float | None] = {
                "fill": "none",
                "stroke": pen.colours[colour],
                "stroke_opacity": opacity,
                "transform": place,
                "stroke_width": round(stroke / max(across, down, 0.67), 2),
            }
            if size == "narrow":
                yield element("use", href=f"#{name}", **look)
                continue
            paths = [
                element(
                    "path",
                    id=f"{self.id}-{number}",
                    d=steps(peaks),
                    stroke_dasharray="3,2" if number == ROUGH else None,
                )
                for number in numbers
                if (peaks := [peak for peak in self.peaks if run_of(peak) == number])
            ]
            yield element("g", element("g", *paths, id=name), **look)

    def _half(self, point: Callable[[float, float], Point], pen: Pen) -> list[Element]:
        """The middle half of the peaks, and the median through it, while there are many."""
        if not self.shaded:
            return []
        known = [
            (years, half)
            for years in STEPS
            if sum(peak.at(years) is not None for peak in self.peaks) >= _FEWEST
            and (half := middle_half(self.peaks, years))
        ]
        low = [(0.0, 100.0), *((years, half[0]) for years, half in known)]
        high = [(0.0, 100.0), *((years, half[2]) for years, half in known)]
        middle = [(0.0, 100.0), *((years, half[1]) for years, half in known)]
        edge = path_data([[point(*at) for at in [*low, *reversed(high)]]])
        through = path_data([[point(*at) for at in middle]])
        ink = pen.colours["ink"]
        return [
            element("path", class_="fan__half", d=f"{edge}Z", fill=ink, fill_opacity="0.14"),
            element(
                "path",
                d=through,
                fill="none",
                stroke=ink,
                stroke_width=1.4,
                stroke_dasharray="5,3",
            ),
        ]

    def _line(self, marked: Marked, point: Callable[[float, float], Point], pen: Pen) -> Element:
        at = [(since, value) for since, value in marked.peak.course if since <= self.years]
        spots = [point(*step) for step in at]
        colour = pen.colours[marked.colour]
        gaps = [_ROOM, *(right[0] - left[0] for left, right in pairwise(spots))]
        dots = [
            element(
                "circle",
                cx=x,
                cy=y,
                r=2.8,
                fill=None if gap >= _ROOM or step == at[-1] else "none",
                stroke="none",
                role="img",
                aria_label=marked.tell(*step),
            )
            for step, (x, y), gap in zip(at, spots, gaps, strict=True)
        ]
        strong = marked.colour != "quiet"
        stroke = element(
            "path",
            d=path_data([spots]),
            fill="none",
            stroke_width=2.5 if strong and not marked.thin else 1.4,
            stroke_dasharray="3,2" if marked.peak.is_rough else None,
        )
        if at[-1][0] < _EARLY:
            dots[-1].set("r", "4")
        return element("g", stroke, *dots, class_="chart__series", fill=colour, stroke=colour)

    def _grounds(self, point: Callable[[float, float], Point], pen: Pen) -> Iterator[Element]:
        """What sets the marked lines that end amid the others off from those."""
        paper = pen.colours["paper"]
        for marked in self.marked:
            spots = [point(*step) for step in marked.peak.course]
            if marked.peak.last[0] < _EARLY:
                (x, y), line = spots[-1], path_data([spots])
                yield element("path", d=line, fill="none", stroke=paper, stroke_width=6)
                yield element("circle", cx=x, cy=y, r=5.5, fill=paper)

    def _names(
        self, point: Callable[[float, float], Point], width: float, pen: Pen
    ) -> list[Element]:
        """The names of the marked lines, each by its end, on no other of them and not on the level
        of the peak; where there is no room, farther off with a thin rule. Lines that end together
        are named elsewhere, too, if there is room, rather where they are lowest."""
        right, bottom = point(self.years, self.floor)
        sheet = Sheet(width, bottom)
        sheet.trace("peak", [point(0, 100), (right, point(0, 100)[1])])
        ends = {}
        for marked in self.marked:
            spots = [point(*at) for at in marked.peak.course if at[0] <= self.years]
            sheet.trace(marked.name, spots)
            ends[marked.name] = spots[-1]
        made = []
        early = [marked for marked in self.marked if marked.peak.last[0] < _EARLY]
        if early:
            made += self._clear_of_all(early, point, sheet, pen)
        named: list[Place] = []
        twins: list[Marked] = []
        for marked in sorted(self.marked, key=lambda marked: ends[marked.name][1]):
            if marked in early:
                continue
            x, y = ends[marked.name]
            above = all(y <= other[1] for other in ends.values() if abs(other[0] - x) < width / 5)
            places = by_line(marked.name, (x, y), [(x, y)], above, most=_FAR)
            # No name stands over that of a line that ends higher; those keep room for it.
            ordered = [place for place in places if _is_under(place, named)]
            followed = any(
                0 < other[1] - y < 3 * LINE_HEIGHT and abs(other[0] - x) < width / 5
                for other in ends.values()
            )
            over = [
                place
                for place in ordered
                if followed and place.y + place.words.half <= y + LINE_HEIGHT / 2
            ]
            twin = any(
                other != (x, y) and math.dist(other, (x, y)) < _TWIN for other in ends.values()
            )
            place = (
                sheet.find(marked.name, over, twin)
                or sheet.find(marked.name, ordered, twin)
                or sheet.put(marked.name, places)
            )
            named.append(place)
            if not (twin or sheet.belongs(place, marked.name)):
                made.append(pen.rule((x, y), place.nearest((x, y)), marked.colour))
            made.append(_name(place, marked.colour, pen))
            if twin:
                twins.append(marked)
        for marked in twins:
            low = point(*marked.peak.low)
            above = all(low[1] <= point(*other.peak.low)[1] for other in twins)
            places = by_line(marked.place, low, sheet.spots(marked.name, low), above)
            near = by_line(marked.place, low, [low], above, most=_CLOSE)
            second = sheet.find(marked.name, places) or sheet.find(marked.name, near, shared=True)
            if second:
                made.append(_name(second, marked.colour, pen))
        return made

    def _clear_of_all(
        self, early: list[Marked], point: Callable[[float, float], Point], sheet: Sheet, pen: Pen
    ) -> list[Element]:
        """The names of lines that end amid the others, one over the other in the room under all or,
        if that is nearer, over all, where a rule leads to them."""
        names = tuple(marked.name for marked in early)
        width, half = max(map(text_width, names)) * BOLD, LINE_HEIGHT * len(names) / 2
        ends = sorted((marked.peak.last for marked in early), key=lambda last: last[1])
        x, low = point(*ends[0])
        left = max(x - width / 2, point(0, 0)[0] + 4)
        years = (left + width - point(0, 0)[0]) / (point(1, 0)[0] - point(0, 0)[0])
        passed = [value for peak in self.peaks for at, value in peak.course if at <= years]
        foot = min(point(0, min(passed))[1] + half + _CLEAR, point(0, self.floor)[1] - half)
        spot, y, edge = (x, low), foot, foot - half
        over = point(0, max(passed))[1] - half - _CLEAR
        up, high = point(*ends[-1])
        if over - half > point(0, self.top)[1] and high - (over + half) < edge - low:
            spot, y, edge = (up, high), over, over + half
        place = Place(Words(names, width, half), spot, left, y, "left")
        sheet.taken.append(place)
        colour = early[0].colour
        rule = pen.rule(spot, (spot[0], edge), colour)
        return [rule, _name(place, colour, pen)]


def _is_under(place: Place, names: list[Place]) -> bool:
    """Whether ``place`` is no higher than any of the ``names`` that are over or near it."""
    return all(
        place.y >= name.y
        or place.left > name.left + name.words.width + _BESIDE
        or place.left + place.words.width < name.left - _BESIDE
        for name in names
    )


def _name(place: Place, colour: str, pen: Pen) -> Element:
    return _haloed(words_of(place, colour, pen, bold=True), pen)


def _haloed(text: Element, pen: Pen) -> Element:
    """Text that can be read on lines."""
    halo = {"paint_order": "stroke", "stroke": pen.colours["paper"], "stroke_linejoin": "round"}
    return element("g", text, stroke_width=4, **halo)


def steps(peaks: Iterable[Peak]) -> str:
    """The ``d`` of a path with a line for each peak: a move to its start, and steps from there, in
    tenths of a point."""
    made = []
    for peak in peaks:
        made.append(f"M0 {(TOP - 100) * _Y}l")
        before = (0.0, 1000)
        parts = []
        for since, value in peak.course[1:]:
            tenths = round(value * 10)
            parts.append(
                f"{pixels((since - before[0]) * _X)} {pixels((before[1] - tenths) * _Y / 10)}"
            )
            before = (since, tenths)
        made.append(" ".join(parts).replace(" -", "-"))
    return "".join(made)


def _axes(
    point: Callable[[float, float], Point],
    after: Callable[[int], str],
    last: int,
    ends: tuple[int, int],
    pen: Pen,
) -> list[Element]:
    floor, top = ends
    levels = range(floor, top + 1, 20)
    right = point(last, 0)[0]
    grid = "".join(
        f"M{_LEFT},{round(point(0, level)[1]) + 0.5}H{pixels(right)}" for level in levels
    )
    peak = round(point(0, 100)[1]) + 0.5
    below = point(0, floor)[1] + 17
    times = [
        pen.text(
            [after(years)], (point(years, 0)[0], below), anchor="end" if years == last else None
        )
        for years in range(0, last + 1, 20)
    ]
    values = [pen.text([str(level)], (_LEFT - 6, point(0, level)[1])) for level in levels]
    return [
        element("path", d=grid, stroke=pen.colours["line"]),
        element("path", d=f"M{_LEFT},{peak}H{pixels(right)}", stroke=pen.colours["quiet"]),
        cut(point(0, floor), pen),
        element("g", *times, fill=pen.colours["quiet"], text_anchor="middle"),
        element("g", *values, fill=pen.colours["quiet"], text_anchor="end"),
    ]


@dataclass(frozen=True)
class Swarm:
    """A dot for each peak where it stood at ten years, in piles about half a point wide, none of
    which reaches over a level of ``marked``.

    ``rows`` are the groups with their names; the levels of ``marked`` run through all, and the dots
    under the first of them are bold."""

    rows: list[tuple[str, list[float]]]
    marked: list[tuple[str, float, str]]  # name, level, colour
    axis: str
    least: int = 75

    def draw(self, size: str, pen: Pen) -> Drawing:
        width = WIDTHS[size]
        step = (width - 2 * _EDGE) / (100 - self.least)
        edges = _edges([self.least, *sorted(level for _, level, _ in self.marked), 100])
        slimmest = min(after - before for before, after in pairwise(edges))
        dot = min(5.6, slimmest * step - 1.4)
        piles = [_piles(values, edges) for _, values in self.rows]
        top = 2.0 + LINE_HEIGHT * (len(self.marked) + 1)
        made: list[Element] = []
        (_, limit, _), *_ = self.marked
        for (name, _), pile in zip(self.rows, piles, strict=True):
            height = max(22 + (dot + 0.6) * max(map(len, pile.values())), 3 * LINE_HEIGHT)
            ground = top + height
            spots = {"quiet": "", "ink": ""}
            for level, values in sorted(pile.items()):
                left = pixels(_EDGE + (level - self.least) * step)
                for place, value in enumerate(values):
                    up = pixels(ground - dot / 2 - 1 - (dot + 0.6) * place)
                    spots["ink" if value < limit else "quiet"] += f"M{left} {up}h0"
            for to, path in spots.items():
                colour = pen.colours[to]
                dots = element("path", d=path, stroke=colour, stroke_width=dot)
                dots.set("stroke-linecap", "round")
                if to == "quiet":
                    dots.set("stroke-opacity", "0.6")
                made.append(dots)
            made += [
                element(
                    "path",
                    d=f"M{_EDGE},{round(ground) + 0.5}H{width - _EDGE}",
                    stroke=pen.colours["line"],
                ),
                _haloed(pen.text([name], (_EDGE, top + 10), "ink", bold=True), pen),
            ]
            top = ground + 14
        bottom = top - 14
        levels = range(self.least, 101, 5)
        ticks = [
            pen.text([str(level)], (_EDGE + (level - self.least) * step, bottom + 15))
            for level in levels
        ]
        made.append(element("g", *ticks, fill=pen.colours["quiet"], text_anchor="middle"))
        made.append(pen.text([self.axis], (_EDGE, 10), "quiet"))
        for number, (name, level, colour) in enumerate(self.marked):
            x, y = _EDGE + (level - self.least) * step, 10 + LINE_HEIGHT * number
            down = f"M{pixels(x)},{y + 8}V{pixels(bottom)}"
            rule = element("path", d=down, stroke=pen.colours[colour], stroke_width=1.5)
            made.insert(0, rule)  # under the dots
            made.append(pen.text([name], (x + 3, y), colour, "end", bold=True))
        return Drawing(width, bottom + 26, made)


def _edges(stops: list[float]) -> list[float]:
    """Levels about half a point apart, of which each of the ``stops`` is one."""
    made = []
    for low, high in pairwise(stops):
        count = max(round((high - low) * 2), 1)
        made += [low + (high - low) * part / count for part in range(count)]
    return [*made, stops[-1]]


def _piles(values: Iterable[float], edges: list[float]) -> dict[float, list[float]]:
    """The middle between two of the ``edges`` -> the peaks that stood there, the lowest first; the
    last edge counts to the last pile."""
    found: dict[float, list[float]] = {}
    for value in sorted(values):
        place = min(max(bisect(edges, value), 1), len(edges) - 1)
        found.setdefault((edges[place - 1] + edges[place]) / 2, []).append(value)
    return found
