"""The table schemas of the series."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from support import ROOT

from secondleap.data.series import PACKAGE, Mark
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
