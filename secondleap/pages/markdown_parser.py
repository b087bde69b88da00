"""Python-Markdown with the syntaxes of the site: for the reader, which wants a tree, and in part
for
the extension, which makes HTML. What both use (`fences`, `DropPattern`) is defined once, here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block
from pymdownx.superfences import SuperFencesCodeExtension

from secondleap.pages.block_syntax import BLOCKS
from secondleap.pages.line_marks import only_marks, unmarked

SYNTAXES = ("attr_list", "tables", "toc")  # Python-Markdown's own that mkdocs.yml turns on
CODE_KEY = "\ue002code:"  # placeholder of a fenced block in the tree
COMMENT = r"<!--.*?-->"
_TAG = r"<[/!?A-Za-z][^<>]*>"
CITATION_SYNTAX = r"\[\^([^\]]*)\]"  # as in `markdown.extensions.footnotes`


class DropPattern(InlineProcessor):
    """Takes what it matches out of a line of text: comments, and for the reader the tags of HTML.

    Comments that are blocks of their own are put aside by Python-Markdown itself.
    """

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return "", m.start(0), m.end(0)


def fences(render: Callable[..., str]) -> SuperFencesCodeExtension:
    """The syntax of fenced code: any length, ``` and ~~~, also in lists and quotes.

    ``render`` makes HTML of a block; it gets the code and its language, then what it may ignore.
    """
    every = {"name": "*", "class": "", "format": render, "validator": lambda *_: True}
    return SuperFencesCodeExtension(custom_fences=[every])


def code_html(source: str, language: str, *_: Any, **__: Any) -> str:
    """A block of code as HTML."""
    of_language = f' class="language-{language}"' if language else ""
    return f"<pre><code{of_language}>{escape(source, quote=False)}\n</code></pre>"


class _CommentPattern(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("comment", {"typed": m[0]}), m.start(0), m.end(0)


class _CitationPattern(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        attributes = {"claim": unmarked(m[1]), "marks": only_marks(m[1])}
        return Element("cite", attributes), m.start(0), m.end(0)


@cache
def _block_class(name: str) -> type[Block]:
    class Read(Block):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: Element) -> Element:
            read = {"name": name, "argument": self.argument or "", "fence": str(self.length)}
            return SubElement(parent, "div", read)

        def on_end(self, block: Element) -> None:
            block.set("closed", "")

    return Read


class _Blocks(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for name in BLOCKS:
            block_mgr.register(_block_class(name), {})


# Patterns that a reader of sources does without: emphasis is left to `plain`.
_NOT_READ = ("linebreak", "entity", "em_strong", "em_strong2", "autolink", "automail")


@cache
def reading_parser() -> tuple[Markdown, list[tuple[str, str]]]:
    """The parser, and the list to which it adds each fenced block: its language and its code."""
    found: list[tuple[str, str]] = []

    def keep(source: str, language: str, *_: Any, **__: Any) -> str:
        found.append((language, source))
        return f"{CODE_KEY}{len(found) - 1}"

    md = Markdown(extensions=[*SYNTAXES, fences(keep), _Blocks()])
    for name in _NOT_READ:
        md.inlinePatterns.deregister(name, strict=False)
    md.inlinePatterns.register(_CommentPattern(COMMENT, md), "comment", 178)
    md.inlinePatterns.register(_CitationPattern(CITATION_SYNTAX, md), "citation", 175)
    md.inlinePatterns.register(DropPattern(_TAG, md), "html", 90)
    return md, found
