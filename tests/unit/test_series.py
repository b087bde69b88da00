"""The series: their table schemas, and what their charts say of where they were read."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.data.series import PACKAGE, Mark
from secondleap.render.charts.card import resting_on
from secondleap.render.context import Context
from secondleap.scaffold.new_series import CATEGORIES, PERIODS

FOLDER = ROOT / "data/series"


@pytest.mark.parametrize(("name", "key"), [(PERIODS, "period"), (CATEGORIES, "category")])
def test_a_schema_has_the_columns_and_marks_of_a_row(name: str, key: str) -> None:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert [field["name"] for field in schema["fields"]] == [key, "value", "source", "mark"]
    assert schema["primaryKey"] == [key]
    marks = schema["fields"][3]["constraints"]["enum"]
    assert marks == [mark for mark in get_args(Mark) if mark]


def test_every_series_refers_to_the_schema_of_its_key() -> None:
    package = json.loads((FOLDER / PACKAGE).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        wanted = CATEGORIES if "categories" in resource else PERIODS
        assert resource["schema"] == wanted, resource["name"]


def test_the_home_page_s_chart_rests_on_no_encyclopedia_forum_or_blog() -> None:
    dataset = read_dataset(ROOT)
    page = (ROOT / "docs/ko/index.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^/// chart \| (\S+)", page, re.MULTILINE)
    assert drawn
    for line in (line for name in drawn for line in dataset.charts[name].lines):
        kinds = {dataset.sources[row.source].kind for row in dataset.series[line.series].rows}
        assert not kinds & {"encyclopedia", "personal"}, line.series


@pytest.mark.parametrize(("language", "said"), [("ko", "백과사전"), ("en", "an encyclopedia")])
def test_a_chart_says_where_its_series_rests_on_an_encyclopedia(language: str, said: str) -> None:
    dataset = read_dataset(ROOT)
    context = Context(language, dataset, lambda page, _: page, str)
    for chart in dataset.records["charts"]:
        ways = {dataset.series[line.series].obtained for line in chart.lines}
        assert (said in resting_on(chart, context)) == ("encyclopedia" in ways), chart.id
