"""The feed of a language (Atom): pages that were added, published values that were corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from secondleap.build.exports import file_context
from secondleap.data.dataset import Dataset
from secondleap.pages.markdown_source import read_pages
from secondleap.render.quantities import published
from secondleap.render.strings import WORDS

FEED = "feed.xml"
_BEGAN = "2026-11-23"  # the first edition; only a feed without entries shows it
_MOST = 60  # entries; the page of corrections has them all


class _Entry(NamedTuple):
    day: str
    is_page: bool
    id: str
    title: str
    summary: str
    link: str


def _entries(dataset: Dataset, language: str) -> Iterator[_Entry]:
    for page in read_pages(dataset.root, [language])[language].values():
        if page.added and page.headings:
            link = page.path.removesuffix(".md") + ".html"
            title, summary = page.title, page.meta.get("description", "")
            yield _Entry(page.added, True, page.path, title, summary, link)
    context = file_context(dataset, language)
    for one in dataset.records["corrections"]:
        old, new = (published(one.record, value, context) for value in (one.old, one.new))
        title = WORDS[language]["corrected"].format(record=one.record, old=old, new=new)
        yield _Entry(one.date, False, one.id, title, one[language], "evidence/corrections.html")


def feed(dataset: Dataset, language: str, address: str) -> str:
    """The feed, newest first. ``address`` is that of the site, where it is known: elsewhere links
    are relative."""
    words = WORDS[language]
    home = f"{address}{'' if language == 'ko' else 'en/'}" if address else ""
    entries = sorted(_entries(dataset, language), key=lambda entry: entry[:3], reverse=True)
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})

    def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
        made = SubElement(parent, tag, attributes)
        made.text = text or None
        return made

    def identify(parent: Element, name: str) -> None:
        add(parent, "id", uuid5(NAMESPACE_URL, f"second-leap/{language}/{name}").urn)

    identify(root, "feed")
    add(root, "title", words["feed_title"])
    add(root, "updated", f"{entries[0].day if entries else _BEGAN}T00:00:00Z")
    add(root, "link", rel="self", href=f"{home}{FEED}")
    add(root, "link", rel="alternate", type="text/html", href=f"{home}evidence/corrections.html")
    add(add(root, "author"), "name", "Second Leap")
    for entry in entries[:_MOST]:
        made = add(root, "entry")
        identify(made, f"{'page' if entry.is_page else 'correction'}/{entry.id}")
        add(made, "title", entry.title)
        add(made, "updated", f"{entry.day}T00:00:00Z")
        add(made, "link", rel="alternate", type="text/html", href=f"{home}{entry.link}")
        add(made, "summary", entry.summary)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
