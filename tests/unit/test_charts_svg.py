"""Charts without a browser: picture, table and file say the same; scales, ticks and the map."""

from __future__ import annotations

import csv
import json
import math
import runpy
from decimal import Decimal
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from support import ROOT

from secondleap.build.exports import chart_files
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import Chart
from secondleap.data.series import years_of
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.card import (
    card,
    picture_of,
    publishers,
    row_name,
    written,
)
from secondleap.render.charts.layout import SIZES, Axis, Dot, Line, nice_ticks, plot, wrap
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.map import LAND, network_map, project, regions
from secondleap.render.charts.svg import IN_FILE, ON_PAGE, Drawing, in_file, on_page, to_text
from secondleap.render.context import Context

DATASET = read_dataset(ROOT)
CHARTS = list(DATASET.charts.values())
EACH_CHART = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
LANGUAGE = pytest.mark.parametrize("language", ["ko", "en"])


def context(language: str, root: Path = ROOT) -> Context:
    dataset = DATASET if root == ROOT else read_dataset(root)
    return Context(language, dataset, lambda path, anchor: path, lambda path: path)


def drawn(picture: LineChart | BarChart, size: str = "wide") -> Element:
    return on_page(picture.draw(size, ON_PAGE), None, "a chart")


def descriptions(picture: LineChart | BarChart, size: str = "wide") -> list[str]:
    """What the dots or bars of a drawing say."""
    marks = drawn(picture, size).iterfind(".//*[@aria-label]")
    return [mark.attrib["aria-label"] for mark in marks]


def table(chart: Chart, here: Context) -> str:
    """The text of the card's table; the card's pictures are not drawn for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("secondleap.render.charts.card._pictures", lambda *given: "")
        html = card(chart, here)
    return unescape(html.partition("<table")[2].partition("</table>")[0])


def series_of(root: Element) -> list[Element]:
    return root.findall(".//g[@class='chart__series']")


@LANGUAGE
@EACH_CHART
def test_picture_and_table_say_the_same(chart: Chart, language: str) -> None:
    here = context(language)
    said = []
    for variant in chart.variants or (None,):
        picture = picture_of(chart, here, variant)
        wide = descriptions(picture)
        assert wide and wide == descriptions(picture, "narrow")
        said += wide
    shown, rows = " | ".join(said), table(chart, here)
    for line in chart.lines:
        series = DATASET.series[line.series]
        with (ROOT / "data/series" / series.path).open(encoding="utf-8") as cells:
            for cell, row in zip(csv.DictReader(cells), series.rows, strict=True):
                value = written(Decimal(cell["value"]), series.unit, here)
                assert f">{value}<" in rows or f">{value} <" in rows
                is_drawn = not chart.variants or any(
                    line.series in variant.starts
                    and years_of(row.key) >= years_of(variant.starts[line.series])
                    for variant in chart.variants
                )
                assert not is_drawn or f"{row_name(series, row, here)}: {value}" in shown


@EACH_CHART
def test_lines_are_joined_within_a_definition_and_nowhere_else(chart: Chart) -> None:
    for variant in chart.variants or (None,):
        picture = picture_of(chart, context("en"), variant)
        if isinstance(picture, BarChart):
            continue
        groups = series_of(drawn(picture))
        for line, group in zip(picture.lines, groups, strict=True):
            runs: dict[int, int] = {}
            for dot in picture.dots_of(line):
                runs[dot.segment] = runs.get(dot.segment, 0) + 1
            joined = [count for count in runs.values() if count > 1 and line.joined]
            assert line.joined == (DATASET.series[line.name].shape == "line")
            data = "".join(path.attrib["d"] for path in group.iterfind("path"))
            assert (data.count("M"), data.count("L")) == (
                len(joined),
                sum(joined) - len(joined),
            )


def test_a_series_with_breaks_is_drawn_in_as_many_pieces() -> None:
    city = picture_of(DATASET.charts["pittsburgh-population-chart"], context("en"))
    breaks = DATASET.series["pittsburgh-population"].breaks
    assert breaks and len({dot.segment for dot in city.dots}) == len(breaks) + 1


def test_an_extended_series_shows_without_another_edit(mini: Path) -> None:
    before = context("ko", mini)
    chart = before.dataset.charts["population"]
    assert "2030년" not in card(chart, before)
    path = mini / "data/series/pittsburgh-population.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2030,300000,daily,\n", encoding="utf-8")
    after = context("ko", mini)
    assert "2030년: 30만 개" in descriptions(picture_of(chart, after))
    assert "2030년" in table(chart, after)


# --- where things are


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 95, [0, 20, 40, 60, 80, 100]),
        (1_092_989, 1_173_534, None),
        (24, 59, [20, 30, 40, 50, 60]),
    ],
)
def test_ticks_are_round_and_span_the_values(
    low: float, high: float, ticks: list[float] | None
) -> None:
    made = nice_ticks(low, high, 5)
    assert made[0] <= low and made[-1] >= high and len(made) <= 7
    assert ticks is None or made == ticks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("downward", [False, True])
def test_scales_are_linear_and_within_the_plot(size: str, downward: bool) -> None:
    values, times = [3.0, 8.0, 41.0], [1950.0, 1983.5, 2020.0]
    area = plot(Axis(times, "{:.0f}".format), Axis(values, str), SIZES[size], downward)
    points = [area.point(*pair) for pair in zip(times, values, strict=True)]
    assert all(0 <= x <= area.width and 0 <= y <= area.height for x, y in points)
    (x1, y1), (x2, y2), (x3, y3) = points
    assert math.isclose((x2 - x1) / (x3 - x1), 33.5 / 70)
    assert math.isclose((y2 - y1) / (y3 - y1), 5 / 38)
    assert (y3 > y1) == downward
    assert area.left + area.width <= SIZES[size][0] and area.top + area.height <= SIZES[size][1]


def test_dots_are_where_the_scales_put_them_to_a_tenth_of_a_pixel() -> None:
    dots = [Dot("a", year, value, f"{year}") for year, value in [(1999, 1.5), (2001, 2.25)]]
    chart = LineChart(dots, [Line("a", "rust", "")], [], str, str)
    circles = series_of(drawn(chart))[0].findall("circle")
    for dot, circle in zip(dots, circles, strict=True):
        x, y = chart.plot("wide").point(dot.x, dot.y)
        assert abs(float(circle.attrib["cx"]) - x) <= 0.051
        assert abs(float(circle.attrib["cy"]) - y) <= 0.051


def test_bars_start_at_zero_and_stacked_ones_where_the_last_ended() -> None:
    dots = [Dot(name, "2020", value, name) for name, value in [("a", 30.0), ("b", 10.0)]]
    lines = [Line("a", "rust", "A"), Line("b", "steel", "B")]
    bars = drawn(BarChart(dots, lines, [], str, stacked=True)).findall(".//rect")
    (start, width), (next_start, next_width) = (
        (float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in bars
    )
    assert start == 0 and next_start == pytest.approx(width, abs=0.2)
    assert width / next_width == pytest.approx(3, rel=0.01)


def test_a_name_is_wrapped_between_words_into_lines_of_about_the_same_length() -> None:
    assert wrap("Port", SIZES["narrow"][0] * 0.4) == ["Port"]
    assert wrap("Euskalduna Palace of congresses and music", 264) == [
        "Euskalduna Palace of",
        "congresses and music",
    ]
    assert wrap("에우스칼두나 회의장과 음악당", 136) == ["에우스칼두나", "회의장과 음악당"]
    assert wrap("Kommunikationsinfrastruktur", 50) == ["Kommunikationsinfrastruktur"]


# --- on a page, in a file


@LANGUAGE
@EACH_CHART
def test_a_drawing_on_a_page_takes_the_page_s_colours(chart: Chart, language: str) -> None:
    for variant in chart.variants or (None,):
        root = drawn(picture_of(chart, context(language), variant))
        assert root.attrib["role"] == "img" and root.attrib["aria-label"]
        colours = [
            value
            for part in root.iter()
            for name in ("fill", "stroke")
            if (value := part.get(name))
        ]
        assert colours and [value for value in colours if value[:4] not in ("none", "var(")] == []


def test_a_file_needs_no_page() -> None:
    small = ROOT / "tests/mini"
    for name, text in chart_files(read_dataset(small)):
        identifier, language, _ = name.split(".")
        here = context(language, small)
        chart = here.dataset.charts[identifier]
        assert "var(" not in text
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("font-family")
        words = " ".join(part.text or "" for part in root.iterfind(".//{*}text"))
        assert all(text in words for text in (chart.title[language], *publishers(chart, here)))


def test_text_and_attributes_are_escaped() -> None:
    drawing = Drawing(10, 10, [IN_FILE.text(["R&D < 3%"], (0, 0), "ink")])
    text = to_text(in_file(drawing, 'The "R&D" chart', ["a < b"]))
    root = ElementTree.fromstring(text)
    assert root.attrib["aria-label"] == 'The "R&D" chart'
    assert "R&D < 3%" in [part.text for part in root.iterfind(".//{*}text")]


# --- the map


def test_every_region_is_on_the_map_and_in_its_list() -> None:
    html = network_map((ROOT / LAND).read_text(encoding="utf-8"), context("en"))
    for place in regions(context("en")):
        assert html.count(f'href="{place.page}"') == 2, place.id  # dot and list


def test_the_projection_is_natural_earth() -> None:
    x, y = project(0, 0)
    east, north = project(180, 0)[0] - x, y - project(0, 90)[1]
    assert east / north == pytest.approx(0.8707 * math.pi / 1.4224, rel=1e-3)
    assert project(-60, 40)[0] + project(60, 40)[0] == pytest.approx(2 * x)
    latitudes = [project(0, latitude)[1] for latitude in range(-90, 91, 10)]
    assert all(south > north for south, north in pairwise(latitudes))


def test_the_outline_is_made_of_the_land_s_data() -> None:
    script = runpy.run_path(str(ROOT / "data/geo/land.py"))
    topology = json.loads((ROOT / "data/geo/land-110m.json").read_text(encoding="utf-8"))
    path = ElementTree.parse(ROOT / LAND).find("{*}path")
    assert path is not None and path.attrib["d"] == script["outline"](topology)
