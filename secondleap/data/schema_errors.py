"""Faults of shape, in our words: the codes for what cannot be read, and what a validation error
says."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from secondleap.data import schema as model
from secondleap.data.faults import Fault
from secondleap.text.messages import Message, message

# Code -> what is expected, and the fix, as the rules of `secondleap.checks` say theirs in their
# docstrings.
SHAPES: dict[str, tuple[str, str]] = {
    "D001": (
        "Data files and configurations are YAML, a file of records a list, the data package JSON.",
        "Check indentation, quotes and colons on the line named and the one above.",
    ),
    "D002": ("A key stands once in a record.", "Remove one, or give it the record it belongs to."),
    "D003": (
        "A record has every required field.",
        "Add the field; the templates of RECORDS.md say which are required.",
    ),
    "D004": (
        "A record has no field but those of its template.",
        "Correct the spelling, or remove the field.",
    ),
    "D005": (
        "A value has the form of its field: a known verdict, a date, a number.",
        "Correct the value.",
    ),
    "D006": ("Every text stands in Korean and English.", "Write 'ko:' or 'en:' beside the other."),
    "D007": (
        "A file of claims, events or sources is named for a city of data/cities.yml.",
        "Rename the file, or add the city with '.venv/bin/python -m secondleap new-city'.",
    ),
    "D008": (
        "Every file of data and pages is a text in UTF-8.",
        "Open the file in its own encoding and save it as UTF-8; "
        "a spreadsheet calls it 'CSV UTF-8'.",
    ),
    "D009": (
        "No file of data, page or configuration is empty.",
        "Bring its text back ('git checkout' and the file's name), or remove the file.",
    ),
    "S200": (
        "The data package is JSON that names every CSV file, and each resource has its properties.",
        "Correct the property; RECORDS.md lists them.",
    ),
    "S201": (
        "Every row of a series names its source.",
        "Name the record of data/sources that gives the value.",
    ),
    "S202": ("A value is a number in base units.", "Write digits only: 17100, 3.5."),
    "S203": (
        "A period is a year or a month, a category and a mark are known.",
        "Correct the cell.",
    ),
    "S204": ("Periods stand in order of time, and once.", "Sort the rows; keep the better of two."),
    "S205": (
        "A line is interrupted where its place changes.",
        "Add the period to 'breaks' in the data package.",
    ),
    "S206": (
        "A series is a CSV file with commas between its cells, and a head that names its columns.",
        "Write the head 'period,value,source,mark' ('category' for bars, 'place' where rows name "
        "one), and save the file with commas.",
    ),
}
# What a text has to look like, by its pattern (`secondleap.data.schema`).
_PATTERNS = {
    model.ID_PATTERN: "an id in small Latin letters, digits and hyphens: mon-valley",
    model.MONTH_PATTERN: "a year or a month: 2015 or 2015-08",
    model.DATE_PATTERN: "a year, a month or a day: 1986, 1986-07 or 1986-07-25",
    model.PERIOD_PATTERN: "a date or an interval of two: 1986-07-25, 1979/1989",
    model.URL_PATTERN: "an address that begins with https:// or http://",
    model.LANGUAGE_PATTERN: "a language in two small letters: ko, en",
}
# What is expected, by the validation library's name of the error.
_FORMS = {
    "string_too_short": "a text; it is empty",
    "string_type": "a text",
    "too_short": "one entry or more, each beginning with '- '",
    "tuple_type": "a list, each entry beginning with '- '",
    "model_type": "lines of 'key: value', indented below the field's name",
    "model_attributes_type": "lines of 'key: value', indented below the field's name",
    "dict_type": "lines of 'key: value', indented below the field's name",
    "decimal_parsing": "a number in digits without separators: 17100, 3.5",
    "decimal_type": "a number in digits without separators: 17100, 3.5",
    "float_parsing": "a number: 129.31",
    "bool_parsing": "true or false",
}


def form(error: Mapping[str, Any]) -> str:
    """What a validation error expects."""
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        return message(
            "one of {choices}", choices=context["expected"].replace(" or ", ", ").replace("'", "")
        )
    if error["type"] == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
        return _PATTERNS[context["pattern"]]
    if error["loc"][:1] == ("figures",) and error["type"].startswith("model"):
        return message("a value and an id of data/units.yml: 73 percent")
    return _FORMS.get(error["type"], error["msg"])


def _nearest(wrong: str, record: type[model.Placed]) -> str:
    """A hint at the field of ``record`` that is most like ``wrong``, whatever its case, or
    nothing."""
    known = {
        (field.alias or name).casefold(): field.alias or name
        for name, field in record.model_fields.items()
    }
    close = difflib.get_close_matches(wrong.casefold(), known, n=1, cutoff=0.6)
    return message("; did you mean '{name}'?", name=known[close[0]]) if close else ""


def _shown(value: Any) -> Message | str:
    """A wrong value as a writer typed it."""
    return message("empty") if value is None else repr(value)[:80]


def shape_fault(
    code: str, file: str, line: int, found: str, *, expected: str = "", fix: str = ""
) -> Fault:
    """A fault of shape; ``expected`` and ``fix`` are the code's own words where nothing more exact
    can be said."""
    own_expected, own_fix = SHAPES[code]
    return Fault(file, line, code, found, expected or own_expected, fix or own_fix)


def validation_fault(
    error: Mapping[str, Any], file: str, line: int, record: type[model.Placed]
) -> Fault:
    """A fault in our words, from one error that the validation library found in a ``record``."""
    where = ".".join(str(part) for part in error["loc"]) or "record"
    last, kind = str(error["loc"][-1]) if error["loc"] else "", error["type"]
    missing = message("no '{where}'", where=where)
    if kind == "missing" and last in model.LANGUAGES:
        other = "en" if last == "ko" else "ko"
        fix = message("write '{last}:' beside '{other}:'", last=last, other=other)
        expected = message("every text in Korean (ko) and English (en)")
        return shape_fault("D006", file, line, missing, expected=expected, fix=fix)
    if kind == "missing":
        expected = message("the field '{last}' in every record of this kind", last=last)
        fix = message("add '{last}:' (see the template in RECORDS.md)", last=last)
        return shape_fault("D003", file, line, missing, expected=expected, fix=fix)
    if kind == "extra_forbidden":
        hint = _nearest(last, record) if len(error["loc"]) == 1 else ""
        found = message("the unknown field '{where}'{hint}", where=where, hint=hint)
        expected = message("only the fields of the template in RECORDS.md")
        fix = message("correct the spelling of '{last}' or remove it", last=last)
        return shape_fault("D004", file, line, found, expected=expected, fix=fix)
    found = message("'{where}' is {value}", where=where, value=_shown(error.get("input")))
    fix = message("correct the value of '{last}'", last=last)
    if last.isdigit():  # an entry of a list
        fix = message("correct {value}", value=_shown(error.get("input")))
    return shape_fault("D005", file, line, found, expected=form(error), fix=fix)
