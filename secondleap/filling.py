"""Fills a converted page from the ledger: endnotes, references, and what stands in the place of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from secondleap.blocks import BLOCKS
from secondleap.page import current_path, leave_out_of_index
from secondleap.render import Context
from secondleap.render.evidence import endnote
from secondleap.render.words import VERDICTS, WORDS
from secondleap.say import said

if TYPE_CHECKING:
    from secondleap.markdown import SecondLeapExtension


def element(html: str) -> ElementTree.Element:
    """An element of well-formed HTML."""
    return ElementTree.fromstring(f"<div>{html}</div>")


class Fill(Treeprocessor):
    """Fills endnotes from the ledger, marks references with claim and verdict, and puts the blocks' HTML in their place."""

    def __init__(self, md: Markdown, extension: SecondLeapExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ElementTree.Element) -> None:
        if not self.extension.getConfig("index"):
            leave_out_of_index(self.md)
        self._fill(root)
        self._colour(root)
        for node in root.iter():
            if node.tag == "svg" or (node.tag == "details" and node.get("class") != "term__told"):
                # Labels and tables drown what prose says. The sign is empty: the plugin takes one with a value out of the page.
                node.set("data-search-exclude", "")

    def _fill(self, root: ElementTree.Element) -> None:
        context = self.extension.context(self.md)
        self._box_tables(root)
        for node in list(root.iter()):
            name = node.attrib.pop("data-block", None)
            if name:
                filled = element(BLOCKS[name].render(node.attrib.pop("data-argument"), context))
                self._keep_files(filled)
                node[:] = list(filled)
            elif node.tag == "sup" and node.get("id", "").startswith("fnref"):
                self._mark(node, context)
            elif node.tag == "li" and node.get("id", "").startswith("fn:"):
                self._fill_endnote(node, context)
            elif node.tag == "div" and node.get("class") == "footnote":
                self._name_endnotes(node, context)
            elif node.tag == "p" and (node.text or "").lstrip().startswith("///"):
                left = (node.text or "").strip().splitlines()[0]
                raise self.extension.fault(self.md, 1, "P209", said("'{left}' left over as text", left=left), "blocks that are known and closed")

    def _colour(self, root: ElementTree.Element) -> None:
        """Gives what is about a city that city's colour; the heading of a city's page gives it to the whole page."""
        cities = self.extension.ledger.cities
        section = current_path(self.md).split("/")[0].removesuffix(".md")
        for node in root.iter():
            group = section if node.tag == "h1" else node.get("data-group")
            if group in cities:
                node.set("data-colour", cities[group].colour)

    def _keep_files(self, filled: ElementTree.Element) -> None:
        """Puts links to files of the built site out of the engine's sight: it knows only pages and would warn."""
        for child in list(filled.iter("a")):
            if child.get("download"):
                tail, child.tail = child.tail, None
                kept = self.md.htmlStash.store(ElementTree.tostring(child, encoding="unicode", method="html"))
                child.clear()
                child.tag, child.text, child.tail = "span", AtomicString(kept), tail

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
        heading = ElementTree.Element("h2", {"id": "endnotes", "data-search-exclude": ""})  # the ledger has them
        heading.text = WORDS[context.language]["endnotes"]
        for rule in node.findall("hr"):
            node.remove(rule)
        node.insert(0, heading)
