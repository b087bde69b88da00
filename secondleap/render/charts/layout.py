"""Where things go in a chart: sizes, ticks, margins, and how much room text takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width

from secondleap.text import formatting

LINE_HEIGHT = 16  # pixels from one line of text to the next
BOLD = 1.08  # bold letters are wider by this factor
# Pixels (width, height) of a drawing. Text keeps its size, so a phone gets a drawing of its own.
SIZES = {"wide": (660, 330), "broad": (1080, 420), "narrow": (340, 330)}
# Pixels around the plot: a line of text above it says what the values count, nothing much is on
# its right, the times are below it. On its left the numbers of the axis take what they need.
TOP, RIGHT, BOTTOM = 34, 3, 26

Point = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """A value of the series ``line``. ``x`` is a year with its fraction, or a category.

    ``segment`` is the number of its unbroken run, ``hollow`` marks a computed or weak value.
    ``value`` is the short form of the value, for the picture. Its time is known no nearer than
    ``within`` so many years of ``x``.
    """

    line: str
    x: float | str
    y: float
    description: str
    segment: int = 0
    hollow: bool = False
    value: str = ""
    within: float = 0.0


@dataclass(frozen=True)
class Line:
    """How a series looks: the name of its colour, its label, and whether its dots are joined.

    ``thin`` lines stand behind the others, and some are ``dashed``. ``told`` is how a value is
    told, with ``{date}`` and ``{value}``, where a script has to tell it. ``short`` is the name
    where there is little room.
    """

    name: str
    colour: str
    label: str
    joined: bool = True
    thin: bool = False
    dashed: bool = False
    told: str = ""
    short: str = ""


@dataclass(frozen=True)
class Remark:
    """A note on the picture: at the time ``x``, at the level ``y`` of the values, or on a point,
    from which a rule runs ``until`` a later time."""

    text: str
    x: float | None = None
    y: float | None = None
    until: float | None = None
    colour: str = "quiet"


@dataclass(frozen=True)
class Scale:
    """What the numbers of an axis count, and how they are written there: without their unit, which
    stands once, above the axis. They are counted by ``size``: in thousands, in 만."""

    name: str
    write: Callable[[float], str]
    size: int = 1


@dataclass(frozen=True)
class Picture:
    """What every kind of chart shows."""

    dots: list[Dot]
    lines: list[Line]
    remarks: list[Remark]
    scale: Scale


@cache
def _letter_width(sign: str) -> float:
    if east_asian_width(sign) in "WF":
        return 12.5
    if sign in " \u00a0.,:;'’|()ijlI":
        return 4.5
    return 6 if sign in "frt-" else 13.5 if sign in "%mwMW" else 10 if sign.isupper() else 8.25


def text_width(text: str) -> float:
    """About how many pixels ``text`` takes at 13 px, in the wider ones of the fonts readers have.

    Which font a page gets is not known when its charts are drawn.
    """
    return sum(map(_letter_width, text))


def same_decimals(numbers: list[str]) -> list[str]:
    """Written numbers, each with as many decimals as the one that has most."""
    parts = [number.partition(".") for number in numbers]
    digits = max(len(decimals) for _, _, decimals in parts)
    return [whole + "." * (digits > 0) + part.ljust(digits, "0") for whole, _, part in parts]


def wrap(text: str, room: float) -> list[str]:
    """``text`` in lines of about the same length, each at most ``room`` pixels wide.

    A word is never cut: one that is wider than ``room`` gets a line of its own. A Korean number is
    one word with its unit: ``64만 5,705명``, ``868억 달러``.
    """

    def fill(room: float) -> list[str]:
        lines: list[str] = []
        for word in formatting.unbroken(text).split(" "):
            if lines and text_width(f"{lines[-1]} {word}") <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    lines = fill(room)
    while room > 0 and len(closer := fill(room - 5)) == len(lines):
        lines, room = closer, room - 5
    return [line.replace("\u00a0", " ") for line in lines]


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values that span ``low`` to ``high``, about ``most`` of them at the most."""
    span = (high - low) or abs(high) or 1
    step = 10 ** math.floor(math.log10(span / most))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10) if span / (step * factor) <= most)
    first = math.floor(low / step + 1e-9)
    ticks = [round(first * step, 10)]
    while len(ticks) < 2 or ticks[-1] < high - step * 1e-6:
        ticks.append(round(ticks[-1] + step, 10))
    return ticks


def time_ticks(
    first: float, last: float, most: int, fits: Callable[[list[float]], bool]
) -> list[float]:
    """Whole years between ``first`` and ``last``: ``most`` of them, or fewer.

    ``fits`` says whether the labels of all have room beside each other.
    """
    for fewer in range(most, 0, -1):
        ticks = [tick for tick in nice_ticks(first, last, fewer) if first <= tick <= last]
        whole = all(tick == int(tick) for tick in ticks)
        if ticks and whole and fits(ticks):
            return ticks
    return list(dict.fromkeys((math.ceil(first), math.floor(last))))


@dataclass(frozen=True)
class Plot:
    """The part of a drawing that lines are in, and its two linear scales.

    Points are relative to the plot's upper left corner, which is at (``left``, ``top``).
    """

    left: float
    top: float
    width: float
    height: float
    x_domain: tuple[float, float]  # first time, last time
    y_domain: tuple[float, float]  # value at the bottom, value at the top
    x_ticks: list[tuple[float, str]]  # a time and its label
    y_ticks: list[tuple[float, str]]  # a value and its label

    def point(self, x: float | str, y: float) -> Point:
        """Where the value ``y`` at the time ``x`` is."""
        (first, last), (bottom, top) = self.x_domain, self.y_domain
        return (
            (float(x) - first) / (last - first) * self.width,
            (top - y) / (top - bottom) * self.height,
        )


@dataclass(frozen=True)
class Axis:
    """The values that an axis has to show, and how its ticks are written."""

    values: list[float]
    write: Callable[[float], str]
    unit: Callable[[float], str] | None = None  # how the first tick after zero is written
    after: float = 0.0  # how far a tick is after its round year


def plot(
    x: Axis,
    y: Axis,
    size: tuple[int, int],
    slot: float = 0,
    times: list[float] | None = None,
    gutter: float = RIGHT,
) -> Plot:
    """The plot in a drawing of ``size``, with margins in which all labels of ticks have room.

    ``slot`` is the time that a column takes, for which there is room at both ends. ``times`` are
    the ticks of the time axis, where they are not to be round years. ``gutter`` pixels on the right
    are for other words.
    """
    width, height = size
    small = width < 500
    y_ticks = nice_ticks(min(y.values), max(y.values), 4 if height < 200 else 5)
    start, end = min(x.values), max(x.values)
    reach = max((end - start or 1) * (0.03 if small else 0.02), slot / 2)
    first, last = start - reach, end + reach
    left = max(text_width(y.write(tick)) for tick in y_ticks) + 4
    scale = (width - left - gutter) / (last - first)  # pixels a year

    def tick(times: list[float], place: int) -> str:
        return (x.unit if x.unit and place == 1 else x.write)(times[place])

    def half(place: int) -> float:
        return text_width(tick(x_ticks, place)) / 2

    def fits(times: list[float]) -> bool:
        halves = [text_width(tick(times, place)) / 2 for place in range(len(times))]
        pairs = zip(pairwise(times), pairwise(halves), strict=True)
        return all(
            half + next_half + 10 < (after - before) * scale
            for (before, after), (half, next_half) in pairs
        )

    x_ticks = times or [
        time + x.after
        for time in time_ticks(start - x.after, end - x.after, 5 if small else 7, fits)
    ]
    left = math.ceil(max(left, half(0) - (x_ticks[0] - first) * scale))
    right = math.ceil(max(gutter, half(len(x_ticks) - 1) - (last - x_ticks[-1]) * scale))
    return Plot(
        left,
        TOP,
        width - left - right,
        height - TOP - BOTTOM,
        (first, last),
        (y_ticks[0], y_ticks[-1]),
        [(time, tick(x_ticks, place)) for place, time in enumerate(x_ticks)],
        [(value, y.write(value)) for value in y_ticks],
    )
