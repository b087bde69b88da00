"""Reads the series of ``data/series``: CSV files described by a Data Package (v2).

Values are in base units (people, won, per cent). Our own properties of a resource, beside the
standard's: ``titles``, ``notes``, ``unit``, ``place``, ``shape``, ``breaks``, ``categories``,
``agency``, ``code``, ``vintage``, ``obtained``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from secondleap.data.faults import Fault, shown
from secondleap.data.schema import Date, Id, Month, Record, Text
from secondleap.data.schema_errors import form, shape_fault
from secondleap.data.text_file import read_json, read_text
from secondleap.text.messages import message

PACKAGE = "datapackage.json"
_COLUMNS = ("value", "source", "mark", "place")  # besides the first, a period or a category
Mark = Literal["", "computed", "estimate", "rounded", "weak", "derived"]
# Where most rows of a series were read: published by whoever measured them, a copy of that, a
# newspaper, an encyclopedia, or a forum, comment or blog.
Obtained = Literal["original", "copy", "press", "encyclopedia", "personal"]


def years_of(period: str) -> float:
    """A period as a number of years, a month being a twelfth: 2024-07 is 2024.5."""
    year, _, month = period.partition("-")
    return int(year) + (int(month) - 1) / 12 if month else float(year)


class Row(Record):
    """One value. ``key`` is a year or month, or a category.

    ``place`` is set only where it differs from the series'.
    """

    key: str
    value: Decimal
    source: Id
    mark: Mark = ""
    place: Id | None = None

    @property
    def years(self) -> float:
        """The period as a number of years."""
        return years_of(self.key)


class License(BaseModel):
    """Under what terms a series may be passed on, as the Data Package standard writes it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = Field(pattern=r"^[-A-Za-z0-9._]+$")
    title: str = Field(min_length=1)
    path: str | None = None


class Series(BaseModel):
    """A series with its rows. ``shape`` says how it may be drawn: joined, as dots, or as bars.

    Before each period of ``breaks`` a line is interrupted, for definitions or boundaries change
    there. ``agency`` is who measured it, where that is known, ``code`` the agency's own name of the
    series, ``vintage`` the date of the agency's release that the values are from.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore"
    )  # the standard's own properties are frictionless' to check

    name: Id
    path: str
    titles: Text
    notes: Text
    unit: Id
    place: Id
    shape: Literal["line", "dots", "bars"]
    breaks: tuple[Month, ...] = ()
    categories: dict[str, Text] = {}
    agency: Text | None = None
    code: str | None = None
    vintage: Date | None = None
    licenses: tuple[License, ...] = Field(min_length=1)
    obtained: Obtained
    modified: Date
    rows: tuple[Row, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether rows are periods rather than categories."""
        return not self.categories


def _row_fault(error: Mapping[str, Any], row: dict[str, str], file: str, line: int) -> Fault:
    """A fault of one row, in our words."""
    name = str(error["loc"][0])
    value = row.get(name) or ""
    if name == "source" and not value:
        found = message("the row '{key}' without a source", key=row.get("key"))
        return shape_fault("S201", file, line, found)
    if name == "value":
        return shape_fault("S202", file, line, message("the value '{value}'", value=value))
    found = message("'{name}' is '{value}'", name=name, value=value)
    return shape_fault("S203", file, line, found, expected=form(error))


def _order_faults(series: Series, rows: list[tuple[int, Row]], file: str) -> Iterator[Fault]:
    """Periods twice or out of order; a line through two places without a break."""
    for (_, before), (line, row) in pairwise(rows):
        if series.is_timed and row.years < before.years:
            found = message("'{key}' after '{before}'", key=row.key, before=before.key)
            yield shape_fault("S204", file, line, found)
        places = (before.place or series.place, row.place or series.place)
        if series.shape == "line" and len(set(places)) > 1 and row.key not in series.breaks:
            yield shape_fault(
                "S205",
                file,
                line,
                message(
                    "one line through '{before}' and '{after}' at {key}",
                    before=places[0],
                    after=places[1],
                    key=row.key,
                ),
                fix=message(
                    "add '{key}' to the breaks of '{name}' in {package}",
                    key=row.key,
                    name=series.name,
                    package=PACKAGE,
                ),
            )


def _key_faults(series: Series, rows: list[tuple[int, Row]], file: str) -> Iterator[Fault]:
    """Periods and categories that are unknown or repeated."""
    seen: dict[str, int] = {}
    for line, row in rows:
        if row.key in seen:
            found = message("'{key}' twice (first in line {line})", key=row.key, line=seen[row.key])
            yield shape_fault("S204", file, line, found)
        seen.setdefault(row.key, line)
        if series.categories and row.key not in series.categories:
            yield shape_fault(
                "S203",
                file,
                line,
                message("the unknown category '{key}'", key=row.key),
                expected=message("one of {categories}", categories=", ".join(series.categories)),
                fix=message("correct it, or add it in {package}", package=PACKAGE),
            )
        if series.is_timed and not re.fullmatch(r"\d{4}(-\d\d)?", row.key):
            expected = message("a year or a month: 2015 or 2015-08")
            found = message("the period '{key}'", key=row.key)
            yield shape_fault("S203", file, line, found, expected=expected)


def _read_rows(series: Series, path: Path, root: Path) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of the CSV file ``path``. Where its cells are separated by another sign than a
    comma,
    that is a fault, and the cells are read all the same."""
    file = shown(path, root)
    text, faults = read_text(path, root)
    head = text.partition("\n")[0]
    separator = next((sign for sign in ",;\t" if sign in head), ",")
    if separator != ",":
        name = {";": message("semicolons"), "\t": message("tabs")}[separator]
        found = message("cells separated by {name} in a CSV file", name=name)
        faults.append(shape_fault("S206", file, 1, found))
    cells = csv.DictReader(text.splitlines(), delimiter=separator)
    key = "period" if series.is_timed else "category"
    columns = [name for name in cells.fieldnames or () if name]
    wrong = [name for name in columns if name not in (key, *_COLUMNS)]
    missing = [name for name in (key, "value", "source") if name not in columns]
    if wrong or missing:
        found = message("the head '{head}'", head=head[:80])
        return (), [*faults, shape_fault("S206", file, 1, found)]
    rows: list[tuple[int, Row]] = []
    bad: list[Fault] = []
    for line, row in enumerate(cells, 2):
        if None in row or re.fullmatch(r"\d{3}", row["source"] or ""):
            found = message("a comma inside the value of '{key}'", key=row[key])
            bad.append(shape_fault("S202", file, line, found))
            continue
        named = {
            ("key" if name == key else name): value for name, value in row.items() if name and value
        }
        try:
            Decimal(named.get("value", "x"))
            rows.append((line, Row.model_validate(named)))
        except InvalidOperation:
            bad.append(_row_fault({"loc": ("value",)}, named, file, line))
        except ValidationError as error:
            bad += [_row_fault(detail, named, file, line) for detail in error.errors()]
    if not rows and not bad:
        fix = message("write a row below '{head}'", head=f"{key},value,source,mark")
        bad.append(
            shape_fault(
                "S200", file, 1, "a series without a row", expected="one row or more", fix=fix
            )
        )
    faults += [*bad, *_order_faults(series, rows, file), *_key_faults(series, rows, file)]
    return tuple(row for _, row in rows), faults


def _resources(package: Path, root: Path) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The resources that the data package ``package`` describes."""
    file = shown(package, root)
    value, faults = read_json(package, root)
    if not faults and not isinstance(value.get("resources"), list):
        found = message("no '{where}'", where="resources")
        faults.append(
            shape_fault(
                "D001", file, 1, found, expected="JSON with 'resources'", fix="correct the JSON"
            )
        )
    return value.get("resources", []) if not faults else [], faults


def _resource_fault(error: Mapping[str, Any], name: str, file: str) -> Fault:
    where = ".".join(str(part) for part in error["loc"])
    return shape_fault(
        "S200",
        file,
        1,
        message(
            "'{where}' of the resource '{name}': {msg}", where=where, name=name, msg=form(error)
        ),
        expected="the properties that RECORDS.md lists",
        fix=message("correct '{where}'", where=where),
    )


def read_series(root: Path) -> tuple[dict[str, Series], list[Fault]]:
    """Every series of the project at ``root`` by name, and what is wrong with them (codes S200 to
    S206, D001, D008, D009)."""
    folder = root / "data" / "series"
    package = folder / PACKAGE
    if not package.is_file():
        return {}, []
    file = shown(package, root)
    resources, faults = _resources(package, root)
    unreadable = bool(faults)
    read: dict[str, Series] = {}
    for resource in resources:
        name = resource.get("name", "?")
        try:
            series = Series.model_validate(resource)
            rows, wrong = _read_rows(series, folder / series.path, root)
            read[name] = series.model_copy(update={"rows": rows})
            faults += wrong
        except ValidationError as error:
            faults += [_resource_fault(detail, name, file) for detail in error.errors()]
        except FileNotFoundError:
            found = message(
                "the resource '{name}' whose file '{path}' is not there",
                name=name,
                path=resource.get("path"),
            )
            expected = message("a CSV file beside the package")
            faults.append(
                shape_fault("S200", file, 1, found, expected=expected, fix="correct 'path'")
            )
    named = {resource.get("path") for resource in resources}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in named and not unreadable:
            faults.append(
                shape_fault(
                    "S200",
                    shown(path, root),
                    1,
                    "a CSV file that the data package does not name",
                    expected=message("a resource in {package} for every file", package=PACKAGE),
                    fix="add the resource, or remove the file",
                )
            )
    return read, faults
