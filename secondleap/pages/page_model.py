"""What a page of Markdown holds, as a writer sees it: each thing with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from secondleap.data.faults import Fault
from secondleap.pages.sentences import Sentence, plain, sentence, sentences


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str
    line: int

    @property
    def has_latin_id(self) -> bool:
        return re.fullmatch(r"[a-z][a-z0-9-]*", self.id) is not None


@dataclass(frozen=True)
class Passage:
    """A paragraph, a list item, a table, a heading, raw HTML, or the page's description.

    ``kind`` is ``prose``, ``table``, ``heading``, ``html`` or ``description``. ``text`` is as it
    was
    typed, without code, comments and the targets of links; ``lines`` are the numbers of its lines.
    ``heading`` is the id of the heading above it.
    """

    kind: str
    lines: tuple[int, ...]
    text: str
    heading: str = ""

    @property
    def line(self) -> int:
        return self.lines[0]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Read only when asked for: a search index wants none of them."""
        if self.kind == "heading":
            return (Sentence(plain(self.text), self.line, ()),)
        if self.kind == "table":
            rows = zip(self.text.split("\n"), self.lines, strict=True)
            return tuple(sentence(row, line) for row, line in rows)
        return tuple(sentences(self.text, self.lines))

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(claim for sentence in self.sentences for claim in sentence.claims)


@dataclass(frozen=True)
class Directive:
    """A block ``/// name | argument``. ``closed`` is false where its ``///`` is missing; ``full``
    where there is text in it; ``known`` where the renderer takes it for a block."""

    name: str
    argument: str
    line: int
    closed: bool
    full: bool
    known: bool = True


@dataclass(frozen=True)
class Code:
    """A block of code, fenced or indented. ``line`` is that of its first line of code."""

    text: str
    line: int
    language: str = ""


@dataclass(kw_only=True)
class Source:
    """What the Markdown of one page holds, each kind in the order of the page.

    ``definitions`` are footnotes that the page defines itself; ``stray`` is what looks like markup
    and is printed as text: a fence that never ends, half a comment, a citation in HTML.
    ``stray_ends`` are the lines ``///`` that end no block. ``text_lines`` are all lines, without
    the code in them.
    """

    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    citations: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    definitions: list[tuple[str, int]] = field(default_factory=list)
    stray: list[tuple[str, int]] = field(default_factory=list)
    stray_ends: list[int] = field(default_factory=list)
    text_lines: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Page(Source):
    """One Markdown file. ``path`` is relative to the language's folder: ``ulsan/rise.md``.

    ``file`` is its path in the project, ``meta`` its front matter, ``meta_problems`` what cannot be
    read in that, each with its line; ``faults`` says that the file itself cannot be read.
    """

    path: str
    language: str
    file: str
    meta: dict[str, Any] = field(default_factory=dict)
    meta_problems: tuple[tuple[int, str], ...] = ()
    faults: list[Fault] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The text of the page's heading."""
        return plain(self.headings[0].text) if self.headings else self.path

    @property
    def boost(self) -> float | None:
        """What the search multiplies the page's score by: 1 where the front matter asks for
        nothing,
        none where it asks for what is no number."""
        asked = self.meta.get("search", {"boost": 1})
        try:
            return float(asked["boost"])
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def added(self) -> str | None:
        """The day the page came to a site that was published already, empty where it was there from
        the start, none where the front matter has no day."""
        asked = str(self.meta.get("added", ""))
        return asked if re.fullmatch(r"(\d{4}-\d\d-\d\d)?", asked) else None

    @property
    def also(self) -> list[str]:
        """Other words that a reader would type for the page, none where they are no list."""
        asked = self.meta.get("also")
        return [str(name) for name in asked] if isinstance(asked, list) else []

    @property
    def minutes(self) -> int:
        """How long the page takes to read, at 230 words a minute."""
        words = sum(
            len(sentence.text.split())
            for passage in self.passages
            if passage.kind in ("prose", "table", "heading")
            for sentence in passage.sentences
        )
        return max(1, round(words / 230))

    @property
    def is_story(self) -> bool:
        """Whether the page is a story, rather than the method, the ledger or the site itself."""
        return self.path.split("/")[0] not in {"evidence", "about", "glossary.md", "index.md"}
