"""Every chart of the site: picture, table and file say the same; what it rests on; the map."""

from __future__ import annotations

import csv
import math
import re
from decimal import Decimal

import pytest
from drawings import context, descriptions, drawn, series_of, table
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.data.schema import Chart
from secondleap.data.series import years_of
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.card import picture_of, publishers, resting_on, row_name, written
from secondleap.render.charts.lines import DENSE, LineChart
from secondleap.render.charts.map import LAND, network_map, regions
from secondleap.text import formatting

DATASET = read_dataset(ROOT)
LANGUAGE = pytest.mark.parametrize("language", ["ko", "en"])
EACH_CHART = pytest.mark.parametrize("chart", DATASET.charts.values(), ids=lambda chart: chart.id)


@LANGUAGE
@EACH_CHART
def test_picture_and_table_say_the_same(chart: Chart, language: str) -> None:
    here = context(language, ROOT)
    said = []
    for variant in chart.variants or (None,):
        picture = picture_of(chart, here, variant)
        wide = descriptions(drawn(picture), language)
        assert wide and wide == descriptions(drawn(picture, "narrow"), language)
        said += wide
    shown, rows = " | ".join(said), table(chart, here)
    monthly = any(len(DATASET.series[line.series].rows) > DENSE for line in chart.lines)
    for line in chart.lines:
        series = DATASET.series[line.series]
        with (ROOT / "data/series" / series.path).open(encoding="utf-8") as lines:
            for cell, row in zip(csv.DictReader(lines), series.rows, strict=True):
                value = written(Decimal(cell["value"]), series.unit, here)
                cells = (
                    [formatting.number(row.value, language)] if monthly else [value, f"{value} "]
                )
                assert any(f">{cell}<" in rows for cell in cells)
                first, last = chart.span or (row.key, row.key)
                is_drawn = first <= row.key <= last
                is_drawn &= not chart.variants or any(
                    line.series in variant.starts
                    and years_of(row.key) >= years_of(variant.starts[line.series])
                    for variant in chart.variants
                )
                assert not is_drawn or f"{row_name(series, row, here)}: {value}" in shown


@EACH_CHART
def test_lines_are_joined_within_a_definition_and_nowhere_else(chart: Chart) -> None:
    for variant in chart.variants or (None,):
        picture = picture_of(chart, context("en", ROOT), variant)
        if not isinstance(picture, LineChart):
            continue
        groups = series_of(drawn(picture))
        for line, group in zip(picture.lines, groups, strict=True):
            runs: dict[int, list[float]] = {}
            for dot in picture.dots_of(line):
                runs.setdefault(dot.segment, []).append(float(dot.x))
            end = math.inf if picture.window is None else picture.window
            shown = [[x for x in run if x <= end] for run in runs.values()]
            joined = [run for run in shown if len(run) > 1]
            assert line.joined == (DATASET.series[line.name].shape == "line")
            data = "".join(path.attrib["d"] for path in group.iterfind("path"))
            assert data.count("M") == len(joined) * line.joined
            if picture.window is None and not picture.steps:
                assert data.count("L") == sum(len(run) - 1 for run in joined) * line.joined


def test_an_axis_that_does_not_start_at_zero_is_cut_and_says_so() -> None:
    for chart in DATASET.charts.values():
        for variant in chart.variants or (None,):
            picture = picture_of(chart, context("en", ROOT), variant)
            root = drawn(picture)
            cut = root.find(".//path[@class='chart__cut']") is not None
            assert cut == bool(chart.floor), chart.id
            words = " ".join(part.text or "" for part in root.iter("text"))
            assert ("axis starts at" in words) == cut, chart.id


def test_years_of_stacked_bars_whose_parts_are_not_known_have_a_plain_bar() -> None:
    picture = picture_of(DATASET.charts["suppliers-by-size"], context("en", ROOT))
    assert isinstance(picture, BarChart) and picture.stack
    assert list(picture.stack.rows) == ["2018", "2019", "2020", "2021", "2022", "2023"]
    assert picture.stack.rows["2023"] == ("691", "57")
    assert picture.stack.plain.keys() == {"2020", "2021"}


@LANGUAGE
def test_the_unit_stands_above_an_axis_and_at_no_tick(language: str) -> None:
    root = drawn(picture_of(DATASET.charts["us-raw-steel"], context(language, ROOT)))
    unit = {"ko": "톤", "en": "tonnes"}[language]
    ticks = [part.text or "" for part in root.iterfind(".//g[@text-anchor]/text")]
    assert len(ticks) > 5 and not any(unit in tick for tick in ticks)
    assert any(unit in (part.text or "") for part in root.iter("text"))


def test_a_series_with_breaks_is_drawn_in_as_many_pieces() -> None:
    city = picture_of(DATASET.charts["pittsburgh-population-chart"], context("en", ROOT))
    breaks = DATASET.series["pittsburgh-population"].breaks
    assert breaks and len({dot.segment for dot in city.dots}) == len(breaks) + 1


@LANGUAGE
@EACH_CHART
def test_a_drawing_on_a_page_takes_the_page_s_colours(chart: Chart, language: str) -> None:
    for variant in chart.variants or (None,):
        root = drawn(picture_of(chart, context(language, ROOT), variant))
        assert root.attrib["role"] == "img" and root.attrib["aria-label"]
        colours = [
            value
            for part in root.iter()
            for name in ("fill", "stroke")
            if (value := part.get(name))
        ]
        assert colours and [value for value in colours if value[:4] not in ("none", "var(")] == []


def test_the_home_page_s_chart_rests_on_no_encyclopedia_forum_or_blog() -> None:
    page = (ROOT / "docs/ko/index.md").read_text(encoding="utf-8")
    shown = re.findall(r"^/// chart \| (\S+)", page, re.MULTILINE)
    assert shown
    for line in (line for name in shown for line in DATASET.charts[name].lines):
        kinds = {DATASET.sources[row.source].kind for row in DATASET.series[line.series].rows}
        assert not kinds & {"encyclopedia", "personal"}, line.series


@pytest.mark.parametrize(("language", "said"), [("ko", "백과사전"), ("en", "an encyclopedia")])
def test_a_chart_says_where_its_series_rests_on_an_encyclopedia(language: str, said: str) -> None:
    here = context(language, ROOT)
    for chart in DATASET.records["charts"]:
        ways = {DATASET.series[line.series].obtained for line in chart.lines}
        assert (said in resting_on(chart, here)) == ("encyclopedia" in ways), chart.id


def test_an_english_page_names_the_publishers_of_a_chart_in_latin_letters() -> None:
    for chart in DATASET.records["charts"]:
        named = " ".join(publishers(chart, context("en", ROOT)))
        assert not re.search("[가-힣一-龥]", named), (chart.id, named)


def test_every_region_is_on_the_map_and_in_its_list() -> None:
    html = network_map((ROOT / LAND).read_text(encoding="utf-8"), context("en", ROOT))
    for place in regions(context("en", ROOT)):
        assert html.count(f'href="{place.page}"') == 3, place.id  # two drawings and list


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_level_whose_note_tells_its_value_has_no_other_at_its_end(language: str) -> None:
    chart = picture_of(DATASET.charts["hub-members"], context(language, ROOT))
    end = max(chart.dots, key=lambda dot: float(dot.x))
    assert any("13" in remark.text for remark in chart.remarks)
    assert end.y == 13 and end.value == ""


@pytest.mark.parametrize(("language", "word"), [("ko", "블로그"), ("en", "blog")])
def test_a_blog_is_called_one_once(language: str, word: str) -> None:
    chart, here = DATASET.charts["unemployment-1983"], context(language, ROOT)
    told = [*publishers(chart, here), resting_on(chart, here)]
    assert sum(part.count(word) for part in told) == 1
