"""What stands round a story: where it is and how long it takes above it, the next chapter below it,
and after that what a reader opens who wants to see more."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from secondleap.data.dataset import Dataset
from secondleap.markdown.element_tree import element
from secondleap.markdown.engine_adapter import current_path
from secondleap.markdown.project import Project
from secondleap.pages.block_syntax import timeline_events
from secondleap.pages.markdown_source import read_page
from secondleap.pages.navigation import CONFIGURATIONS, Entry, navigation
from secondleap.pages.page_model import Page
from secondleap.render.templates import render

HOME = "index.md"
COMPARISON = "compare/index.md"
APPENDIX = "appendix"  # theme/main.html puts what helps to pass a page on before it


def following(entries: tuple[Entry, ...], place: int, dataset: Dataset) -> Entry | None:
    """What to read after the page at ``place``: a city's last chapter leads to the comparison."""
    here = entries[place]
    after = entries[place + 1] if place + 1 < len(entries) else None
    ends = after is None or after.section != here.section
    if ends and here.path.partition("/")[0] in dataset.cities:
        return next((entry for entry in entries if entry.path == COMPARISON), after)
    return after


def newest(page: Page, dataset: Dataset) -> str:
    """The date of the newest source behind the sentences and the events of ``page``: until when it
    can speak. Empty where no source has a date."""
    names = [line.source for name, _ in page.citations for line in dataset.claims[name].evidence]
    for block in page.directives:
        if block.name == "timeline":
            names += [event.source for event in timeline_events(dataset, block.argument)]
    return max((dataset.sources[name].issued or "" for name in names), default="")


def _order(entries: tuple[Entry, ...], entry: Entry) -> tuple[int, int]:
    """Which page of its section ``entry`` is, and of how many; 0 where it stands alone."""
    beside = [other for other in entries if other.section == entry.section and entry.section]
    return (beside.index(entry) + 1, len(beside)) if len(beside) > 1 else (0, 0)


class AnatomyTreeprocessor(Treeprocessor):
    """Frames a page that the navigation lists, the home page apart."""

    def __init__(self, md: Markdown, project: Project) -> None:
        super().__init__(md)
        self.project = project

    def run(self, root: ElementTree.Element) -> None:
        appendix = self._appendix(root)
        config = self.project.root / CONFIGURATIONS[self.project.language]
        entries = navigation(config)
        here = current_path(self.md)
        place = next((at for at, entry in enumerate(entries) if entry.path == here), 0)
        if place and here != HOME:
            self._frame(root, entries, place)
        if appendix is not None:
            root.append(appendix)

    def _appendix(self, root: ElementTree.Element) -> ElementTree.Element | None:
        """Takes a folded timeline with its heading, the endnotes and all after them off ``root``,
        in one element."""
        children = list(root)
        first = len(children)
        for at, child in enumerate(children):
            if child.get("class") == "footnote":
                first = min(first, at)
            elif child.find("details[@class='fold']") is not None:
                first = min(first, at - 1 if at and children[at - 1].tag == "h2" else at)
        if first == len(children):
            return None
        appendix = ElementTree.Element("div", {"class": APPENDIX})
        for child in children[first:]:
            root.remove(child)
            appendix.append(child)
        return appendix

    def _page(self, entry: Entry) -> Page:
        folder = Path("docs") / self.project.language
        return read_page(
            self.project.root / folder / entry.path, self.project.root, self.project.language
        )

    def _frame(self, root: ElementTree.Element, entries: tuple[Entry, ...], place: int) -> None:
        context = self.project.context(self.md)
        here, after = entries[place], following(entries, place, context.dataset)
        page = self._page(here)
        above = element(
            render(
                "anatomy",
                "kicker",
                context,
                here,
                _order(entries, here),
                page,
                newest(page, context.dataset) if page.is_story else "",
            )
        )
        root[:0] = list(above)
        below = element(
            render(
                "anatomy",
                "neighbours",
                context,
                entries[place - 1],
                after,
                _order(entries, after) if after else (0, 0),
                self._page(after) if after else None,
            )
        )
        root.extend(list(below))
