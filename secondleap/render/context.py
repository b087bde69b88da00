"""What a rendering needs to know of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondleap.data.dataset import Dataset


@dataclass(frozen=True)
class Context:
    """What a rendering needs to know of its page: the language, the records, and how to reach
    another page.

    ``site`` is the address of the site and ``page`` that of the page, where they are known, else
    empty; ``pictures`` says whether the build makes pictures for previews of links, ``whole``
    whether it makes the files to take away and the feed.

    ``href("evidence/article.md", "some-id")`` gives a link to another page, ``file("data/x.csv")``
    the address of a file of the built site, both relative to the page at hand.
    """

    language: str
    dataset: Dataset
    href: Callable[[str, str], str]
    file: Callable[[str], str]
    site: str = ""
    page: str = ""
    pictures: bool = False
    whole: bool = True

    def frame(self, name: str) -> str:
        """The address of the chart ``name`` as a page of its own."""
        return self.file(frame_path(name, self.language))


def frame_path(name: str, language: str) -> str:
    """Where the chart ``name`` stands as a page of its own in the built site. Hosts let other sites
    frame what is in these two folders, and nothing else."""
    return f"{'' if language == 'ko' else 'en/'}embed/{name}.html"
