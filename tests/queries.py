"""The sets of queries that readers type, and the rank of a right page among results."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

SETS = Path(__file__).parent / "browser" / "search"


def queries(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(class, query, right pages) of one set."""
    for kind, listed in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for query, pages in listed.items():
            yield kind, str(query), pages


def rank(addresses: list[str], right: list[str], home: str) -> int:
    """The place of the first right page among the results, from 1; 0 where there is none."""
    found = [
        address.split("?")[0].split("#")[0].removeprefix(home).removesuffix(".html")
        for address in addresses
    ]
    return next((place for place, page in enumerate(found, 1) if page in right), 0)
