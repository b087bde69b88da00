"""The search index, read from the finished pages: what Material's plugin writes, in a sixth of the time.

The plugin reads each page with Python's reader of loose HTML, which was a third of a whole build. Our articles are XML, which is
read at the speed of C. A build without `publish` (a live preview) leaves the index to the plugin.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from secondleap.pages.article_tree import Element, article, has
from secondleap.pages.markdown_source import Page, read_pages

_HEADINGS = {f"h{level}" for level in range(1, 7)}
# The tags that the search (theme/assets/search.js) gets to see, as the plugin leaves them.
_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}


@dataclass
class Section:
    """A heading and what stands below it, up to the next one or the end of what it stands in."""

    id: str = ""
    title: str = ""
    text: list[str] = field(default_factory=list)
    shown: bool = True


def _add(text: list[str], data: str | None) -> None:
    if data and data.strip():
        text.append(escape(data.replace("\n", " "), quote=False))
    elif data and text and not text[-1].isspace():
        text.append(" ")


def _title(heading: Element) -> str:
    """The words of a heading, without the sign that leads to it."""
    parts = ["" if has(child, "headerlink") else "".join(child.itertext()) for child in heading]
    said = "".join(
        [
            heading.text or "",
            *(part + (child.tail or "") for part, child in zip(parts, heading, strict=True)),
        ]
    )
    return escape(said.strip(), quote=False)


def _read(parent: Element, section: Section, found: list[Section]) -> None:
    """Reads what stands in ``parent`` into ``section``, and into those that its headings open, which are added to ``found``."""
    _add(section.text, parent.text)
    for child in parent:
        if child.tag in _HEADINGS and "id" in child.attrib:
            section = Section(
                child.get("id", ""), _title(child), shown="data-search-exclude" not in child.attrib
            )
            found.append(section)
        elif "data-search-exclude" not in child.attrib:
            before = len(section.text)
            section.text += [f"<{child.tag}>"] * (child.tag in _KEPT)
            _read(child, section, found)
            if child.tag in _KEPT and not "".join(section.text[before + 1 :]).strip():
                del section.text[before:]
            elif child.tag in _KEPT:
                section.text.append(f"</{child.tag}>")
        _add(section.text, child.tail)


def sections(html: str, name: str) -> list[Section]:
    """The sections of the built page ``name``, the first one under its title. A writer's own HTML may be no XML: the plugin reads it then."""
    try:
        tree = article(html, name)
    except ValueError:
        from material.plugins.search.plugin import Parser  # slow to import, and seldom needed

        parser = Parser()
        parser.feed(
            html[html.index("<h1") : html.index("</article>")].partition('<details class="cite"')[0]
        )
        return [
            Section(one.id or "", "".join(one.title).strip(), one.text)
            for one in parser.data
            if not one.is_excluded()
        ]
    story = next((element for element in tree.iter("div") if has(element, "story")), tree)
    for child in list(story):  # what the theme adds above and below the writer's words
        if has(child, "kicker") or has(child, "cite"):
            story.remove(child)
    found: list[Section] = []
    _read(story, Section(), found)
    return [section for section in found if section.shown]


def _order(page: Page) -> tuple[str, bool, str]:
    """The engine's: a folder's pages before those of the folders in it, its first page first."""
    folder, _, name = page.path.rpartition("/")
    return folder, name != "index.md", name


def write_index(root: Path, language: str, site: Path) -> None:
    """Fills the index that the plugin left empty in ``site`` with the pages of ``language``, for the web and as a script for readers from disk."""
    index = site / "search/search_index.json"
    if not index.is_file():  # a site without search
        return
    entries = []
    for page in sorted(read_pages(root, [language])[language].values(), key=_order):
        name = page.path.removesuffix(".md") + ".html"
        told = {"tags": page.meta["tags"]} if "tags" in page.meta else {}
        told |= {"boost": page.boost} if "search" in page.meta else {}
        for place, section in enumerate(sections((site / name).read_text(encoding="utf-8"), name)):
            at = f"{name}#{section.id}" if place else name
            entries.append(
                {"location": at, "title": section.title, "text": "".join(section.text).strip()}
                | told
            )
    text = json.dumps(
        json.loads(index.read_text(encoding="utf-8")) | {"docs": entries},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    index.write_text(text, encoding="utf-8")
    index.with_suffix(".js").write_text(f"var __index = {text}", encoding="utf-8")
