"""Which pages show a chart, or what else a block shows."""

from __future__ import annotations

from secondleap.data.dataset import Dataset
from secondleap.pages.markdown_source import read_pages
from secondleap.pages.page_model import Page


def pages_by_block(dataset: Dataset, language: str) -> dict[tuple[str, str], list[Page]]:
    """Name and argument of a block -> the pages of ``language`` that hold it: chapters first, then
    the home page, then what sums them up."""
    found: dict[tuple[str, str], list[Page]] = {}
    pages = read_pages(dataset.root, [language])[language].values()
    for page in sorted(pages, key=lambda page: ("/" not in page.path, page.path != "index.md")):
        for block in page.directives:
            found.setdefault((block.name, block.argument), []).append(page)
    return found
