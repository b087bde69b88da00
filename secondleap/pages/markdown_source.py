"""The one reader of Markdown source: what stands on which line, and what is code.

Everything else in the package that wants to know what a page holds asks this module: the checks,
the Markdown extension's citations, the to-do list, the glossary, the search index, the templates.

It does not parse by itself. Python-Markdown, which renders the site, reads the page with the same
syntaxes that the extension turns on (`SYNTAXES`, `fences`, pymdown's blocks), so that reader and
renderer agree on what is code, a comment, a block or a citation: `tests/unit/test_reader.py` holds
them against each other. Python-Markdown keeps no line numbers. Therefore each line is given a mark,
its number in private-use characters, before the page is parsed; the marks are read from the tree
and taken out again. A mark stands before a line's first word, where it cannot change the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.util import HTML_PLACEHOLDER_RE

from secondleap.data.faults import Fault, shown
from secondleap.data.schema import LANGUAGES
from secondleap.data.text_file import read_text
from secondleap.pages.block_syntax import cited_by_block
from secondleap.pages.front_matter import read_front_matter
from secondleap.pages.line_marks import (
    DIRECTIVE,
    MARK,
    RESERVED,
    marked,
    number_in,
    only_marks,
    unmarked,
)
from secondleap.pages.markdown_parser import CITATION_SYNTAX, CODE_KEY, COMMENT, reading_parser
from secondleap.pages.sentences import CITATION, Sentence, plain, sentence, sentences

__all__ = ["CITATION", "Page", "Sentence", "read_page", "read_pages", "read_source", "sentences"]

# --- what a page holds


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
    where text stands in it; ``known`` where the renderer takes it for a block."""

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
    the
    code in them.
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
    def is_story(self) -> bool:
        """Whether the page tells a story, rather than the method, the ledger or the site itself."""
        return self.path.split("/")[0] not in {"evidence", "about", "glossary.md", "index.md"}


# --- from the tree to the source

_LOCK = Lock()  # one parser serves all; it holds the page at hand

RAW = "raw"  # attribute of the tree: an element's text before code, links and so on are read
_FENCE = re.compile(r"[ ]*(?:`{3,}[^`]*|~{3,}[^~]*)")
_ESCAPED = re.compile("\u0002(\\d+)\u0003")
_BLOCK_TAGS = {"ul", "ol", "p", "pre", "blockquote", "div", "table", "hr"} | {
    f"h{level}" for level in range(1, 7)
}


class _Text:
    """The text of one passage while it is gathered: its rows, and what stands in which row."""

    def __init__(self) -> None:
        self.rows: list[str] = [""]
        self.numbers: list[int | None] = [None]
        self.citations: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []

    def add(self, text: str | None) -> None:
        """Adds text as it stands in the tree, with marks, escapes and line ends."""
        if not text:
            return
        text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1])), text)
        for place, part in enumerate(text.split("\n")):
            if place:
                self.rows.append("")
                self.numbers.append(None)
            mark = MARK.search(part)
            if mark and self.numbers[-1] is None:
                self.numbers[-1] = number_in(mark)
            self.rows[-1] += unmarked(part).replace(
                "[^", "[ ^"
            )  # no citation, or it were an element

    def cite(self, claim: str) -> None:
        self.citations.append((claim, len(self.rows) - 1))
        self.rows[-1] += f"[^{claim}]"

    def link(self, target: str) -> None:
        self.add(only_marks(target))
        self.links.append((unmarked(target), len(self.rows) - 1))


class _Walk:
    """Reads one page's tree into a `Source`."""

    def __init__(self, md: Markdown, fenced: list[tuple[str, str]], lines: list[str], first: int):
        self.md, self.fenced = md, fenced
        self.lines, self.first, self.end = lines, first, first + len(lines) - 1
        self.source = Source(text_lines=list(lines))
        self.section = ""
        self.last = first - 1  # the line read last, where a text has no mark
        self.open: list[int] = []  # places, among the directives, of unknown blocks not yet closed

    def blocks(self, parent: Element) -> None:
        for child in parent:
            self.block(child)

    def block(self, element: Element) -> None:
        if re.fullmatch("h[1-6]", element.tag):
            self._heading(element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "pre":
            self._code(_html_unescaped("".join(element.itertext())), "")
        elif element.tag == "div" and "name" in element.attrib:
            self._directive(element)
        elif element.tag in ("p", "li", "dd", "dt"):
            self._prose(element)
        else:
            self.blocks(element)

    # -- the kinds of block

    def _heading(self, element: Element) -> None:
        gathered = self._gather(element)
        line = self._numbers(gathered)[0]
        text = gathered.rows[0].strip()
        id = ""
        if attributes := AttrListTreeprocessor.HEADER_RE.search(text):
            found, _ = get_attrs_and_remainder(attributes[1])
            text, id = text[: attributes.start()].rstrip(), dict(found).get("id", "")
        self.section = id
        self.source.headings.append(Heading(int(element.tag[1]), text, id, line))
        self._passage("heading", gathered, text)

    def _table(self, table: Element) -> None:
        rows = [[self._gather(cell) for cell in row] for row in table.iter("tr")]
        numbers: list[int | None] = [
            next((cell.numbers[0] for cell in row if cell.numbers[0] is not None), None)
            for row in rows
        ]
        # Rows stand one below the other, with a line of dashes below the first.
        offsets = [place + (place > 0) for place in range(len(rows))]
        known = next((n - o for n, o in zip(numbers, offsets, strict=True) if n is not None), None)
        start = known if known is not None else self._find("|")
        texts = []
        lines = tuple(max(self.first, min(start + offset, self.end)) for offset in offsets)
        for row, line in zip(rows, lines, strict=True):
            for cell in row:
                self._keep(cell, [line])
            texts.append(" | ".join(" ".join(cell.rows).strip() for cell in row))
        self.last = lines[-1]
        self.source.passages.append(Passage("table", lines, "\n".join(texts), self.section))
        for line, text in zip(lines, texts, strict=True):
            self._uncoded(line, text)

    def _prose(self, element: Element) -> None:
        """The text of a paragraph or list item; blocks within the item follow in their order."""
        self._stray_fences(element)
        text = self._gather(element)
        html = "\n".join(text.rows)
        if HTML_PLACEHOLDER_RE.search(html):
            html = self._stashed(html, text)
            text.rows = html.split("\n")
            text.numbers = (text.numbers + [None] * len(text.rows))[: len(text.rows)]
        if html.strip():
            self._passage("prose", text, html)
        self.blocks_in(element)

    def blocks_in(self, element: Element) -> None:
        for child in element:
            if child.tag in _BLOCK_TAGS:
                self.block(child)

    def _stashed(self, text: str, gathered: _Text) -> str:
        """Reads what was put aside as code, comment or HTML; returns the text around it."""
        for placeholder in HTML_PLACEHOLDER_RE.finditer(text):
            stashed = str(self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])])
            if stashed.startswith(CODE_KEY):
                language, code = self.fenced[int(stashed.removeprefix(CODE_KEY))]
                self._code(code, language)
            else:
                self._html(stashed)
        return HTML_PLACEHOLDER_RE.sub("", text)

    def _code(self, marked: str, language: str) -> None:
        rows = marked.rstrip("\n").split("\n")
        line = self._first_line(rows)
        self.source.code.append(Code(unmarked("\n".join(rows)) + "\n", line, language))
        for number in range(line, line + len(rows)):
            self._uncoded(number, "")
        self.last = line + len(rows) - 1

    def _html(self, marked: str) -> None:
        rows = marked.strip("\n").split("\n")
        line = self._first_line(rows)
        self.last = line + len(rows) - 1
        visible = re.sub(
            COMMENT,
            lambda comment: "\n" * comment[0].count("\n"),
            marked.strip("\n"),
            flags=re.DOTALL,
        )
        visible = unmarked(visible)
        for match in re.finditer(CITATION_SYNTAX, visible):
            self.source.stray.append((match[0], line + visible.count("\n", 0, match.start())))
        text = re.sub(r"<[^>]*>", lambda tag: "\n" * tag[0].count("\n"), visible)
        rows = [row.replace("[^", "[ ^") for row in text.split("\n")]
        self._add_passage("html", rows, list(range(line, line + len(rows))))

    def _directive(self, element: Element) -> None:
        """A block. One within another is one after it: a block without its end takes the end of the
        next, and is the one that is not closed."""
        mark = MARK.search(element.get("argument", ""))
        line = number_in(mark) if mark else self.last
        name, argument = element.get("name", ""), unmarked(element.get("argument", "")).strip()
        full = len(element) > 0 or bool((element.text or "").strip())
        within = [inner for inner in element.iter("div") if "name" in inner.attrib][1:]
        closed = "closed" in element.attrib and not within
        if "closed" in element.attrib and within:
            within[-1].set("closed", "")
        self.source.directives.append(Directive(name, argument, line, closed, full))
        self.source.citations += [(claim, line) for claim in cited_by_block(name, argument)]
        self.last = max(self.last, line)
        self.blocks(element)

    # -- text and lines

    def _gather(self, element: Element) -> _Text:
        """The text in ``element``, blocks within it left out."""
        text = _Text()

        def inner(node: Element) -> None:
            text.add(node.text)
            for child in node:
                if child.tag == "cite":
                    text.add(child.get("marks"))
                    text.cite(child.get("claim", ""))
                elif child.tag == "a" or child.tag == "img":
                    text.link(child.get("href") or child.get("src") or "")
                    text.add(child.get("alt"))
                    inner(child)
                elif child.tag == "code":
                    text.add(only_marks("".join(child.itertext())))
                elif child.tag not in _BLOCK_TAGS:
                    inner(child)
                text.add(child.tail)

        inner(element)
        return text

    def _numbers(self, text: _Text) -> list[int]:
        """The line of each row. Rows follow each other; those without a mark are counted from
        one."""
        numbers = text.numbers
        known = next((place for place, number in enumerate(numbers) if number is not None), None)
        if known is None:
            start = self._find(
                text.rows[0].strip() or next(filter(str.strip, text.rows), "").strip()
            )
            return [min(start + place, self.end) for place in range(len(numbers))]
        found: list[int] = []
        for place, number in enumerate(numbers):
            if number is not None:
                found.append(number)
            elif place < known:
                found.append(max(self.first, (numbers[known] or 0) - known + place))
            else:
                found.append(min(found[-1] + 1, self.end))
        return found

    def _first_line(self, rows: list[str]) -> int:
        """The line of the first of ``rows``, which still hold their marks."""
        for place, row in enumerate(rows):
            if mark := MARK.search(row):
                return max(self.first, number_in(mark) - place)
        return self._find(next(filter(str.strip, rows), "").strip())

    def _find(self, text: str) -> int:
        """The next line that holds ``text``, where no mark tells it."""
        for number in range(self.last + 1, self.first + len(self.lines)):
            if text and text in self.lines[number - self.first]:
                return number
        return max(self.first, self.last)

    def _passage(self, kind: str, gathered: _Text, text: str) -> None:
        numbers = self._numbers(gathered)
        self.last = max(self.last, numbers[-1])
        self._keep(gathered, numbers)
        rows, kept, lines = text.split("\n"), [], []
        for row, number in zip(rows, numbers, strict=False):
            if kind == "prose" and (
                self._is_unknown_block(row.strip(), number) or _FENCE.fullmatch(row)
            ):
                continue
            if kind == "prose" and "<!--" in row:
                self.source.stray.append((row.strip()[:60], number))
            self._uncoded(number, row)
            kept.append(row)
            lines.append(number)
        self._add_passage(kind, kept, lines)

    def _add_passage(self, kind: str, rows: list[str], numbers: list[int]) -> None:
        """Adds the rows that hold something, each with its number."""
        full = [(row, number) for row, number in zip(rows, numbers, strict=True) if row.strip()]
        if full:
            text, lines = "\n".join(row for row, _ in full), tuple(number for _, number in full)
            self.source.passages.append(Passage(kind, lines, text, self.section))

    def _keep(self, text: _Text, numbers: list[int]) -> None:
        """Adds the citations and links of ``text``, whose rows stand on the lines ``numbers``."""

        def line(row: int) -> int:
            return numbers[min(row, len(numbers) - 1)]

        starts = "\n".join(text.rows)
        defined = re.match(r"\s*\[\^[^\]]*\]:", starts) and text.citations
        for place, (claim, row) in enumerate(text.citations):
            target = self.source.definitions if defined and not place else self.source.citations
            target.append((claim, line(row)))
        self.source.links += [(link, line(row)) for link, row in text.links]

    def _stray_fences(self, element: Element) -> None:
        """Fences in the text of a paragraph or item, where they begin no code."""
        raw = _Text()
        raw.add(element.get(RAW))
        for row, number in zip(raw.rows, self._numbers(raw), strict=True):
            if _FENCE.fullmatch(row):
                self.source.stray.append((row.strip()[:60], number))

    def _is_unknown_block(self, row: str, number: int) -> bool:
        """Whether a row of text was meant to begin or end a block."""
        if directive := re.match(r"/{3,}", row) and DIRECTIVE.match(row):
            self._unknown_block(directive, number)
        return bool(directive)

    def _unknown_block(self, directive: re.Match[str], number: int) -> None:
        directives = self.source.directives
        if not directive[1] and not self.open:
            self.source.stray_ends.append(number)
        elif not directive[1]:
            place = self.open.pop()
            old = directives[place]
            directives[place] = Directive(old.name, old.argument, old.line, True, False, False)
        else:
            self.open.append(len(directives))
            argument = (directive[2] or "").strip()
            directives.append(Directive(directive[1], argument, number, False, False, False))

    def _uncoded(self, number: int, text: str) -> None:
        if 0 <= number - self.first < len(self.lines):
            self.source.text_lines[number - self.first] = text


def _html_unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def read_source(text: str, first: int = 1) -> Source:
    """What the Markdown ``text`` holds; its first line has the number ``first``.

    Line ends may be those of any system; front matter must have been taken off.
    """
    text = RESERVED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    with _LOCK:
        md, fenced = reading_parser()
        md.reset()
        fenced.clear()
        given = list(marked(lines, first))
        for step in md.preprocessors:
            given = step.run(given)
        root = md.parser.parseDocument(given).getroot()
        assert root is not None
        for element in root.iter():
            if element.tag in ("p", "li") and re.search("`{3}|~{3}", element.text or ""):
                element.set(RAW, element.text or "")
        md.treeprocessors["inline"].run(root)
        walk = _Walk(md, fenced, lines, first)
        walk.blocks(root)
        for key, (target, _) in md.references.items():
            mark = MARK.search(target)
            line = number_in(mark) if mark else first
            if key.startswith("^"):
                walk.source.definitions.append((unmarked(key[1:]), line))
            else:
                walk.source.links.append((unmarked(target), line))
    return walk.source


def page_of(text: str, path: str, language: str, file: str) -> Page:
    """The page whose source is ``text``, front matter included."""
    lines = text.split("\n")
    front = read_front_matter(lines)
    source = read_source("\n".join(lines[front.length :]), front.length + 1)
    source.text_lines[:0] = lines[: front.length]
    if description := front.meta.get("description"):
        line = front.line_of.get("description", 2)
        source.passages.insert(0, Passage("description", (line,), str(description)))
    return Page(
        path=path,
        language=language,
        file=file,
        meta=front.meta,
        meta_problems=front.problems,
        **vars(source),
    )


def read_page(path: Path, root: Path, language: str) -> Page:
    """The page at ``path``, a file below ``docs/<language>`` of the project at ``root``."""
    text, faults = read_text(path, root)
    below = path.relative_to(root / "docs" / language).as_posix()
    page = page_of(text, below, language, shown(path, root))
    page.faults = faults
    return page


def read_pages(root: Path, languages: Iterable[str] = LANGUAGES) -> dict[str, dict[str, Page]]:
    """Language -> path -> page, of all Markdown below ``docs/``."""
    return {
        language: {
            page.path: page
            for path in sorted((root / "docs" / language).rglob("*.md"))
            if (page := read_page(path, root, language))
        }
        for language in languages
    }
