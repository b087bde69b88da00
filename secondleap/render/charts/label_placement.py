"""Where the words of a drawing stand: by what they name, and neither on each other nor on a line, a dot or the edge."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from unicodedata import east_asian_width

LINE = 16  # pixels from line to line of words
BOLD = 1.08  # bold letters are so much wider
_CLEAR = 2.5  # between words and whatever they are not to lie on
_NEAR = 14  # words no farther than this from what they name are seen to name it
_FAR = 100  # a name is moved no farther from its line than this
_OVER = 6  # words may reach so far above the highest value

Point = tuple[float, float]


def wide(text: str) -> float:
    """About how many pixels ``text`` takes in the wider ones of the faces that readers have: which of them a page gets is not known when it is drawn."""

    def letter(sign: str) -> float:
        if east_asian_width(sign) in "WF":
            return 12.5
        if sign in " .,:;'’|()ijlI":
            return 4.5
        return 6 if sign in "frt-" else 13.5 if sign in "%mwMW" else 10 if sign.isupper() else 8.25

    return sum(map(letter, text))


def broken(text: str, room: float) -> list[str]:
    """``text`` in lines of about the same length within ``room`` pixels. A word is never cut: one that is wider gets what it needs."""

    def filled(room: float) -> list[str]:
        made: list[str] = []
        for word in text.split():
            made[-1:] = (
                [f"{made[-1]} {word}"]
                if made and wide(f"{made[-1]} {word}") <= room
                else [*made[-1:], word]
            )
        return made

    made = filled(room)
    while room > 0 and len(closer := filled(room - 5)) == len(made):
        made, room = closer, room - 5
    return made


@dataclass(frozen=True)
class Words:
    """Words in one or more lines, and how much room they take: ``half`` is the way from their middle to their top and to their foot."""

    lines: tuple[str, ...]
    width: float
    half: float

    @classmethod
    def ways(cls, text: str) -> list[Words]:
        """``text`` in one line, and in the ways in which it may be broken into two or three."""
        made = dict.fromkeys(tuple(broken(text, wide(text) * share)) for share in (1, 0.65, 0.45))
        return [cls(lines, max(map(wide, lines)) * BOLD, LINE * len(lines) / 2) for lines in made]


@dataclass(frozen=True)
class Place:
    """Where ``words`` may stand for ``point``: around the height ``y``, and by ``align`` right of ``x``, left of it or around it."""

    words: Words
    point: Point
    x: float
    y: float
    align: str

    @cached_property
    def left(self) -> float:
        return (
            self.x
            - {"left": 0.0, "center": self.words.width / 2, "right": self.words.width}[self.align]
        )

    def nearest(self, point: Point) -> Point:
        """The point of the words that is nearest to ``point``."""
        return min(max(point[0], self.left), self.left + self.words.width), min(
            max(point[1], self.y - self.words.half), self.y + self.words.half
        )

    def gap(self, point: Point) -> float:
        return math.dist(point, self.nearest(point))

    def meets(self, other: Place) -> bool:
        apart = max(self.left, other.left) - min(
            self.left + self.words.width, other.left + other.words.width
        )
        return apart < _CLEAR and abs(self.y - other.y) < self.words.half + other.words.half


def by_line(text: str, end: Point, points: list[Point], above: bool) -> list[Place]:
    """Places for the name of a line through ``points``, the best first: close to its ``end``, in one line and on its outer side."""

    def around(x: float, y: float, words: Words) -> Iterator[tuple[float, Place]]:
        for align, shift in (("right", 4), ("center", 0), ("left", -4)):
            for away in (0, 4, 8, *range(LINE, _FAR, LINE)):
                off = words.half + 7 + away
                yield 3 * (not above), Place(words, (x, y), x + shift, y - off, align)
                yield 3 * above, Place(words, (x, y), x + shift, y + off, align)
        for align, shift in (("left", 7), ("right", -7)):
            for up in (0, -3, 3, -6, 6, -words.half - 3, words.half + 3):
                yield -6 * ((x, y) == end), Place(words, (x, y), x + shift, y + up, align)

    tried = []
    for words in Words.ways(text):
        for point in points:
            for less, place in around(*point, words):
                tried.append(
                    (
                        place.gap(end)
                        + 2 * place.gap(point)
                        + LINE * (len(words.lines) - 1) ** 2
                        + less,
                        place,
                    )
                )
    return [place for _, place in sorted(tried, key=lambda each: each[0])]


def by_rule(text: str, x: float, height: float) -> list[Place]:
    """Places for a note on the upright rule at ``x``: from the top down, behind it rather than before it, in one line rather than in more."""
    sides = (("left", 6), ("right", -6))
    return [
        Place(words, (x, 0), x + shift, words.half + LINE * row, align)
        for words in Words.ways(text)
        for row in range(int(height / LINE) - len(words.lines))
        for align, shift in sides
    ]


def by_level(text: str, y: float, width: float) -> list[Place]:
    """Places for a note on the level ``y``: over it rather than under it, from the left on."""
    return [
        Place(words, (0, y), x, y + side * (words.half + 4), "left")
        for words in Words.ways(text)
        for side in (-1, 1)
        for x in range(0, int(width), LINE)
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
    """A picture of ``width`` and ``height``: its strokes are traced first, then words are put where there is room."""

    width: float
    height: float
    traced: dict[str, list[Point]] = field(default_factory=dict)
    taken: list[Place] = field(default_factory=list)

    def trace(self, name: str, points: list[Point]) -> None:
        """Adds the stroke through ``points`` to what is drawn for ``name``."""
        own = self.traced.setdefault(name, [])
        for start, end in pairwise(points):
            own += _between(start, end)

    def spots(self, name: str, end: Point) -> list[Point]:
        """Points of what is drawn for ``name``, beginning with ``end`` and not close to each other."""
        kept = [end]
        for point in self.traced[name]:
            if all(math.dist(point, other) > 12 for other in kept):
                kept.append(point)
        return kept

    def put(self, name: str, places: list[Place]) -> Place:
        """Takes the first place that is free and seen to be of ``name``; where there is none, the one that covers least with a line that leads to it."""
        places = [place for place in places if self._holds(place)] or places
        free = (
            place
            for place in places
            if self._covered(place) == (0, 0) and self.belongs(place, name)
        )
        self.taken.append(
            next(free, None)
            or min(places, key=lambda place: (self._crossed(place), self._covered(place)))
        )
        return self.taken[-1]

    def belongs(self, place: Place, name: str) -> bool:
        """Whether words at ``place`` are seen to be of ``name`` at a glance, in narrower faces too: it is close to them, and nothing else as close."""
        narrow = replace(place, words=replace(place.words, width=place.words.width * 0.75))
        own = min(map(narrow.gap, self.traced[name]))
        return own <= _NEAR and all(
            place.gap(point) > own + 2
            for other, points in self.traced.items()
            if other != name
            for point in points
        )

    def _holds(self, place: Place) -> bool:
        over, under = place.y - place.words.half, place.y + place.words.half
        return (
            place.left >= 0
            and place.left + place.words.width <= self.width
            and over >= -_OVER
            and under <= self.height
        )

    def _covered(self, place: Place) -> tuple[int, int]:
        """How many other words and how much of the strokes words at ``place`` would lie on."""
        left, right = place.left - _CLEAR, place.left + place.words.width + _CLEAR
        top, foot = place.y - place.words.half - _CLEAR, place.y + place.words.half + _CLEAR
        strokes = sum(
            left < x < right and top < y < foot
            for points in self.traced.values()
            for x, y in points
        )
        return sum(map(place.meets, self.taken)), strokes

    def _crossed(self, place: Place) -> bool:
        """Whether a line that leads from ``place`` to what it names would cross other words."""
        lead = _between(place.nearest(place.point), place.point)
        return any(words.gap(point) < _CLEAR for words in self.taken for point in lead)
