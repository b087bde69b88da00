"""A chart as a card: the finding, the picture twice (wide and narrow), sources, the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from secondleap.data.schema import Chart, ChartVariant
from secondleap.data.series import Row, Series, years_of
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.layout import Dot, Line, Remark
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.svg import IN_FILE, ON_PAGE, in_file, markup, on_page
from secondleap.render.context import Context
from secondleap.render.evidence import backing, source_link
from secondleap.render.html import attribute, link
from secondleap.render.quantities import written
from secondleap.render.strings import PLACE_KINDS, WORDS
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


def _pictures(chart: Chart, context: Context, variant: ChartVariant | None = None) -> str:
    """The drawing for wide pages and the one for narrow pages; the style sheet shows one."""
    picture, description = picture_of(chart, context, variant), chart.alt[context.language]
    sizes = {"wide": "broad" if chart.broad else "wide", "narrow": "narrow"}
    return "".join(
        markup(on_page(picture.draw(size, ON_PAGE), f"chart__{shown}", description))
        for shown, size in sizes.items()
    )


def _chosen(chart: Chart, context: Context) -> str:
    """Pictures of every choice of turning points, with radio buttons that need no script."""
    if len(chart.variants) == 1:
        return _pictures(chart, context, chart.variants[0])
    name, parts = f"{chart.id}-choice", []
    for index, variant in enumerate(chart.variants):
        checked = ' checked="checked"' if index == 0 else ""
        parts.append(
            f'<input type="radio" name="{name}" id="{name}-{index}"{checked}/><label for="{name}-{index}">{escape(variant[context.language])}</label>'
        )
    pictures = "".join(
        f'<div class="chart__variant">{_pictures(chart, context, variant)}</div>'
        for variant in chart.variants
    )
    legend = WORDS[context.language]["choose_turning_point"]
    return f'<fieldset class="chart__choice"><legend>{legend}</legend>{"".join(parts)}{pictures}</fieldset>'


def table(chart: Chart, context: Context) -> str:
    """The numbers of the picture, with the source of each."""
    words = WORDS[context.language]
    rows = []
    for line in chart.lines:
        series = context.dataset.series[line.series]
        for row in series.rows:
            mark = (
                f' <span class="chart__mark">{words["mark_" + row.mark]}</span>' if row.mark else ""
            )
            first = (
                f'<th scope="row">{escape(line[context.language])}</th>'
                if len(chart.lines) > 1
                else ""
            )
            when = escape(row_name(series, row, context))
            named = f"<td>{when}</td>" if first else f'<th scope="row">{when}</th>'
            value = f"<td>{escape(written(row.value, series.unit, context))}{mark}</td>"
            rows.append(
                f"<tr>{first}{named}{value}<td>{source_link(context.dataset.sources[row.source], context)}</td></tr>"
            )
    timed = context.dataset.series[chart.lines[0].series].is_timed
    heads = [words["series"]] * (len(chart.lines) > 1) + [
        words["period"] if timed else words["category"],
        words["value"],
        words["source"],
    ]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def about(chart: Chart, context: Context) -> str:
    """What is measured, where and when, as plain text: the line under the finding."""
    language = context.language
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
        parts.append(f"{series.titles[language]}, {where}{span}")
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
    return markup(in_file(drawing, chart.title[context.language], below)) + "\n"


def card(chart: Chart, context: Context) -> str:
    """The whole card."""
    language = context.language
    words = WORDS[language]
    picture = _chosen(chart, context) if chart.variants else _pictures(chart, context)
    notes = "".join(
        f"<p>{escape(context.dataset.series[line.series].notes[language])}</p>"
        for line in chart.lines
    )
    scroll = f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(words["table"])}">{table(chart, context)}</div>'
    files = [
        (
            f"data/series/{context.dataset.series[line.series].path}",
            "CSV" if len(chart.lines) == 1 else f"CSV: {line[language]}",
        )
        for line in chart.lines
    ]
    files.append((f"data/charts/{chart.id}.{language}.svg", "SVG"))
    take = " ".join(link(context.file(path), text, 'download="download"') for path, text in files)
    marked = any(
        row.mark for line in chart.lines for row in context.dataset.series[line.series].rows
    )
    key = (
        f'<p class="chart__key">{words["hollow"]}</p>'
        if marked and chart.kind in ("line", "aligned")
        else ""
    )
    return (
        f'<figure class="chart" id="{chart.id}"><figcaption><p class="chart__title">{escape(chart.title[language])}</p>'
        f'<p class="chart__about">{escape(about(chart, context))}</p></figcaption>'
        f'<div class="chart__picture">{picture}</div>'
        f"{key}{backing(chart.claims, context)}"
        f'<p class="chart__source">{words["source"]}: {escape(", ".join(publishers(chart, context)))}</p>'
        f"<details><summary>{words['table']}</summary>{scroll}</details>"
        f"<details><summary>{words['about_data']}</summary>{notes}</details>"
        f'<p class="chart__files">{take}</p></figure>'
    )
