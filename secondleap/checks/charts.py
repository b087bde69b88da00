"""Rules on charts and the series they show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from secondleap.checks.data import plain_names
from secondleap.checks.prose import article_figures, record_figures
from secondleap.checks.registry import READABLE, Finding, rule, unknown
from secondleap.checks.site import Site
from secondleap.data.schema import LANGUAGES, Chart
from secondleap.data.series import PACKAGE
from secondleap.text.figures import Figure, read
from secondleap.text.messages import message


@rule("C401", requires=READABLE)
def known_series(site: Site) -> Iterator[Finding]:
    """Every chart draws series that exist in data/series, and names periods that they hold.

    Correct the name or the period, or add the series to data/series and its datapackage.json.
    """
    for chart in site.dataset.records["charts"]:
        drawn = [line.series for line in chart.lines] + ([chart.total] if chart.total else [])
        for name in drawn:
            yield from unknown(
                chart.file,
                chart.line,
                "'{id}' draws the unknown series '{wrong}'{hint}",
                chart.id,
                name,
                site.dataset.series,
            )
        named = [(name, start) for each in chart.variants for name, start in each.starts.items()]
        for name, start in (*named, *((mark.of, mark.at) for mark in chart.remarks if mark.of)):
            series = site.dataset.series.get(name)
            if series is None or start not in {row.key for row in series.rows}:
                yield Finding(
                    chart.file,
                    chart.line,
                    message(
                        "'{id}' names {start} of '{name}', which does not hold it",
                        id=chart.id,
                        name=name,
                        start=start,
                    ),
                    (name,),
                )


@rule("C402")
def one_unit(site: Site) -> Iterator[Finding]:
    """All series of one picture have one unit, unless each is shown as a share of its own turning
    point.

    Draw two charts, or make the chart 'aligned'.
    """
    for chart in site.dataset.records["charts"]:
        units = {
            site.dataset.series[line.series].unit
            for line in chart.lines
            if line.series in site.dataset.series
        }
        if len(units) > 1 and chart.kind != "aligned":
            yield Finding(
                chart.file,
                chart.line,
                message(
                    "'{id}' draws {units} on one axis", id=chart.id, units=", ".join(sorted(units))
                ),
            )


@rule("C403", requires=READABLE)
def series_placed(site: Site) -> Iterator[Finding]:
    """Every series has a unit of data/units.yml and a place of data/places.yml, and so has every
    row that names its own place.

    Correct the id in datapackage.json, or add the unit or the place to its file.
    """
    package = f"data/series/{PACKAGE}"
    for series in site.dataset.series.values():
        for place in sorted({series.place, *(row.place for row in series.rows if row.place)}):
            yield from unknown(
                package,
                1,
                "'{id}' is of the unknown place '{wrong}'{hint}",
                series.name,
                place,
                site.dataset.places,
                series.name,
            )
        yield from unknown(
            package,
            1,
            "'{id}' counts in the unknown unit '{wrong}'{hint}",
            series.name,
            series.unit,
            site.dataset.units,
            series.name,
        )


def _aligned_figures(site: Site, chart: Chart) -> set[Figure]:
    """The shares of their turning points that an aligned chart draws, and the 100 of each."""
    known = {Figure(Decimal(100), "")} if chart.variants or chart.axis else set()
    for variant in chart.variants:
        for name, start in variant.starts.items():
            rows = site.dataset.series[name].rows if name in site.dataset.series else ()
            for base in (row.value for row in rows if row.key == start):
                shares = (Decimal(f"{100 * row.value / base:.1f}") for row in rows)
                known |= {Figure(share, "") for share in shares}
    return known


def _chart_figures(site: Site, chart: Chart) -> set[Figure]:
    """What a chart's words may name: the values it draws, and the figures of its claims."""
    names = [*(line.series for line in chart.lines), chart.total]
    drawn = [site.dataset.series[name] for name in names if name in site.dataset.series]
    known = {
        Figure(abs(row.value), site.dataset.units[series.unit].dimension)
        for series in drawn
        if series.unit in site.dataset.units
        for row in series.rows
    }
    known |= _aligned_figures(site, chart)
    for claim in site.cited(chart.claims):
        known |= record_figures(site.dataset)[claim.id] | article_figures(claim)
    return known


@rule("C404", requires=["C401", "C403", *READABLE])
def chart_words(site: Site) -> Iterator[Finding]:
    """Every figure in a chart's words is a value it draws, or is in one of its
    claims.

    Write the figure as the series has it, or name the claim that holds it under 'claims:'.
    """
    for chart in site.dataset.records["charts"]:
        about = (*chart.claims, *(line.series for line in chart.lines))
        known = _chart_figures(site, chart)
        findings = [variant.finding for variant in chart.variants if variant.finding]
        for text in (chart.title, chart.about, chart.alt, *findings, *chart.remarks):
            for language in LANGUAGES:
                for figure in read(plain_names(site, text[language]), language).figures:
                    if not any(figure.matches(other) for other in known):
                        yield Finding(
                            chart.file,
                            chart.line,
                            message(
                                "the figure '{figure}' of '{id}' in: {text}",
                                figure=figure.text,
                                id=chart.id,
                                text=text[language][:80],
                            ),
                            about,
                        )
        for claim in chart.claims:
            yield from unknown(
                chart.file,
                chart.line,
                "'{id}' names the unknown claim '{wrong}'{hint}",
                chart.id,
                claim,
                site.dataset.claims,
            )


@rule("C405", requires=["P209"])
def chart_shown(site: Site) -> Iterator[Finding]:
    """Every chart is shown on a page of each language.

    Show it with '/// chart | id' where it belongs, or remove the record.
    """
    for language in LANGUAGES:
        shown = {
            directive.argument
            for page in site.pages[language].values()
            for directive in page.directives
            if directive.name == "chart"
        }
        for chart in site.dataset.records["charts"]:
            if chart.id not in shown and site.unfinished.isdisjoint(
                line.colour for line in chart.lines
            ):
                yield Finding(
                    chart.file,
                    chart.line,
                    message(
                        "the chart '{id}' that no {language} page shows",
                        id=chart.id,
                        language=language,
                    ),
                    tuple(page.file for page in site.pages[language].values()),
                )


@rule("C407", requires=READABLE)
def known_colour(site: Site) -> Iterator[Finding]:
    """Every line of a chart takes the colour of a city of data/cities.yml, or 'ink' or 'quiet'.

    Write the city's id after 'colour:', or leave the field out.
    """
    known = (*site.dataset.cities, "ink", "quiet")
    for chart in site.dataset.records["charts"]:
        for colour in (
            *(line.colour for line in chart.lines),
            *(mark.colour for mark in chart.remarks if mark.colour),
        ):
            yield from unknown(
                chart.file,
                chart.line,
                "'{id}' draws in the colour of the unknown city '{wrong}'{hint}",
                chart.id,
                colour,
                known,
            )
