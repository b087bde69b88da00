"""Cities after their peak: the picture with its finder and table, and what the bands say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

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
# Group -> the years and the level at which its frame ends, where that is not far out.
_FRAME: dict[Kind, tuple[int, int]] = {"metro": (60, 60), "elsewhere": (60, 60)}
# Group -> the places in colour, with the city whose colour it is.
_ULSAN = {"ulsan-census": "ulsan", "ulsan-register": "ulsan"}
_MARKED: dict[Kind, dict[str, str]] = {
    "metro": {"metro-pittsburgh": "pittsburgh", "metro-detroit": "detroit", "biscay": "basque"}
    | _ULSAN,
    "core": {"pittsburgh-pa": "pittsburgh", "detroit-mi": "detroit"} | _ULSAN,
    "elsewhere": {"biscay": "basque"}
    | _ULSAN
    | dict.fromkeys(("busan", "kitakyushu", "malmo", "riga"), "quiet"),
}


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
        name = peak.place[language]

        def tell(since: float, value: float) -> str:
            return words["peaks_point"].format(
                name=name, year=_year(peak, since), value=_level(value), years=f"{since:.0f}"
            )

        return Marked(peak, city_colour(city, context), f"{name} {_level(peak.last[1])}", tell)

    def after(years: int) -> str:
        if years == 0:
            return words["peaks_peak"]
        return words["years_later"].format(count=years) if years == 20 else str(years)

    chosen = [marked(place, city) for place, city in _MARKED[kind].items()]
    peaks = _alphabetical(table.shown[kind], language)
    frame_of = _FRAME.get(kind, (YEARS, FLOOR))
    picked = kind == "elsewhere"
    back = sum(peak.back is not None for peak in peaks)
    counts = [("peaks_came_back", back), ("peaks_had_not", len(peaks) - back)]
    up, down = (words[name].format(count=count) for name, count in counts)
    return Fan(kind, peaks, chosen, after, None if picked else (up, down), not picked, *frame_of)


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
        variants.append((kind, said_of, markup("".join(pictures)), words[f"peaks_key_{kind}"]))
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
        variants,
        groups,
        steps(others),
        grown,
    )


def ten(context: Context) -> str:
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
    swarm, said = Swarm(rows, marked, words["peaks_level"], "rust"), _said(context)
    alt = words["peaks_alt_ten"].format(**said)
    drawings = [
        to_text(on_page(swarm.draw(size, ON_PAGE), f"chart__{size}", alt))
        for size in ("wide", "narrow")
    ]
    return render(
        "peaks", "ten", context, words["peaks_ten"].format(**said), markup("".join(drawings))
    )


def to_take(kind: Kind, context: Context, name: str, page: str) -> tuple[str, str]:
    """One group's picture as an SVG file, whose address is ``name``, and as a page of its own;
    ``page`` is the one that tells its story."""
    words, said = WORDS[context.language], _said(context)
    return frame.to_take(
        words["peaks_title"].format(**said),
        [words["peaks_about"], words[f"peaks_said_{kind}"].format(**said)],
        [words["peaks_source"]],
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


def _bars(bars: GroupedBars) -> Markup:
    alt = "; ".join(
        f"{heading}, {name}: {text}"
        for heading, rows in bars.groups.items()
        for name, _, text in rows
    )
    return markup(
        "".join(
            to_text(on_page(bars.draw(size, ON_PAGE), f"chart__{size}", alt))
            for size in ("wide", "narrow")
        )
    )


def bands(context: Context) -> str:
    """How peaks fared by where they stood at ten years, with the names of those that came back."""
    language, words, table = context.language, WORDS[context.language], context.dataset.peaks
    back = []
    groups = {
        words[f"peaks_group_{group}"]: [
            (_band_name(least, end, language), share, text)
            for least, end in BANDS
            for share, text in [_share(group, (least,), context)]
            if text
        ]
        for group in ("core", "metro")
    }
    for least, end in BANDS:
        inside = band(table.group("core"), least, end)
        returned = _alphabetical([peak for peak in inside if peak.back is not None], language)
        if returned:
            back.append((_band_name(least, end, language), returned))
    shown = {heading: rows for heading, rows in groups.items() if rows}
    return render("peaks", "bands", context, _bars(GroupedBars(shown, RETURNED)), back)


def sensitivity(context: Context) -> str:
    """The same with other choices of what counts."""
    words = WORDS[context.language]
    groups = {
        words[f"peaks_back_{group}"]: [
            (words[stood], *_share(group, part, context))
            for stood, part in (("peaks_stood_high", (97, 94)), ("peaks_stood_low", (85, 0)))
        ]
        for group in ("core", "core_later", "core_largest", "core_strict", "other")
    }
    return render("peaks", "sensitivity", context, _bars(GroupedBars(groups, RETURNED, apart=1)))


def files(context: Context) -> str:
    """The files of the table, and of every source how many counts it gives, under what terms."""
    table = context.dataset.peaks
    rows = Counter(count.source for count in table.counts).most_common()
    return render("peaks", "files", context, rows, table.terms)
