"""Citations of claims: a footnote for each claim cited, its reference and its endnote filled from
the records."""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from secondleap.checks.citations import known_claim, no_own_definition
from secondleap.checks.markup import known_block, no_stray_markup
from secondleap.checks.site import Site
from secondleap.data.faults import FaultsError
from secondleap.data.standing import standing
from secondleap.markdown.blocks import RENDERERS
from secondleap.markdown.element_tree import element
from secondleap.markdown.engine_adapter import current_path
from secondleap.markdown.project import Project
from secondleap.render.context import Context
from secondleap.render.evidence import endnote
from secondleap.render.strings import STANDINGS, WORDS

SENTENCE = 40  # letters: a cell with more is read, not compared
# The rules that every rendered page is held to: a build without a check before it stops at the same
# faults, with the same words.
_STOPPING = (known_claim, known_block, no_own_definition, no_stray_markup)


class CitationPreprocessor(Preprocessor):
    """Defines a footnote for every claim cited, in the order of citation; stops at what is wrong.

    What is cited, and what is code, is said by the reader of sources; what is wrong, by the rules.
    """

    def __init__(self, md: Markdown, project: Project, footnotes: FootnoteExtension) -> None:
        super().__init__(md)
        self.project = project
        self.footnotes = footnotes

    def run(self, lines: list[str]) -> list[str]:
        page = self.project.page(self.md, lines)
        site = Site(self.project.root, self.project.dataset, {page.language: {page.path: page}})
        faults = [fault for rule in _STOPPING for fault in rule.faults(site)]
        if faults:
            raise FaultsError(faults)
        for claim, _ in page.citations:
            if claim not in self.footnotes.footnotes:
                self.footnotes.setFootnote(claim, claim)
        return lines


class CitationTreeprocessor(Treeprocessor):
    """Fills endnotes from the records, marks references with claim and standing, and puts the
    blocks' HTML in their place."""

    def __init__(self, md: Markdown, project: Project) -> None:
        super().__init__(md)
        self.project = project

    def run(self, root: ElementTree.Element) -> None:
        self._fill(root)
        self._colour(root)
        for node in root.iter():
            if node.tag == "svg" or (node.tag == "details" and node.get("class") != "fold"):
                # Labels and tables drown what prose says. The sign is empty: the plugin takes one
                # with a value out of the page.
                node.set("data-search-exclude", "")

    def _fill(self, root: ElementTree.Element) -> None:
        context = self.project.context(self.md)
        self._box_tables(root)
        for node in list(root.iter()):
            name = node.attrib.pop("data-block", None)
            if name:
                filled = element(RENDERERS[name](node.attrib.pop("data-argument"), context))
                self._keep_files(filled)
                node[:] = list(filled)
            elif node.tag == "sup" and node.get("id", "").startswith("fnref"):
                self._mark(node, context)
            elif node.tag == "li" and node.get("id", "").startswith("fn:"):
                self._fill_endnote(node, context)
            elif node.tag == "div" and node.get("class") == "footnote":
                self._name_endnotes(node, context)

    def _colour(self, root: ElementTree.Element) -> None:
        """Gives what is about a city that city's colour; the heading of a city's page gives it to
        the whole page."""
        cities = self.project.dataset.cities
        section = current_path(self.md).split("/")[0].removesuffix(".md")
        for node in root.iter():
            group = section if node.tag == "h1" else node.get("data-group")
            if group in cities:
                node.set("data-colour", cities[group].colour)

    def _keep_files(self, filled: ElementTree.Element) -> None:
        """Puts links to files of the built site out of the engine's sight: it knows only pages and
        would warn."""
        for child in list(filled.iter("a")):
            if child.get("download") or child.get("rel") == "alternate":
                tail, child.tail = child.tail, None
                kept = self.md.htmlStash.store(
                    ElementTree.tostring(child, encoding="unicode", method="html")
                )
                child.clear()
                child.tag, child.text, child.tail = "span", AtomicString(kept), tail

    def _box_tables(self, root: ElementTree.Element) -> None:
        """Puts each table of the text into a box that scrolls on a phone, takes the keyboard, and
        is named by the table's columns. The first cell of a row is its head; where cells hold
        sentences, each names its column, so that a phone can set them one below the other."""
        for place, node in enumerate(root):
            if node.tag == "table":
                columns = ["".join(cell.itertext()) for cell in node.iter("th")]
                rows = list(node.iterfind("tbody/tr"))
                cells = [cell for row in rows for cell in row[1:]]
                stacked = any(len("".join(cell.itertext())) > SENTENCE for cell in cells)
                for row in rows:
                    row[0].tag = "th"
                    row[0].set("scope", "row")
                    for name, cell in zip(columns[1:], row[1:], strict=False):
                        if stacked:
                            cell.set("data-column", name)
                node.set("class", "table table--stacked" if stacked else "table")
                attributes = {"class": "scroll", "role": "region", "tabindex": "0"}
                box = ElementTree.Element("div", {**attributes, "aria-label": ", ".join(columns)})
                box.append(node)
                root[place] = box

    def _mark(self, node: ElementTree.Element, context: Context) -> None:
        anchor = node[0]
        claim = context.dataset.claims[anchor.get("href", "").removeprefix("#fn:")]
        name = standing(claim, context.dataset.sources)
        label = f"{WORDS[context.language]['evidence']} {anchor.text}"
        node.set("data-claim", claim.id)
        if name != "firm":
            look = STANDINGS[name]
            node.set("data-standing", name)
            label = f"{label}: {look[context.language]}"
            shape = ElementTree.SubElement(
                anchor, "span", {"class": "verdict__shape", "aria-hidden": "true"}
            )
            shape.text, shape.tail, anchor.text = look["shape"], anchor.text, None
        anchor.set("aria-label", label)

    def _fill_endnote(self, node: ElementTree.Element, context: Context) -> None:
        claim = context.dataset.claims[node.get("id", "").removeprefix("fn:")]
        back = [found for found in node.iter("a") if found.get("class") == "footnote-backref"]
        filled = element(endnote(claim, context))
        meta, words = filled[0][-1], WORDS[context.language]["back"]
        way = ElementTree.SubElement(meta, "span", {"class": "evidence__back"})
        way.text = " · " if len(back) == 1 else f" · {words}: "
        for number, link in enumerate(back, 1):
            link.attrib = {"href": link.get("href", "")}
            link.text, link.tail = (words if len(back) == 1 else str(number)), " "
        way.extend(back)
        node[:] = list(filled)

    def _name_endnotes(self, node: ElementTree.Element, context: Context) -> None:
        heading = ElementTree.Element(
            "h2", {"id": "endnotes", "data-search-exclude": ""}
        )  # the ledger has them
        heading.text = WORDS[context.language]["endnotes"]
        for rule in node.findall("hr"):
            node.remove(rule)
        fold = ElementTree.Element("details", {"class": "fold"})
        summary = ElementTree.SubElement(fold, "summary", {"class": "fold__summary"})
        summary.text = WORDS[context.language]["in_all"].format(count=len(node[0]))
        paper = ElementTree.SubElement(fold, "p", {"class": "fold__paper"})
        paper.text = WORDS[context.language]["on_paper"]
        fold.extend(list(node))
        node[:] = [heading, fold]
