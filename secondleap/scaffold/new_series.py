"""``python -m secondleap new-series NAME``: a series of numbers, its CSV file and its resource.

Nothing is overwritten.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import ID_PATTERN, LANGUAGES
from secondleap.data.series import PACKAGE, Series
from secondleap.scaffold.files import (
    malformed,
    numbered,
    put,
    there_already,
    wrong_choice,
    wrong_id,
    wrong_text,
)
from secondleap.text.messages import RefusedError, message, translate

SHAPES = get_args(Series.model_fields["shape"].annotation)
FOLDER = "data/series"
# The table schemas that all series share, beside the package.
PERIODS, CATEGORIES = "series.schema.json", "categories.schema.json"


@dataclass(frozen=True)
class NewSeries:
    """The command's arguments: the series' id, titles, unit and place, its shape, and for bars
    its categories as ``id=Korean/English``."""

    name: str
    ko: str
    en: str
    unit: str
    place: str
    shape: str = ""
    categories: tuple[str, ...] = ()


def wrong_name(name: str, dataset: Dataset) -> str:
    """Why ``name`` cannot be a series' id, or nothing."""
    if name in dataset.series:
        return message(
            "the series '{name}' is there already: add rows to its file, or choose another name.",
            name=name,
        )
    return malformed(name)


def _categories(series: NewSeries) -> dict[str, dict[str, str]]:
    """The categories by id, each in both languages. Raises `ValueError` with a malformed one."""
    made = {}
    for text in series.categories:
        name, _, names = text.partition("=")
        ko, slash, en = (part.strip() for part in names.partition("/"))
        if (
            not re.match(ID_PATTERN, name)
            or not slash
            or wrong_text("category", ko)
            or wrong_text("category", en)
            or name in made
        ):
            raise ValueError(text)
        made[name] = {"ko": ko, "en": en}
    return made


def reasons_against(series: NewSeries, dataset: Dataset) -> list[str]:
    """Everything wrong with the command's arguments."""
    found = [
        wrong_name(series.name, dataset),
        *(wrong_text(language, getattr(series, language)) for language in LANGUAGES),
    ]
    found += [
        wrong_id("unit", series.unit, dataset.units, "data/units.yml"),
        wrong_id("place", series.place, dataset.places, "data/places.yml"),
    ]
    if series.shape and (wrong := wrong_choice("shape", series.shape, SHAPES)):
        found.append(wrong)
    elif series.shape and (series.shape == "bars") != bool(series.categories):
        found.append(
            message("--shape bars and --category stand together: lines and dots have periods.")
        )
    try:
        _categories(series)
    except ValueError as error:
        found.append(
            message(
                "--category is an id, '=', and a Korean and an English name with '/' between,"
                " once each (port=항만/Port), not '{text}'",
                text=error,
            )
        )
    return [reason for reason in found if reason]


def resource(series: NewSeries, day: str) -> dict[str, Any]:
    """The series as the data package describes it, its notes left to be written.

    Single values from the press are what is gathered by hand; an agency's file comes in by
    `secondleap.scaffold.series_from`. The properties are in the order of those of the other
    resources.
    """
    categories = _categories(series)
    todo = message("TODO: what is counted, by whom, and what to know before comparing it.")
    return {
        "name": series.name,
        "path": f"{series.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": series.en,
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
        "schema": CATEGORIES if categories else PERIODS,
        "titles": {"ko": series.ko, "en": series.en},
        "unit": series.unit,
        "place": series.place,
        "shape": series.shape or ("bars" if categories else "line"),
        **({"categories": categories} if categories else {}),
        "notes": {language: translate(todo, language) for language in LANGUAGES},
        "obtained": "press",
        "modified": day,
    }


def write(series: NewSeries, root: Path) -> list[str]:
    """Writes the CSV file and its resource, both or neither.

    Raises `RefusedError` with every reason against it.
    """
    csv, package = f"{FOLDER}/{series.name}.csv", f"{FOLDER}/{PACKAGE}"
    dataset = read_dataset(root)
    reasons = reasons_against(series, dataset)
    if not wrong_name(series.name, dataset):
        reasons += there_already(root, [csv])
    if reasons:
        raise RefusedError(*reasons)
    described = json.loads((root / package).read_text(encoding="utf-8"))
    described["resources"].append(resource(series, date.today().isoformat()))
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    key = "category" if series.categories else "period"
    return put(root, {csv: f"{key},value,source,mark\n"}, {package: text})


def next_steps(series: NewSeries, language: str) -> str:
    """The next steps for the writer, one a line."""
    steps = (
        message(
            "Write the rows in data/series/{name}.csv: one value a row in base units,"
            " with the id of its source.",
            name=series.name,
        ),
        message(
            "Write the notes of '{name}' in data/series/{package} in the place of each TODO.",
            name=series.name,
            package=PACKAGE,
        ),
        message(
            "Show it: a record in data/charts.yml, and '/// chart | id' on the page where it"
            " belongs, in both languages."
        ),
    )
    return numbered(steps, language)
