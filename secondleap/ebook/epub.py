"""Writes an EPUB 3.3: one XHTML file a chapter, dated by the commit. Same book, same bytes.

Does not use ebooklib, which parses every chapter again, writes the clock's time into the package
and adds an NCX table of contents: an EPUB is a zip with the two XML files below.
"""

from __future__ import annotations

import copy
import time
import uuid
import zipfile
from html import escape
from pathlib import Path

from secondleap.ebook.assemble import Book
from secondleap.ebook.chapters import Chapter
from secondleap.ebook.cover import picture
from secondleap.pages.article_tree import Element, has, make, write

HERE = Path(__file__).parent
FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
# Class -> its EPUB and ARIA role: reading systems show a note where it is cited.
_ROLES = {"footnote-ref": ("noteref", "doc-noteref"), "note__place": ("backlink", "doc-backlink")}
_SECTIONS = {"notes": ("endnotes", "doc-endnotes"), "glossary": ("glossary", "doc-glossary")}


def _page(book: Book, title: str, *content: Element, section: str = "") -> str:
    """A content document."""
    head = make(
        "head",
        {},
        make("title", {}, title),
        make("link", {"rel": "stylesheet", "type": "text/css", "href": "book.css"}),
    )
    names = {
        "xmlns": "http://www.w3.org/1999/xhtml",
        "xmlns:epub": "http://www.idpf.org/2007/ops",
        "lang": book.language,
        "xml:lang": book.language,
    }
    body = make("body", {"epub:type": section} if section else {}, *content)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        + write(make("html", names, head, body))
        + "\n"
    )


def _chapter(book: Book, chapter: Chapter, files: dict[str, str]) -> str:
    body = copy.deepcopy(chapter.body)
    kind, role = _SECTIONS.get(chapter.id, ("chapter", "doc-chapter"))
    body.set("epub:type", kind)
    body.set("role", role)
    body.set("aria-label", chapter.title)
    for element in body.iter():
        for name, (type_, role) in _ROLES.items():
            if has(element, name):
                element.set("epub:type", type_)
                element.set("role", role)
        if (href := element.get("href", "")).startswith("#"):
            element.set(
                "href", f"{files[href[1:]]}.xhtml{href}" if files[href[1:]] != chapter.id else href
            )
        if element.tag == "time" and not element.get("datetime", "").strip():
            element.attrib.pop("datetime")
    return _page(book, chapter.title, body)


def _navigation(book: Book) -> str:
    """The contents, and the landmarks."""
    listed = book.contents_list()
    for link in listed.iter("a"):
        link.set("href", f"{link.get('href', '')[1:]}.xhtml")
    words, first = book.words, book.chapters[0].id
    marks = [
        ("cover", "cover.xhtml", words["cover"]),
        ("bodymatter", f"{first}.xhtml", words["begin"]),
    ]
    marks += [("endnotes", "notes.xhtml", words["notes"])]
    landmarks = make(
        "ol",
        {},
        *(
            make("li", {}, make("a", {"epub:type": kind, "href": href}, label))
            for kind, href, label in marks
        ),
    )
    contents = make(
        "nav",
        {"epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "toc-title"},
        make("h1", {"id": "toc-title"}, words["contents"]),
    )
    contents.append(listed)
    hidden = make(
        "nav",
        {
            "epub:type": "landmarks",
            "id": "landmarks",
            "aria-label": words["contents"],
            "hidden": "hidden",
        },
        landmarks,
    )
    return _page(book, words["contents"], contents, hidden)


def _metadata(book: Book) -> str:
    words = book.words
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"second-leap/{book.edition}/{book.language}")
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(book.moment))
    schema = [
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        ("accessModeSufficient", "textual"),
        ("accessModeSufficient", "textual,visual"),
    ]
    schema += [("accessibilityFeature", name) for name in FEATURES]
    schema += [("accessibilityHazard", "none"), ("accessibilitySummary", words["summary"])]
    lines = [
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>',
        f"<dc:title>{escape(f'{book.title}: {book.subtitle}')}</dc:title>",
        f"<dc:language>{book.language}</dc:language>",
        "<dc:creator>Second Leap</dc:creator>",
        "<dc:publisher>Second Leap</dc:publisher>",
        f"<dc:description>{escape(words['reading_lead'])}</dc:description>",
        f"<dc:rights>{escape(words['rights'])}</dc:rights>",
        f"<dc:date>{date[:10]}</dc:date>",
        f'<meta property="dcterms:modified">{date}</meta>',
        *(f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in schema),
        f'<meta property="dcterms:conformsTo" id="conforms">{CONFORMS}</meta>',
        '<meta property="a11y:certifiedBy" refines="#conforms">Second Leap</meta>',
    ]
    return "".join(lines)


def _package(book: Book, names: list[str]) -> str:
    """The package document; ``names`` are the content documents in reading order."""
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    ]
    items += [
        '<item id="style" href="book.css" media-type="text/css"/>',
        '<item id="cover-image" href="cover.png" media-type="image/png" properties="cover-image"/>',
    ]
    drawn = {chapter.id for chapter in book.chapters if chapter.body.find(".//svg") is not None}
    for name in names:
        properties = ' properties="svg"' if name in drawn else ""
        items.append(
            f'<item id="p-{name}" href="{name}.xhtml" media-type="application/xhtml+xml"'
            f"{properties}/>"
        )
    spine = [
        f'<itemref idref="{"nav" if name == "nav" else f"p-{name}"}"/>'
        for name in (*names[:2], "nav", *names[2:])
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{book.language}" prefix="a11y: http://www.idpf.org/epub/vocab/package/a11y/#">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{_metadata(book)}</metadata>'
        f"<manifest>{''.join(items)}</manifest><spine>{''.join(spine)}</spine></package>\n"
    )


def epub(book: Book, into: Path) -> None:
    """Writes the book as EPUB."""
    files = {
        name: chapter.id
        for chapter in book.chapters
        for element in chapter.body.iter()
        if (name := element.get("id"))
    }
    shown = make("section", {"class": "cover", "epub:type": "cover"})
    shown.append(
        make("img", {"src": "cover.png", "role": "doc-cover", "alt": book.words["cover_alt"]})
    )
    contents: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(
            book, ["cover", "front", *(chapter.id for chapter in book.chapters)]
        ),
        "EPUB/nav.xhtml": _navigation(book),
        "EPUB/book.css": (HERE / "book.css").read_text(encoding="utf-8"),
        "EPUB/cover.png": picture(book.cover),
        "EPUB/cover.xhtml": _page(book, book.words["cover"], shown),
        "EPUB/front.xhtml": _page(
            book, book.title, copy.deepcopy(book.front), section="frontmatter"
        ),
    }
    contents |= {
        f"EPUB/{chapter.id}.xhtml": _chapter(book, chapter, files) for chapter in book.chapters
    }
    stamp = time.gmtime(max(book.moment, 315532800))[:6]  # zip knows no year before 1980
    with zipfile.ZipFile(into, "w") as archive:
        # the media type comes first, uncompressed
        for name, data in {"mimetype": "application/epub+zip", **contents}.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
