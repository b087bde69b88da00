"""The search's files, from the finished pages: the index of their sections, and the thesaurus.

Both are JSON for the web, and the same as a script for readers from disk, where no page may fetch a
file. The index has the form that MkDocs' search plugin gives its own, so that
theme/assets/search-dialog.js reads either: a plain `mkdocs build` and the previews have the
plugin's; the build has this one, whatever engine made the pages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from secondleap.build.claim_pages import LEDGER
from secondleap.build.share_pictures import CLAIMS
from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import City
from secondleap.pages.article_tree import Element, article, has
from secondleap.pages.markdown_source import Page, read_pages
from secondleap.render.claim import title

_HEADINGS = {f"h{level}" for level in range(1, 7)}
# What runs on in its line; between all other elements words end.
_INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"}
_BLOCK = "\0"  # stands between two blocks
_ENDS = ".?!:;,…·”’)"
_VOID = {"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ENGINES_OWN = ("search.json", "search.js")  # Zensical's index, which no page reads


class _LooseHTML(HTMLParser):
    """Builds a tree of HTML that is no XML: void elements, end tags left out."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ElementTree.TreeBuilder()
        self.builder.start("article", {})
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            self.builder.end(last := self.open.pop())
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self.builder.data(data)

    def tree(self) -> Element:
        self.close()
        for tag in reversed(["article", *self.open]):
            self.builder.end(tag)
        return self.builder.close()


@dataclass
class Section:
    """A heading and the text below it, up to the next one or the end of the element it is in; or an
    event of a timeline, under its date."""

    id: str = ""
    title: str = ""
    parts: list[str] = field(default_factory=list)
    shown: bool = True

    @property
    def text(self) -> str:
        """The words, with a dot after a block that does not end as a sentence: a figure, a cell."""
        blocks = (" ".join(block.split()) for block in "".join(self.parts).split(_BLOCK))
        text = ""
        for block in filter(None, blocks):
            text += ("" if not text else " " if text[-1] in _ENDS else " · ") + block
        return text


def _read(parent: Element, section: Section, found: list[Section], folded: bool = False) -> None:
    """Reads ``parent`` into ``section``; sections that its headings open are added to ``found``,
    and events, unless they are ``folded`` below a story: that is one section."""
    section.parts.append(parent.text or "")
    for child in parent:
        # a span with a class is set apart by the style sheet: a figure, its place, its year
        runs_on = child.tag in _INLINE and (child.tag, "class" in child.attrib) != ("span", True)
        runs_on = runs_on or has(child, "facts__unit")
        apart = "" if runs_on else " " if child.tag in _INLINE | {"br"} else _BLOCK
        if child.tag in _HEADINGS and "id" in child.attrib:
            shown = "data-search-exclude" not in child.attrib
            section = Section(child.get("id", ""), "".join(child.itertext()).strip(), shown=shown)
            found.append(section)
        elif has(child, "event") and not folded:
            day = "".join(next(child.iter("time")).itertext())
            found.append(Section(child.get("id", ""), day))
            _read(next(child.iter("p")), found[-1], found)
        elif (
            child.tag != "sup"
            and "data-search-exclude" not in child.attrib
            and not has(child, "filter")
        ):
            section.parts.append(apart)
            _read(child, section, found, folded or has(child, "fold"))
        section.parts += [apart, child.tail or ""]


def sections(html: str, name: str) -> list[Section]:
    """The sections of the built page ``name``, the first one under its title."""
    try:
        tree = article(html, name)
    except ValueError:
        loose = _LooseHTML()
        loose.feed(html[html.index("<article") : html.index("</article>")])
        tree = loose.tree()
    story = next((element for element in tree.iter("div") if has(element, "story")), tree)
    for child in list(story):  # what the theme adds above and below the writer's words
        if has(child, "kicker") or has(child, "passing"):
            story.remove(child)
    found: list[Section] = []
    _read(story, Section(), found)
    return [section for section in found if section.shown]


def _order(page: Page) -> tuple[str, bool, str]:
    """The engine's: a folder's pages before those of the folders in it, its first page first."""
    folder, _, name = page.path.rpartition("/")
    return folder, name != "index.md", name


def _address(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _names(city: City) -> list[str]:
    """What a city is called, in both languages."""
    texts = [city, city.short] if city.short else [city]
    return list(dict.fromkeys(name for text in texts for name in (text.ko, text.en)))


def _place(page: Page, dataset: Dataset) -> list[str]:
    """The names of the city that the page is about: its folder's, or its own in the evidence."""
    folder, _, name = page.path.rpartition("/")
    city = dataset.cities.get(folder) or dataset.cities.get(name.removesuffix(".md"))
    return _names(city) if city else []


def index(pages: dict[str, Page], dataset: Dataset, site: Path) -> dict[str, Any]:
    """The index of ``pages`` as built in ``site``: their sections, text escaped as in HTML; of a
    page's first section its other names, its city's and what it is about, too."""
    docs = []
    for page in sorted(pages.values(), key=_order):
        name = _address(page.path)
        about: dict[str, Any] = {"boost": page.boost} if "search" in page.meta else {}
        head = {
            "also": page.also,
            "place": _place(page, dataset),
            "description": page.meta.get("description", ""),
        }
        for place, section in enumerate(sections((site / name).read_text(encoding="utf-8"), name)):
            at = f"{name}#{section.id}" if place else name
            texts = {"title": section.title, "text": section.text}
            docs.append(
                {"location": at}
                | {key: escape(text, quote=False) for key, text in texts.items()}
                | about
                | ({} if place else {key: held for key, held in head.items() if held})
            )
    return {"docs": docs}


def _lead_to_claims(docs: list[dict[str, Any]], dataset: Dataset, language: str) -> None:
    """Lets the entries of the article's ledger lead to the pages of their claims."""
    entries = {doc["location"]: doc for doc in docs}
    for claim in dataset.records["claims"]:
        if doc := entries.get(f"{LEDGER}.html#{claim.id}"):
            doc["location"] = f"{CLAIMS}/{claim.id}.html"
            doc["title"] = escape(title(claim, language), quote=False)


def thesaurus(dataset: Dataset, pages: dict[str, Page]) -> list[dict[str, Any]]:
    """Every glossary term's names, its entry and the page about it; the cities' names and their
    first pages; then the synonyms."""
    about = {city.id: f"{city.id}/index.md" for city in dataset.records["cities"]}
    cities = [
        {"names": _names(dataset.cities[city]), "page": _address(page)}
        for city, page in about.items()
        if page in pages
    ]
    terms = [
        {"names": term.names, "entry": f"glossary.html#{term.id}"}
        | ({"page": _address(term.page)} if term.page else {})
        for term in dataset.records["terms"]
    ]
    return [*terms, *cities, *({"names": group.names} for group in dataset.records["synonyms"])]


def _write(path: Path, variable: str, content: Any) -> None:
    """Writes ``content`` as JSON, and as a script that sets ``variable``."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")
    path.with_suffix(".js").write_text(f"var {variable} = {text}", encoding="utf-8", newline="\n")


def write_index(root: Path, language: str, site: Path) -> None:
    """Writes the search's files of ``language`` into its built folder ``site``.

    They replace the engine's own.
    """
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    pages, dataset = read_pages(root, [language])[language], read_dataset(root)
    found = index(pages, dataset, site)
    if (site / CLAIMS).is_dir():
        _lead_to_claims(found["docs"], dataset, language)
    _write(folder / "search_index.json", "__index", found)
    _write(folder / "terms.json", "__terms", thesaurus(dataset, pages))
    for name in _ENGINES_OWN:
        (site / name).unlink(missing_ok=True)
