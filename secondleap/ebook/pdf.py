"""The PDF: the book's HTML printed by headless Chromium, then finished with pikepdf.

Chromium and WeasyPrint 70 were both tried on the whole book. Both make a tagged PDF with running heads and page numbers in the contents;
Chromium sets it about seven times as fast and is what the tests use anyway. Neither needs a TeX or a second template.
Where Debian's chromium-headless-shell is installed, it prints the same book for less than half of the processor's time.
What Chromium leaves out is added here: title and language as metadata, contents nested by section, dates of the commit
instead of the clock, packed objects. Chromium draws fonts with PostScript outlines (Noto Sans CJK) as pictures of letters
(Type 3); Nanum has TrueType outlines and is embedded as a font.
"""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pikepdf

from secondleap.ebook.assemble import Book
from secondleap.ebook.editions import BROWSERS
from secondleap.pages.article_tree import has, make, write

HERE = Path(__file__).parent


def _heads(book: Book) -> str:
    """Running heads: a kind of page for each chapter, since Chromium takes no text from the page into its margin."""
    look = "font: 7.5pt NanumGothic, 'Noto Sans CJK KR', sans-serif; color: #444;"
    rules = []
    for chapter in book.chapters:
        left, right = (
            (book.title, chapter.name)
            if chapter.opens or not chapter.part
            else (chapter.part, chapter.name)
        )
        heads = "".join(
            f"@top-{side} {{ content: {_quoted(words)}; {look} }} "
            for side, words in (("left", left), ("right", right))
        )
        rules.append(f"#{chapter.id} {{ page: {chapter.id}; }} @page {chapter.id} {{ {heads}}}")
    return "\n".join(rules)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", r"\\").replace('"', r"\"") + '"'


def page(book: Book, numbers: dict[str, int]) -> str:
    """The whole book as one page of HTML. ``numbers`` are the pages on which the ids stand, as far as they are known."""
    styles = [
        make("style", {}, (HERE / name).read_text(encoding="utf-8"))
        for name in ("book.css", "paper.css")
    ]
    head = make(
        "head",
        {},
        make("meta", {"charset": "utf-8"}),
        make("title", {}, book.title),
        *styles,
        make("style", {}, _heads(book)),
    )
    contents = make(
        "nav",
        {"class": "contents", "id": "contents"},
        make("h1", {}, book.words["contents"]),
        book.contents_list(),
    )
    body = make(
        "body",
        {},
        make("section", {"class": "cover"}),
        book.front,
        contents,
        *(copy.deepcopy(chapter.body) for chapter in book.chapters),
    )
    lists = [
        element
        for element in body.iter()
        if element is contents or has(element, "term__told") or has(element, "note__back")
    ]
    for link in [link for element in lists for link in element.iter("a")]:
        told = numbers.get(
            link.get("href", "").removeprefix("#"), 100
        )  # a number of usual length holds the place
        link.append(make("span", {"class": "page"}, f"\N{NO-BREAK SPACE}{told}"))
    whole = write(make("html", {"lang": book.language}, head, body), "html")
    return "<!doctype html>" + whole.replace(
        '<section class="cover">', f'<section class="cover">{book.cover}', 1
    )


def _print(html: str, folder: Path, tagged: bool) -> Path:
    """Prints one page of HTML with Chromium. Tags take nearly as long as all the rest, and move nothing."""
    source, printed = folder / "book.html", folder / "book.pdf"
    source.write_text(html, encoding="utf-8")
    command = [
        next(filter(None, map(shutil.which, BROWSERS))) or "",
        "--headless",
        "--disable-gpu",
        f"--user-data-dir={folder}/profile",
    ]
    command += [
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={printed}",
        *["--disable-pdf-tagging"] * (not tagged),
        source.as_uri(),
    ]
    if os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium refuses to run as root with it
    told = subprocess.run(command, capture_output=True, text=True)
    if not printed.is_file():
        raise RuntimeError(
            f"Chromium made no PDF: {(told.stderr.strip().splitlines() or ['it said nothing'])[-1]}"
        )
    return printed


def places(document: pikepdf.Pdf) -> dict[str, int]:
    """The page, counted from 1, of every id that a link of the document leads to."""
    pages = {leaf.objgen: index for index, leaf in enumerate(document.pages, 1)}
    return {
        name.removeprefix("/"): pages[place[0].objgen]
        for name, place in document.Root.Dests.items()
    }


def pdf(book: Book, into: Path) -> None:
    """Writes the book as PDF. Raises `RuntimeError` with Chromium's last words where it fails.

    Chromium cannot tell in its text on which page a link ends, so the book is printed until the numbers in it are those of its pages.
    """
    numbers: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(5):
            with pikepdf.open(
                _print(page(book, numbers), Path(folder), tagged=bool(numbers))
            ) as document:
                if (found := places(document)) == numbers:
                    return _finish(book, document, into)
            numbers = found
    raise RuntimeError(f"the page numbers of {into.name} do not settle")


def _finish(book: Book, document: pikepdf.Pdf, into: Path) -> None:
    """What Chromium leaves out, and its clock taken away."""
    _nest(book, document)
    document.Root.Lang = pikepdf.String(book.language)
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    document.Root.PageMode = pikepdf.Name.UseOutlines
    with document.open_metadata(set_pikepdf_as_editor=False) as told:
        told["dc:title"], told["dc:language"], told["dc:creator"] = (
            book.title,
            {book.language},
            ["Second Leap"],
        )
        told["dc:description"], told["dc:rights"] = book.subtitle, "CC BY 4.0"
    document.docinfo["/Title"], document.docinfo["/Author"] = book.title, "Second Leap"
    document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = time.strftime(
        "D:%Y%m%d%H%M%SZ", time.gmtime(book.moment)
    )
    document.save(
        into,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
    )


def _nest(book: Book, document: pikepdf.Pdf) -> None:
    """Puts the chapters of a section under the one that opens it, and closes every entry."""
    with document.open_outline() as outline:
        first = len(outline.root) - len(
            book.chapters
        )  # title and contents come before the chapters
        entries = dict(
            zip((chapter.id for chapter in book.chapters), outline.root[first:], strict=True)
        )
        nested = outline.root[:first]
        for chapter, inner in book.contents():
            entries[chapter.id].children.extend(entries[one.id] for one in inner)
            nested.append(entries[chapter.id])
        outline.root[:] = nested
        for entry in entries.values():
            entry.is_closed = True
