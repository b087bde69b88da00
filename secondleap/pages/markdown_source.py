"""The one reader of Markdown source: what is on which line, and what is code.

Everything else in the package that wants to know what a page holds asks this module: the checks,
the Markdown extension's citations, the to-do list, the glossary, the search index, the templates.

It does not parse by itself. Python-Markdown, which renders the site, reads the page with the same
syntaxes that the extension turns on (`SYNTAXES`, `fences`, pymdown's blocks), so that reader and
renderer agree on what is code, a comment, a block or a citation: `tests/unit/test_reader.py` holds
them against each other. Python-Markdown keeps no line numbers. Therefore each line is given a mark,
its number in private-use characters, before the page is parsed; the marks are read from the tree
and taken out again. A mark is put before a line's first word, where it cannot change the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from secondleap.data.faults import shown
from secondleap.data.schema import LANGUAGES
from secondleap.data.text_file import read_text
from secondleap.pages.front_matter import read_front_matter
from secondleap.pages.line_marks import MARK, RESERVED, marked, number_in, unmarked
from secondleap.pages.markdown_parser import reading_parser
from secondleap.pages.markdown_tree import RAW, TreeReader
from secondleap.pages.page_model import Page, Passage, Source
from secondleap.pages.sentences import CITATION, sentences

__all__ = ["CITATION", "Page", "read_page", "read_pages", "read_source", "sentences"]

_LOCK = Lock()  # one parser serves all; it holds the page at hand


def read_source(text: str, first: int = 1) -> Source:
    """What the Markdown ``text`` holds; its first line has the number ``first``.

    Line ends may be those of any system; front matter must have been taken off.
    """
    return Source(**{name: list(found) for name, found in vars(_parsed(text, first)).items()})


@lru_cache(maxsize=512)
def _parsed(text: str, first: int) -> Source:
    """The source of one text, parsed once: a build asks for each page several times."""
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
        reader = TreeReader(md, fenced, lines, first)
        reader.blocks(root)
        for key, (target, _) in md.references.items():
            mark = MARK.search(target)
            line = number_in(mark) if mark else first
            if key.startswith("^"):
                reader.source.definitions.append((unmarked(key[1:]), line))
            else:
                reader.source.links.append((unmarked(target), line))
    return reader.source


def page_of(text: str, path: str, language: str, file: str) -> Page:
    """The page whose source is ``text``, front matter included."""
    lines = text.split("\n")
    front = read_front_matter(lines)
    source = read_source("\n".join(lines[front.length :]), front.length + 1)
    source.text_lines[:0] = lines[: front.length]
    if description := front.meta.get("description"):
        line = front.line_of.get("description", 2)
        text = " ".join(str(description).split())
        source.passages.insert(0, Passage("description", (line,), text))
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
