"""The page of two sheets as a PDF of its own."""

from __future__ import annotations

import posixpath
from pathlib import Path

from secondleap.ebook.chapters import palette, read_chapter, read_records
from secondleap.ebook.pdf import head, write_pdf
from secondleap.pages.article_tree import Element, drop, has, make, unwrap, walk, write
from secondleap.pages.navigation import navigation
from secondleap.render.strings import BOOK, WORDS

NAME = "brief"


def _for_paper(story: Element) -> None:
    """Removes what only a screen can open: folded tables, and links inside the site."""
    for parent, element in list(walk(story)):
        if has(element, "chart__more"):
            drop(parent, element)
        elif element.tag == "a" and "://" not in element.get("href", ""):
            unwrap(parent, element)
    for picture in story.iter("svg"):  # WeasyPrint takes a picture's words from its title
        picture.insert(0, make("title", {}, picture.get("aria-label", "")))


def brief(
    root: Path, site: Path, config: Path, language: str, edition: str, moment: int, into: Path
) -> bool:
    """Writes the brief of ``language`` as PDF; without such a page writes none, and says so."""
    found = [entry for entry in navigation(config) if entry.path == f"{NAME}.md"]
    if not found:
        return False
    entry = found[0]._replace(path=posixpath.splitext(found[0].path)[0] + ".html")
    chapter = read_chapter(site, entry, palette(root / "theme" / "assets"), read_records(site))
    _for_paper(chapter.body)
    words = BOOK[language]
    colophon = f"{WORDS[language]['site']}. {words['edition']} {edition}. {words['rights']}"
    chapter.body.append(make("p", {"class": "colophon"}, colophon))
    top = head(chapter.title, words["subtitle"], moment, ("book.css", "brief.css"))
    whole = make("html", {"lang": language}, top, make("body", {}, chapter.body))
    write_pdf("<!doctype html>" + write(whole, "html"), into, f"{NAME} {edition} {language}")
    return True
