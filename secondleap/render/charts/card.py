"""A chart as a card: the finding, the picture twice (wide and narrow), sources, the numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from secondleap.data.schema import Chart, ChartLine, ChartVariant, Source
from secondleap.data.series import Row, Series, years_of
from secondleap.data.standing import standing
from secondleap.render.charts import frame
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.columns import ColumnChart
from secondleap.render.charts.layout import SIZES, Dot, Line, Remark, Scale
from secondleap.render.charts.lines import DENSE, LineChart
from secondleap.render.charts.svg import ON_PAGE, Drawing, on_page, to_text
from secondleap.render.context import Context
from secondleap.render.quantities import written
from secondleap.render.strings import WORDS
from secondleap.render.templates import markup, render
from secondleap.text import formatting

_REST = "rest"  # the bars that are not highlighted
# What the numbers of an axis are counted in: from which value on, how many, and the word for it.
_SIZES = {
    "ko": ((10**12, 10**12, "조"), (10**8, 10**8, "억"), (2 * 10**4, 10**4, "만")),
    "en": ((10**9, 10**9, "billion"), (10**6, 10**6, "million"), (10**4, 10**3, "thousand")),
}


def row_name(series: Series, row: Row, context: Context) -> str:
    """What a row is of: its period in words, or its category."""
    return (
        formatting.date(row.key, context.language)
        if series.is_timed
        else series.categories[row.key][context.language]
    )


def _lead(label: str) -> str:
    return f"{label}, " if label else ""


def _description(label: str, series: Series, row: Row, context: Context) -> str:
    value = written(row.value, series.unit, context)
    if row.mark:
        value = formatting.noted(
            value, WORDS[context.language][f"mark_{row.mark}"], context.language
        )
    return f"{_lead(label)}{row_name(series, row, context)}: {value}"


def _segments(series: Series) -> Iterator[tuple[int, Row]]:
    """Each row with the number of its unbroken run."""
    run = 0
    for row in series.rows:
        run += row.key in series.breaks
        yield run, row


def _is_hollow(series: Series, row: Row) -> bool:
    """Whether a row is drawn hollow: it is marked, and not all rows are."""
    return bool(row.mark) and not all(other.mark for other in series.rows)


def _short(value: Decimal, unit: str, context: Context, counted: bool = False) -> str:
    """A value on the picture: what it counts is said elsewhere unless ``counted``, large ones are
    rounded there."""
    dimension = context.dataset.units[unit].dimension
    if abs(value) >= 10**7:
        value = Decimal(f"{value:.4g}").quantize(Decimal(1))
    if dimension or counted:
        return written(value, unit, context)
    return formatting.number(value, context.language, scaled=value >= 10**7)


def _dated(series: Series, row: Row, context: Context) -> str:
    """A value on the picture with its time, where no name says what it is of."""
    value = _short(row.value, series.unit, context, counted=context.language == "ko")
    words = WORDS[context.language]["value_at"]
    return words.format(value=value, date=row_name(series, row, context))


def dots_of(chart: Chart, context: Context) -> list[Dot]:
    """Every value the chart shows over time, or by category."""
    made = []
    for line in chart.lines:
        series = context.dataset.series[line.series]
        label = line[context.language] if len(chart.lines) > 1 else ""
        alone = not label and chart.kind in ("line", "steps")
        for run, row in _segments(series):
            made.append(
                Dot(
                    _name(chart, line.series, row),
                    row_name(series, row, context)
                    if chart.kind in ("bars", "stacked")
                    else row.years,
                    float(row.value),
                    _description(label, series, row, context),
                    run,
                    _is_hollow(series, row),
                    _dated(series, row, context)
                    if alone
                    else _short(row.value, series.unit, context),
                )
            )
    return made


def _name(chart: Chart, series: str, row: Row) -> str:
    """The name of the line that a row belongs to: what is not highlighted is a line of its own."""
    return _REST if chart.highlight and row.key != chart.highlight else series


def aligned_dots(chart: Chart, variant: ChartVariant, context: Context) -> list[Dot]:
    """Every value from the turning points of ``variant`` on.

    ``x`` is years since then, ``y`` per cent of the value there.
    """
    made, share_words = [], WORDS[context.language]["of_turning_point"]
    for line in chart.lines:
        series = context.dataset.series[line.series]
        start = next(
            (row for row in series.rows if row.key == variant.starts.get(line.series)), None
        )
        if start is None:
            continue
        for run, row in _segments(series):
            if row.years >= start.years:
                share = f"{100 * row.value / start.value:.1f}"
                value = _description(line[context.language], series, row, context)
                made.append(
                    Dot(
                        line.series,
                        row.years - start.years,
                        float(100 * row.value / start.value),
                        f"{value}; {share_words.format(share=share)}",
                        run,
                        _is_hollow(series, row),
                        share,
                    )
                )
    return made


def city_colour(name: str, context: Context) -> str:
    """The colour of the city ``name``; other names are colours already."""
    city = context.dataset.cities.get(name)
    return city.colour if city else name


def _scale(chart: Chart, values: Iterable[float], context: Context) -> Scale:
    """The scale for ``values``: in thousands, 만 or more, where they are large."""
    language, unit = context.language, context.dataset.series[chart.lines[0].series].unit
    most = max(map(abs, values), default=0)
    size, word = next(
        ((size, word) for least, size, word in _SIZES[language] if most >= least), (1, "")
    )
    if chart.kind == "aligned":
        size, word = 1, ""
    name = (chart.axis or context.dataset.units[unit])[language].replace("{}", "").strip()

    def write(value: float) -> str:
        return formatting.number(Decimal(f"{value / size:.6g}"), "en")  # digits in both languages

    return Scale(f"{word} {name}".strip(), write, size)


def _remarks(chart: Chart, context: Context) -> list[Remark]:
    made = []
    for item in chart.remarks:
        level = float(item.level) if item.level is not None else None
        text = item[context.language]
        if item.of:
            series = context.dataset.series[item.of]
            row = next(row for row in series.rows if row.key == item.at)
            level, text = float(row.value), text or _dated(series, row, context)
        made.append(Remark(text, years_of(item.at) if item.at else None, level))
    return made


def picture_of(
    chart: Chart, context: Context, variant: ChartVariant | None = None
) -> LineChart | BarChart | ColumnChart:
    """What ``chart`` shows, ready to be drawn. ``variant`` is a choice of its turning points."""
    language, words = context.language, WORDS[context.language]
    named = len(chart.lines) > 1

    def line_of(line: ChartLine) -> Line:
        series, label = context.dataset.series[line.series], line[language] if named else ""
        value = context.dataset.units[series.unit][language].replace("{}", "{value}")
        return Line(
            line.series,
            city_colour(line.colour, context),
            label,
            series.shape == "line",
            line.thin,
            f"{_lead(label)}{{date}}: {value}",
        )

    shown = [
        line_of(line) for line in chart.lines if variant is None or line.series in variant.starts
    ]
    remarks = _remarks(chart, context)
    dots = dots_of(chart, context) if variant is None else aligned_dots(chart, variant, context)
    scale = _scale(chart, (dot.y for dot in dots), context)
    if chart.kind in ("bars", "stacked"):
        if chart.highlight:
            shown.append(Line(_REST, "quiet", ""))
        rows, ends = _stack(chart, context) if chart.kind == "stacked" else ([], {})
        return BarChart(dots, shown, remarks, scale, chart.kind == "stacked", rows, ends)

    def write_year(value: float) -> str:
        return str(int(value))

    starts = set(variant.starts.values()) if variant else set()

    def write_age(value: float) -> str:
        if len(starts) == 1:
            return write_year(years_of(min(starts)) + value)
        return words["years_later"].format(count=int(value)) if value else words["turning_point"]

    if chart.kind == "columns":
        dots = [
            replace(dot, value=value) for dot, value in zip(dots, _alike(dots, scale), strict=True)
        ]
        return ColumnChart(dots, shown, remarks, scale, write_year)
    floor, whole_run = float(chart.floor or 0), words["whole_run"].format(axis=scale.name)
    if floor:
        cut = words["axis_from"].format(value=scale.write(floor))
        scale = replace(scale, name=f"{scale.name} · {cut}")
    return LineChart(
        dots,
        shown,
        remarks,
        scale,
        write_age if variant else write_year,
        floor,
        chart.kind == "steps",
        chart.window,
        whole_run,
        100.0 if variant else None,
    )


def _alike(dots: list[Dot], scale: Scale) -> list[str]:
    """The values as the axis counts them, to the decimal that gives the highest three digits."""
    most = max(abs(dot.y) for dot in dots) / scale.size
    step = Decimal(10) ** min(math.floor(math.log10(most or 1)) - 2, 0)
    shown = [(Decimal(str(dot.y)) / scale.size).quantize(step, ROUND_HALF_UP) for dot in dots]
    return [scale.write(float(value * scale.size)) for value in shown]


def _stack(chart: Chart, context: Context) -> tuple[list[str], dict[str, str]]:
    """The rows of stacked bars over time, missing years with them, and what stands behind each:
    the whole with the share of the last part, or that there is no value."""
    language, words = context.language, WORDS[context.language]
    parts = [context.dataset.series[line.series].rows for line in chart.lines]
    names, ends, before = [], {}, None
    for values in zip(*parts, strict=True):
        year = int(values[0].years)
        if before is not None and year > before + 1:
            gap = formatting.period(f"{before + 1}/{year - 1}", language)
            names.append(gap)
            ends[gap] = words["no_value"]
        name = formatting.date(values[0].key, language)
        whole = sum((row.value for row in values), Decimal(0))
        share = f"{100 * values[-1].value / whole:.0f}"
        ends[name] = words["whole_and_share"].format(
            whole=formatting.number(whole, language),
            share=share,
            part=chart.lines[-1][language],
        )
        names.append(name)
        before = year
    return names, ends


def _drawings(chart: Chart, variant: ChartVariant | None, context: Context) -> dict[str, Drawing]:
    """The drawing for wide pages and the one for narrow pages; the style sheet shows one."""
    picture = picture_of(chart, context, variant)
    sizes = {"wide": "broad" if chart.broad else "wide", "narrow": "narrow"}
    return {shown: picture.draw(size, ON_PAGE) for shown, size in sizes.items()}


def _pictures(drawings: dict[str, Drawing], description: str) -> Markup:
    looks = {shown: f"chart__{shown}" for shown in drawings}
    if drawings["wide"].width > SIZES["wide"][0]:
        looks["wide"] += " chart__broad"
    return markup(
        "".join(
            to_text(on_page(drawing, looks[shown], description))
            for shown, drawing in drawings.items()
        )
    )


def rows(chart: Chart, context: Context) -> Iterator[tuple[str, str, str, str | None, Source]]:
    """The numbers as rows of a table: label, period or category, value, mark, source."""
    for line in chart.lines:
        series = context.dataset.series[line.series]
        for row in series.rows:
            yield (
                line[context.language],
                row_name(series, row, context),
                written(row.value, series.unit, context),
                row.mark,
                context.dataset.sources[row.source],
            )


def months(chart: Chart, context: Context) -> list[tuple[str, str, list[str]]]:
    """The numbers of monthly lines as a table: label, year, and its twelve values, or nothing."""
    made: dict[tuple[str, str], list[str]] = {}
    for line in chart.lines:
        for row in context.dataset.series[line.series].rows:
            year, _, month = row.key.partition("-")
            cells = made.setdefault((line[context.language], year), [""] * 12)
            cells[int(month) - 1] = formatting.number(row.value, context.language)
    return [(label, year, cells) for (label, year), cells in made.items()]


def publishers(chart: Chart, context: Context) -> list[str]:
    """Who published the numbers, each once."""
    rows = [row for line in chart.lines for row in context.dataset.series[line.series].rows]
    dataset = context.dataset
    named = (dataset.publisher(dataset.sources[row.source], context.language) for row in rows)
    return list(dict.fromkeys(named))


def resting_on(chart: Chart, context: Context) -> str:
    """That many values were read in an encyclopedia, a forum or a blog, where it is so."""
    words = WORDS[context.language]
    series = [context.dataset.series[line.series] for line in chart.lines]
    weak = {one.obtained for one in series} & {"encyclopedia", "personal"}
    where = ", ".join(words[f"obtained_{one}"] for one in sorted(weak))
    return words["resting_on"].format(where=where) if weak else ""


def to_take(chart: Chart, context: Context, name: str, page: str) -> tuple[str, str]:
    """The chart with its finding and its sources as an SVG file, and as a page of its own.

    ``name`` is the file's address, for readers who have only the file; ``page`` is the page that
    tells the chart's story.
    """
    language, variant = context.language, chart.variants[0] if chart.variants else None
    chosen = [variant[language]] if variant and len(chart.variants) > 1 else []
    return frame.to_take(
        chart.title[language],
        [chart.about[language], *chosen],
        publishers(chart, context),
        _drawings(chart, variant, context),
        chart.alt[language],
        name,
        context.href(page, chart.id),
        context,
    )


def card(chart: Chart, context: Context) -> str:
    """The whole card."""
    drawn = [context.dataset.series[line.series] for line in chart.lines]
    claims = [context.dataset.claims[name] for name in chart.claims]
    drawn_for = [_drawings(chart, variant, context) for variant in chart.variants or (None,)]
    dense = any(len(series.rows) > DENSE for series in drawn)
    hollow = any(_is_hollow(series, row) for series in drawn for row in series.rows)
    return render(
        "chart",
        "card",
        context,
        chart,
        publishers(chart, context),
        resting_on(chart, context),
        [_pictures(one, chart.alt[context.language]) for one in drawn_for],
        frame.height(drawn_for[0]),
        [] if dense else list(rows(chart, context)),
        months(chart, context) if dense else [],
        hollow and chart.kind in ("line", "steps", "aligned"),
        claims,
        [claim for claim in claims if standing(claim, context.dataset.sources) != "firm"],
    )
