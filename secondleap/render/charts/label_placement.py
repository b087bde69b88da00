"""Where the words of a chart go: by what they name, on no other words, line or dot, nor cut off."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter

from secondleap.render.charts.layout import BOLD, LINE_HEIGHT, Point, text_width, wrap

_CLEAR = 2.5  # pixels between words and whatever they must not lie on
_NUDGE = 6  # so many pixels farther off words rather stand than on a line of the grid
_NEAR = 14  # words at most this far from what they name are seen to name it
_FAR = 100  # a name is moved no farther than this from its line
_FAR_OVER = [LINE_HEIGHT, 2 * LINE_HEIGHT]  # pixels that a note stands off its point
_FAR_UNDER = [*_FAR_OVER, 40]  # the same under another line
_OVER = 12  # words may reach so far above the highest value
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the width is left of the place's x


@dataclass(frozen=True)
class Words:
    """Words in lines, and the room they take: ``half`` is half of their height."""

    lines: tuple[str, ...]
    width: float
    half: float

    @classmethod
    def layouts(cls, text: str) -> list[Words]:
        """``text`` in one line, and wrapped into two and three where it can be."""
        wrapped = dict.fromkeys(
            tuple(wrap(text, text_width(text) * share)) for share in (1, 0.65, 0.45)
        )
        return [
            cls(lines, max(map(text_width, lines)) * BOLD, LINE_HEIGHT * len(lines) / 2)
            for lines in wrapped
        ]


def _gap(x: float, width: float, y: float, half: float) -> float:
    """Pixels from words to a point ``x`` right of their left edge and ``y`` below their middle."""
    return math.hypot(max(-x, 0, x - width), max(abs(y) - half, 0))


@dataclass(frozen=True)
class Place:
    """A candidate position of ``words`` that label ``point``.

    Their middle is at the height ``y``; ``align`` says which end of them, or their middle, is at
    ``x``.
    """

    words: Words
    point: Point
    x: float
    y: float
    align: str

    @property
    def left(self) -> float:
        return self.x - _SHARE[self.align] * self.words.width

    def narrow(self, share: float) -> Place:
        """The place with words of ``share`` of the width."""
        return replace(self, words=replace(self.words, width=self.words.width * share))

    def nearest(self, point: Point) -> Point:
        """The point of the words that is nearest to ``point``."""
        x, y = point
        half = self.words.half
        return (
            min(max(x, self.left), self.left + self.words.width),
            min(max(y, self.y - half), self.y + half),
        )

    def gap(self, point: Point) -> float:
        """Pixels from the words to ``point``."""
        x, y = point
        return _gap(x - self.left, self.words.width, y - self.y, self.words.half)

    def overlaps(self, other: Place) -> bool:
        apart = max(self.left, other.left) - min(
            self.left + self.words.width, other.left + other.words.width
        )
        return apart < _CLEAR and abs(self.y - other.y) < self.words.half + other.words.half


def by_line(
    text: str,
    end: Point,
    points: list[Point],
    above: bool,
    pull: int = 1,
    most: float = math.inf,
) -> list[Place]:
    """Places for the name of a line through ``points``, the best first.

    Best is close to the line's ``end``, in one line of text, and on its outer side: ``above``,
    where no other line is above it. ``pull`` says how much being close to the end counts; none is
    more than ``most`` pixels from it.
    """

    def around(words: Words) -> Iterator[tuple[float, float, float, str, bool]]:
        """Ways to put words by a point: extra cost, shift in x and y, alignment, whether beside."""
        for align, shift in (("right", 4), ("center", 0), ("left", -4)):
            for away in (0, 4, 8, *range(LINE_HEIGHT, _FAR, LINE_HEIGHT)):
                off = words.half + 7 + away
                yield 3 * (not above), shift, -off, align, False
                yield 3 * above, shift, off, align, False
        for align, shift in (("left", 7), ("right", -7)):
            for up in (0, -3, 3, -6, 6, -words.half - 3, words.half + 3):
                yield 0, shift, up, align, True

    tried = []
    for words in Words.layouts(text):
        lines = LINE_HEIGHT * (len(words.lines) - 1) ** 2
        for cost, across, up, align, beside in around(words):
            by_origin = Place(words, (0, 0), across, up, align)
            cost += lines + 2 * by_origin.gap((0, 0))
            left, half, width = by_origin.left, words.half, words.width
            for point in points:  # thousands, so a place is made of those that are kept alone
                away = _gap(end[0] - point[0] - left, width, end[1] - point[1] - up, half)
                if away <= most:
                    bonus = 6 * (beside and point == end)
                    tried.append((cost + pull * away - bonus, words, point, across, up, align))
    tried.sort(key=itemgetter(0))
    return [
        Place(words, point, point[0] + across, point[1] + up, align)
        for _, words, point, across, up, align in tried
    ]


def spread(wanted: list[tuple[float, float]], top: float, bottom: float) -> list[float]:
    """Heights near the ``wanted`` ones, each with half of what it takes, so that none overlap.

    Those that would are set around their middle. ``wanted`` is in order from the top.
    """
    groups: list[list[tuple[float, float]]] = []

    def span(group: list[tuple[float, float]]) -> tuple[float, float]:
        """Where a group starts, and how high it is."""
        whole = sum(2 * half for _, half in group)
        offset, middles = 0.0, []
        for y, half in group:
            middles.append(y - offset - half)
            offset += 2 * half
        start = sum(middles) / len(middles)
        return max(top, min(start, bottom - whole)), whole

    for item in wanted:
        groups.append([item])
        while len(groups) > 1 and sum(span(groups[-2])) > span(groups[-1])[0]:
            groups[-2:] = [groups[-2] + groups[-1]]
    heights = []
    for group in groups:
        at = span(group)[0]
        for _, half in group:
            heights.append(at + half)
            at += 2 * half
    return heights


def by_point(text: str, point: Point, under: bool = False, before: bool = False) -> list[Place]:
    """Places for a note on ``point``: over it rather than under or beside it, or where another
    line is over it ``under`` it if there is any room, or ``before`` it.

    Far under it a note is amid other lines, and the narrowest has room first."""
    x, y = point
    layouts = Words.layouts(text)
    whole, *wrapped = layouts
    far = (layouts[::-1], _FAR_UNDER) if under else (layouts, _FAR_OVER)
    first = [
        Place(whole, point, x - 9, y, "right"),
        Place(whole, point, x + 4, y - whole.half - 8, "right"),
        *(Place(words, point, x - 9, y, "right") for words in wrapped),
    ]
    aligned = (("center", 0), ("left", -4), ("right", 4), ("left", 6), ("right", -6))
    return [
        *(first if before else ()),
        *(
            Place(words, point, x + across, y + side * (words.half + 8 + away), align)
            for sides in ([(1,), (-1,)] if under else [(-1, 1)])
            for kinds, distances in ((layouts, (0, 6)), far)
            for words in kinds
            for away in distances
            for side in sides
            for align, across in aligned
        ),
        *(
            Place(words, point, x + across, y, align)
            for words in layouts
            for align, across in (("left", 9), ("right", -9))
        ),
    ]


def by_rule(text: str, x: float, height: float) -> list[Place]:
    """Places for a note on the upright rule at ``x``.

    Right of it, left where that is not free; in one line rather than in more, from the top down.
    """
    return [
        Place(words, (x, 0), x + shift, words.half + LINE_HEIGHT * row, align)
        for align, shift in (("left", 6), ("right", -6))
        for words in Words.layouts(text)
        for row in range(int(height / LINE_HEIGHT) - len(words.lines))
    ]


def by_level(text: str, y: float, width: float) -> list[Place]:
    """Places for a note on the level ``y``: over it rather than under it, from the left on."""
    return [
        Place(words, (0, y), x, y + side * (words.half + 4), "left")
        for words in Words.layouts(text)
        for side in (-1, 1)
        for x in range(0, int(width), LINE_HEIGHT)
    ]


def _between(start: Point, end: Point) -> list[Point]:
    """Points no more than four pixels apart all the way from ``start`` to ``end``."""
    (x, y), (to_x, to_y) = start, end
    parts = math.ceil(math.dist(start, end) / 4) or 1
    return [
        (x + (to_x - x) * part / parts, y + (to_y - y) * part / parts) for part in range(parts + 1)
    ]


@dataclass
class Sheet:
    """A plot of ``width`` and ``height``: its strokes are traced first, then words are put.

    ``levels`` are the heights of the grid, on which words rather do not lie, ``traced`` has points
    along what is drawn for each name, ``taken`` the words put so far.
    """

    width: float
    height: float
    levels: list[float] = field(default_factory=list)
    traced: dict[str, list[Point]] = field(default_factory=dict)
    taken: list[Place] = field(default_factory=list)

    def trace(self, name: str, points: list[Point]) -> None:
        """Adds the stroke through ``points`` to what is drawn for ``name``."""
        own = self.traced.setdefault(name, [])
        for start, end in pairwise(points):
            own += _between(start, end)

    def spots(self, name: str, end: Point) -> list[Point]:
        """Points of what is drawn for ``name``: ``end`` first, none close to another."""
        kept = [end]
        for point in self.traced[name]:
            if all(math.dist(point, other) > 12 for other in kept):
                kept.append(point)
        return kept

    def put(self, name: str, places: list[Place], margin: float = 0) -> Place:
        """Takes the first place where words cover nothing and are seen to name ``name``.

        If there is none, the one that covers least, and to which a leader line has room; where that
        covers something, one that reaches into the ``margin`` right of the plot. One on a line of
        the grid gives way to one beside it that is as good.
        """

        def best(places: list[Place]) -> Place:
            good = self._good(name, places)
            return next(good, None) or min(places, key=self._covered)

        def faults(place: Place) -> tuple[bool, tuple[bool, int, int]]:
            return not self.belongs(place, name), self._covered(place)

        inside = [place for place in places if self.holds(place)] or places
        place = best(inside)
        if margin and not self.is_free(place):
            wider = [place for place in places if self.holds(place, margin)]
            place = next(filter(self.is_free, wider), place)
        reach = place.gap(place.point) + _NUDGE
        near = [other for other in inside if other.gap(other.point) <= reach]
        off = [other for other in near if not self._on_grid(other)]
        if off and self._on_grid(place) and faults(best(off)) <= faults(place):
            place = best(off)
        self.taken.append(place)
        return place

    def find(
        self, name: str, places: list[Place], shared: bool = False, margin: float = 0
    ) -> Place | None:
        """Takes the first place where words cover nothing and are seen to name ``name``, if any.

        With ``shared`` they may be as close to what is drawn for another, and they may reach into
        the ``margin`` right of the plot."""
        place = next(self._good(name, places, shared, margin), None)
        if place:
            self.taken.append(place)
        return place

    def _good(
        self, name: str, places: list[Place], shared: bool = False, margin: float = 0
    ) -> Iterator[Place]:
        for place in places:
            if (
                self.holds(place, margin)
                and self.is_free(place)
                and (shared or self.belongs(place, name))
            ):
                yield place

    def belongs(self, place: Place, name: str) -> bool:
        """Whether words at ``place`` are seen to name ``name`` at a glance, in any font.

        They are close to what is drawn for it, and to nothing else as close.
        """
        narrow = place.narrow(0.75)
        own = min(map(narrow.gap, self.traced[name]))
        return own <= _NEAR and all(
            place.gap(point) > own + 2
            for other, points in self.traced.items()
            if other != name
            for point in points
        )

    def holds(self, place: Place, margin: float = 0) -> bool:
        """Whether words at ``place`` are inside the plot, or no farther right than ``margin``."""
        over, under = place.y - place.words.half, place.y + place.words.half
        return (
            place.left >= 0
            and place.left + place.words.width <= self.width + margin
            and over >= -_OVER
            and under <= self.height
        )

    def _on_grid(self, place: Place) -> bool:
        """Whether words at ``place`` lie on a line of the grid."""
        return any(abs(level - place.y) < place.words.half - 1 for level in self.levels)

    def _under(self, place: Place) -> Iterator[Point]:
        """The points of strokes that words at ``place`` would lie on."""
        left, right = place.left - _CLEAR, place.left + place.words.width + _CLEAR
        top, bottom = place.y - place.words.half - _CLEAR, place.y + place.words.half + _CLEAR
        for points in self.traced.values():
            for x, y in points:
                if left < x < right and top < y < bottom:
                    yield x, y

    def is_free(self, place: Place) -> bool:
        """Whether words at ``place`` cover no other words and no stroke."""
        return not any(map(place.overlaps, self.taken)) and not any(self._under(place))

    def _covered(self, place: Place) -> tuple[bool, int, int]:
        """What words at ``place`` would spoil, the worst first, for use as a key of order.

        Whether a leader line from them would cross other words; how many words they would lie on;
        how many points of strokes.
        """
        leader = _between(place.nearest(place.point), place.point)
        crossed = any(words.gap(point) < _CLEAR for words in self.taken for point in leader)
        return crossed, sum(map(place.overlaps, self.taken)), sum(1 for _ in self._under(place))
