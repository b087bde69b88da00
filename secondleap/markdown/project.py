"""What the processors of one conversion share: the project's records, the page at hand, and its
source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown import Markdown

from secondleap.data.dataset import Dataset, project_root, read_dataset
from secondleap.data.faults import FaultsError
from secondleap.data.text_file import read_text
from secondleap.markdown.engine_adapter import (
    current_path,
    file_href,
    public_address,
    relative_href,
    source_folder,
    works_alone,
)
from secondleap.pages.markdown_source import read_source
from secondleap.pages.page_model import Page
from secondleap.render.context import Context


@dataclass(frozen=True)
class Project:
    """The project of the pages that ``md`` converts, and their language. ``given`` is its folder,
    where a configuration names it."""

    md: Markdown
    language: str
    given: str = ""

    @cached_property
    def root(self) -> Path:
        """The folder of the page's own project, wherever the engine was started."""
        return Path(self.given) if self.given else project_root(source_folder(self.md))

    @cached_property
    def dataset(self) -> Dataset:
        """The records as they are when the page is converted: engines make an extension, and so
        a project, for each page. Raises `FaultsError` where they cannot be read."""
        dataset = read_dataset(self.root)
        if dataset.faults:
            raise FaultsError(dataset.faults)
        return dataset

    def context(self, md: Markdown) -> Context:
        """What rendering needs to know of the page that ``md`` converts."""
        here = current_path(md)
        site, page = public_address(here, self.language)
        return Context(
            self.language,
            self.dataset,
            lambda path, anchor: relative_href(here, path, anchor),
            lambda path: file_href(here, path, self.language),
            site,
            page,
            whole=not works_alone(),
        )

    def page(self, md: Markdown, lines: list[str]) -> Page:
        """The page at hand, as the reader of sources sees it.

        The engine takes off the front matter before the extension gets the ``lines``; in the file,
        where it can be found, they are the last ones.
        """
        path = current_path(md)
        file = f"docs/{self.language}/{path}"
        text = "\n".join(lines)
        return Page(
            path=path,
            language=self.language,
            file=file,
            **vars(read_source(text, self._first_line(file, text))),
        )

    def _first_line(self, file: str, text: str) -> int:
        """The number of the first line of ``text``, the end of ``file``; 1 where it is not that."""
        if not (self.root / file).is_file():
            return 1
        whole, ends = read_text(self.root / file, self.root)[0].rstrip(), text.strip()
        empty = text[: len(text) - len(text.lstrip())].count("\n")
        if not ends or not whole.endswith(ends):
            return 1
        return whole.removesuffix(ends).count("\n") + 1 - empty
