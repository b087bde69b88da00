"""Turns built pages into chapters: the articles, in navigation order, without web controls.

Every id is made unique in the book (``pittsburgh-rise--why``); every internal link is ``#`` plus
such an id.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondleap.pages.article_tree import Element, article, drop, has, make, text, unwrap, walk
from secondleap.pages.navigation import Entry, navigation

# Pages that a book leaves out: its endnotes hold every claim with its sources, its chapters what
# the two sheets and the lesson take from them.
LEFT_OUT = re.compile(r"evidence/(?!index)|about/(?!index)|(?:brief|teach)\.")
_DROPPED = frozenset(
    {
        "next",
        "footnote",
        "passing",
        "chart__files",
        "chart__take",
        "event__tags",
        "count",
        "initials",
        "fold__summary",
        "fold__paper",
        "fan__table",
    }
)
_COLOUR = re.compile(r"var\(--([a-z]+)\)")
_PALETTE = re.compile(r"--([a-z]+): (#[0-9A-F]{6});")


@dataclass
class Chapter:
    """One page as a chapter.

    ``name`` is its short title in the navigation, ``part`` the title of its section, if it has one;
    ``opens`` is set for the section's own page.
    """

    path: str
    name: str
    part: str
    opens: bool
    body: Element
    notes: dict[str, Element]

    @property
    def id(self) -> str:
        return slug(self.path)

    @property
    def title(self) -> str:
        return next(text(element) for element in self.body.iter("h1"))


def slug(path: str) -> str:
    """The id of a page in the book."""
    return re.sub(r"\W+", "-", path.rpartition(".")[0])


def inner_id(path: str, fragment: str) -> str:
    """The id in the book of an id on a page."""
    return slug(path) + "--" + re.sub(r"[^\w-]", "-", fragment)


def pages(config: Path) -> Iterator[Entry]:
    """The pages of the book as ``config`` lists them, each by the address of its built page."""
    for entry in navigation(config):
        if not LEFT_OUT.match(entry.path):
            yield entry._replace(path=entry.path.replace(".md", ".html"))


def palette(styles: Path) -> dict[str, str]:
    """The site's colours, on white paper.

    Pictures in a book carry the values themselves: not every e-reader supports CSS variables.
    """
    found: dict[str, str] = {}
    for name, colour in _PALETTE.findall((styles / "second-leap.css").read_text(encoding="utf-8")):
        found.setdefault(name, colour)  # the first are those of the light page
    return found | {"paper": "#FFFFFF"}


def read_records(site: Path) -> dict[str, Element]:
    """Claim id -> its record in the ledgers of ``site``, with all evidence, as a note's body."""
    records = {}
    for path in sorted((site / "evidence").glob("*.html")):
        for section in article(path.read_text(encoding="utf-8"), path.name).iter("section"):
            heading = section.find("h3")
            if heading is None or not has(section, "claim"):
                continue
            claim = heading.get("id", "")
            _clean(section)
            standing = section[1]
            statement = make("p", {"class": "evidence__claim"}, *standing, " ", text(heading))
            records[claim] = make("div", {}, statement, *section[2:])
    return records


def read_chapter(
    site: Path,
    entry: Entry,
    colours: dict[str, str],
    records: dict[str, Element],
) -> Chapter:
    """The chapter of one built page. Raises `FileNotFoundError` if the page was not built."""
    path = entry.path
    story = next(
        element
        for element in article((site / path).read_text(encoding="utf-8"), path).iter("div")
        if has(element, "story")
    )
    ids = [item.get("id", "") for item in story.iter("li")]
    cited = [name.removeprefix("fn:") for name in ids if name.startswith("fn:")]
    notes = {claim: records[claim] for claim in cited}
    _clean(story)
    _name(story, path)
    for picture in list(story.iter("svg")):
        _paint(picture, colours)
    return Chapter(
        path,
        entry.title,
        entry.section,
        entry.opens,
        make(
            "section",
            {"id": slug(path), "class": "chapter", "data-section": path.partition("/")[0]},
            *story,
        ),
        notes,
    )


def _clean(story: Element) -> None:
    """Removes controls and hidden elements, unfolds details, stacks the variants of a chart."""
    for parent, element in walk(story):
        if (
            element.get("hidden")
            or any(has(element, name) for name in _DROPPED)
            or element.tag in ("button", "script")
        ):
            drop(parent, element)
        elif element.tag == "fieldset":
            element.tag = "div"
            element[:] = [child for child in element if has(child, "chart__variant")]
        elif has(element, "evidence__quote") or has(element, "fan__place"):
            # The printed address would be longer than the passage; the table of places is left out.
            unwrap(parent, element)
        elif element.tag == "details":
            element.tag = "div"
            element.set("class", f"{element.get('class', '')} open".strip())
        elif element.tag == "summary":
            element.tag = "p"
            element.set("class", "label")
        elif has(element, "scroll"):
            for name in ("role", "tabindex", "aria-label"):
                element.attrib.pop(name, None)
        elif has(element, "event__date"):
            element.tag = "span"
            element.attrib.pop("href")


def _name(story: Element, path: str) -> None:
    """Replaces every id with its id in the book, and so where a picture asks for one."""
    for element in story.iter():
        if name := element.get("id"):
            element.set("id", inner_id(path, name))
        if element.tag == "use":
            element.set("href", f"#{inner_id(path, element.get('href', '').lstrip('#'))}")
        for name in ("clip-path", "fill"):
            value = element.get(name, "")
            if value.startswith("url(#"):
                element.set(name, f"url(#{inner_id(path, value[5:-1])})")


def _paint(picture: Element, colours: dict[str, str]) -> None:
    """Writes colour values into a picture, and keeps only the ARIA label of the whole picture."""
    for element in picture.iter():
        if element.attrib.pop("paint-order", None):  # few readers of books know it
            element.attrib.pop("stroke")
        for name, value in element.items():
            if "var(" in value:
                element.set(name, _COLOUR.sub(lambda found: colours[found[1]], value))
            if element is not picture and (
                name.startswith(("aria-", "data-")) or name in ("role", "tabindex", "class")
            ):
                element.attrib.pop(name)
    for parent, element in list(walk(picture)):
        if element.tag == "a":
            unwrap(parent, element)
    if picture.get("role") == "group":
        picture.set("role", "img")


def relink(element: Element, path: str, known: set[str], claims: set[str]) -> None:
    """Rewrites links between pages as links inside the book.

    ``known`` are the pages in the book, ``claims`` the ids in its notes. A link to a record leads
    to its note; a link to a page that is not in the book is removed, its text kept.
    """
    for parent, link in list(walk(element)):
        if link.tag != "a" or re.match(r"\w+:", href := link.get("href", "")):
            continue
        target, _, fragment = href.partition("#")
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
        )
        if fragment.startswith("fn:") or (target not in known and fragment in claims):
            link.set("href", f"#note-{fragment.removeprefix('fn:')}")
        elif target in known:
            link.set("href", f"#{inner_id(target, fragment) if fragment else slug(target)}")
        else:
            unwrap(parent, link)
            continue
        for name in ("rel", "class", "data-term") if not has(link, "footnote-ref") else ():
            link.attrib.pop(name, None)
