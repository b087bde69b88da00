"""Assembles a book, before it is an EPUB or a PDF: chapters, links, notes, front page, contents."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from secondleap.ebook.chapters import Chapter, pages, palette, read_chapter, read_records, relink
from secondleap.ebook.compact_charts import compact
from secondleap.ebook.cover import cover
from secondleap.ebook.notes import endnotes, number
from secondleap.pages.article_tree import Element, make
from secondleap.render.strings import BOOK, STANDINGS, WORDS

GLOSSARY = "glossary.html"


@dataclass(frozen=True)
class Book:
    """A book in one language.

    ``edition`` names version, day and commit; ``moment`` is the commit's time in seconds.
    """

    language: str
    title: str
    subtitle: str
    edition: str
    moment: int
    cover: str
    front: Element
    chapters: tuple[Chapter, ...]

    @property
    def words(self) -> dict[str, str]:
        return BOOK[self.language]

    def contents(self) -> list[tuple[Chapter, list[Chapter]]]:
        """The chapters, each with those of the section that it opens."""
        found: list[tuple[Chapter, list[Chapter]]] = []
        for chapter in self.chapters:
            if chapter.part and not chapter.opens:
                found[-1][1].append(chapter)
            else:
                found.append((chapter, []))
        return found

    def contents_list(self) -> Element:
        """The contents as nested lists of links."""
        return make(
            "ol",
            {},
            *(make("li", {}, _line(chapter), *_inner(inner)) for chapter, inner in self.contents()),
        )


def _line(chapter: Chapter) -> Element:
    """An entry of the contents: the chapter's short name, and its title where that differs."""
    about = make("span", {"class": "contents__name"}, chapter.name)
    parts: list[str | Element] = [about]
    if chapter.title != chapter.name:
        parts += [" ", make("span", {"class": "contents__title"}, chapter.title)]
    return make("a", {"href": f"#{chapter.id}"}, *parts)


def _inner(chapters: list[Chapter]) -> list[Element]:
    return (
        [make("ol", {}, *(make("li", {}, _line(chapter)) for chapter in chapters))]
        if chapters
        else []
    )


def _front(language: str, title: str, edition: str) -> Element:
    """The page after the cover: title, edition, license, and a key to the signs beside numbers."""
    words = BOOK[language]
    signs = [
        make(
            "li",
            {"class": "standing", "data-standing": name},
            make("span", {"class": "verdict__shape"}, look["shape"]),
            f" {look[language]}",
        )
        for name, look in STANDINGS.items()
        if look["shape"]
    ]
    return make(
        "section",
        {"id": "front", "class": "front"},
        make("h1", {}, title),
        make("p", {"class": "front__subtitle"}, words["subtitle"]),
        make("h2", {}, words["reading"]),
        make("p", {}, words["reading_lead"]),
        make("ul", {"class": "front__verdicts"}, *signs),
        make("p", {"class": "front__edition"}, f"{words['edition']} {edition}"),
        make("p", {"class": "front__edition"}, words["rights"]),
    )


def bind(root: Path, site: Path, config: Path, language: str, edition: str, moment: int) -> Book:
    """The book of ``language``: the pages in the folder ``site`` in the order of ``config``.

    Raises `FileNotFoundError` if a page of the navigation is missing, `ValueError` if one cannot be
    parsed.
    """
    colours = palette(root / "theme" / "assets")
    records = read_records(site)
    chapters = [read_chapter(site, entry, colours, records) for entry in pages(config)]
    known = {chapter.path for chapter in chapters}
    numbers = number(chapters)
    for chapter in chapters:
        compact(chapter.body)
        relink(chapter.body, chapter.path, known, set(numbers))
    words, title = BOOK[language], WORDS[language]["site"]
    notes = endnotes(chapters, numbers, known, words["back"])
    lead = [make("h1", {"id": "notes--title"}, words["notes"]), make("p", {}, words["notes_lead"])]
    body = make("section", {"id": "notes", "class": "chapter"}, *lead, *notes)
    place = next(
        (index for index, chapter in enumerate(chapters) if chapter.path == GLOSSARY), len(chapters)
    )
    chapters.insert(place, Chapter("notes.html", words["notes"], "", False, body, {}))
    day = time.strftime("%Y-%m-%d", time.gmtime(moment))
    on_cover = f"{edition.partition(' · ')[0]} · {day}"
    front = _front(language, title, edition)
    return Book(
        language,
        title,
        words["subtitle"],
        edition,
        moment,
        cover(root / "theme", title, language, on_cover, colours),
        front,
        tuple(chapters),
    )
