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
from secondleap.render.charts.bars import BarChart, Stack, same_digit
from secondleap.render.charts.columns import ColumnChart
from secondleap.render.charts.layout import SIZES, Dot, Line, Remark, Scale, same_decimals
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
    "ko": ((10**12, 10**12, "조"), (2 * 10**8, 10**8, "억"), (2 * 10**4, 10**4, "만")),
    "en": ((10**9, 10**9, "billion"), (3 * 10**6 // 2, 10**6, "million")),
}
_THOUSANDS = {"ko": "천", "en": "thousand"}  # of columns, each of which bears its number
_HALF = 50.0  # of an index that starts at 100
_ROUNDED = 10**7  # a value from here on is rounded on the picture
_UNSURE = frozenset({"estimate", "rounded", "weak", "derived"})  # marks that are drawn hollow


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


def _within(chart: Chart, series: Series, row: Row) -> float:
    """How many years from the middle of its time a row of steps may be: half of one, where its
    month is not known and that of others is."""
    if chart.kind != "steps" or "-" in row.key:
        return 0.0
    return 0.5 if any("-" in other.key for other in series.rows) else 0.0


def _why_unsure(chart: Chart, series: Series, row: Row) -> str:
    """Why a row is drawn hollow, if it is: it is unsure, and not all rows are. Arithmetic on sure
    values is sure; loose dots say by themselves that they are."""
    if _within(chart, series, row):
        return "month"
    if series.shape == "dots" or all(other.mark in _UNSURE for other in series.rows):
        return ""
    return row.mark if row.mark in _UNSURE else ""


def _is_in(chart: Chart, row: Row) -> bool:
    """Whether a row is drawn and not only in the table."""
    return chart.span is None or years_of(chart.span[0]) <= row.years <= years_of(chart.span[1])


def _counted_from(chart: Chart, variant: ChartVariant) -> str | None:
    """The one turning point of all lines, if years need not be counted from several."""
    starts = set(variant.starts.values())
    return starts.pop() if len(starts) == 1 and chart.window is None else None


def _short(chart: Chart, value: Decimal, unit: str, context: Context, counted: bool = False) -> str:
    """A value on the picture: what it counts is said elsewhere unless ``counted``, large ones are
    rounded there. An index has no unit."""
    dimension = context.dataset.units[unit].dimension
    if abs(value) >= _ROUNDED:
        value = Decimal(f"{value:.4g}").quantize(Decimal(1))
    if (dimension or counted) and not (chart.axis and dimension == "percent"):
        return written(value, unit, context)
    return formatting.number(value, context.language, scaled=value >= _ROUNDED)


def _at(value: str, series: Series, row: Row, context: Context) -> str:
    """A value on the picture with its time, where no name says what it is of."""
    date = row_name(series, row, context)
    text = WORDS[context.language]["value_at"].format(value=value, date=date)
    return text if " " in date else text.replace(f" {date}", f"\u00a0{date}")  # a year stays whole


def _dated(chart: Chart, series: Series, row: Row, context: Context) -> str:
    value = _short(chart, row.value, series.unit, context, counted=context.language == "ko")
    return _at(value, series, row, context)


def dots_of(chart: Chart, context: Context) -> list[Dot]:
    """Every value the chart shows over time, or by category."""
    made = []
    for line in chart.lines:
        series = context.dataset.series[line.series]
        label = line[context.language] if len(chart.lines) > 1 else ""
        alone = not label and chart.kind in ("line", "steps")
        for run, row in _segments(series):
            if not _is_in(chart, row):
                continue
            within = _within(chart, series, row)
            made.append(
                Dot(
                    _name(chart, line.series, row),
                    row_name(series, row, context)
                    if chart.kind in ("bars", "stacked")
                    else row.years + within,
                    float(row.value),
                    _description(label, series, row, context),
                    run,
                    bool(_why_unsure(chart, series, row)),
                    _dated(chart, series, row, context)
                    if alone
                    else _short(chart, row.value, series.unit, context),
                    within,
                )
            )
    return made


def _name(chart: Chart, series: str, row: Row) -> str:
    """The name of the line that a row belongs to: what is highlighted is a line of its own."""
    if not chart.highlight or chart.kind == "columns":
        return series
    return row.key if row.key in chart.highlight else _REST


def aligned_dots(chart: Chart, variant: ChartVariant, context: Context) -> list[Dot]:
    """Every value from the turning points of ``variant`` on, or where all lines have the same one
    every value at its time.

    ``x`` is years since then, ``y`` per cent of the value there.
    """
    made, share_words = [], WORDS[context.language]["of_turning_point"]
    calendar = _counted_from(chart, variant)
    for line in chart.lines:
        series = context.dataset.series[line.series]
        start = next(
            (row for row in series.rows if row.key == variant.starts.get(line.series)), None
        )
        if start is None:
            continue
        for run, row in _segments(series):
            if calendar or row.years >= start.years:
                share = f"{100 * row.value / start.value:.1f}"
                value = _description(line[context.language], series, row, context)
                made.append(
                    Dot(
                        line.series,
                        row.years if calendar else row.years - start.years,
                        float(100 * row.value / start.value),
                        f"{value}; {share_words.format(share=share)}",
                        run,
                        bool(_why_unsure(chart, series, row)),
                        share if len(chart.lines) > 1 else _at(share, series, row, context),
                    )
                )
    return made


def city_colour(name: str, context: Context) -> str:
    """The colour of the city ``name``; other names are colours already."""
    city = context.dataset.cities.get(name)
    return city.colour if city else name


def _scale(chart: Chart, values: Iterable[float], context: Context) -> Scale:
    """The scale for ``values``, as large as the values are written on the picture."""
    language, unit = context.language, context.dataset.series[chart.lines[0].series].unit
    most = max(map(abs, values), default=0)
    sizes = _SIZES[language]
    if chart.kind == "columns":
        sizes = (*sizes, (10**4, 10**3, _THOUSANDS[language]))
    if chart.kind == "aligned":
        sizes = ()
    size, word = next(((size, word) for least, size, word in sizes if most >= least), (1, ""))
    name = (chart.axis or context.dataset.units[unit])[language].replace("{}", "").strip()

    def write(value: float) -> str:
        return formatting.number(Decimal(f"{value / size:.6g}"), "en")

    return Scale(f"{word} {name}".strip(), write, size)


def _remarks(chart: Chart, context: Context) -> list[Remark]:
    made = []
    for item in chart.remarks:
        level = float(item.level) if item.level is not None else None
        time = years_of(item.at) if item.at else None
        text = item[context.language]
        if item.of:
            series = context.dataset.series[item.of]
            row = next(row for row in series.rows if row.key == item.at)
            level, text = float(row.value), text or _dated(chart, series, row, context)
            time = row.years + _within(chart, series, row)
            if chart.kind == "aligned":
                start = chart.variants[0].starts[item.of]
                base = next(row.value for row in series.rows if row.key == start)
                level = float(100 * row.value / base)
        made.append(
            Remark(
                text,
                time,
                level,
                years_of(item.until) if item.until else None,
                city_colour(item.colour, context) if item.colour else "quiet",
            )
        )
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
        city = context.dataset.cities.get(line.colour)
        return Line(
            line.series,
            city_colour(line.colour, context),
            label,
            series.shape == "line",
            line.thin,
            line.dashed,
            f"{_lead(label)}{{date}}: {value}",
            city.label(language) if city else "",
        )

    shown = [
        line_of(line) for line in chart.lines if variant is None or line.series in variant.starts
    ]
    remarks = _remarks(chart, context)
    dots = dots_of(chart, context) if variant is None else aligned_dots(chart, variant, context)
    scale = _scale(chart, (dot.y for dot in dots), context)
    if chart.kind in ("bars", "stacked"):
        if chart.highlight:
            colours = {**chart.highlight, _REST: "quiet"}
            shown = [Line(name, city_colour(to, context), "") for name, to in colours.items()]
        if chart.kind == "stacked":
            return BarChart(dots, shown, remarks, scale, _stack(chart, context))
        return BarChart(same_digit(dots), shown, remarks, scale)

    def write_year(value: float) -> str:
        return str(int(value))

    start, _, _ = (chart.axis or chart.title)[language].partition(" = ")

    def write_age(value: float) -> str:
        return write_year(value) if value else start

    def write_first_age(value: float) -> str:
        return words["years_later"].format(count=int(value))

    if chart.kind == "columns":
        dots = _alike(dots, scale)
        marked = {years_of(at): city_colour(to, context) for at, to in chart.highlight.items()}
        return ColumnChart(dots, shown, remarks, scale, write_year, words["no_value"], marked)
    if named and scale.size > 1:
        dots = _alike(dots, scale)
    if named:
        dots = same_digit(dots)
    else:
        dots, remarks = _told_at_end(dots, remarks)
    aged = variant is not None and not _counted_from(chart, variant)
    floor, whole_run = float(chart.floor or 0), words["whole_run"].format(axis=scale.name)
    if floor:
        cut = words["axis_from"].format(value=scale.write(floor))
        scale = replace(scale, name=f"{scale.name} · {cut}")
    low = _lowest(chart, context) if floor and chart.window else 0.0
    if low:
        whole_run = words["whole_run_from"].format(value=scale.write(low))
    return LineChart(
        dots,
        shown,
        remarks,
        scale,
        write_age if aged else write_year,
        write_first_age if aged else None,
        floor,
        chart.kind == "steps",
        chart.window,
        whole_run,
        # The level of the start is in the picture, and over it room for a note there.
        (101.0 if remarks else 100.0) if variant else None,
        low,
    )


def _lowest(chart: Chart, context: Context) -> float:
    """Where the axis of the whole run starts, for all choices alike: at zero, unless all of it is
    in the upper half."""
    runs = [aligned_dots(chart, variant, context) for variant in chart.variants]
    least = min(dot.y for dots in runs for dot in dots)
    return 20.0 * (least // 20) if least >= _HALF else 0.0


def _told_at_end(dots: list[Dot], remarks: list[Remark]) -> tuple[list[Dot], list[Remark]]:
    """The dots of a lone line, and its remarks but that on the last dot, which is its value. A
    line that stays level from a remark to its end has no other value there."""
    end = max(dots, key=lambda dot: float(dot.x))
    for remark in remarks:
        rest = {dot.y for dot in dots if remark.x is not None and float(dot.x) >= remark.x}
        if remark.y is not None and rest == {end.y} and remark.x != float(end.x):
            return [replace(dot, value="") if dot is end else dot for dot in dots], remarks
    own = [remark for remark in remarks if (remark.x, remark.y) == (float(end.x), end.y)]
    return (
        [replace(dot, value=own[0].text) if own and dot is end else dot for dot in dots],
        [remark for remark in remarks if remark not in own],
    )


def _alike(dots: list[Dot], scale: Scale) -> list[Dot]:
    """The dots with their values as the axis counts them, to the decimal that gives the highest
    three digits."""
    most = max(abs(dot.y) for dot in dots) / scale.size
    step = Decimal(10) ** min(math.floor(math.log10(most or 1)) - 2, 0)
    shown = [(Decimal(str(dot.y)) / scale.size).quantize(step, ROUND_HALF_UP) for dot in dots]
    texts = same_decimals([scale.write(float(value * scale.size)) for value in shown])
    return [replace(dot, value=text) for dot, text in zip(dots, texts, strict=True)]


def _stack(chart: Chart, context: Context) -> Stack:
    """The rows of stacked bars over time, and the columns behind them: the whole, and the share of
    the first part, on the line of zero. A year with its whole alone has a plain bar."""
    language, words = context.language, WORDS[context.language]
    parts = [context.dataset.series[line.series].rows for line in chart.lines]
    wholes = (
        {row.key: row for row in context.dataset.series[chart.total].rows} if chart.total else {}
    )
    split = {
        values[0].key: (sum((row.value for row in values), Decimal(0)), values[0].value)
        for values in zip(*parts, strict=True)
    }
    inside = [key for key in wholes if min(split) < key < max(split)]
    rows: dict[str, tuple[str, ...]] = {}
    plain: dict[str, tuple[float, str]] = {}
    for key in sorted({*split, *inside}):
        whole, first = split.get(key, (wholes[key].value if key in wholes else Decimal(0), None))
        share = "–" if first is None else f"{100 * first / whole:.0f}"
        name = formatting.date(key, language)
        rows[name] = (formatting.number(whole, language), share)
        if first is None:
            text = f"{name}: {rows[name][0]}"
            plain[name] = (float(whole), formatting.noted(text, words["no_split"], language))
    heads = (words["whole"], words["in_percent"].format(name=chart.lines[0][language]))
    return Stack(rows, heads, plain, words["no_split"])


def _drawings(
    chart: Chart, variant: ChartVariant | None, context: Context, column: bool = False
) -> dict[str, Drawing]:
    """The drawing for wide pages and the one for narrow pages; the style sheet shows one. With
    ``column``, a broad chart has one more, for a column of text beside others."""
    picture = picture_of(chart, context, variant)
    sizes = {"wide": "broad" if chart.broad else "wide", "narrow": "narrow"}
    if column and chart.broad:
        sizes["column"] = "wide"
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
    for series, alone in [pair for pair in _drawn(chart, context) if pair[0].name == chart.total]:
        for row in alone:
            yield (
                WORDS[context.language]["whole"],
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


def _drawn(
    chart: Chart, context: Context, variant: ChartVariant | None = None
) -> Iterator[tuple[Series, list[Row]]]:
    """The series that the chart or one choice of it draws, each with the rows that it draws."""
    for line in chart.lines:
        series, rows = context.dataset.series[line.series], []
        if variant is None or line.series in variant.starts:
            first = variant.starts[line.series] if variant else series.rows[0].key
            calendar = variant is None or _counted_from(chart, variant)
            rows = [
                row
                for row in series.rows
                if (calendar or row.years >= years_of(first)) and _is_in(chart, row)
            ]
            yield series, rows
    if chart.total:
        whole = context.dataset.series[chart.total]
        split = {row.key for row in context.dataset.series[chart.lines[0].series].rows}
        yield whole, [row for row in whole.rows if min(split) < row.key < max(split)]


def _why_hollow(chart: Chart, context: Context, variant: ChartVariant | None) -> str:
    """Why dots are hollow, where some are."""
    if chart.kind not in ("line", "steps", "aligned"):
        return ""
    marks = [
        mark
        for series, rows in _drawn(chart, context, variant)
        for row in rows
        if (mark := _why_unsure(chart, series, row))
    ]
    return ", ".join(WORDS[context.language][f"mark_{mark}"] for mark in dict.fromkeys(marks))


def publishers(chart: Chart, context: Context, variant: ChartVariant | None = None) -> list[str]:
    """Who measured the numbers, each once, with those by way of whom they were read; who published
    them, where it is not known who measured."""
    dataset, language = context.dataset, context.language
    named: dict[str, dict[str, bool]] = {}  # who measured: by way of whom, and whether so
    for series, rows in _drawn(chart, context, variant):
        for row in rows:
            source = dataset.sources[row.source]
            publisher = dataset.publisher(source, language)
            if source.kind != "personal":
                publisher = publisher.split("(")[0].strip()
            if series.agency:
                itself = publisher in f"{series.agency.ko} {series.agency.en}"
                named.setdefault(series.agency[language], {})[publisher] = not itself
            else:
                named.setdefault(publisher, {})
    made = []
    for name, read in named.items():
        ways = [way for way, other in read.items() if other]
        words = WORDS[language]["by_way" if len(ways) == len(read) else "partly_by_way"]
        way = words.format(names=", ".join(ways))
        inside = name[:-1] + f"; {way})" if name.endswith(")") else ""
        made.append((inside or formatting.noted(name, way, language)) if ways else name)
    return made


def resting_on(chart: Chart, context: Context) -> str:
    """That values were read in an encyclopedia, a forum or a blog, where it is so of many and the
    publisher does not say so."""
    words = WORDS[context.language]
    series = [one for one, _ in _drawn(chart, context)]
    weak = {one.obtained for one in series} & {"encyclopedia", "personal"}
    if any(words["blog"] in name for name in publishers(chart, context)):
        weak -= {"personal"}
    where = ", ".join(words[f"obtained_{one}"] for one in sorted(weak))
    if all(one.obtained in weak for one in series):
        return where
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
        publishers(chart, context, variant),
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
    choices = chart.variants or (None,)
    drawn_for = [_drawings(chart, variant, context, column=True) for variant in choices]
    dense = any(len(series.rows) > DENSE for series in drawn)
    not_firm = [claim for claim in claims if standing(claim, context.dataset.sources) != "firm"]
    own = {name for variant in chart.variants for name in variant.claims}
    return render(
        "chart",
        "card",
        context,
        chart,
        [
            (
                _why_hollow(chart, context, variant),
                publishers(chart, context, variant),
                [claim for claim in not_firm if variant and claim.id in variant.claims],
            )
            for variant in choices
        ],
        resting_on(chart, context),
        [_pictures(one, chart.alt[context.language]) for one in drawn_for],
        frame.height(drawn_for[0]),
        [] if dense else list(rows(chart, context)),
        months(chart, context) if dense else [],
        claims,
        [claim for claim in not_firm if claim.id not in own],
    )
