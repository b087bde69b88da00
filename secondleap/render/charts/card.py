"""A chart as a card: the finding, the picture twice (wide and narrow), sources, the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from secondleap.data.schema import Chart, ChartVariant, Source
from secondleap.data.series import Row, Series, years_of
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.layout import Dot, Line, Remark
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.svg import IN_FILE, ON_PAGE, in_file, on_page, to_text
from secondleap.render.context import Context
from secondleap.render.quantities import written
from secondleap.render.strings import PLACE_KINDS, WORDS
from secondleap.render.templates import markup, render
from secondleap.text import formatting


def row_name(series: Series, row: Row, context: Context) -> str:
    """What a row is of: its period in words, or its category."""
    return (
        formatting.date(row.key, context.language)
        if series.is_timed
        else series.categories[row.key][context.language]
    )


def _description(label: str, series: Series, row: Row, context: Context) -> str:
    value = written(row.value, series.unit, context)
    if row.mark:
        value = formatting.noted(
            value, WORDS[context.language][f"mark_{row.mark}"], context.language
        )
    lead = f"{label}, " if label else ""
    return f"{lead}{row_name(series, row, context)}: {value}"


def _segments(series: Series) -> Iterator[tuple[int, Row]]:
    """Each row with the number of its unbroken run."""
    run = 0
    for row in series.rows:
        run += row.key in series.breaks
        yield run, row


def dots_of(chart: Chart, context: Context) -> list[Dot]:
    """Every value the chart shows over time, or by category."""
    made = []
    for line in chart.lines:
        series = context.dataset.series[line.series]
        label = line[context.language] if len(chart.lines) > 1 else ""
        for run, row in _segments(series):
            x = row.years if chart.kind == "line" else row_name(series, row, context)
            made.append(
                Dot(
                    line.series,
                    x,
                    float(row.value),
                    _description(label, series, row, context),
                    run,
                    bool(row.mark),
                )
            )
    return made


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
                share = 100 * row.value / start.value
                value = _description(line[context.language], series, row, context)
                described = f"{value}; {share_words.format(share=f'{share:.1f}')}"
                made.append(
                    Dot(
                        line.series,
                        row.years - start.years,
                        float(share),
                        described,
                        run,
                        bool(row.mark),
                    )
                )
    return made


def city_colour(name: str, context: Context) -> str:
    """The colour of the city ``name``; other names are colours already."""
    city = context.dataset.cities.get(name)
    return city.colour if city else name


def picture_of(
    chart: Chart, context: Context, variant: ChartVariant | None = None
) -> LineChart | BarChart:
    """What ``chart`` shows, ready to be drawn. ``variant`` is a choice of its turning points."""
    language, unit = context.language, context.dataset.series[chart.lines[0].series].unit
    named = len(chart.lines) > 1
    shown = [
        Line(
            line.series,
            city_colour(line.colour, context),
            line[language] if named else "",
            context.dataset.series[line.series].shape == "line",
        )
        for line in chart.lines
        if variant is None or line.series in variant.starts
    ]
    remarks = [
        Remark(
            item[language],
            years_of(item.at) if item.at else None,
            float(item.level) if item.level else None,
        )
        for item in chart.remarks
    ]

    def write_value(value: float) -> str:
        return written(Decimal(repr(value)).normalize(), unit, context)

    def write_age(value: float) -> str:
        words = WORDS[language]
        later = words["years_later"].format(count=int(value))
        return later if value else words["turning_point"]

    if variant:
        dots = aligned_dots(chart, variant, context)
        return LineChart(dots, shown, remarks, lambda value: f"{value:g}", write_age)
    dots = dots_of(chart, context)
    if chart.kind in ("bars", "stacked"):
        return BarChart(dots, shown, remarks, write_value, chart.kind == "stacked")
    return LineChart(
        dots,
        shown,
        remarks,
        write_value,
        lambda value: str(int(value)),
        from_zero=chart.zero,
        downward=unit == "rank",
    )


def _pictures(chart: Chart, variant: ChartVariant | None, context: Context) -> Markup:
    """The drawing for wide pages and the one for narrow pages; the style sheet shows one."""
    picture, description = picture_of(chart, context, variant), chart.alt[context.language]
    sizes = {"wide": "broad" if chart.broad else "wide", "narrow": "narrow"}
    drawings = [
        to_text(on_page(picture.draw(size, ON_PAGE), f"chart__{shown}", description))
        for shown, size in sizes.items()
    ]
    return markup("".join(drawings))


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


def about(chart: Chart, context: Context) -> str:
    """What is measured, where and when, as plain text: the line under the finding.

    It says so where a series rests mostly on an encyclopedia, a forum or a blog.
    """
    language, words = context.language, WORDS[context.language]
    parts = []
    for series in {
        line.series: context.dataset.series[line.series] for line in chart.lines
    }.values():
        place = context.dataset.places[series.place]
        where = (
            place[language]
            if place.kind == "world"
            else formatting.noted(place[language], PLACE_KINDS[place.kind][language], language)
        )
        span = (
            f", {formatting.period(f'{series.rows[0].key}/{series.rows[-1].key}', language)}"
            if series.is_timed
            else ""
        )
        part = f"{series.titles[language]}, {where}{span}"
        if series.obtained in ("encyclopedia", "personal"):
            read_in = words["resting_on"].format(where=words[f"obtained_{series.obtained}"])
            part = formatting.noted(part, read_in, language)
        parts.append(part)
    return " · ".join(parts)


def publishers(chart: Chart, context: Context) -> list[str]:
    """Who published the numbers, each once."""
    rows = [row for line in chart.lines for row in context.dataset.series[line.series].rows]
    return list(dict.fromkeys(context.dataset.sources[row.source].publisher for row in rows))


def file_of(chart: Chart, context: Context, name: str) -> str:
    """The chart as an SVG file of its own, with its finding and its sources in it.

    ``name`` is its path from the root of the site, for readers who have only the file.
    """
    words = WORDS[context.language]
    variant = chart.variants[0] if chart.variants else None
    drawing = picture_of(chart, context, variant).draw("wide", IN_FILE)
    below = [
        about(chart, context),
        f"{words['source']}: {', '.join(publishers(chart, context))}",
        f"{words['site']} · {name} · CC BY 4.0",
    ]
    return to_text(in_file(drawing, chart.title[context.language], below)) + "\n"


def card(chart: Chart, context: Context) -> str:
    """The whole card."""
    marked = any(
        row.mark for line in chart.lines for row in context.dataset.series[line.series].rows
    )
    return render(
        "chart",
        "card",
        context,
        chart,
        about(chart, context),
        publishers(chart, context),
        [_pictures(chart, variant, context) for variant in chart.variants or (None,)],
        list(rows(chart, context)),
        marked and chart.kind in ("line", "aligned"),
        [context.dataset.claims[name] for name in chart.claims],
    )
