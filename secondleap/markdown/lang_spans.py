"""Names the language of words in the other one, for screen readers."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from secondleap.markdown.element_tree import cut, walk

_UNSPOKEN = {"code", "pre", "svg", "script", "style"}
_ENGLISH = re.compile(r"^(?=.*[a-z]{2})[^À-ɏ]+$")  # neither acronyms only, nor El País


class LangSpans(Treeprocessor):
    """Names the language of words in the other one, so that a screen reader says them right: two
    English words or more in Korean
    (one alone, or acronyms in a row, are read as such), any Hangul in English. What is named
    already stays as it is.
    """

    _OTHER = {
        "ko": (
            "en",
            re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ.'’&-]*(?: (?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’&-]*|&))+"),
        ),
        "en": ("ko", re.compile(r"[가-힣]+(?:[ ·]?[가-힣0-9]+)*")),
    }

    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.other, self.pattern = self._OTHER[language]

    def run(self, root: ElementTree.Element) -> None:
        walk(root, self._split, lambda node: node.tag in _UNSPOKEN or bool(node.get("lang")))

    def _split(self, node: ElementTree.Element, part: str) -> list[ElementTree.Element]:
        text = getattr(node, part)
        if not text or not self.pattern.search(text):
            return []
        found = []
        for match in self.pattern.finditer(text):
            if self.other == "en" and not _ENGLISH.search(match[0]):
                continue
            span = ElementTree.Element("span", {"lang": self.other})
            span.text = match[0]
            found.append((*match.span(), span))
        return cut(node, part, found)
