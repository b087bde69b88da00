"""What the processors of one conversion share: the project's records, the page at hand, and errors on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown import Markdown

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.faults import Fault, FaultsError
from secondleap.markdown.engine_adapter import current_path, file_href, relative_href
from secondleap.render.context import Context
from secondleap.text.messages import message


@dataclass(frozen=True)
class Project:
    """A project folder and the language of the pages that are converted."""

    root: Path
    language: str

    @cached_property
    def dataset(self) -> Dataset:
        """The records as they are when a page is first converted: the engines make an extension, and
        so a project, for each page. Raises `FaultsError` where they cannot be read."""
        dataset = read_dataset(self.root)
        if dataset.faults:
            raise FaultsError(dataset.faults)
        return dataset

    def context(self, md: Markdown) -> Context:
        """What rendering needs to know of the page that ``md`` converts."""
        here = current_path(md)
        return Context(
            self.language,
            self.dataset,
            lambda path, anchor: relative_href(here, path, anchor),
            lambda path: file_href(here, path, self.language),
        )

    def fault(self, md: Markdown, line: int, code: str, found: str, expected: str) -> FaultsError:
        """An error on the page at hand."""
        fix = message(
            "run 'make check' for all faults at once; CONTRIBUTING.md lists the blocks and the codes"
        )
        return FaultsError(
            [Fault(f"docs/{self.language}/{current_path(md)}", line, code, found, expected, fix)]
        )
