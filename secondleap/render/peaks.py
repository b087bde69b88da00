"""Cities after their peak: the picture with its finder and table, and what the bands say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secondleap.data.peaks import BANDS, Kind, Peak, band
from secondleap.data.series import years_of
from secondleap.render.charts import frame
from secondleap.render.charts.bars import GroupedBars
from secondleap.render.charts.card import city_colour
from secondleap.render.charts.fan import (
    BACK,
    FLOOR,
    PLAIN,
    RETURNED,
    ROUGH,
    TOP,
    YEARS,
    Fan,
    Marked,
    Swarm,
    run_of,
    steps,
)
from secondleap.render.charts.svg import ON_PAGE, Drawing, on_page, to_text
from secondleap.render.context import Context
from secondleap.render.strings import WITHIN, WORDS
from secondleap.render.templates import markup, render
from secondleap.text import formatting

FIGURE = "peaks-picture"
# Group -> the years and the two levels at which its frame ends, where that is not far out.
_FRAME: dict[Kind, tuple[int, int, int]] = {"metro": (60, 60, TOP), "elsewhere": (60, 60, 120)}
# Group -> the places in colour, with the city whose colour it is.
_ULSAN = {"ulsan-census": "ulsan", "ulsan-register": "ulsan"}
_MARKED: dict[Kind, dict[str, str]] = {
    "metro": {"metro-pittsburgh": "pittsburgh", "metro-detroit": "detroit", "biscay": "basque"}
    | _ULSAN,
    "core": {"pittsburgh-pa": "pittsburgh", "detroit-mi": "detroit"} | _ULSAN,
    "elsewhere": {"biscay": "basque"}
    | _ULSAN
    | dict.fromkeys(("malmo", "gothenburg"), RETURNED)
    | dict.fromkeys(("busan", "kitakyushu", "riga"), "quiet"),
}


@dataclass(frozen=True)
class Simple:
    """A chart that shows one thing: its words, its drawings, and its numbers as a table."""

    title: str
    about: str
    source: str
    alt: str
    drawings: dict[str, Drawing]
    heads: list[str]
    rows: list[list[str]]


def place_name(peak: Peak, language: str) -> str:
    """The place with its state or country."""
    return f"{peak.place[language]}, {WITHIN[peak.place.within][language]}"


def _year(peak: Peak, since: float) -> int:
    return int(years_of(peak.period) + since + 1e-6)


def _level(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _alphabetical(peaks: list[Peak], language: str) -> list[Peak]:
    return sorted(peaks, key=lambda peak: (peak.is_rough, peak.place[language], peak.id))


def _fan(kind: Kind, context: Context) -> Fan:
    language, words = context.language, WORDS[context.language]
    table = context.dataset.peaks

    def marked(place: str, city: str) -> Marked:
        peak = table.of(place)[-1]
        name = words[f"peaks_named_{peak.place.kind}"].format(name=peak.place[language])

        def tell(since: float, value: float) -> str:
            return words["peaks_point"].format(
                name=name, year=_year(peak, since), value=_level(value), years=f"{since:.0f}"
            )

        thin = peak.place.basis == "register"
        label = f"{name} {_level(peak.last[1])}"
        return Marked(peak, city_colour(city, context), name, label, tell, thin)

    def after(years: int) -> str:
        if years == 0:
            return words["peaks_peak"]
        return words["years_later"].format(count=years) if years == 20 else str(years)

    chosen = [marked(place, city) for place, city in _MARKED[kind].items()]
    peaks = _alphabetical(table.shown[kind], language)
    picked = kind == "elsewhere"
    back = sum(peak.back is not None for peak in peaks)
    counts = [("peaks_came_back", back), ("peaks_had_not", len(peaks) - back)]
    up, down = (words[name].format(count=count) for name, count in counts)
    years, floor, top = _FRAME.get(kind, (YEARS, FLOOR, TOP))
    cut, told = words["axis_from"].format(value=floor), None if picked else (up, down)
    starts = f"{words['peaks_level'].lower()} · {cut}"
    return Fan(kind, peaks, chosen, after, starts, told, not picked, years, floor, top)


def _drawings(fan: Fan) -> dict[str, Drawing]:
    return {size: fan.draw(size, ON_PAGE) for size in ("wide", "narrow")}


def _rows(peaks: list[Peak], context: Context) -> list[dict[str, Any]]:
    """The peaks as rows of the table: what a reader without scripts looks up."""
    language = context.language

    def then(peak: Peak, at: tuple[float, float]) -> str:
        return formatting.noted(_level(at[1]), str(_year(peak, at[0])), language)

    return [
        {
            "peak": peak,
            "id": peak.id,
            "name": place_name(peak, language),
            "original": peak.place.en if language == "ko" and peak.place.within != "KR" else "",
            "year": peak.year,
            "start": "" if peak.is_whole else f"{years_of(peak.period):.2f}",
            "cells": [
                formatting.number(peak.people, language),
                *(_level(peak.at(years)) for years in (10, 20, 40)),
                then(peak, peak.low),
                then(peak, peak.last),
                "–" if peak.back is None else f"{peak.back:.0f}",
            ],
        }
        for peak in peaks
    ]


def _said(context: Context) -> dict[str, str]:
    """The numbers of the table as the page writes them, for the words under the pictures."""
    numbers = context.dataset.numbers
    return {
        name: f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
        for name, value in numbers.items()
    }


def picture(context: Context) -> str:
    """The card: the lines of three groups, the finder, and every peak as a row."""
    language, words, table = context.language, WORDS[context.language], context.dataset.peaks
    said = _said(context)
    variants = []
    for kind in table.shown:
        fan = _fan(kind, context)
        alt = words[f"peaks_alt_{kind}"].format(**said)
        pictures = [
            to_text(on_page(drawing, f"chart__{size}", alt))
            for size, drawing in _drawings(fan).items()
        ]
        said_of = words[f"peaks_said_{kind}"].format(**said)
        key = words[f"peaks_key_{kind}"].format(**said)
        variants.append((kind, said_of, markup("".join(pictures)), key))
    others = _alphabetical(table.group("other"), language)
    runs = [
        (kind, number, [peak for peak in _alphabetical(peaks, language) if run_of(peak) == number])
        for kind, peaks in table.shown.items()
        for number in (BACK, PLAIN, ROUGH)
    ]
    groups = [
        (f"fan-{kind}-{number}", words[f"peaks_of_{kind}"] + words[f"peaks_run_{number}"], rows)
        for kind, number, peaks in runs
        if (rows := _rows(peaks, context))
    ]
    if others:
        groups.append(("fan-other-0", words["peaks_of_other"], _rows(others, context)))
    grown = [
        place[language]
        for place in table.places
        if place.kind == "metro" and not table.of(place.id)
    ]
    return render(
        "peaks",
        "picture",
        context,
        FIGURE,
        words["peaks_title"].format(**said),
        words["peaks_title_elsewhere"],
        variants,
        groups,
        steps(others),
        grown,
    )


def to_take(kind: Kind, context: Context, name: str, page: str) -> tuple[str, str]:
    """One group's picture as an SVG file, whose address is ``name``, and as a page of its own;
    ``page`` is the one that tells its story."""
    words, said = WORDS[context.language], _said(context)
    elsewhere = kind == "elsewhere"
    return frame.to_take(
        words["peaks_title_elsewhere" if elsewhere else "peaks_title"].format(**said),
        [words["peaks_about"], words[f"peaks_said_{kind}"].format(**said)],
        [words[f"peaks_source_{kind}"]],
        _drawings(_fan(kind, context)),
        words[f"peaks_alt_{kind}"].format(**said),
        name,
        context.href(page, FIGURE),
        context,
    )


def _band_name(least: int, end: int, language: str) -> str:
    if not least:
        return WORDS[language]["peaks_under"].format(level=end)
    return f"{least}{'~' if language == 'ko' else '–'}{min(end, 100)}"


def _share(group: str, bands: tuple[int, ...], context: Context) -> tuple[float, str]:
    """How many per cent of a group's peaks that stood in the ``bands`` at ten years were later
    back, and that in words: the counts too."""
    numbers, words = context.dataset.numbers, WORDS[context.language]
    back, of = (
        sum(numbers[f"{group}_band_{least}_{name}"] for least in bands)
        for name in ("back", "peaks")
    )
    share = 100 * back / of if of else 0.0
    text = words["peaks_share"].format(count=f"{back:.0f}", all=f"{of:.0f}", share=f"{share:.0f}")
    return share, text if of else ""


def _ten(context: Context) -> Simple:
    """Where every peak stood at ten years, with Ulsan on its two bases."""
    language, words, table = context.language, WORDS[context.language], context.dataset.peaks
    rows = [
        (
            words[f"peaks_ten_{kind}"].format(count=len(group)),
            [value for peak in group if (value := peak.at(10)) is not None],
        )
        for kind in ("metro", "core")
        if (group := table.group(kind))
    ]
    marked = [
        (
            f"{peak.place[language]} {_level(peak.last[1])}",
            peak.last[1],
            city_colour("ulsan", context),
        )
        for peak in (table.of(place)[-1] for place in _ULSAN)
    ]
    swarm, said = Swarm(rows, marked, words["peaks_level"]), _said(context)
    points = [[min(int(value), 99) for value in values] for _, values in rows]
    return Simple(
        words["peaks_ten"].format(**said),
        words["peaks_ten_about"].format(**said),
        words["peaks_source_ten"],
        words["peaks_alt_ten"].format(**said),
        {size: swarm.draw(size, ON_PAGE) for size in ("wide", "narrow")},
        [words["peaks_level"], *(name for name, _ in rows)],
        [
            [_band_name(least, least + 1, language), *(str(own.count(least)) for own in points)]
            for least in sorted({point for own in points for point in own})
        ],
    )


def _shares(name: str, about: str, bars: GroupedBars, context: Context) -> Simple:
    """Bars of the share of each group, with what is said ``about`` them."""
    words = WORDS[context.language]
    rows = [[heading, part, text] for heading, own in bars.groups.items() for part, _, text in own]
    return Simple(
        words[f"peaks_{name}"],
        about,
        words["peaks_source_us"],
        "; ".join(f"{heading}, {part}: {text}" for heading, part, text in rows),
        {size: bars.draw(size, ON_PAGE) for size in ("wide", "narrow")},
        [words["category"], words["peaks_level"], words["value"]],
        rows,
    )


def _bands(context: Context) -> Simple:
    """How peaks fared by where they stood at ten years, with the bands that Ulsan is in."""
    words, table = WORDS[context.language], context.dataset.peaks
    names = {least: _band_name(least, end, context.language) for least, end in BANDS}
    groups = {
        words[f"peaks_group_{group}"]: [
            (names[least], share, text)
            for least in names
            for share, text in [_share(group, (least,), context)]
            if text
        ]
        for group in ("core", "metro")
    }
    shown = {heading: rows for heading, rows in groups.items() if rows}
    census, register = (
        next(name for least, name in names.items() if least <= table.of(place)[-1].last[1])
        for place in _ULSAN
    )
    bars = GroupedBars(
        shown, RETURNED, marked=dict.fromkeys((census, register), city_colour("ulsan", context))
    )
    about = words["peaks_bands_about"].format(census=census, register=register)
    return _shares("bands", about, bars, context)


def _sensitivity(context: Context) -> Simple:
    """The same with other choices of what counts."""
    words = WORDS[context.language]
    groups = {
        words[f"peaks_back_{group}"]: [
            (words[stood], *_share(group, part, context))
            for stood, part in (("peaks_stood_high", (97, 94)), ("peaks_stood_low", (85, 0)))
        ]
        for group in ("core", "other", "core_later", "core_largest", "core_strict")
    }
    bars = GroupedBars(
        groups, RETURNED, other=words["peaks_back_other"], pale=words["peaks_stood_high"]
    )
    return _shares("otherwise", words["peaks_otherwise_about"], bars, context)


SIMPLE: dict[str, Callable[[Context], Simple]] = {
    "ten": _ten,
    "bands": _bands,
    "sensitivity": _sensitivity,
}


def _card(name: str, context: Context, back: list[tuple[str, list[Peak]]] | None = None) -> str:
    simple = SIMPLE[name](context)
    pictures = "".join(
        to_text(on_page(drawing, f"chart__{size}", simple.alt))
        for size, drawing in simple.drawings.items()
    )
    return render("peaks", "simple", context, f"peaks-{name}", simple, markup(pictures), back or [])


def ten(context: Context) -> str:
    """The card of where every peak stood at ten years."""
    return _card("ten", context)


def bands(context: Context) -> str:
    """The card of the bands, with the names of those that came back."""
    back = []
    for least, end in BANDS:
        inside = band(context.dataset.peaks.group("core"), least, end)
        returned = [peak for peak in inside if peak.back is not None]
        if returned:
            named = _alphabetical(returned, context.language)
            back.append((_band_name(least, end, context.language), named))
    return _card("bands", context, back)


def sensitivity(context: Context) -> str:
    """The card of other choices."""
    return _card("sensitivity", context)


def simple_to_take(chart: str, context: Context, name: str, page: str) -> tuple[str, str]:
    """A chart of `SIMPLE` as an SVG file, whose address is ``name``, and as a page of its own."""
    simple = SIMPLE[chart](context)
    return frame.to_take(
        simple.title,
        [simple.about],
        [simple.source],
        simple.drawings,
        simple.alt,
        name,
        context.href(page, f"peaks-{chart}"),
        context,
    )


def files(context: Context) -> str:
    """The files of the table, and of every source how many counts it gives, under what terms."""
    table = context.dataset.peaks
    rows = Counter(count.source for count in table.counts).most_common()
    return render("peaks", "files", context, rows, table.terms)
