"""Reads the series of ``data/series``: CSV files described by a Data Package (v2).

Values are in base units (people, won, per cent). Our own properties of a resource, beside the
standard's: ``titles``, ``notes``, ``unit``, ``place``, ``shape``, ``breaks``, ``categories``,
``agency``, ``code``, ``vintage``, ``obtained``.
"""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from secondleap.data.faults import Fault, shown
from secondleap.data.schema import Date, Id, Month, Record, Text
from secondleap.data.schema_errors import form
from secondleap.text.messages import message

PACKAGE = "datapackage.json"
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


def _row_fault(error: dict[str, Any], row: dict[str, str], file: str, line: int) -> Fault:
    """A fault of one row, in our words."""
    name, value = str(error["loc"][0]), row.get(str(error["loc"][0])) or ""
    if name == "source" and not value:
        return Fault(
            file,
            line,
            "S201",
            message("the row '{key}' without a source", key=row.get("key")),
            "a source id on every row",
            "name the record of data/sources that gives the value",
        )
    if name == "value":
        return Fault(
            file,
            line,
            "S202",
            message("the value '{value}'", value=value),
            "a number in base units, without separators",
            "write digits only: 17100, 3.5",
        )
    return Fault(
        file,
        line,
        "S203",
        message("'{name}' is '{value}'", name=name, value=value),
        form(error),
        "correct the cell",
    )


def _order_faults(series: Series, rows: list[tuple[int, Row]], file: str) -> list[Fault]:
    """Periods twice or out of order; a line through two places without a break."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for (_, before), (line, row) in zip(rows, rows[1:], strict=False):
        if series.is_timed and row.years < before.years:
            faults.append(
                Fault(
                    file,
                    line,
                    "S204",
                    message("'{key}' after '{before}'", key=row.key, before=before.key),
                    "periods in order of time",
                    "sort the rows by period",
                )
            )
        if (
            series.shape == "line"
            and (row.place or series.place) != (before.place or series.place)
            and row.key not in series.breaks
        ):
            two = {
                "before": before.place or series.place,
                "after": row.place or series.place,
                "key": row.key,
            }
            found = message("one line through '{before}' and '{after}' at {key}", **two)
            faults.append(
                Fault(
                    file,
                    line,
                    "S205",
                    found,
                    "a break where the place changes",
                    message(
                        "add '{key}' to the breaks of '{name}' in {package}",
                        key=row.key,
                        name=series.name,
                        package=PACKAGE,
                    ),
                )
            )
    for line, row in rows:
        if row.key in seen:
            faults.append(
                Fault(
                    file,
                    line,
                    "S204",
                    message(
                        "'{key}' twice (first in line {line})", key=row.key, line=seen[row.key]
                    ),
                    "each period or category once",
                    "keep the better row",
                )
            )
        seen.setdefault(row.key, line)
        if series.categories and row.key not in series.categories:
            faults.append(
                Fault(
                    file,
                    line,
                    "S203",
                    message("the unknown category '{key}'", key=row.key),
                    message("one of {categories}", categories=", ".join(series.categories)),
                    message("correct it, or add it in {package}", package=PACKAGE),
                )
            )
        if series.is_timed and not re.fullmatch(r"\d{4}(-\d\d)?", row.key):
            faults.append(
                Fault(
                    file,
                    line,
                    "S203",
                    message("the period '{key}'", key=row.key),
                    "a year or a month: 2015 or 2015-08",
                    "correct the cell",
                )
            )
    return faults


def _read_rows(series: Series, path: Path, file: str) -> tuple[tuple[Row, ...], list[Fault]]:
    rows: list[tuple[int, Row]] = []
    faults: list[Fault] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for line, cells in enumerate(csv.DictReader(lines), 2):
            named = {
                ("key" if name in ("period", "category") else name): value
                for name, value in cells.items()
                if name and value
            }
            try:
                Decimal(named.get("value", "x"))
                rows.append((line, Row.model_validate(named)))
            except InvalidOperation:
                faults.append(_row_fault({"loc": ("value",), "msg": ""}, named, file, line))
            except ValidationError as error:
                faults += [_row_fault(dict(detail), named, file, line) for detail in error.errors()]
    if not rows and not faults:
        head = ",".join(["period" if series.is_timed else "category", "value", "source", "mark"])
        faults.append(
            Fault(
                file,
                1,
                "S200",
                "a series without a row",
                "one row or more",
                message("write a row below '{head}'", head=head),
            )
        )
    return tuple(row for _, row in rows), [*faults, *_order_faults(series, rows, file)]


def read_series(root: Path) -> tuple[dict[str, Series], list[Fault]]:
    """Every series of the project at ``root`` by name, and what is wrong with them (S200 to S205)."""
    folder = root / "data" / "series"
    package = folder / PACKAGE
    file = shown(package, root)
    if not package.is_file():
        return {}, []
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        return {}, [
            Fault(
                file,
                getattr(error, "lineno", 1),
                "S200",
                message("a data package that cannot be read: {error}", error=error),
                "JSON with 'resources'",
                "correct the JSON",
            )
        ]
    read: dict[str, Series] = {}
    faults: list[Fault] = []
    for resource in resources:
        name = resource.get("name", "?")
        try:
            series = Series.model_validate(resource)
            rows, wrong = _read_rows(
                series, folder / series.path, shown(folder / series.path, root)
            )
            read[name] = series.model_copy(update={"rows": rows})
            faults += wrong
        except ValidationError as error:
            for detail in error.errors():
                where = ".".join(str(part) for part in detail["loc"])
                faults.append(
                    Fault(
                        file,
                        1,
                        "S200",
                        message(
                            "'{where}' of the resource '{name}': {msg}",
                            where=where,
                            name=name,
                            msg=form(detail),
                        ),
                        "the properties that CONTRIBUTING.md lists",
                        message("correct '{where}'", where=where),
                    )
                )
        except FileNotFoundError:
            faults.append(
                Fault(
                    file,
                    1,
                    "S200",
                    message(
                        "the resource '{name}' whose file '{path}' is not there",
                        name=name,
                        path=resource.get("path"),
                    ),
                    "a CSV file beside the package",
                    "correct 'path'",
                )
            )
    listed = {series.path for series in read.values()}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in listed and not any(
            resource.get("path") == path.name for resource in resources
        ):
            faults.append(
                Fault(
                    shown(path, root),
                    1,
                    "S200",
                    "a CSV file that the data package does not name",
                    message("a resource in {package} for every file", package=PACKAGE),
                    "add the resource, or remove the file",
                )
            )
    return read, faults
