"""Links the first mention of each glossary term to its entry, and carries its card along."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from secondleap.data.dataset import Dataset, glossary_matcher
from secondleap.markdown.element_tree import cut, element, walk
from secondleap.markdown.project import Project
from secondleap.render.glossary import term_card

_UNMARKED = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "summary",
    "a",
    "code",
    "pre",
    "kbd",
    "blockquote",
    "q",
    "cite",
    "sup",
    "svg",
    "script",
    "style",
    "dfn",
}
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"\n]*\"")
GLOSSARY = "glossary.md"


@lru_cache(maxsize=4)
def _cards(dataset: Dataset, language: str) -> dict[str, str]:
    """What `GlossaryLinks` has made of the terms of ``dataset``."""
    return {}


class GlossaryLinks(Treeprocessor):
    """Makes a link to the glossary of each term's first mention; a script opens the card from
    it."""

    def __init__(self, md: Markdown, project: Project) -> None:
        super().__init__(md)
        self.project = project

    def run(self, root: ElementTree.Element) -> None:
        self.context = self.project.context(self.md)
        self.matcher = glossary_matcher(self.context.dataset)
        self.marked: dict[str, str] = {}
        walk(
            root,
            self._split,
            lambda node: (
                node.tag in _UNMARKED
                or bool(re.search(r"\b(block|footnote)\b", node.get("class", "")))
            ),
        )
        if self.marked:
            # Only a script shows them: as data they cost a page's readers, browser and search
            # index, nothing until then.
            made = ElementTree.SubElement(
                root, "script", {"type": "text/html", "class": "term-cards"}
            )
            made.text = "\n" + "".join(self._card(term) for term in self.marked)

    def _card(self, term: str) -> str:
        """The card of ``term`` as text, set as the rest of a page is: made once a language, however
        many pages show it."""
        kept = _cards(self.context.dataset, self.context.language)
        if term not in kept:
            card = element(term_card(self.context.dataset.terms[term], self.context))
            for step in ("prettify", "secondleap-lang-spans"):
                self.md.treeprocessors[step].run(card)
            kept[term] = self.md.serializer(card[0])
        return kept[term]

    def _split(self, node: ElementTree.Element, part: str) -> list[ElementTree.Element]:
        text = getattr(node, part)
        if not text or text.isspace():
            return []
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        found: list[tuple[int, int, ElementTree.Element]] = []
        for start, end, term in self.matcher.mentions(text):
            if term.id not in self.marked and not any(
                first < end and start < last for first, last in quoted
            ):
                found.append((start, end, self._mark(text[start:end], term.id)))
        return cut(node, part, found)

    def _mark(self, text: str, term: str) -> ElementTree.Element:
        self.marked[term] = text
        mark = ElementTree.Element(
            "a",
            {"class": "term-mark", "href": self.context.href(GLOSSARY, term), "data-term": term},
        )
        mark.text = text
        return mark
