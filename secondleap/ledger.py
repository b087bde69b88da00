"""Reads ``data/`` into a ledger of records.

A fault of shape (codes D001 to D007) is returned with its file and line; what needs the whole site is in `secondleap.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from secondleap.faults import Fault, shown
from secondleap.model import KINDS, Placed, Quantity
from secondleap.say import said
from secondleap.series import Series, read_series
from secondleap.shapes import shape_fault
from secondleap.yamlfile import parse

if TYPE_CHECKING:
    from secondleap.figures import Figure


@dataclass(frozen=True, eq=False)
class Ledger:
    """All records of ``data/``, each kind in the order of its files, and the series by name.

    ``faults`` says what could not be read; ``unread`` are the ids in it, so that nothing more is said of them.
    Each reading is a ledger of its own, so that what is made of one (`functools.lru_cache`) is never taken for another's.
    """

    root: Path
    records: dict[str, tuple[Any, ...]]
    series: dict[str, Series]
    faults: tuple[Fault, ...] = field(default=())
    unread: frozenset[str] = field(default=frozenset())

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {kind: {record.id: record for record in self.records[kind]} for kind in KINDS}

    def __getattr__(self, kind: str) -> dict[str, Any]:
        """``ledger.claims``, ``ledger.sources`` and so on: id -> record."""
        if kind not in KINDS:
            raise AttributeError(kind)
        return self._by_id[kind]

    def figure(self, quantity: Quantity) -> Figure:
        """A claim's quantity in the terms of the reader of prose."""
        from secondleap.figures import Figure  # the rules read figures, a build does not

        unit = self.units.get(quantity.unit)
        return Figure(quantity.value, unit.dimension if unit else "")


def _line(lines: dict[Any, int], path: tuple[Any, ...]) -> int:
    """The line of the node at ``path``, or of the nearest one around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _read_file(path: Path, kind: str, root: Path) -> tuple[list[Placed], list[Fault]]:
    file = shown(path, root)
    value, lines, faults = parse(path.read_text(encoding="utf-8"), file)
    if value is None:  # it cannot be read, or holds nothing but comments yet
        return [], faults
    if not isinstance(value, list):
        return [], [*faults, Fault(file, 1, "D005", "a file that is no list", "a list of records, each beginning with '- '", "begin every record with '- '")]
    records = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            faults.append(Fault(file, _line(lines, (index,)), "D005", repr(item)[:80], "a record of 'key: value' lines", "begin the record with '- id:'"))
            continue
        try:
            placed = {"file": file, "line": _line(lines, (index,)), "group": path.stem}
            records.append(KINDS[kind].model_validate({**item, **placed}))
        except ValidationError as error:
            for detail in error.errors():
                location = tuple(part for part in detail["loc"] if (index, *detail["loc"]) != part)
                faults.append(shape_fault({**detail, "loc": location}, file, _line(lines, (index, *location)), KINDS[kind]))
    return records, faults


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What the ledger is made of: path, time and size of every data file."""
    files = sorted(path for path in (root / "data").rglob("*") if path.suffix in (".yml", ".csv", ".json"))
    return tuple((path.as_posix(), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)


@lru_cache(maxsize=4)
def _read(root: Path, stamp: tuple[tuple[str, int, int], ...]) -> Ledger:
    records: dict[str, list[Placed]] = {kind: [] for kind in KINDS}
    series, faults = read_series(root)
    for name, *_ in stamp:
        path = Path(name)
        if path.suffix != ".yml":
            continue
        kind = path.stem if path.parent.name == "data" else path.parent.name
        if kind not in KINDS:
            faults.append(
                Fault(
                    shown(path, root),
                    1,
                    "D005",
                    said("a data file of unknown kind '{kind}'", kind=kind),
                    said("one of {kinds}", kinds=", ".join(KINDS)),
                    "move the file to the folder of its kind",
                )
            )
            continue
        found, wrong = _read_file(path, kind, root)
        records[kind] += found
        faults += wrong
    faults += _strangers(records)
    return Ledger(root, {kind: tuple(listed) for kind, listed in records.items()}, series, tuple(faults), _unread(root, faults, records, series))


def _unread(root: Path, faults: list[Fault], records: dict[str, list[Placed]], series: dict[str, Series]) -> frozenset[str]:
    """Ids that stand in a file at fault but in no record that could be read, and the names of series that miss a row."""
    files = {fault.file for fault in faults}
    found: set[str] = set()
    for file in files:
        found.update(re.findall(r"""^\W*(?:id|"?name)"?: *"?([a-z0-9-]+)""", (root / file).read_text(encoding="utf-8"), re.MULTILINE))
    read = {record.id for listed in records.values() for record in listed}
    return frozenset(found - read - series.keys() | {Path(file).stem for file in files if file.endswith(".csv")})


def _strangers(records: dict[str, list[Placed]]) -> Iterator[Fault]:
    """Files of claims, events and sources whose name is no city's."""
    cities = [city.id for city in records["cities"]]
    for file, group in sorted({(item.file, item.group) for kind in ("claims", "events", "sources") for item in records[kind]}):
        if group not in cities:
            yield Fault(
                file,
                1,
                "D007",
                said("a file for '{group}', which is no city of data/cities.yml", group=group),
                "a file named for a city of data/cities.yml",
                "rename the file, or add the city with 'python -m secondleap new-city'",
            )


def read_ledger(root: Path) -> Ledger:
    """The ledger of the project at ``root``; read anew only when a data file has changed."""
    return _read(root, _stamp(root))
