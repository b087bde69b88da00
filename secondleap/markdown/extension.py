"""The Markdown extension: citations of claims and the site's blocks. Thin; `secondleap.render`
makes the HTML."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from secondleap.markdown.anatomy import AnatomyTreeprocessor
from secondleap.markdown.blocks import block_class
from secondleap.markdown.citations import CitationPreprocessor, CitationTreeprocessor
from secondleap.markdown.engine_adapter import tell_what_is_left_out
from secondleap.markdown.glossary_links import GlossaryLinks
from secondleap.markdown.lang_spans import LangSpans
from secondleap.markdown.project import Project
from secondleap.pages.block_syntax import BLOCKS
from secondleap.pages.markdown_parser import COMMENT, DropPattern, code_html, fences


class SecondLeapExtension(BlocksExtension):
    """Citations ``[^claim-id]`` and blocks ``/// name | argument``, both filled from ``data/``."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "language": ["ko", "Language of the pages: ko or en."],
            "root": ["", "Project folder; that of the page where it is empty."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers, besides Python-Markdown's footnotes, pymdown's blocks and its fences:

        =============  =========================  ========  =======================================
        kind           name                       priority  why there
        =============  =========================  ========  =======================================
        preprocessor   secondleap-citations       35        before all that changes the source
        inlinepattern  secondleap-comments        178       after code (190) and escapes (180)
        treeprocessor  secondleap-citations       12        after inline (20), before toc (5)
        treeprocessor  secondleap-glossary-links  11        after blocks, which it leaves alone
        treeprocessor  secondleap-anatomy         10.5      after the links: its words are no prose
        treeprocessor  secondleap-lang-spans      10        after the links, which need whole text
        =============  =========================  ========  =======================================
        """
        tell_what_is_left_out()
        language = self.getConfig("language")
        self.project = Project(md, language, self.getConfig("root"))
        footnotes = FootnoteExtension()
        footnotes.extendMarkdown(md)
        md.preprocessors.register(
            CitationPreprocessor(md, self.project, footnotes), "secondleap-citations", 35
        )
        fences(code_html).extendMarkdown(md)
        md.inlinePatterns.register(DropPattern(COMMENT, md), "secondleap-comments", 178)
        md.treeprocessors.register(
            CitationTreeprocessor(md, self.project), "secondleap-citations", 12
        )
        md.treeprocessors.register(GlossaryLinks(md, self.project), "secondleap-glossary-links", 11)
        md.treeprocessors.register(
            AnatomyTreeprocessor(md, self.project), "secondleap-anatomy", 10.5
        )
        md.treeprocessors.register(LangSpans(md, language), "secondleap-lang-spans", 10)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for name in BLOCKS:
            block_mgr.register(block_class(name), {"project": self.project, "md": md})
