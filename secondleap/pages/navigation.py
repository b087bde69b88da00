"""The order in which a language's pages are read, ``nav`` of its configuration; and whether
configurations can be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from secondleap.data.faults import Fault
from secondleap.data.text_file import read_text
from secondleap.data.yaml_lines import Lines, parse

CONFIGURATIONS = {"ko": "mkdocs.yml", "en": "projects/en/mkdocs.yml"}
_SHARED = "projects/shared.yml"  # what both inherit


class Entry(NamedTuple):
    """A page of the navigation. ``title`` is its short one, ``section`` that of the innermost list
    it stands in, if it is in one; it ``opens`` that section where it is the section's own page."""

    path: str
    title: str
    section: str
    opens: bool
    line: int


def _entries(
    nav: list[Any], section: str, lines: Lines, place: tuple[str | int, ...]
) -> Iterator[Entry]:
    """What ``nav`` lists. An entry of another form than the engine's is a page of that name."""
    for index, entry in enumerate(nav):
        at: tuple[str | int, ...] = (*place, index)
        title, target = "", entry
        if isinstance(entry, dict) and len(entry) == 1:
            ((title, target),) = entry.items()
            at = (*at, title)
        if isinstance(target, list):
            yield from _entries(target, title, lines, at)
        else:
            line = lines.get(at, 1)
            yield Entry(str(target or ""), title or section, section, not title, line)


@lru_cache(maxsize=4)
def _read(config: Path, _changed: int) -> tuple[Entry, ...]:
    # What follows the engine's tags (!ENV) is read as plain values.
    value, lines, _ = parse(read_text(config, config.parent)[0], "")
    nav = value.get("nav") if isinstance(value, dict) else None
    return tuple(
        _entries(nav if isinstance(nav, list) else [nav] if nav else [], "", lines, ("nav",))
    )


def configuration_faults(root: Path) -> Iterator[Fault]:
    """What is wrong with the configurations of the project at ``root`` as texts and as YAML (codes
    D001, D002, D008, D009)."""
    for file in (*CONFIGURATIONS.values(), _SHARED):
        if (root / file).is_file():
            text, faults = read_text(root / file, root)
            yield from (*faults, *parse(text, file)[2])


def navigation(config: Path) -> tuple[Entry, ...]:
    """The pages that ``config`` lists, in their order; none where it lists none."""
    return _read(config, config.stat().st_mtime_ns) if config.is_file() else ()
