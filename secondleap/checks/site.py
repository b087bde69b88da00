"""What the rules look at: the records, and the pages of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import LANGUAGES, Claim, Record, Source, Text
from secondleap.data.series import Series
from secondleap.pages.markdown_source import read_pages
from secondleap.pages.page_model import Page
from secondleap.pages.todo import gaps


class SiteText(NamedTuple):
    """A text that readers read, and where it is."""

    file: str
    line: int
    language: str
    text: str


_HOLDING = (Record, Series, dict, list, tuple)  # what may hold a text


def _in(value: object, language: str) -> Iterator[str]:
    """Every text in ``language`` in a record and the records it holds."""
    if isinstance(value, Text):
        yield value[language]
    if isinstance(value, Source) and language == "en" and value.title_en:
        yield value.title_en
    if isinstance(value, Record | Series):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            if isinstance(part, _HOLDING):
                yield from _in(part, language)


@dataclass(frozen=True, eq=False)
class Site:
    """All that rules look at: the records, and the pages of both languages.

    Each reading is a site of its own, as each `Dataset` is.
    """

    root: Path
    dataset: Dataset
    pages: dict[str, dict[str, Page]]

    @property
    def all_pages(self) -> Iterator[Page]:
        for pages in self.pages.values():
            yield from pages.values()

    @cached_property
    def texts(self) -> tuple[SiteText, ...]:
        """All that readers read of the records and the pages."""
        placed = [
            (record.file, record.line, record)
            for record in chain.from_iterable(self.dataset.records.values())
        ]
        placed += [
            ("data/series/datapackage.json", 1, series) for series in self.dataset.series.values()
        ]
        texts = [
            SiteText(file, line, language, text)
            for file, line, record in placed
            for language in LANGUAGES
            for text in _in(record, language)
        ]
        sentences = (
            (page, sentence)
            for page in self.all_pages
            for passage in page.passages
            for sentence in passage.sentences
        )
        return (
            *texts,
            *(
                SiteText(page.file, sentence.line, page.language, sentence.text)
                for page, sentence in sentences
            ),
        )

    @cached_property
    def gaps(self) -> tuple[tuple[str, int, str], ...]:
        """What is left to write: file, line, and what is asked for there."""
        return tuple(gaps(self.root, self.all_pages))

    @cached_property
    def unfinished(self) -> frozenset[str]:
        """The cities whose pages still hold gaps: what these will cite and show is not known
        yet."""
        folders = (file.split("/")[2:-1] for file, _, _ in self.gaps if file.startswith("docs/"))
        return frozenset(parts[0] for parts in folders if parts)

    @cached_property
    def pairs(self) -> list[tuple[Page, Page]]:
        """The pages that exist in both languages, Korean first."""
        return [
            (page, self.pages["en"][path])
            for path, page in self.pages["ko"].items()
            if path in self.pages["en"]
        ]

    def cited(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of ``ids`` that exist."""
        return [self.dataset.claims[claim] for claim in ids if claim in self.dataset.claims]


def read_site(root: Path) -> Site:
    """The site of the project at ``root``."""
    return Site(root, read_dataset(root), read_pages(root))
