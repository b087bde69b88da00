"""``python -m secondleap series-from FILE``: puts an agency's file in as a series.

The file is a CSV of period and value, as KOSIS, FRED or Eurostat hand it out: with or without a
byte order mark and a header, commas, semicolons or tabs between, UTF-8 or the old Korean encoding.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import DATE_PATTERN
from secondleap.data.series import PACKAGE, Obtained
from secondleap.scaffold.files import (
    numbered,
    put,
    there_already,
    wrong_choice,
    wrong_id,
    wrong_text,
)
from secondleap.scaffold.new_series import (
    FOLDER,
    NewSeries,
    reasons_against,
    resource,
    wrong_name,
)
from secondleap.text.messages import RefusedError, message, nearest

OBTAINED = get_args(Obtained)
# The licenses that agencies of this project use: name -> as the Data Package standard writes it.
LICENSES: dict[str, dict[str, str]] = {
    "other-pd": {"title": "US federal work, public domain"},
    "KOGL-1": {
        "title": "Korea Open Government License type 1, attribution",
        "path": "https://www.kogl.or.kr/info/licenseType1.do",
    },
    "CC-BY-4.0": {
        "title": "Creative Commons Attribution 4.0 International",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "INE": {"title": "INE, reuse with attribution", "path": "https://www.ine.es/"},
}
_NO_VALUE = {"", ".", "-", "–", ":", "NA", "N/A", "X"}
_PERIOD = re.compile(r"(\d{4})(?:[-./]?\s?(\d\d)(?:[-./]\d\d)?)?(?:년|월)?")


@dataclass(frozen=True)
class SeriesFrom:
    """The command's arguments. ``agency`` is ``Korean/English``; ``source`` an id of data/sources.

    With ``replace`` the series ``name`` is there already, and keeps its titles, notes, unit, place
    and shape; without, these are needed as for `NewSeries`.
    """

    name: str
    agency: str
    licence: str
    source: str
    code: str = ""
    vintage: str = ""
    obtained: str = "original"
    replace: bool = False
    ko: str = ""
    en: str = ""
    unit: str = ""
    place: str = ""
    shape: str = ""


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")  # KOSIS; raises UnicodeDecodeError where it is neither


def _period(text: str) -> str:
    """``2015`` or ``2015-08`` for 2015.08, 2015/08 or 2015-08-01, or nothing."""
    found = _PERIOD.fullmatch(text.strip())
    return "-".join(part for part in found.groups() if part) if found else ""


def _value(text: str, delimiter: str) -> Decimal:
    """A number, written with decimal commas in files with semicolons, with thousands' otherwise."""
    plain = text.replace(" ", "").replace("\xa0", "")
    if delimiter == ";" and "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    value = Decimal(plain)
    if not value.is_finite():
        raise InvalidOperation(text)
    return value


def read_rows(data: bytes) -> list[tuple[str, str]]:
    """The periods and values of a file, in order of time; rows without a value are left out.

    Yearly values dated by their first day, as FRED writes them, become years. Raises `RefusedError`
    with every line that cannot be read.
    """
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        raise RefusedError(
            message("FILE is neither UTF-8 nor the old Korean encoding (CP949).")
        ) from error
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    rows: dict[str, str] = {}
    first_days = True  # of a year: FRED dates a yearly value 2015-01-01
    reasons = []
    for line, cells in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
        if not any(cell.strip() for cell in cells):
            continue
        period = _period(cells[0])
        if not period and not rows and line == 1:
            continue  # the header
        try:
            if len(cells) < 2 or not period:
                raise InvalidOperation
            if cells[1].strip() in _NO_VALUE:
                continue
            value = f"{_value(cells[1], delimiter).normalize():f}"
        except InvalidOperation:
            reasons.append(
                message(
                    "line {line} of FILE is '{cells}': a period (2015 or 2015-08) and a number"
                    " are needed.",
                    line=line,
                    cells=delimiter.join(cells),
                )
            )
            continue
        if period in rows:
            reasons.append(message("line {line} of FILE has '{key}' twice.", line=line, key=period))
        rows[period] = value
        first_days &= cells[0].strip().endswith("-01-01")
    if not rows and not reasons:
        reasons.append(message("FILE holds no row of a period and a value."))
    if reasons:
        raise RefusedError(*reasons)
    if first_days and len(rows) > 1:
        rows = {period[:4]: value for period, value in rows.items()}
    return sorted(rows.items())


def _agency(text: str) -> dict[str, str]:
    """The agency in both languages; one name serves both where it has no slash."""
    ko, slash, en = (part.strip() for part in text.partition("/"))
    return {"ko": ko, "en": en if slash else ko}


def _reasons(series: SeriesFrom, dataset: Dataset) -> list[str]:
    """Everything wrong with the command's arguments."""
    found = [wrong_text("agency", part) for part in _agency(series.agency).values()]
    found.append(wrong_id("source", series.source, dataset.sources, "data/sources"))
    found.append(wrong_choice("licence", series.licence, LICENSES))
    found.append(wrong_choice("obtained", series.obtained, OBTAINED))
    if series.vintage and not re.match(DATE_PATTERN, series.vintage):
        found.append(
            message(
                "--vintage is a year, a month or a day, as in 2024-11, not '{text}'",
                text=series.vintage,
            )
        )
    if not series.replace:
        found += reasons_against(_new(series), dataset)
    elif series.name not in dataset.series:
        found.append(
            message(
                "--replace needs a series that is there, not '{name}'{hint}",
                name=series.name,
                hint=nearest(series.name, dataset.series),
            )
        )
    elif not dataset.series[series.name].is_timed:
        found.append(message("'{name}' has categories, not periods.", name=series.name))
    return [reason for reason in found if reason]


def _new(series: SeriesFrom) -> NewSeries:
    return NewSeries(
        series.name, series.ko, series.en, series.unit, series.place, series.shape or "line"
    )


def _described(series: SeriesFrom, before: dict[str, Any]) -> dict[str, Any]:
    """The resource ``before`` with what the command says of the agency."""
    given = {
        "licenses": [{"name": series.licence, **LICENSES[series.licence]}],
        "agency": _agency(series.agency),
        "code": series.code,
        "vintage": series.vintage,
        "obtained": series.obtained,
        "modified": date.today().isoformat(),
    }
    old = {name: value for name, value in before.items() if name not in given}
    return old | {name: value for name, value in given.items() if value}


def write(series: SeriesFrom, data: bytes, root: Path) -> list[str]:
    """Writes the CSV file and its resource, both or neither.

    Raises `RefusedError` with every reason against it.
    """
    csv_file, package = f"{FOLDER}/{series.name}.csv", f"{FOLDER}/{PACKAGE}"
    dataset = read_dataset(root)
    reasons = _reasons(series, dataset)
    if not series.replace and not wrong_name(series.name, dataset):
        reasons += there_already(root, [csv_file])
    try:
        rows = read_rows(data)
    except RefusedError as error:
        reasons += error.reasons
    if reasons:
        raise RefusedError(*reasons)
    described = json.loads((root / package).read_text(encoding="utf-8"))
    resources = described["resources"]
    if series.replace:
        at = next(n for n, item in enumerate(resources) if item["name"] == series.name)
        resources[at] = _described(series, resources[at])
        csv_file = f"{FOLDER}/{resources[at]['path']}"
    else:
        day = date.today().isoformat()
        resources.append(_described(series, resource(_new(series), day)))
    lines = [
        "period,value,source,mark",
        *(f"{key},{value},{series.source}," for key, value in rows),
    ]
    table = "\n".join(lines) + "\n"
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    if series.replace:
        return put(root, {}, {csv_file: table, package: text})
    return put(root, {csv_file: table}, {package: text})


def next_steps(series: SeriesFrom, language: str) -> str:
    """The next steps for the writer, one a line."""
    steps = [
        message(
            "Read the notes of '{name}' in data/series/{package}: they must fit the new rows.",
            name=series.name,
            package=PACKAGE,
        )
        if series.replace
        else message(
            "Write the notes of '{name}' in data/series/{package} in the place of each TODO.",
            name=series.name,
            package=PACKAGE,
        ),
        message("Run 'make check': a published value that changed needs a correction."),
    ]
    return numbered(steps, language)
