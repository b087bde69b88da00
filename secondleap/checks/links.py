"""The rules on links within the site and on its navigation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, normpath, relpath

from secondleap.checks.examples import examples
from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.pages.block_syntax import BLOCKS
from secondleap.pages.navigation import CONFIGURATIONS, navigation
from secondleap.pages.page_model import Page
from secondleap.text.messages import message, nearest


@rule("P206", requires=["P202", "P209", *READABLE])
def internal_link(site: Site) -> Iterator[Finding]:
    """Every internal link leads to a page that exists, and to an id on it.

    Correct the relative path ('../ulsan/rise.md') or the id after '#'.
    """
    for page in site.all_pages:
        known = site.pages[page.language]
        for target, line in page.links:
            if re.match(r"^[a-z][a-z0-9+.-]*:", target):
                continue
            path, _, anchor = target.partition("#")
            goal = normpath(f"{dirname(page.path)}/{path}".lstrip("/")) if path else page.path
            if goal.endswith(".md") and goal not in known:
                found = message(
                    "a link to '{target}', a page that does not exist{hint}",
                    target=target,
                    hint=_near_page(page, path, known),
                )
                yield Finding(page.file, line, found)
            elif not goal.endswith(".md") and not _is_file(site, page, goal):
                found = message(
                    "a link to '{target}', neither a page nor a file{hint}",
                    target=target,
                    hint=_near_page(page, path, known),
                )
                yield Finding(page.file, line, found)
            elif anchor and goal in known and anchor not in (ids := _ids(site, known[goal])):
                found = message(
                    "a link to '{target}', an id that {goal} does not have{hint}",
                    target=target,
                    goal=goal,
                    hint=nearest(anchor, ids),
                )
                yield Finding(page.file, line, found, (known[goal].file, anchor))


@rule("P213")
def navigation_names_pages(site: Site) -> Iterator[Finding]:
    """Where a configuration has a navigation, this names every page of its language, and nothing
    else below 'docs/'.

    Correct the path under 'nav:', or write an entry for the page.
    """
    for language, config in CONFIGURATIONS.items():
        known, entries = site.pages[language], navigation(site.root / config)
        for entry in entries:
            if entry.path not in known and not re.match(r"[a-z][a-z0-9+.-]*:", entry.path):
                found = message(
                    "'{path}' in the navigation, a page that does not exist{hint}",
                    path=entry.path,
                    hint=nearest(entry.path, known),
                )
                yield Finding(config, entry.line, found)
        for path in known.keys() - {entry.path for entry in entries} if entries else ():
            found = message("a page that the navigation in {config} lacks", config=config)
            yield Finding(known[path].file, 1, found)


def _is_file(site: Site, page: Page, goal: str) -> bool:
    return (site.root / "docs" / page.language / goal).is_file()


def _near_page(page: Page, path: str, known: Iterable[str]) -> str:
    """A hint at the page most like ``path``, as ``page`` would link to it: relative, and by its
    Markdown file."""
    relative = [relpath(other, dirname(page.path) or ".") for other in known]
    return nearest(re.sub(r"(\.html|/)?$", ".md", path.lstrip("/").removesuffix(".md")), relative)


def _ids(site: Site, page: Page) -> set[str]:
    """Ids on a page: its headings', and those of the records that its blocks show."""
    ids = {heading.id for heading in page.headings}
    for directive in page.directives:
        if directive.name in BLOCKS:
            ids |= BLOCKS[directive.name].anchors(site.dataset, directive.argument)
        if directive.name == "rules":
            ids |= {code.lower() for code in examples()}
    return ids
