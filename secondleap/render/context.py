"""What a rendering needs to know of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondleap.data.dataset import Dataset


@dataclass(frozen=True)
class Context:
    """What a rendering needs to know of its page: the language, the records, and how to reach
    another page.

    ``href("evidence/article.md", "some-id")`` gives a link to another page, ``file("data/x.csv")``
    the address of a file of the built site, both relative to the page at hand.
    """

    language: str
    dataset: Dataset
    href: Callable[[str, str], str]
    file: Callable[[str], str]
    address: str = ""

    def public(self, path: str) -> str:
        """The address of ``path``, a file of the built site, for machines: the public one, where
        the site has one, with a slash at its end."""
        return self.address + path if self.address else self.file(path)
