"""Endnotes: every claim once, numbered in the order of first mention, with verdict and sources."""

from __future__ import annotations

import re

from secondleap.ebook.chapters import Chapter, relink
from secondleap.pages.article_tree import Element, make


def number(chapters: list[Chapter]) -> dict[str, int]:
    """Numbers the claims, writes each number where its claim is cited, returns claim -> number."""
    numbers: dict[str, int] = {}
    for chapter in chapters:
        for mark in chapter.body.iter("sup"):
            if claim := mark.get("data-claim"):
                shown = str(numbers.setdefault(claim, len(numbers) + 1))
                link = mark[0]
                link.set("aria-label", re.sub(r"\d+", shown, link.get("aria-label", ""), count=1))
                if len(link):  # the sign of a claim that is not firm
                    link[-1].tail = shown
                else:
                    link.text = shown
    return numbers


def endnotes(
    chapters: list[Chapter], numbers: dict[str, int], known: set[str], back: str
) -> list[Element]:
    """The notes: a heading and a list for each chapter that cites claims not cited before."""
    content: list[Element] = []
    listed: set[str] = set()
    for chapter in chapters:
        fresh = [claim for claim in chapter.notes if claim in numbers and claim not in listed]
        if not fresh:
            continue
        listed.update(fresh)
        fresh.sort(key=numbers.__getitem__)
        content.append(make("h2", {"id": f"notes--{chapter.id}"}, chapter.title))
        items = [_note(chapter, claim, numbers[claim], known, set(numbers)) for claim in fresh]
        content.append(make("ol", {"class": "notes", "start": str(numbers[fresh[0]])}, *items))
    cited = _cited(chapters)
    for block in content:
        for item in block.iter("li"):
            if claim := item.get("data-note"):
                item[-1].append(_back(cited[claim], back))
    return content


def _note(chapter: Chapter, claim: str, shown: int, known: set[str], claims: set[str]) -> Element:
    """One claim's note, under the chapter that first cites it."""
    body = chapter.notes[claim]
    relink(body, chapter.path, known, claims)
    return make(
        "li",
        {"id": f"note-{claim}", "value": str(shown), "data-note": claim, "class": "note"},
        *body,
    )


def _cited(chapters: list[Chapter]) -> dict[str, list[tuple[str, str]]]:
    """Claim -> for every chapter that cites it, its name and the id of the first mention there."""
    cited: dict[str, list[tuple[str, str]]] = {}
    for chapter in chapters:
        for mark in chapter.body.iter("sup"):
            found = cited.setdefault(mark.get("data-claim", ""), [])
            if all(name != chapter.name for name, _ in found):
                found.append((chapter.name, mark.get("id", "")))
    return cited


def _back(places: list[tuple[str, str]], label: str) -> Element:
    """Where the book cites a claim, as links."""
    line = make("span", {"class": "note__back"}, " ")
    for name, target in places:
        line.append(
            make(
                "a",
                {"href": f"#{target}", "class": "note__place", "aria-label": f"{label}: {name}"},
                f"↩\N{NO-BREAK SPACE}{name}",
            )
        )
        line[-1].tail = " "
    return line
