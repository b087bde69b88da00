"""The Markdown extension: citations of claims and the site's blocks. Thin; `secondleap.render` makes the HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block as MarkdownBlock

from secondleap.blocks import BLOCKS, block_fault, cited_by_block
from secondleap.faults import Fault, FaultsError
from secondleap.ledger import Ledger, read_ledger
from secondleap.page import current_path, relative_href
from secondleap.pages import CITATION, DIRECTIVE
from secondleap.render import Context
from secondleap.render.evidence import endnote
from secondleap.render.words import VERDICTS, WORDS

_DRAWINGS = "theme/drawings"


def project_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds ``data/claims``.

    Raises `FileNotFoundError` where there is none: the site is built from inside its project.
    """
    for folder in (start, *start.parents):
        if (folder / "data" / "claims").is_dir():
            return folder
    raise FileNotFoundError(f"no data/claims in {start} or above it: run this from the project's folder")


def element(html: str) -> ElementTree.Element:
    """An element of well-formed HTML."""
    return ElementTree.fromstring(f"<div>{html}</div>")


class SecondLeapExtension(BlocksExtension):
    """Citations ``[^claim-id]`` and blocks ``/// name | argument``, both filled from ``data/``."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "language": ["ko", "Language of the pages: ko or en."],
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
        ==============  =================  ========  =====================================================
        """
        self.language = self.getConfig("language")
        self.root = Path(self.getConfig("root")) if self.getConfig("root") else project_root(Path.cwd())
        self.footnotes = FootnoteExtension(BACKLINK_TITLE=WORDS[self.language]["back"])
        self.footnotes.extendMarkdown(md)
        md.preprocessors.register(_Cites(md, self), "secondleap-cites", 35)
        md.treeprocessors.register(_Fill(md, self), "secondleap-fill", 12)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for name in BLOCKS:
            block_mgr.register(_block_class(name), {"extension": self, "md": md})

    @property
    def ledger(self) -> Ledger:
        """The records, read anew when a file has changed. Raises `FaultsError` where they cannot be read."""
        ledger = read_ledger(self.root)
        if ledger.faults:
            raise FaultsError(ledger.faults)
        return ledger

    def context(self, md: Markdown) -> Context:
        """What rendering needs to know of the page that ``md`` converts."""
        here = current_path(md)
        return Context(self.language, self.ledger, lambda path, anchor: relative_href(here, path, anchor))

    def fault(self, md: Markdown, line: int, code: str, found: str, expected: str) -> FaultsError:
        """An error on the page at hand."""
        mend = "run 'make check' for all faults at once; CONTRIBUTING.md lists the blocks and the codes"
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
                    raise self._fault(number, "P208", f"the unknown claim '{claim}'", "a claim of data/claims")
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


class _Fill(Treeprocessor):
    """Fills endnotes from the ledger, marks references with claim and verdict, and puts the blocks' HTML in their place."""

    def __init__(self, md: Markdown, extension: SecondLeapExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ElementTree.Element) -> None:
        context = self.extension.context(self.md)
        self._box_tables(root)
        for node in list(root.iter()):
            name = node.attrib.pop("data-block", None)
            if name:
                filled = element(BLOCKS[name].render(node.attrib.pop("data-argument"), context))
                node[:] = list(filled)
            elif node.tag == "sup" and node.get("id", "").startswith("fnref"):
                self._mark(node, context)
            elif node.tag == "li" and node.get("id", "").startswith("fn:"):
                self._fill_endnote(node, context)
            elif node.tag == "div" and node.get("class") == "footnote":
                self._name_endnotes(node, context)
            elif node.tag == "p" and (node.text or "").lstrip().startswith("///"):
                left = (node.text or "").strip().splitlines()[0]
                raise self.extension.fault(self.md, 1, "P209", f"'{left}' left over as text", "blocks that are known and closed")

    def _box_tables(self, root: ElementTree.Element) -> None:
        """Puts each table of the text into a box that scrolls on a phone, takes the keyboard, and is named by the table's columns."""
        for place, node in enumerate(root):
            if node.tag == "table":
                columns = ", ".join("".join(cell.itertext()) for cell in node.iter("th"))
                box = ElementTree.Element("div", {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": columns})
                node.set("class", "table")
                box.append(node)
                root[place] = box

    def _mark(self, node: ElementTree.Element, context: Context) -> None:
        anchor = node[0]
        claim = context.ledger.claims[anchor.get("href", "").removeprefix("#fn:")]
        look, words = VERDICTS[claim.verdict], WORDS[context.language]
        node.set("data-claim", claim.id)
        node.set("data-verdict", claim.verdict)
        number, anchor.text = anchor.text or "", None
        anchor.set("aria-label", f"{words['evidence']} {number}: {look[context.language]}")
        shape = ElementTree.SubElement(anchor, "span", {"class": "verdict__shape", "aria-hidden": "true"})
        shape.text, shape.tail = look["shape"], number

    def _fill_endnote(self, node: ElementTree.Element, context: Context) -> None:
        claim = context.ledger.claims[node.get("id", "").removeprefix("fn:")]
        back = [found for found in node.iter("a") if found.get("class") == "footnote-backref"]
        filled = element(endnote(claim, context))
        for found in back:
            found.tail = " "
        filled[0][-1].extend(back)
        filled[0][-1][-1 - len(back)].tail = " "
        node[:] = list(filled)

    def _name_endnotes(self, node: ElementTree.Element, context: Context) -> None:
        heading = ElementTree.Element("h2", {"id": "endnotes"})
        heading.text = WORDS[context.language]["endnotes"]
        for rule in node.findall("hr"):
            node.remove(rule)
        node.insert(0, heading)


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
            drawing = self.config["extension"].root / _DRAWINGS / f"{city}.svg"
            if drawing.is_file():
                made.append(ElementTree.fromstring(_plain_svg(drawing.read_text(encoding="utf-8"))))

        def on_end(self, block: ElementTree.Element) -> None:
            # What cites is put in now, while its [^id] can still become references.
            if BLOCKS[name].cites(self.argument or ""):
                context = self.config["extension"].context(self.config["md"])
                block.extend(list(element(BLOCKS[name].render(self.argument, context))))

    return Filled


def _plain_svg(text: str) -> str:
    """An SVG file as part of an HTML page: without XML head, namespace, comments, and the space between tags.

    Markdown would find line breaks in that space.
    """
    return re.sub(r"<\?xml.*?\?>|<!--.*?-->|\sxmlns=\"[^\"]*\"|(?<=>)\s+(?=<)", "", text)
