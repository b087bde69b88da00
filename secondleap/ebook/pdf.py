"""The PDF: the book's HTML set by WeasyPrint in one pass, tagged as PDF/UA."""

from __future__ import annotations

import copy
import time
from pathlib import Path

from secondleap.ebook.assemble import Book
from secondleap.pages.article_tree import Element, make, text, write

HERE = Path(__file__).parent


def head(title: str, description: str, moment: int, sheets: tuple[str, ...]) -> Element:
    """What a page of HTML says of itself, with the style sheets ``sheets`` of this folder in it."""
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
    metadata = {
        "author": "Second Leap",
        "description": description,
        "dcterms.created": date,
        "dcterms.modified": date,
    }
    styles = [(HERE / name).read_text(encoding="utf-8") for name in sheets]
    return make(
        "head",
        {},
        make("meta", {"charset": "utf-8"}),
        make("title", {}, title),
        *(make("meta", {"name": name, "content": text}) for name, text in metadata.items()),
        *(make("style", {}, sheet) for sheet in styles),
    )


def page(book: Book) -> str:
    """The whole book as one page of HTML.

    Each chapter carries its running heads and its level in the outline, which paper.css reads.
    """
    heading = make("h1", {}, book.words["contents"])
    contents = {"class": "contents", "id": "contents"}
    body = make(
        "body",
        {},
        make("section", {"class": "cover"}),
        book.front,
        make("nav", contents, heading, book.contents_list()),
    )
    for chapter in book.chapters:
        top = chapter.opens or not chapter.part
        section = copy.deepcopy(chapter.body)
        section.set("data-part", book.title if top else chapter.part)
        section.set("data-chapter", chapter.name)
        section.set("data-level", "1" if top else "2")
        for parent in section.iter():  # WeasyPrint takes a picture's words from its title
            for picture in parent.findall("svg"):
                city = parent.find("h3")  # names a skyline
                alt = picture.get("aria-label") or (text(city) if city is not None else "")
                picture.insert(0, make("title", {}, alt))
        body.append(section)
    said = head(book.title, book.subtitle, book.moment, ("book.css", "paper.css"))
    whole = write(make("html", {"lang": book.language}, said, body), "html")
    cover = '<section class="cover">'
    return "<!doctype html>" + whole.replace(cover, cover + book.cover, 1)


def write_pdf(html: str, into: Path, identifier: str) -> None:
    """Sets a page of HTML. The same page gives the same bytes with the same fonts.

    Raises `OSError` where Pango, which WeasyPrint loads, is missing.
    """
    from weasyprint import HTML  # needs libraries of the system; a site without books does not

    HTML(string=html).write_pdf(
        into, pdf_identifier=identifier.encode(), pdf_variant="pdf/ua-1", output_intent="srgb"
    )


def pdf(book: Book, into: Path) -> None:
    """Writes the book as PDF; see `write_pdf`."""
    write_pdf(page(book), into, f"{book.edition} {book.language}")
