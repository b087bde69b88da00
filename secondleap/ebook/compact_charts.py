"""Compacts a chart's table for paper: sources are listed once below it, rows refer by letter."""

from __future__ import annotations

from string import ascii_lowercase

from secondleap.pages.article_tree import Element, has, make, text, walk


def compact(story: Element) -> None:
    """Moves the sources of every chart's table from its last column into a list below."""
    for figure in story.iter("figure"):
        if not has(figure, "chart") or has(figure, "fan"):  # these have no column of sources
            continue
        for parent, box in list(walk(figure)):
            if has(box, "scroll") and (found := box.find("table")) is not None:
                parent.insert(list(parent).index(box) + 1, _sources(found))


def _sources(table: Element) -> Element:
    listed: dict[str, Element] = {}
    for row in table.iter("tr"):
        cell = row[-1]
        if cell.tag != "td":
            continue
        source = make("li", {}, cell.text or "", *cell)
        name = text(source)
        listed.setdefault(name, source)
        cell.clear()
        cell.set("class", "table__source")
        cell.text = _letter(list(listed).index(name))
    return make("ol", {"class": "table__sources", "type": "a"}, *listed.values())


def _letter(place: int) -> str:
    """a, b, … z, aa, ab: as HTML numbers a list of that type."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + ascii_lowercase[place % 26]
