"""Marks words in a page's own prose: the first mention of each glossary term, with its card, and words in the other language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from secondleap.filling import element
from secondleap.ledger import Ledger
from secondleap.render.lists import term_card
from secondleap.terms import marked

if TYPE_CHECKING:
    from secondleap.markdown import SecondLeapExtension

_UNMARKED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "blockquote", "q", "cite", "sup", "svg", "script", "style", "dfn"}
_UNSPOKEN = {"code", "pre", "svg", "script", "style"}
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"\n]*\"")
GLOSSARY = "glossary.md"
_ENGLISH = re.compile(r"^(?=.*[a-z]{2})[^À-ɏ]+$")  # neither acronyms only, nor El País
Split = Callable[[ElementTree.Element, str], list[ElementTree.Element]]


@lru_cache(maxsize=4)
def _cards(ledger: Ledger, language: str) -> dict[str, str]:
    """What `Mark` has made of the terms of ``ledger``."""
    return {}


def cut(node: ElementTree.Element, part: str, found: list[tuple[int, int, ElementTree.Element]]) -> list[ElementTree.Element]:
    """Takes the stretches ``found`` (start, end, what stands for it) out of the text or tail of ``node``.

    Returns their elements, each with the text that follows it as its tail; the caller puts them behind what is left.
    """
    text = getattr(node, part) or ""
    for number, (_, end, made) in enumerate(found):
        made.tail = text[end : found[number + 1][0] if number + 1 < len(found) else len(text)]
    if found:
        setattr(node, part, text[: found[0][0]])
    return [made for *_, made in found]


def walk(node: ElementTree.Element, split: Split, leaves: Callable[[ElementTree.Element], bool]) -> None:
    """Lets ``split`` cut every text below ``node``, in the order in which it is read, but for the elements that ``leaves`` names."""
    if leaves(node):
        return
    children = list(node)
    node[:0] = split(node, "text")
    for child in children:
        walk(child, split, leaves)
        if found := split(child, "tail"):
            place = list(node).index(child) + 1
            node[place:place] = found


class Tongue(Treeprocessor):
    """Names the language of words in the other one, so that a screen reader says them right: two English words or more in Korean
    (one alone, or acronyms in a row, are read as such), any Hangul in English. What is named already stays as it is.
    """

    _OTHER = {
        "ko": ("en", re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ.'’&-]*(?: (?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’&-]*|&))+")),
        "en": ("ko", re.compile(r"[가-힣]+(?:[ ·]?[가-힣0-9]+)*")),
    }

    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.tongue, self.pattern = self._OTHER[language]

    def run(self, root: ElementTree.Element) -> None:
        walk(root, self._split, lambda node: node.tag in _UNSPOKEN or bool(node.get("lang")))

    def _split(self, node: ElementTree.Element, part: str) -> list[ElementTree.Element]:
        text = getattr(node, part)
        if not text or not self.pattern.search(text):
            return []
        found = []
        for match in self.pattern.finditer(text):
            if self.tongue == "en" and not _ENGLISH.search(match[0]):
                continue
            said = ElementTree.Element("span", {"lang": self.tongue})
            said.text = match[0]
            found.append((*match.span(), said))
        return cut(node, part, found)


class Mark(Treeprocessor):
    """Makes a link to the glossary of each term's first mention; a script opens the card from it."""

    def __init__(self, md: Markdown, extension: SecondLeapExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ElementTree.Element) -> None:
        self.context = self.extension.context(self.md)
        self.finder = marked(self.context.ledger)
        self.marked: dict[str, str] = {}
        walk(root, self._split, lambda node: node.tag in _UNMARKED or bool(re.search(r"\b(block|footnote)\b", node.get("class", ""))))
        if self.marked:
            # Only a script shows them: as data they cost a page's readers, browser and search index, nothing until then.
            made = ElementTree.SubElement(root, "script", {"type": "text/html", "class": "term-cards"})
            made.text = "\n" + "".join(self._card(term) for term in self.marked)

    def _card(self, term: str) -> str:
        """The card of ``term`` as text, set as the rest of a page is: made once a language, however many pages show it."""
        kept = _cards(self.context.ledger, self.context.language)
        if term not in kept:
            card = element(term_card(self.context.ledger.terms[term], self.context))
            for step in ("prettify", "secondleap-tongue"):
                self.md.treeprocessors[step].run(card)
            kept[term] = self.md.serializer(card[0])
        return kept[term]

    def _split(self, node: ElementTree.Element, part: str) -> list[ElementTree.Element]:
        text = getattr(node, part)
        if not text or text.isspace():
            return []
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        found: list[tuple[int, int, ElementTree.Element]] = []
        for start, end, term in self.finder.mentions(text):
            if term.id not in self.marked and not any(first < end and start < last for first, last in quoted):
                found.append((start, end, self._mark(text[start:end], term.id)))
        return cut(node, part, found)

    def _mark(self, text: str, term: str) -> ElementTree.Element:
        self.marked[term] = text
        mark = ElementTree.Element("a", {"class": "term-mark", "href": self.context.href(GLOSSARY, term), "data-term": term})
        mark.text = text
        return mark
