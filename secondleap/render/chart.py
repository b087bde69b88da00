"""Series as a picture: the population of cities, each from its own peak, drawn once for wide and once for narrow pages."""

from __future__ import annotations

from html import escape

from secondleap import korean
from secondleap.model import Point
from secondleap.render import Context
from secondleap.render.evidence import source_link
from secondleap.render.words import GROUPS, WORDS

_FLOOR, _STEP = 30, 20  # lowest value drawn, in per cent of the peak; grid every so many


def from_peak(points: tuple[Point, ...]) -> list[tuple[int, float, Point]]:
    """(years since the peak, per cent of the peak, point) from the highest value on."""
    peak = max(points, key=lambda point: point.value)
    return [(point.year - peak.year, float(100 * point.value / peak.value), point) for point in points if point.year >= peak.year]


def _drawing(lines: dict[str, list[tuple[int, float, Point]]], context: Context, width: int, height: int, years: int, name: str) -> str:
    """One SVG. Text keeps its size: a narrow page gets its own drawing, not a shrunk one."""
    words, language = WORDS[context.language], context.language
    left, right, top, bottom = 34, 12, 14, 30
    last = max(age for line in lines.values() for age, *_ in line)

    def x(age: float) -> str:
        return f"{left + age / last * (width - left - right):.1f}"

    def y(share: float) -> str:
        return f"{top + (100 - share) / (100 - _FLOOR) * (height - top - bottom):.1f}"

    parts = []
    for share in range(100, _FLOOR, -_STEP):
        parts.append(f'<path class="chart__grid" d="M{left} {y(share)}H{width - right}"/>')
        parts.append(f'<text class="chart__tick" x="{left - 8}" y="{y(share)}" dy="0.35em" text-anchor="end">{share}</text>')
    for age in range(0, last + 1, years):
        label = words["peak"] if age == 0 else words["years_later"].format(count=age)
        anchor = "start" if age == 0 else "middle"
        parts.append(f'<text class="chart__tick" x="{x(age)}" y="{height - 8}" text-anchor="{anchor}">{label}</text>')
    for city, line in lines.items():
        path = "M" + "L".join(f"{x(age)} {y(share)}" for age, share, _ in line)
        parts.append(f'<g data-group="{city}"><path class="chart__line" d="{path}"/>')
        for age, share, point in line:
            told = f"{GROUPS[city][language]}, {point.year}: {korean.number(point.value, language)} ({share:.1f})"
            parts.append(f'<circle class="chart__dot" cx="{x(age)}" cy="{y(share)}" r="3"><title>{escape(told)}</title></circle>')
        age, share, point = line[-1]
        short = age < last / 2
        place = f'x="{x(age)}" dx="10" dy="-0.7em"' if short else f'x="{x(age)}" dy="{"-1.6em" if city == "pittsburgh" else "1.7em"}" text-anchor="end"'
        parts.append(f'<text class="chart__label" y="{y(share)}" {place}>{GROUPS[city][language]} {point.year}</text></g>')
    title = f'<title id="chart-{name}-title">{_told(lines, context)}</title>'
    frame = f'class="chart__{name}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="chart-{name}-title"'
    return f"<svg {frame}>{title}{''.join(parts)}</svg>"


def _told(lines: dict[str, list[tuple[int, float, Point]]], context: Context) -> str:
    """The picture in words: where each city stands, how long after its peak."""
    language = context.language
    parts = []
    for city, line in lines.items():
        age, share, point = line[-1]
        name = GROUPS[city][language]
        later = WORDS[language]["years_later"].format(count=age)
        parts.append(f"{name} {point.year}: {later}, {share:.1f}")
    return escape(f"{WORDS[language]['index_value']}. " + "; ".join(parts))


def since_peak(names: list[str], context: Context) -> str:
    """Series named ``<city>-population``, each as a share of its own peak, with the same numbers as a table."""
    words, language = WORDS[context.language], context.language
    lines = {name.removesuffix("-population"): from_peak(context.ledger.series[name]) for name in names}
    drawings = _drawing(lines, context, 960, 400, 20, "wide") + _drawing(lines, context, 350, 300, 25, "narrow")
    rows = []
    for city, line in lines.items():
        for _, share, point in line:
            source = source_link(context.ledger.sources[point.source], context)
            cells = (str(point.year), korean.number(point.value, language), f"{share:.1f}", source)
            rows.append(f'<tr><th scope="row">{GROUPS[city][language]}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>')
    heads = (words["place"], words["year"], words["series_value"], words["index_value"], words["source"])
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    table = f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    scroll = f'<div class="scroll" role="region" tabindex="0" aria-label="{words["table"]}">{table}</div>'
    return f'<div class="chart">{drawings}<details><summary>{words["table"]}</summary>{scroll}</details></div>'
