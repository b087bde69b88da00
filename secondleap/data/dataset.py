"""Reads ``data/`` into a dataset of records.

A fault of shape (codes D001 to D009) is returned with its file and line; what needs the whole site
is in `secondleap.checks`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from secondleap.data.derived import completed
from secondleap.data.faults import Fault, shown
from secondleap.data.peaks import Peaks, numbers, read_peaks
from secondleap.data.schema import KINDS, Placed, Quantity, Source, Term
from secondleap.data.schema_errors import shape_fault, validation_fault
from secondleap.data.series import Series, read_series
from secondleap.data.text_file import read_json, read_text
from secondleap.data.yaml_lines import parse
from secondleap.text.figures import Figure
from secondleap.text.glossary_matcher import GlossaryMatcher
from secondleap.text.messages import message


@dataclass(frozen=True, eq=False)
class Dataset:
    """All records of ``data/``, each kind in the order of its files, the series by name, and the
    table of peaks.

    ``faults`` says what could not be read; ``unread`` are the ids in it, so that nothing more is
    said of them.
    Each reading is a dataset of its own, so that what is made of one (`functools.lru_cache`) is
    never taken for another's.
    """

    root: Path
    records: dict[str, tuple[Any, ...]]
    series: dict[str, Series]
    peaks: Peaks = field(default_factory=Peaks)
    faults: tuple[Fault, ...] = field(default=())
    unread: frozenset[str] = field(default=frozenset())

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {kind: {record.id: record for record in self.records[kind]} for kind in KINDS}

    def __getattr__(self, kind: str) -> dict[str, Any]:
        """``dataset.claims``, ``dataset.sources`` and so on: id -> record."""
        if kind not in KINDS:
            raise AttributeError(kind)
        return self._by_id[kind]

    @cached_property
    def _publishers(self) -> dict[tuple[str, str], str]:
        """The names that publishers have in a language beside their own."""
        return {
            (source.publisher, language): name
            for source in self.records["sources"]
            for language, name in (("en", source.publisher_en), ("ko", source.publisher_ko))
            if name
        }

    def publisher(self, source: Source, language: str) -> str:
        """The name of a source's publisher for readers of ``language``."""
        return self._publishers.get((source.publisher, language), source.publisher)

    @cached_property
    def numbers(self) -> dict[str, float]:
        """The numbers that the arithmetic of a claim may name."""
        return numbers(self.peaks)

    def figure(self, quantity: Quantity) -> Figure:
        """A claim's quantity in the terms of the reader of prose."""
        unit = self.units.get(quantity.unit)
        return Figure(quantity.value, unit.dimension if unit else "")


def _line(lines: dict[Any, int], path: tuple[Any, ...]) -> int:
    """The line of the node at ``path``, or of the nearest one around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


# A data file: its path, the time of its last change, its size.
_Stamp = tuple[str, int, int]


@lru_cache(maxsize=512)
def _read_file(stamp: _Stamp, kind: str, root: Path) -> tuple[list[Placed], list[Fault]]:
    path = Path(stamp[0])
    file = shown(path, root)
    text, unreadable = read_text(path, root)
    value, lines, faults = parse(text, file)
    faults = [*unreadable, *faults]
    if value is None:  # it cannot be read, or holds nothing but comments yet
        return [], faults
    if not isinstance(value, list):
        wrong = shape_fault(
            "D001",
            file,
            1,
            "a file that is no list",
            expected="a list of records, each beginning with '- '",
            fix="begin every record with '- '",
        )
        return [], [*faults, wrong]
    if not value:
        faults.append(shape_fault("D009", file, 1, "an empty list"))
    records = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            faults.append(
                shape_fault(
                    "D005",
                    file,
                    _line(lines, (index,)),
                    repr(item)[:80],
                    expected="a record of 'key: value' lines",
                    fix="begin the record with '- id:'",
                )
            )
            continue
        try:
            placed = {"file": file, "line": _line(lines, (index,)), "group": path.stem}
            records.append(KINDS[kind].model_validate({**item, **placed}))
        except ValidationError as error:
            for detail in error.errors():
                if detail["type"] == "too_short" and detail["input"]:
                    continue  # it has entries: those that cannot be read are told by themselves
                line = _line(lines, (index, *detail["loc"]))
                faults.append(validation_fault(detail, file, line, KINDS[kind]))
    return records, faults


def _stamps(root: Path) -> tuple[_Stamp, ...]:
    """What the dataset is made of: every data file, by name."""
    found, folders = [], [str(root / "data")]
    for folder in folders:  # grows by what each holds
        for entry in os.scandir(folder):
            if entry.is_dir():
                folders.append(entry.path)
            elif entry.name.endswith((".yml", ".csv", ".json")):
                stat = entry.stat()
                found.append((entry.path, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


@lru_cache(maxsize=4)
def _read(root: Path, stamps: tuple[_Stamp, ...]) -> Dataset:
    records: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    series, faults = read_series(root)
    peaks, wrong = read_peaks(root, series)
    faults += wrong
    for file in (root / "data").glob("*.json"):  # the released values, read by their rule
        faults += read_json(file, root)[1]
    for stamp in stamps:
        path = Path(stamp[0])
        if path.suffix != ".yml":
            continue
        kind = path.stem if path.parent.name == "data" else path.parent.name
        if kind not in KINDS:
            faults.append(
                shape_fault(
                    "D005",
                    shown(path, root),
                    1,
                    message("a data file of unknown kind '{kind}'", kind=kind),
                    expected=message("one of {kinds}", kinds=", ".join(KINDS)),
                    fix="move the file to the folder of its kind",
                )
            )
            continue
        found, wrong = _read_file(stamp, kind, root)
        records[kind] += found
        faults += wrong
    faults += _unknown_groups(records)
    # The longest first, so that none hides inside another.
    records["exemptions"].sort(key=lambda item: -len(item.text))
    cities = {city.id: city for city in records["cities"]}
    records["claims"] = [
        completed(claim, cities, records["units"], records["exemptions"])
        for claim in records["claims"]
    ]
    return Dataset(
        root,
        {kind: tuple(listed) for kind, listed in records.items()},
        series,
        peaks,
        tuple(faults),
        _unread(root, faults, records, series),
    )


def _unread(
    root: Path, faults: list[Fault], records: dict[str, list[Placed]], series: dict[str, Series]
) -> frozenset[str]:
    """Ids in a file at fault but in no record that could be read, and the names of
    series that miss a row."""
    files = {fault.file for fault in faults}
    found: set[str] = set()
    for file in files:
        found.update(
            re.findall(
                r"""^\W*(?:id|"?name)"?: *"?([a-z0-9-]+)""",
                read_text(root / file, root)[0],
                re.MULTILINE,
            )
        )
    read = {record.id for listed in records.values() for record in listed}
    return frozenset(
        found - read - series.keys() | {Path(file).stem for file in files if file.endswith(".csv")}
    )


def _unknown_groups(records: dict[str, list[Placed]]) -> Iterator[Fault]:
    """Files of claims, events and sources whose name is no city's."""
    cities = [city.id for city in records["cities"]]
    for file, group in sorted(
        {
            (item.file, item.group)
            for kind in ("claims", "events", "sources")
            for item in records[kind]
        }
    ):
        if group not in cities:
            found = message(
                "a file for '{group}', which is no city of data/cities.yml", group=group
            )
            yield shape_fault("D007", file, 1, found)


def read_dataset(root: Path) -> Dataset:
    """The dataset of the project at ``root``; read anew only when a data file has changed."""
    return _read(root, _stamps(root))


@lru_cache(maxsize=4)
def glossary_matcher(dataset: Dataset) -> GlossaryMatcher[Term]:
    """The matcher of the terms whose mentions are marked. Where two share a name, the first has
    it."""
    marked = [term for term in dataset.records["terms"] if term.mark]
    return GlossaryMatcher({name: term for term in reversed(marked) for name in term.names})


def project_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``data/claims``.

    Raises `FileNotFoundError` where there is none: the site is built from inside its project.
    """
    for folder in (start, *start.parents):
        if (folder / "data" / "claims").is_dir():
            return folder
    raise FileNotFoundError(
        f"no data/claims in {start} or above it: run this from the project's folder"
    )


def overdue(dataset: Dataset, today: date) -> list[str]:
    """The claims whose day to be looked at again is past, the oldest first, each with that day."""
    past = [
        (claim.recheck, claim.id)
        for claim in dataset.records["claims"]
        if claim.recheck and claim.recheck < today.isoformat()
    ]
    return [f"{claim} ({day})" for day, claim in sorted(past)]
