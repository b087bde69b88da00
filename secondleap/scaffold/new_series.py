"""``python -m secondleap new-series NAME``: a series of numbers, its CSV file and its resource in the data package. Nothing is overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import ID_PATTERN, LANGUAGES
from secondleap.data.series import PACKAGE, Mark, Series
from secondleap.scaffold.files import put, there_already, wrong_text
from secondleap.text.messages import RefusedError, message, nearest, translate

SHAPES = get_args(Series.model_fields["shape"].annotation)
FOLDER = "data/series"
# What a cell may hold, for whoever reads the package with the tools of the standard.
_KEYS = {
    "period": {"title": "Period", "description": "ISO 8601 year or month"},
    "category": {"title": "Category"},
}
_REQUIRED = {"required": True}
_CELLS = [
    {
        "name": "value",
        "type": "number",
        "title": "Value",
        "description": "In base units",
        "constraints": _REQUIRED,
    },
    {
        "name": "source",
        "type": "string",
        "title": "Source",
        "description": "Id of a record in the list of sources",
        "constraints": _REQUIRED,
    },
    {
        "name": "mark",
        "type": "string",
        "title": "Mark",
        "description": "Empty, or what to know about the row; the notes say more",
        "constraints": {"enum": [mark for mark in get_args(Mark) if mark]},
    },
]


@dataclass(frozen=True)
class Begun:
    """What the command was told: the series' id, titles, unit and place, its shape, and for bars its categories as ``id=Korean/English``."""

    name: str
    ko: str
    en: str
    unit: str
    place: str
    shape: str = ""
    categories: tuple[str, ...] = ()


def wrong_name(name: str, dataset: Dataset) -> str:
    """Why ``name`` cannot be a series' id, or nothing."""
    if not re.match(ID_PATTERN, name):
        return message(
            "NAME is '{name}': write small Latin letters, digits and hyphens, as in 'basque' or 'new-england'.",
            name=name,
        )
    return (
        message(
            "the series '{name}' is there already: add rows to its file, or choose another name.",
            name=name,
        )
        if name in dataset.series
        else ""
    )


def wrong_id(option: str, known: dict[str, Any], text: str) -> str:
    """Why ``text`` is no id of data/units.yml or data/places.yml, or nothing."""
    if text in known:
        return ""
    return message(
        "--{option} is an id of data/{option}s.yml, not '{text}'{hint}",
        option=option,
        text=text,
        hint=nearest(text, known),
    )


def _categories(begun: Begun) -> dict[str, dict[str, str]]:
    """The categories by id, each in both languages. Raises `ValueError` with one that is not of the form."""
    made = {}
    for text in begun.categories:
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


def reasons_against(begun: Begun, dataset: Dataset) -> list[str]:
    """Everything wrong with what the command was told."""
    found = [
        wrong_name(begun.name, dataset),
        *(wrong_text(language, getattr(begun, language)) for language in LANGUAGES),
    ]
    found += [
        wrong_id("unit", dataset.units, begun.unit),
        wrong_id("place", dataset.places, begun.place),
    ]
    if begun.shape and begun.shape not in SHAPES:
        found.append(
            message(
                "--shape is one of {shapes}, not '{shape}'",
                shapes=", ".join(SHAPES),
                shape=begun.shape,
            )
        )
    elif begun.shape and (begun.shape == "bars") != bool(begun.categories):
        found.append(
            message("--shape bars and --category stand together: lines and dots have periods.")
        )
    try:
        _categories(begun)
    except ValueError as error:
        found.append(
            message(
                "--category is an id, '=', and a Korean and an English name with '/' between, once each (port=항만/Port), not '{text}'",
                text=error,
            )
        )
    return [reason for reason in found if reason]


def resource(begun: Begun, day: str) -> dict[str, Any]:
    """The series as the data package describes it, the notes still to be written, in the order of properties that the others have."""
    titles, categories = {"ko": begun.ko, "en": begun.en}, _categories(begun)
    key = "category" if categories else "period"
    limits = (
        {"enum": list(categories)} if categories else {"pattern": "[0-9]{4}(-(0[1-9]|1[0-2]))?"}
    )
    first = {
        "name": key,
        "type": "string",
        **_KEYS[key],
        "constraints": {"required": True, "unique": True, **limits},
    }
    notes = {
        language: translate(
            message("TODO: what is counted, by whom, and what to know before comparing it."),
            language,
        )
        for language in LANGUAGES
    }
    return {
        "name": begun.name,
        "path": f"{begun.name}.csv",
        **{"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
        "title": begun.en,
        "schema": {"fields": [first, *_CELLS], "primaryKey": [key]},
        **{
            "titles": titles,
            "unit": begun.unit,
            "place": begun.place,
            "shape": begun.shape or ("bars" if categories else "line"),
        },
        **({"categories": categories} if categories else {}),
        **{"notes": notes, "modified": day},
    }


def write(begun: Begun, root: Path) -> list[str]:
    """Writes the CSV file and the package with the series, both or neither. Raises `RefusedError` with every reason against it."""
    csv, package = f"{FOLDER}/{begun.name}.csv", f"{FOLDER}/{PACKAGE}"
    dataset = read_dataset(root)
    reasons = reasons_against(begun, dataset)
    if not wrong_name(begun.name, dataset):
        reasons += there_already(root, [csv])
    if reasons:
        raise RefusedError(*reasons)
    described = json.loads((root / package).read_text(encoding="utf-8"))
    described["resources"].append(made := resource(begun, date.today().isoformat()))
    head = ",".join(field["name"] for field in made["schema"]["fields"]) + "\n"
    return put(
        root, {csv: head}, {package: json.dumps(described, ensure_ascii=False, indent=1) + "\n"}
    )


def questions(dataset: Dataset) -> dict[str, tuple[str, Callable[[str], str]]]:
    """What has to be known, by the option that tells it: the question, and what may be wrong with an answer."""
    return {
        "ko": (message("Korean title: what is measured?"), lambda text: wrong_text("ko", text)),
        "en": (message("English title?"), lambda text: wrong_text("en", text)),
        "unit": (
            message("Counted in what? (an id of data/units.yml)"),
            lambda text: wrong_id("unit", dataset.units, text),
        ),
        "place": (
            message("Where? (an id of data/places.yml)"),
            lambda text: wrong_id("place", dataset.places, text),
        ),
    }


def next_steps(begun: Begun, language: str) -> str:
    """What to do now, one step a line."""
    steps = (
        message(
            "Write the rows in data/series/{name}.csv: one value a row in base units, with the id of its source.",
            name=begun.name,
        ),
        message(
            "Write the notes of '{name}' in data/series/{package} in the place of each TODO.",
            name=begun.name,
            package=PACKAGE,
        ),
        message(
            "Show it: a record in data/charts.yml, and '/// chart | id' on the page where it belongs, in both languages."
        ),
    )
    return "\n".join(
        [
            translate("Now:", language),
            *(f"{number}. {translate(step, language)}" for number, step in enumerate(steps, 1)),
        ]
    )
