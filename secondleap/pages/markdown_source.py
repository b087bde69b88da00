"""Reads the Markdown of ``docs/`` as a writer sees it: headings, sentences, citations, links, blocks, each with its line.

Serves the rules only; what the reader gets is made by Python-Markdown (`secondleap.markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from secondleap.data.faults import Fault, shown
from secondleap.data.schema import LANGUAGES
from secondleap.data.yaml_lines import parse
from secondleap.pages.block_syntax import cited_by_block
from secondleap.text.messages import message

CITATION = re.compile(r"\[\^([^\]\s]+)\]")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{\s*#([^}\s]*)[^}]*\})?\s*$")
DIRECTIVE = re.compile(r"^///(?:\s+([\w-]+)\s*(?:\|\s*(.*))?)?$")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
# A sentence ends at its stop, closing quotes and citations included, where white space or nothing follows.
_SENTENCE = re.compile(r".+?(?:[.!?。][\"'”’)」』]*(?:\[\^[^\]]+\])*(?=\s|$)|$)", re.DOTALL)
_NO_END = re.compile(r"(?:\b(?:U\.S|St|Mr|Dr|No|vs|cf|Inc|Co|Corp|e\.g|i\.e)|\b[A-Z])\.$")


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
class Sentence:
    """A sentence, a table row, or a heading's text: what a figure and its citation have to share."""

    text: str
    line: int
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, table or heading as it is typed. ``kind`` is ``prose``, ``table``, ``heading`` or ``description``."""

    kind: str
    line: int
    text: str
    heading: str = ""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Read only when asked for: a search index wants none of them."""
        if self.kind == "heading":
            return (Sentence(_plain(self.text), self.line, ()),)
        if self.kind == "table":
            return tuple(
                Sentence(_plain(row), self.line + i, tuple(CITATION.findall(row)))
                for i, row in enumerate(self.text.split("\n"))
            )
        return tuple(sentences(self.text, self.line))

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(claim for sentence in self.sentences for claim in sentence.claims)


@dataclass(frozen=True)
class Directive:
    """A block ``/// name | argument``. ``closed`` is false where its ``///`` is missing; ``full`` where text stands in it."""

    name: str
    argument: str
    line: int
    closed: bool
    full: bool


@dataclass
class Page:
    """One Markdown file. ``path`` is relative to the language's folder, with forward slashes: ``ulsan/rise.md``."""

    path: str
    language: str
    file: str
    meta: dict[str, Any] = field(default_factory=dict)
    meta_faults: list[Fault] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    citations: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The text of the page's heading."""
        return _plain(self.headings[0].text) if self.headings else self.path

    @property
    def boost(self) -> float | None:
        """What the search multiplies the page's score by: 1 where the front matter asks for nothing, none where it asks for what is no number."""
        asked = self.meta.get("search", {"boost": 1})
        try:
            return float(asked["boost"])
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def is_story(self) -> bool:
        """Whether the page tells a story, rather than the method, the ledger or the site itself."""
        return self.path.split("/")[0] not in {"evidence", "about", "glossary.md", "index.md"}


def _plain(text: str) -> str:
    """``text`` without citations, link targets, ids and code: only what is read aloud."""
    text = CITATION.sub("", text)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{[^}]*\}|`[^`]*`|<[^>]*>", "", text)
    return re.sub(r"[*_|]{1,3}", " ", text).strip()


def sentences(text: str, line: int) -> Iterator[Sentence]:
    """The sentences of one paragraph of Markdown that begins on ``line``."""
    pending, start = "", 0
    for match in _SENTENCE.finditer(text):
        start = (
            start if pending else match.start() + len(match.group()) - len(match.group().lstrip())
        )
        pending += match.group()
        if _NO_END.search(pending.rstrip()) and match.end() < len(text):
            continue
        if pending.strip():
            yield Sentence(
                _plain(pending), line + text.count("\n", 0, start), tuple(CITATION.findall(pending))
            )
        pending = ""


def _front_matter(page: Page, lines: list[str]) -> int:
    """Reads the front matter into ``page``; returns how many lines it takes."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((i for i, text in enumerate(lines[1:], 1) if text.rstrip() == "---"), None)
    mend = message("write 'key: value' lines between two lines '---'")
    if end is None:
        page.meta_faults.append(
            Fault(page.file, 1, "P201", "front matter that never ends", "a second line '---'", mend)
        )
        return 1
    value, _, faults = parse("\n".join(lines[1:end]), page.file, 2)
    page.meta_faults += [Fault(f.file, f.line, "P201", f.found, f.expected, mend) for f in faults]
    if value is not None and not isinstance(value, dict):
        page.meta_faults.append(
            Fault(
                page.file,
                2,
                "P201",
                message("front matter that is {value}", value=repr(str(value)[:60])),
                "'key: value' lines",
                mend,
            )
        )
    page.meta = value if isinstance(value, dict) else {}
    return end + 1


def _chunks(lines: list[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that belong together, each with its first line's number; fenced code is left out."""
    run: list[str] = []
    start, fenced = 0, False
    for number, text in enumerate([*lines[first:], ""], first + 1):
        if re.match(r"^\s*(```|~~~)", text):
            fenced, text = not fenced, ""
        if fenced:
            text = ""
        opens = (
            HEADING.match(text) or DIRECTIVE.match(text) or re.match(r"^\s*([-*+]|\d+\.)\s", text)
        )
        if run and (not text.strip() or opens or HEADING.match(run[0]) or DIRECTIVE.match(run[0])):
            yield start, run
            run = []
        if text.strip():
            start = start if run else number
            run.append(text)


def read_page(path: Path, root: Path, language: str) -> Page:
    """The page at ``path``, a file below ``docs/<language>`` of the project at ``root``."""
    page = Page(path.relative_to(root / "docs" / language).as_posix(), language, shown(path, root))
    lines = path.read_text(encoding="utf-8").splitlines()
    first = _front_matter(page, lines)
    if description := page.meta.get("description"):
        page.passages.append(Passage("description", 2, str(description)))
    opened: tuple[str, str, int] | None = None
    full = False
    section = ""
    for line, run in _chunks(lines, first):
        text = "\n".join(run)
        if directive := DIRECTIVE.match(run[0]):
            if opened:
                page.directives.append(Directive(*opened, closed=not directive[1], full=full))
            opened, full = (
                ((directive[1], (directive[2] or "").strip(), line) if directive[1] else None),
                False,
            )
            if opened:
                page.citations += [(claim, line) for claim in cited_by_block(*opened[:2])]
            continue
        full = True
        if heading := HEADING.match(run[0]):
            section = heading[3] or ""
            page.headings.append(Heading(len(heading[1]), heading[2], section, line))
            page.passages.append(Passage("heading", line, heading[2], section))
        elif run[0].lstrip().startswith("|"):
            page.passages.append(Passage("table", line, text, section))
        else:
            page.passages.append(Passage("prose", line, text, section))
        for i, row in enumerate(run):
            page.citations += [
                (claim, line + i) for claim in CITATION.findall(re.sub(r"`[^`]*`", "", row))
            ]
        page.links += [
            (match[1], line + text.count("\n", 0, match.start())) for match in LINK.finditer(text)
        ]
    if opened:
        page.directives.append(Directive(*opened, closed=False, full=full))
    return page


def read_pages(root: Path, languages: Iterable[str] = LANGUAGES) -> dict[str, dict[str, Page]]:
    """Language -> path -> page, of all Markdown below ``docs/``."""
    found: dict[str, dict[str, Page]] = {}
    for language in languages:
        folder = root / "docs" / language
        found[language] = {
            page.path: page
            for path in sorted(folder.rglob("*.md"))
            if (page := read_page(path, root, language))
        }
    return found
