"""Charts without a browser: scales, ticks, bars, files, the map's projection."""

from __future__ import annotations

import json
import math
import runpy
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drawings import context, descriptions, drawn, series_of, table
from support import ROOT

from secondleap.build.exports import chart_files
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import ChartRemark
from secondleap.render.charts.bars import BarChart, Stack, same_digit
from secondleap.render.charts.card import card, picture_of, publishers
from secondleap.render.charts.columns import ColumnChart
from secondleap.render.charts.label_placement import Place, Sheet, Words, by_rule
from secondleap.render.charts.layout import (
    SIZES,
    Axis,
    Dot,
    Line,
    Remark,
    Scale,
    nice_ticks,
    plot,
    wrap,
)
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.map import LAND, project
from secondleap.render.charts.svg import ON_PAGE, Drawing, in_file, to_text
from secondleap.text import formatting


def test_an_extended_series_shows_without_another_edit(mini: Path) -> None:
    before = context("ko", mini)
    chart = before.dataset.charts["population"]
    assert "2030년" not in card(chart, before)
    path = mini / "data/series/pittsburgh-population.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2030,300000,daily,\n", encoding="utf-8")
    after = context("ko", mini)
    assert "2030년: 30만 개" in descriptions(drawn(picture_of(chart, after)), "ko")
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
def test_scales_are_linear_and_within_the_plot(size: str) -> None:
    values, times = [3.0, 8.0, 41.0], [1950.0, 1983.5, 2020.0]
    area = plot(Axis(times, "{:.0f}".format), Axis(values, str), SIZES[size])
    points = [area.point(*pair) for pair in zip(times, values, strict=True)]
    assert all(0 <= x <= area.width and 0 <= y <= area.height for x, y in points)
    (x1, y1), (x2, y2), (x3, y3) = points
    assert math.isclose((x2 - x1) / (x3 - x1), 33.5 / 70)
    assert math.isclose((y2 - y1) / (y3 - y1), 5 / 38)
    assert y3 < y1
    assert area.left + area.width <= SIZES[size][0] and area.top + area.height <= SIZES[size][1]


def test_dots_are_where_the_scales_put_them_to_a_tenth_of_a_pixel() -> None:
    dots = [Dot("a", year, value, f"{year}") for year, value in [(1999, 1.5), (2001, 2.25)]]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str)
    circles = series_of(drawn(chart))[0].findall("circle")
    for dot, circle in zip(dots, circles, strict=True):
        x, y = chart.plot(SIZES["wide"]).point(dot.x, dot.y)
        assert abs(float(circle.attrib["cx"]) - x) <= 0.051
        assert abs(float(circle.attrib["cy"]) - y) <= 0.051


def test_bars_start_at_zero_and_stacked_ones_where_the_last_ended() -> None:
    dots = [Dot(name, "2020", value, name) for name, value in [("a", 30.0), ("b", 10.0)]]
    lines = [Line("a", "rust", "A"), Line("b", "steel", "B")]
    stack = Stack({"2020": ("40",)}, ("all",))
    bars = drawn(BarChart(dots, lines, [], Scale("", str), stack)).findall(".//g/rect")
    (start, width), (next_start, next_width) = (
        (float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in bars
    )
    assert start == 0 and next_start == pytest.approx(width, abs=0.2)
    assert width / next_width == pytest.approx(3, rel=0.01)


def test_a_window_shows_its_years_large_and_every_value_once() -> None:
    dots = [Dot("a", x, 100 - x, f"{x}") for x in (0.0, 10.0, 20.0, 60.0)]
    chart = LineChart(
        dots, [Line("a", "rust", "A")], [], Scale("", str), str, floor=80, window=15, whole="all"
    )
    root = drawn(chart)
    (large,) = series_of(root)
    (small,) = root.findall(".//g[@class='chart__whole']")
    told = [[dot.attrib["aria-label"] for dot in part.iter("circle")] for part in (large, small)]
    assert told == [["0.0", "10.0"], ["20.0", "60.0"]]
    # The line ends at its last value in the window, and has room there for its name.
    assert large.findall("path")[0].attrib["d"].count("L") == 1
    assert small.findall("path")[0].attrib["d"].count("L") == 3


def test_a_value_that_the_rule_of_a_level_would_cross_is_inside_as_all_the_others() -> None:
    dots = [Dot("a", name, y, name, value=f"{y}%") for name, y in [("x", 28), ("y", 20), ("z", 14)]]
    chart = BarChart(dots, [Line("a", "rust", "")], [Remark("all", y=18)], Scale("", str))
    values = [text for text in drawn(chart, "narrow").iter("text") if "%" in (text.text or "")]
    assert [text.text for text in values] == ["28%", "20%", "14%"]
    assert {(text.get("x"), text.get("text-anchor")) for text in values} == {("6", None)}


def test_bars_in_per_cent_have_the_same_decimals() -> None:
    def values(*texts: str) -> list[str]:
        return [
            dot.value for dot in same_digit([Dot("a", text, 1, "", value=text) for text in texts])
        ]

    assert values("28%", "26.7%") == ["28.0%", "26.7%"]
    assert values("59%", "24%") == ["59%", "24%"]
    assert values("€775 million", "26.7%") == ["€775 million", "26.7%"]


def test_a_note_on_the_last_value_of_a_lone_line_stands_in_its_place(mini: Path) -> None:
    here = context("en", mini)
    chart = here.dataset.charts["population"]
    series = here.dataset.series[chart.lines[0].series]
    last = ChartRemark(of=chart.lines[0].series, at=series.rows[-1].key, ko="끝", en="the end")
    texts = _texts(drawn(picture_of(chart.model_copy(update={"remarks": (last,)}), here)))
    value = f"{series.rows[-1].value:,}"
    assert texts.count("the end") == 1 and not any(value in text for text in texts)


def test_steps_stay_level_until_the_next_value() -> None:
    dots = [Dot("a", 2019.0, 2, "2"), Dot("a", 2020.0, 6, "6")]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str, steps=True)
    corners = series_of(drawn(chart))[0].findall("path")[0].attrib["d"][1:].split("L")
    (x1, y1), (x2, y2), (x3, y3) = (map(float, corner.split(",")) for corner in corners)
    assert (y1 == y2, x2 == x3, y3 < y2, x1 < x2) == (True, True, True, True)


def test_a_step_of_which_the_time_is_not_known_is_dashed_through_it() -> None:
    dots = [Dot("a", 2021.0, 12, "12"), Dot("a", 2022.5, 13, "13", within=0.5)]
    dots.append(Dot("a", 2023.0, 13, "13"))
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str, steps=True)
    (group,) = series_of(drawn(chart))
    (gaps,) = group.findall("polyline")
    corners = [tuple(map(float, at.split(","))) for at in gaps.attrib["points"].split()]
    _, middle, last = (float(dot.attrib["cx"]) for dot in group.findall("circle"))
    assert [x for x, _ in corners[1:]] == pytest.approx([middle, middle, last], abs=0.1)
    assert corners[0][0] == pytest.approx(2 * middle - last, abs=0.2)


def test_a_tick_is_in_the_month_of_which_most_values_are() -> None:
    times = [*(year + 11 / 12 for year in range(2007, 2025)), 2025.5]
    dots = [Dot("a", time, 100, "") for time in times]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), lambda x: str(int(x)))
    ticks = chart.plot(SIZES["wide"]).x_ticks
    assert [label for _, label in ticks] == ["2010", "2015", "2020"]
    assert all(time in times for time, _ in ticks)


def test_dots_with_no_line_to_either_side_are_drawn_where_they_touch() -> None:
    dots = [Dot("a", 1976 + month / 12, 5, f"{month}") for month in range(570)]
    dots += [Dot("a", year, 5, f"{year}", run) for run, year in ((1, 2024.9), (2, 2025.9))]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str)
    wide, narrow = (
        series_of(drawn(chart, size))[0].findall("circle") for size in ("wide", "narrow")
    )
    assert all(dot.get("stroke") != "none" for dot in (*wide, *narrow))
    assert float(narrow[0].attrib["r"]) < float(wide[0].attrib["r"])


def test_the_words_of_an_event_are_right_of_its_rule_rather_than_left() -> None:
    width = Words.layouts("1979: factories collapse")[0].width
    sheet = Sheet(width + 20, 200)
    places = by_rule("1979: factories collapse", 40, 200)
    sheet.trace("1979", [(40, 0), (40, 200)])
    beyond = sheet.find("1979", places, margin=width)
    assert beyond and (beyond.align, len(beyond.words.lines)) == ("left", 1)
    inside = Sheet(width + 20, 200, traced=sheet.traced).find("1979", places)
    assert inside and (inside.align, len(inside.words.lines)) == ("left", 2)


def test_where_hollow_dots_begin_and_end_they_are_drawn() -> None:
    dots = [Dot("a", float(x), 50, f"{x}", hollow=x >= 2000) for x in range(1900, 2011)]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str)
    circles = series_of(drawn(chart, "narrow"))[0].findall("circle")
    shown = [dot.attrib["aria-label"] for dot in circles if "stroke" not in dot.attrib]
    assert "2000" in shown and "2010" in shown and len(shown) < 11


@pytest.mark.parametrize(("last", "joined"), [(1960, True), (2160, False)])
def test_a_break_is_a_stroke_and_is_joined_where_it_is_long_enough(last: int, joined: bool) -> None:
    dots = [Dot("a", float(x), 50 + (x > 1950), f"{x}", int(x > 1950)) for x in range(1940, last)]
    chart = LineChart(dots, [Line("a", "rust", "")], [], Scale("", str), str)
    lines = series_of(drawn(chart))[0].findall("line")
    assert [line.get("class") for line in lines] == [*[None] * joined, "chart__break"]


def test_a_dot_whose_note_has_a_colour_has_it_all() -> None:
    dots = [Dot("a", float(x), x, f"{x}") for x in (1, 2, 3)]
    note = Remark("the note", 2.0, 2, colour="steel")
    chart = LineChart(dots, [Line("a", "rust", "")], [note], Scale("", str), str)
    _, dot, _ = series_of(drawn(chart))[0].findall("circle")
    assert dot.attrib["fill"] == dot.attrib["stroke"] == "var(--steel)"


def test_columns_stand_at_their_times_and_hang_below_zero() -> None:
    dots = [Dot("a", 1985.0, 45, ""), Dot("a", 2004.0, -27, ""), Dot("a", 2016.0, 19, "")]
    root = drawn(ColumnChart(dots, [Line("a", "moss", "")], [], Scale("%", str), str))
    one, two, three = root.findall(".//g[@class='chart__bars']/rect")
    left = [float(bar.attrib["x"]) for bar in (one, two, three)]
    assert (left[1] - left[0]) / (left[2] - left[1]) == pytest.approx(19 / 12, rel=0.01)
    foot = float(one.attrib["y"]) + float(one.attrib["height"])
    assert float(two.attrib["y"]) == pytest.approx(foot, abs=0.2)


def _texts(root: ElementTree.Element) -> list[str]:
    return [" ".join(text.itertext()) for text in root.iter("text")]


def test_the_value_of_a_lone_line_has_its_time(mini: Path) -> None:
    here = context("en", mini)
    chart = here.dataset.charts["population"]
    assert len(chart.lines) == 1
    row = here.dataset.series[chart.lines[0].series].rows[-1]
    ends = [text for text in _texts(drawn(picture_of(chart, here))) if row.key in text]
    assert f"{row.value:,} in {row.key}" in ends


def test_crowded_columns_tell_those_with_room() -> None:
    values = [5, 1, 2, 3, 9, 4, 8, 2, 7, 2, 3, 4, 2, 3, 2, 1, 2, 6]
    dots = [Dot("a", 2000.0 + i, y, "", value=f"{y},000") for i, y in enumerate(values)]
    chart = ColumnChart(dots, [Line("a", "moss", "")], [], Scale("", str), "{:.0f}".format)
    wide = _texts(chart.draw("wide", ON_PAGE).content[0])
    assert "9,000" in wide and "8,000" in wide and "7,000" in wide
    assert "1,000" not in wide  # each stands beside a longer column


@pytest.mark.parametrize("notes", [0, 1])
def test_columns_lie_on_a_phone_where_crowded_or_noted_and_all_are_told(notes: int) -> None:
    values = {2012: 4, 2013: -2, 2014: 3, 2016: -14, 2017: -9, 2018: 1, 2019: 5}
    dots = [Dot("a", float(x), y, f"{x}", value=f"{y},000") for x, y in values.items()]
    note = Remark("the note", 2019.0, 5)
    chart = ColumnChart(
        dots, [Line("a", "moss", "")], [note] * notes, Scale("", str), "{:.0f}".format, "nothing"
    )
    root = drawn(chart, "narrow")
    told = _texts(root)
    assert [f"{y},000" for y in values.values() if f"{y},000" not in told] == []
    assert told.count("nothing") == 1 and told.count("the note") == notes and "2015" in told
    bars = root.findall(".//g[@class='chart__bars']/rect")
    ends = [(float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in bars]
    zero = ends[0][0]
    for (x, width), y in zip(ends, values.values(), strict=True):
        assert (x if y > 0 else x + width) == pytest.approx(zero, abs=0.2)
        assert width / ends[0][1] == pytest.approx(abs(y) / 4, rel=0.02)


def test_noted_columns_stand_where_there_is_room_for_their_notes() -> None:
    values = {2020: 4, 2021: 2, 2022: 5, 2023: 1, 2024: 3}
    dots = [Dot("a", float(x), y, f"{x}", value=f"{y}.0") for x, y in values.items()]
    note = Remark("the note", 2022.0, 5)
    chart = ColumnChart(dots, [Line("a", "moss", "")], [note], Scale("", str), "{:.0f}".format)
    root = drawn(chart, "wide")
    told = _texts(root)
    assert "the note" in told and all(f"{y}.0" in told for y in values.values())
    bars = root.findall(".//g[@class='chart__bars']/rect")
    heights = [float(bar.attrib["height"]) for bar in bars]
    assert [height / heights[0] * 4 for height in heights] == pytest.approx(
        list(values.values()), rel=0.02
    )


def test_columns_that_bear_their_values_need_no_grid_and_the_last_bear_the_names() -> None:
    values = {"a": (30, 20, 10), "b": (20, 40, 43)}
    dots = [
        Dot(name, 2000.0 + 9 * place, y, "", value=str(y))
        for name, own in values.items()
        for place, y in enumerate(own)
    ]
    lines = [Line("a", "rust", "mills"), Line("b", "ink", "wards")]
    root = drawn(ColumnChart(dots, lines, [], Scale("jobs", str), "{:.0f}".format))
    shown = ["10", "20", "20", "2000", "2009", "2018", "30", "40", "43", "jobs", "mills", "wards"]
    assert sorted(_texts(root)) == shown
    at = {" ".join(text.itertext()): float(text.attrib["y"]) for text in root.iter("text")}
    assert at["wards"] < at["43"] < at["mills"] < at["10"]


@pytest.mark.parametrize("most", [3.59, 4.9, 5.1])
def test_columns_without_a_grid_end_a_note_s_height_under_the_unit(most: float) -> None:
    dots = [Dot("a", 2000.0 + x, y, "", value=f"{y}") for x, y in enumerate((1, most, 2))]
    note = Remark("the note", 2001.0, most)
    chart = ColumnChart(dots, [Line("a", "moss", "")], [note], Scale("jobs", str), "{:.0f}".format)
    root = drawn(chart)
    at = {" ".join(text.itertext()): float(text.attrib["y"]) for text in root.iter("text")}
    assert 16 < at["the note"] - at["jobs"] < 40


def test_a_note_rather_stands_a_little_farther_off_than_on_the_grid() -> None:
    near, off = (Place(Words(("a",), 20, 8), (50, 50), 50, y, "center") for y in (66, 70))
    for levels, taken in (([], near), ([60.0], off), ([60.0, 76.0], near)):
        sheet = Sheet(100, 100, levels, {"line": [(50, 50)]})
        assert sheet.put("line", [near, off]) == taken
        assert sheet.taken == [taken]


def test_columns_are_rounded_to_one_decimal(mini: Path) -> None:
    here = context("ko", mini)
    chart = here.dataset.charts["population"].model_copy(update={"kind": "columns", "remarks": ()})
    picture = picture_of(chart, here)
    decimals = {len(dot.value.partition(".")[2]) for dot in picture.dots}
    assert max(decimals) <= 1
    assert all(abs(float(dot.value) * 10**4 - dot.y) <= 500 for dot in picture.dots)


def test_a_korean_number_stays_in_one_line() -> None:
    assert "64만 5,705명" in wrap("2024년 64만 5,705명", 60)
    assert "868억 달러" in wrap("2025년 868억 달러", 60)


def test_a_korean_month_stays_with_its_year() -> None:
    assert wrap("2025년 8월 93.1", 80) == ["2025년 8월", "93.1"]
    assert wrap("2025년 12월 5.0%", 80) == ["2025년 12월", "5.0%"]


def test_names_are_set_apart_where_one_has_a_comma() -> None:
    assert formatting.listed(["Eustat", "INE"]) == "Eustat, INE"
    assert formatting.listed(["Eustat, Bilbao", "INE"]) == "Eustat, Bilbao; INE"


def test_a_name_is_wrapped_between_words_into_lines_of_about_the_same_length() -> None:
    assert wrap("Port", SIZES["narrow"][0] * 0.4) == ["Port"]
    assert wrap("Euskalduna Palace of congresses and music", 264) == [
        "Euskalduna Palace of",
        "congresses and music",
    ]
    assert wrap("에우스칼두나 회의장과 음악당", 136) == ["에우스칼두나", "회의장과 음악당"]
    assert wrap("Kommunikationsinfrastruktur", 50) == ["Kommunikationsinfrastruktur"]


# --- on a page, in a file


def test_a_file_needs_no_page() -> None:
    small = ROOT / "tests/mini"
    files = dict(chart_files(read_dataset(small), "https://example.org/"))
    drawn = {name: text for name, text in files.items() if name.endswith(".svg")}
    assert len(drawn) == 4
    for name, text in drawn.items():
        identifier, language, _ = Path(name).name.split(".")
        here = context(language, small)
        chart = here.dataset.charts[identifier]
        assert "var(" not in text
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("font-family")
        words = " ".join(part.text or "" for part in root.iterfind(".//{*}text"))
        address = f"https://example.org/{name}"
        told = (chart.title[language], chart.about[language], address, *publishers(chart, here))
        assert all(text in words for text in told)


def test_text_and_attributes_are_escaped() -> None:
    drawing = Drawing(10, 10, [ON_PAGE.text(["R&D < 3%"], (0, 0), "ink")])
    text = to_text(in_file(drawing, 'The "R&D" chart', ["a < b"]))
    root = ElementTree.fromstring(text)
    assert root.attrib["aria-label"] == 'The "R&D" chart'
    assert "R&D < 3%" in [part.text for part in root.iterfind(".//{*}text")]


# --- the map


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
