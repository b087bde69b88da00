"""The order in which a language's pages are read: ``nav`` of its configuration."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CONFIGURATIONS = {"ko": "mkdocs.yml", "en": "projects/en/mkdocs.yml"}


class Entry(NamedTuple):
    """A page of the navigation. ``title`` is its short one, ``section`` that of the innermost list
    it stands in, if it is in one; it ``opens`` that section where it is the section's own page."""

    path: str
    title: str
    section: str
    opens: bool


def _entries(nav: Any, section: str) -> Iterator[Entry]:
    for entry in nav:
        ((title, target),) = entry.items() if isinstance(entry, dict) else (("", entry),)
        if isinstance(target, list):
            yield from _entries(target, title)
        else:
            yield Entry(target, title or section, section, not title)


@lru_cache(maxsize=4)
def _read(config: Path, _changed: int) -> tuple[Entry, ...]:
    # The base loader takes what follows the engine's tags (!ENV) as plain values.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    nav = yaml.load(config.read_text(encoding="utf-8"), Loader=loader).get("nav", [])
    return tuple(_entries(nav, ""))


def navigation(config: Path) -> tuple[Entry, ...]:
    """The pages that ``config`` lists, in their order; none where it lists none."""
    return _read(config, config.stat().st_mtime_ns) if config.is_file() else ()
