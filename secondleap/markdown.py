"""The Markdown extension: citations of claims and the site's blocks. Thin; `secondleap.render` makes the HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block as MarkdownBlock

from secondleap.blocks import BLOCKS, block_fault, cited_by_block
from secondleap.faults import Fault, FaultsError
from secondleap.filling import Fill, element
from secondleap.ledger import Ledger, read_ledger
from secondleap.marks import Mark, Tongue
from secondleap.page import current_build, current_path, file_href, relative_href
from secondleap.pages import CITATION, DIRECTIVE
from secondleap.render import Context
from secondleap.render.drawing import FOLDER, inline
from secondleap.render.words import WORDS
from secondleap.rules import nearest
from secondleap.say import said

_READ: dict[tuple[object, Path], Ledger] = {}  # the one build under way, and its project


def project_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``data/claims``.

    Raises `FileNotFoundError` where there is none: the site is built from inside its project.
    """
    for folder in (start, *start.parents):
        if (folder / "data" / "claims").is_dir():
            return folder
    raise FileNotFoundError(f"no data/claims in {start} or above it: run this from the project's folder")


class SecondLeapExtension(BlocksExtension):
    """Citations ``[^claim-id]`` and blocks ``/// name | argument``, both filled from ``data/``."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "language": ["ko", "Language of the pages: ko or en."],
            "index": [True, "Whether the engine's search plugin reads the pages; if not, publishing does (secondleap/index.py)."],
            "root": ["", "Project folder; found from the working directory where it is empty."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers, besides Python-Markdown's footnotes and pymdown's blocks:

        ==============  =================  ========  =====================================================
        kind            name               priority  why there
        ==============  =================  ========  =====================================================
        preprocessor    secondleap-cites   35        before html_block (20): sees the writer's own lines
        treeprocessor   secondleap-fill    12        after inline (20) and footnotes (15), before toc (5)
        treeprocessor   secondleap-marks   11        after the blocks are filled, which it leaves alone
        treeprocessor   secondleap-tongue  10        after the marks, which need the text whole
        ==============  =================  ========  =====================================================
        """
        self.md = md
        self.language = self.getConfig("language")
        self.root = Path(self.getConfig("root")) if self.getConfig("root") else project_root(Path.cwd())
        self.footnotes = FootnoteExtension(BACKLINK_TITLE=WORDS[self.language]["back"])
        self.footnotes.extendMarkdown(md)
        md.preprocessors.register(_Cites(md, self), "secondleap-cites", 35)
        md.treeprocessors.register(Fill(md, self), "secondleap-fill", 12)
        md.treeprocessors.register(Mark(md, self), "secondleap-marks", 11)
        md.treeprocessors.register(Tongue(md, self.language), "secondleap-tongue", 10)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for name in BLOCKS:
            block_mgr.register(_block_class(name), {"extension": self, "md": md})

    @property
    def ledger(self) -> Ledger:
        """The records, read anew when a file has changed. Raises `FaultsError` where they cannot be read.

        Where the engine tells one build from the next, the files are looked at once a build: a page each would make the time
        of a build grow with the square of its cities.
        """
        build = current_build(self.md)
        ledger = None if build is None else _READ.get((build, self.root))
        if ledger is None:
            ledger = read_ledger(self.root)
            if build is not None:
                _READ.clear()
                _READ[build, self.root] = ledger
        if ledger.faults:
            raise FaultsError(ledger.faults)
        return ledger

    def context(self, md: Markdown) -> Context:
        """What rendering needs to know of the page that ``md`` converts."""
        here = current_path(md)
        return Context(
            self.language,
            self.ledger,
            lambda path, anchor: relative_href(here, path, anchor),
            lambda path: file_href(here, path, self.language),
        )

    def fault(self, md: Markdown, line: int, code: str, found: str, expected: str) -> FaultsError:
        """An error on the page at hand."""
        mend = said("run 'make check' for all faults at once; CONTRIBUTING.md lists the blocks and the codes")
        return FaultsError([Fault(f"docs/{self.language}/{current_path(md)}", line, code, found, expected, mend)])


class _Cites(Preprocessor):
    """Defines a footnote for every claim cited, in the order of citation; stops at what it does not know."""

    def __init__(self, md: Markdown, extension: SecondLeapExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        ledger, fenced, open_since = self.extension.ledger, False, 0
        for number, text in enumerate(lines, 1):
            fenced ^= bool(re.match(r"\s*(```|~~~)", text))
            if fenced:
                continue
            directive = DIRECTIVE.match(text)
            if directive and directive[1]:
                if open_since:
                    break
                open_since = number
                cited = self._cited_by(directive[1], (directive[2] or "").strip(), number)
            elif directive:
                open_since = 0
                cited = []
            else:
                cited = CITATION.findall(re.sub(r"`[^`]*`", "", text))
            for claim in cited:
                if claim not in ledger.claims:
                    raise self._fault(
                        number, "P208", said("the unknown claim '{claim}'{hint}", claim=claim, hint=nearest(claim, ledger.claims)), "a claim of data/claims"
                    )
                if claim not in self.extension.footnotes.footnotes:
                    self.extension.footnotes.setFootnote(claim, claim)
        if open_since:
            raise self._fault(open_since, "P209", "a block that is never closed", "a line '///' at its end")
        return lines

    def _cited_by(self, name: str, argument: str, line: int) -> list[str]:
        if found := block_fault(self.extension.ledger, name, argument, full=False):
            raise self._fault(line, "P209", found, "a block the site knows")
        return cited_by_block(name, argument)

    def _fault(self, line: int, code: str, found: str, expected: str) -> FaultsError:
        return self.extension.fault(self.md, line, code, found, expected)


@cache
def _block_class(name: str) -> type[MarkdownBlock]:
    """The class by which pymdown's blocks know ``name``."""

    class Filled(MarkdownBlock):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
            made = ElementTree.SubElement(parent, "div", {"class": f"block block--{name}"})
            if not BLOCKS[name].cites(self.argument or ""):
                made.set("data-block", name)
                made.set("data-argument", self.argument or "")
            elif BLOCKS[name].takes_text:
                self._open_card(made)
            return made

        def _open_card(self, made: ElementTree.Element) -> None:
            city = self.argument.split()[0]
            made.set("data-group", city)
            drawing = self.config["extension"].root / FOLDER / f"{city}.svg"
            if drawing.is_file():
                made.append(ElementTree.fromstring(inline(drawing.read_text(encoding="utf-8"))))

        def on_end(self, block: ElementTree.Element) -> None:
            # What cites is put in now, while its [^id] can still become references.
            if BLOCKS[name].cites(self.argument or ""):
                context = self.config["extension"].context(self.config["md"])
                block.extend(list(element(BLOCKS[name].render(self.argument, context))))

    return Filled
