"""What became of cities after their peak of population: the table ``data/peaks``, and every number
that is drawn from it.

A *record peak* is a census at which a place had more people than at any before, and after which the
next census counted fewer. Only what is known ten years after a peak decides whether it is one, as
with Ulsan today: a list of highest counts of all time would hold no place that came back.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Literal

from pydantic import ValidationError

from secondleap.data.faults import Fault, shown
from secondleap.data.schema import Id, Month, Record, Text
from secondleap.data.schema_errors import form, shape_fault
from secondleap.data.series import PACKAGE, License, Series, years_of
from secondleap.data.text_file import read_json, read_text
from secondleap.text.messages import message

FOLDER, PLACES, PEOPLE = "data/peaks", "places.csv", "populations.csv"
BANDS = ((97, 101), (94, 97), (90, 94), (85, 90), (0, 85))  # at ten years, the upper end excluded
STEPS = (10, 20, 30, 40, 50, 60)  # years after the peak
ULSAN = {"census": "ulsan-census", "register": "ulsan-register"}  # the two bases it stands on
NEAREST = 50  # peaks that are told as those near Ulsan
_SMALLEST, _LAST_PEAK = 50_000, 1990  # people at a core city's peak; its year, so that +30 is known
_FELL = 98.5  # a place elsewhere is listed where it fell below this
_NEAR = 2  # a count stands for +10 where it was made within so many years of it

Kind = Literal["core", "metro", "elsewhere"]


class PeakPlace(Text):
    """A place of the table. ``within`` is its state of the United States, or its country.

    ``county`` tells whether its county had a fifth or more of its jobs in manufacturing in 1970,
    ``largest`` whether it is its county's largest city. Before each of the ``breaks`` it was
    enlarged. ``basis`` is how its people are counted; ``series`` the series of ``data/series`` that
    holds them, where one does; ``counties`` the fixed list whose sum they are, by FIPS code.
    """

    id: Id
    kind: Kind
    within: str
    basis: Literal["census", "register", "interpolated"]
    manufacturing: bool
    county: Literal["yes", "no", "unknown", ""]
    largest: bool
    breaks: tuple[int, ...]
    counties: tuple[str, ...]
    series: Id | None


class Count(Record):
    """How many people a place had, and who says so."""

    place: Id
    period: Month
    people: int
    source: Id


@dataclass(frozen=True)
class Peak:
    """A peak of ``place`` and what came after: ``course`` holds years since, and people as per cent
    of the peak, up to the newest count or the next enlargement."""

    place: PeakPlace
    period: str
    people: int
    course: tuple[tuple[float, float], ...]

    @property
    def id(self) -> str:
        """Its address: the place, and the year of the peak where a place may have several."""
        own = self.place.kind == "elsewhere"
        return self.place.id if own else f"{self.place.id}-{self.period}"

    @property
    def year(self) -> int:
        return int(self.period[:4])

    def at(self, years: float) -> float | None:
        """Per cent of the peak so many years later, by the nearest count, where one is near."""
        away, value = min((abs(since - years), value) for since, value in self.course[1:])
        return value if away <= (_NEAR if self.place.kind == "elsewhere" else 0) else None

    @property
    def is_whole(self) -> bool:
        """Whether its peak is known by the year alone, not the month."""
        return len(self.period) == 4

    @property
    def is_rough(self) -> bool:
        """Whether its course is interpolated, so that peaks and dents are flattened."""
        return self.place.basis == "interpolated"

    @property
    def low(self) -> tuple[float, float]:
        """The lowest point: years since the peak, and per cent."""
        return min(self.course, key=lambda point: point[1])

    @property
    def last(self) -> tuple[float, float]:
        return self.course[-1]

    @property
    def back(self) -> float | None:
        """After how many years the place was back at its peak; none where it never was."""
        return next((since for since, value in self.course[1:] if value >= 100), None)

    def fell_under(self, level: float) -> float | None:
        """After how many years it first stood under ``level``; none where it never did."""
        return next((since for since, value in self.course if value < level), None)

    def back_at(self, level: float, under: float) -> bool:
        """Whether it stood at ``level`` again after it fell under ``under``."""
        fell = self.fell_under(under)
        return fell is not None and any(
            since > fell and value >= level for since, value in self.course
        )


@dataclass(frozen=True)
class Peaks:
    """The table: places in the order of the file, and the counts of each in the order of time."""

    places: tuple[PeakPlace, ...] = ()
    counts: tuple[Count, ...] = ()
    all: tuple[Peak, ...] = ()
    terms: dict[str, License] = field(default_factory=dict)  # by source: how it may be passed on

    def group(self, name: str) -> list[Peak]:
        """The peaks of a group of `GROUPS`."""
        chosen = GROUPS[name]
        return [peak for peak in self.all if chosen(peak)]

    @cached_property
    def sources(self) -> set[str]:
        """The ids of the sources that the counts name."""
        return {count.source for count in self.counts}

    def of(self, place: str) -> list[Peak]:
        return [peak for peak in self.all if peak.place.id == place]

    @property
    def shown(self) -> dict[Kind, list[Peak]]:
        """What the page draws, by kind: one line a peak, and of places elsewhere all."""
        return {
            "metro": self.group("metro"),
            "core": self.group("core"),
            "elsewhere": [peak for peak in self.all if peak.place.kind == "elsewhere"],
        }


# States of the United States, by where the peaks since 1950 are told apart.
_RUST_BELT = {"IL", "IN", "MI", "NY", "OH", "PA", "WI"}
_COASTS = {"CA", "CT", "MA", "ME", "NH", "NJ", "RI", "VT"}  # California, New England, New Jersey


def _is_core(peak: Peak) -> bool:
    return peak.place.kind == "core" and peak.place.manufacturing


def _is_since_1950(peak: Peak) -> bool:
    return _is_core(peak) and peak.year >= 1950


# Groups of peaks by the name that numbers of them begin with.
GROUPS: dict[str, Callable[[Peak], bool]] = {
    "core": _is_core,
    "core_largest": lambda peak: _is_core(peak) and peak.place.largest,
    "core_later": lambda peak: _is_core(peak) and 1950 <= peak.year <= 1980,
    "core_strict": lambda peak: _is_core(peak) and peak.place.county == "yes",
    "core_1930": lambda peak: _is_core(peak) and peak.year == 1930,
    "core_since_1950": _is_since_1950,
    "core_rust_belt": lambda peak: _is_since_1950(peak) and peak.place.within in _RUST_BELT,
    "core_coasts": lambda peak: _is_since_1950(peak) and peak.place.within in _COASTS,
    "other": lambda peak: peak.place.kind == "core" and not peak.place.manufacturing,
    "metro": lambda peak: peak.place.kind == "metro",
}

# What those near Ulsan are told apart by.
_PARTS: dict[str, Callable[[Peak], bool]] = {
    "rust_belt": lambda peak: peak.place.within in _RUST_BELT,
    "coasts": lambda peak: peak.place.within in _COASTS,
    "but_1930": lambda peak: peak.year != 1930,
}


def _course(counts: list[tuple[str, int]], at: int, end: float) -> tuple[tuple[float, float], ...]:
    """Years since the count ``at``, and per cent of it, up to the year ``end``."""
    start, people = years_of(counts[at][0]), counts[at][1]
    later = [(years_of(period), count) for period, count in counts[at:]]
    return tuple((year - start, 100 * count / people) for year, count in later if year < end)


def record_peaks(place: PeakPlace, counts: list[tuple[str, int]]) -> Iterator[Peak]:
    """Every record peak of ``place``, whose ``counts`` stand in the order of time."""
    most = 0
    for at, (period, people) in enumerate(counts[:-1]):
        if people <= most:
            continue
        most = people
        lower = counts[at + 1][1] < people
        if not lower or place.kind == "core" and people < _SMALLEST:
            continue
        year = years_of(period)
        end = min((cut for cut in place.breaks if cut > year), default=9999)
        peak = Peak(place, period, people, _course(counts, at, end))
        if place.kind == "elsewhere":
            if peak.low[1] < _FELL:
                yield peak
        elif year <= _LAST_PEAK and len(peak.course) > 1:
            yield peak


def _peaks(
    places: Iterable[PeakPlace], counts: Iterable[Count], series: dict[str, Series]
) -> Iterator[Peak]:
    by_place: dict[str, list[tuple[str, int]]] = {}
    for count in counts:
        by_place.setdefault(count.place, []).append((count.period, count.people))
    for place in places:
        own = by_place.get(place.id, [])
        if place.series in series:
            rows = series[place.series].rows
            own = [(row.key, int(row.value)) for row in rows if row.mark != "rounded"]
        found = list(record_peaks(place, own))
        yield from found[-1:] if place.kind == "elsewhere" else found  # the newest rise alone


# --- every number


def _quantile(values: list[float], part: float) -> float:
    """Between the two nearest values, as spreadsheets have it."""
    values = sorted(values)
    place = (len(values) - 1) * part
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def middle_half(peaks: list[Peak], years: float) -> tuple[float, float, float] | None:
    """Lower quarter, median and upper quarter of the peaks so many years later."""
    values = [value for peak in peaks if (value := peak.at(years)) is not None]
    return (_quantile(values, 0.25), median(values), _quantile(values, 0.75)) if values else None


def _correlation(pairs: list[tuple[float, float]]) -> float:
    """Pearson's."""
    count = len(pairs)
    mean = [sum(pair[side] for pair in pairs) / count for side in (0, 1)]
    off = [(one - mean[0], other - mean[1]) for one, other in pairs]
    spread = sum(one * one for one, _ in off) * sum(other * other for _, other in off)
    return float(sum(one * other for one, other in off) / spread**0.5)


def _of_group(name: str, peaks: list[Peak]) -> Iterator[tuple[str, float]]:
    yield f"{name}_peaks", len(peaks)
    yield f"{name}_places", len({peak.place.id for peak in peaks})
    back = [peak.back for peak in peaks if peak.back is not None]
    yield f"{name}_back", len(back)
    yield f"{name}_back_lost", sum(peak.back is not None and peak.last[1] < 100 for peak in peaks)
    yield f"{name}_back_years", median(back)
    yield f"{name}_back_longest", max(back)
    yield f"{name}_back_within_20", sum(years <= 20 for years in back)
    newest = {peak.place.id: peak for peak in peaks}
    yield f"{name}_newest_back", sum(peak.back is not None for peak in newest.values())
    for level, again in ((95, 95), (90, 100)):
        fell = [peak for peak in peaks if peak.fell_under(level) is not None]
        yield f"{name}_under_{level}", len(fell)
        yield f"{name}_under_{level}_back", sum(peak.back_at(again, level) for peak in fell)
    yield f"{name}_lowest_last", sum(peak.low == peak.last for peak in peaks)
    for years in STEPS:
        values = [value for peak in peaks if (value := peak.at(years)) is not None]
        yield f"{name}_{years}_count", len(values)
        yield f"{name}_{years}", median(values)
        yield f"{name}_{years}_quarter", _quantile(values, 0.25)
        yield f"{name}_{years}_three_quarters", _quantile(values, 0.75)
        yield f"{name}_{years}_least", min(values)
        yield f"{name}_{years}_most", max(values)
    pairs = [(peak.at(10), peak.at(40)) for peak in peaks]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    yield f"{name}_correlation", _correlation(known)
    yield f"{name}_correlation_count", len(known)


def band(peaks: list[Peak], least: float, end: float) -> list[Peak]:
    """The peaks that stood in a band at ten years."""
    return [peak for peak in peaks if least <= (peak.at(10) or -1) < end]


def _of_band(name: str, peaks: list[Peak]) -> Iterator[tuple[str, float]]:
    yield f"{name}_peaks", len(peaks)
    yield f"{name}_back", sum(peak.back is not None for peak in peaks)
    for years in (20, 40):
        values = [value for peak in peaks if (value := peak.at(years)) is not None]
        if values:
            yield f"{name}_{years}", median(values)
            yield f"{name}_{years}_least", min(values)
            yield f"{name}_{years}_most", max(values)


def name_of(peak: Peak) -> str:
    """What the numbers of a peak begin with: its id, as names in arithmetic are written."""
    return peak.id.replace("-", "_")


def _of_peak(peak: Peak) -> Iterator[tuple[str, float]]:
    name = name_of(peak)
    yield f"{name}_people", peak.people
    for since, value in peak.course[1:]:
        yield f"{name}_after_{since:.1f}".removesuffix(".0").replace(".", "_"), value
    yield f"{name}_low", peak.low[1]
    yield f"{name}_last", peak.last[1]
    yield f"{name}_last_years", peak.last[0]
    if peak.back is not None:
        yield f"{name}_back_years", peak.back


def numbers(peaks: Peaks) -> dict[str, float]:
    """Every number that is drawn from the table, by a name that a claim's ``computed`` may use."""
    if not peaks.all:
        return {}
    found: dict[str, float] = {}
    for name in GROUPS:
        group = peaks.group(name)
        found |= _of_group(name, group)
        for least, end in BANDS:
            found |= _of_band(f"{name}_band_{least}", band(group, least, end))
    for basis, place in ULSAN.items():
        level = peaks.of(place)[0].last[1]
        for name in ("core", "metro"):
            below = [peak for peak in peaks.group(name) if (peak.at(10) or 101) < level]
            found[f"{name}_below_{basis}"] = len(below)
        near = sorted(peaks.group("core"), key=lambda peak: abs((peak.at(10) or 0) - level))
        found |= _of_band(f"core_near_{basis}", near[:NEAREST])
        for part, chosen in _PARTS.items():
            some = [peak for peak in near[:NEAREST] if chosen(peak)]
            found |= _of_band(f"core_near_{basis}_{part}", some)
    found["core_unknown"] = sum(place.county == "unknown" for place in peaks.places)
    for peak in peaks.all:
        found |= _of_peak(peak)
    return found


# --- reading


def _place(row: dict[str, str]) -> PeakPlace:
    listed = {name: tuple(row[name].split()) for name in ("breaks", "counties")}
    return PeakPlace.model_validate(
        {**row, **listed, "series": row["series"] or None} | {"largest": row["largest"] == "yes"}
    )


def _rows(root: Path, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    path = root / FOLDER / name
    text, faults = read_text(path, root)
    return list(enumerate(csv.DictReader(text.splitlines()), 2)), faults


def _terms(root: Path, named: set[str]) -> tuple[dict[str, License], list[Fault]]:
    """The terms of each source of the data package, and a fault for each of ``named`` without."""
    path = root / FOLDER / PACKAGE
    value, faults = read_json(path, root)
    listed = {
        source["id"]: License.model_validate(source["license"])
        for source in value.get("sources", [])
    }
    for source in sorted(named - listed.keys()):
        found = message("the source '{source}' without its license", source=source)
        faults.append(shape_fault("S200", shown(path, root), 1, found))
    return listed, faults


def read_peaks(root: Path, series: dict[str, Series]) -> tuple[Peaks, list[Fault]]:
    """The table of the project at ``root``, and what is wrong with it (codes S200 to S204)."""
    if not (root / FOLDER / PLACES).is_file():
        return Peaks(), []
    faults: list[Fault] = []
    places: dict[str, PeakPlace] = {}
    counts: list[Count] = []
    for name in (PLACES, PEOPLE):
        rows, unreadable = _rows(root, name)
        faults += unreadable
        file = shown(root / FOLDER / name, root)
        for line, row in rows:
            try:
                if name == PLACES:
                    place = _place(row)
                    places[place.id] = place
                    continue
                count = Count.model_validate(row)
            except (ValidationError, KeyError, AttributeError) as error:
                found = message(
                    "a row that cannot be read: {row}", row=",".join(map(str, row.values()))
                )
                expected = form(error.errors()[0]) if isinstance(error, ValidationError) else ""
                faults.append(shape_fault("S203", file, line, found, expected=expected))
                continue
            if count.place not in places:
                found = message("the unknown place '{place}'", place=count.place)
                faults.append(shape_fault("S203", file, line, found))
            if counts and counts[-1].place == count.place and counts[-1].period >= count.period:
                found = message(
                    "'{key}' after '{before}'", key=count.period, before=counts[-1].period
                )
                faults.append(shape_fault("S204", file, line, found))
            counts.append(count)
    listed = tuple(places.values())
    terms, without = _terms(root, {count.source for count in counts})
    peaks = Peaks(listed, tuple(counts), tuple(_peaks(listed, counts, series)), terms)
    return peaks, [*faults, *without]
