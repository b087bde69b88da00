"""Rules on single pages and on the two languages' pages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from posixpath import dirname, normpath

from secondleap.blocks import BLOCKS, block_fault
from secondleap.faults import shown
from secondleap.model import LANGUAGES
from secondleap.pages import Page
from secondleap.rules import Finding, Site, nearest, rule
from secondleap.todo import gaps


@rule("P201")
def front_matter(site: Site) -> Iterator[Finding]:
    """Front matter is valid YAML between two lines '---' and holds a description.

    Write 'description:' and one sentence without figures between two lines '---' at the top of the page.
    """
    for page in site.all_pages:
        yield from (Finding(fault.file, fault.line, fault.found) for fault in page.meta_faults)
        if not page.meta_faults and not page.meta.get("description"):
            yield Finding(page.file, 1, "no description in the front matter")
        for key in page.meta.keys() - {"description", "hide", "tags", "search"}:
            yield Finding(page.file, 1, f"the unknown key '{key}' in the front matter")


@rule("P202")
def heading_id(site: Site) -> Iterator[Finding]:
    """Every heading has a Latin id of its own, in braces at its end, and a page begins with its one heading of level 1.

    Write '## Heading {#latin-id}': small letters, digits and hyphens, the same in both languages.
    """
    for page in site.all_pages:
        seen: set[str] = set()
        for heading in page.headings:
            if not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
                yield Finding(
                    page.file,
                    heading.line,
                    f"the heading '{heading.text}' with the id '{heading.id}'" if heading.id else f"the heading '{heading.text}' without an id",
                )
            elif heading.id in seen:
                yield Finding(page.file, heading.line, f"the id '{heading.id}' twice on one page")
            seen.add(heading.id)
        levels = [heading.level for heading in page.headings]
        if levels[:1] != [1] or levels.count(1) > 1:
            yield Finding(page.file, page.headings[0].line if page.headings else 1, f"headings of the levels {levels}")


@rule("P203")
def both_languages(site: Site) -> Iterator[Finding]:
    """Every page stands in both languages under the same file name.

    Write the page in the other language too.
    """
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for path in site.pages[language].keys() - site.pages[other].keys():
            yield Finding(site.pages[language][path].file, 1, f"a page that docs/{other}/{path} does not answer")


@rule("P204")
def same_headings(site: Site) -> Iterator[Finding]:
    """Both languages have the same heading levels and ids in the same order.

    Give the headings the same ids, or add the heading that is missing in one language.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.headings, en.headings):
            if mine is None or theirs is None or (mine.level, mine.id) != (theirs.level, theirs.id):
                here = f"'{'#' * mine.level} {mine.id}' (line {mine.line})" if mine else "no heading"
                there = f"'{'#' * theirs.level} {theirs.id}' (line {theirs.line})" if theirs else "no heading"
                counts = f"{len(ko.headings)} headings in {ko.file}, {len(en.headings)} in {en.file}"
                yield Finding(en.file, theirs.line if theirs else 1, f"{here} in Korean, {there} in English ({counts})")
                break


@rule("P205")
def same_citations(site: Site) -> Iterator[Finding]:
    """Both languages cite the same claims in the same order.

    Cite the missing claim, or bring the sentences into one order.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.citations, en.citations, fillvalue=("nothing", 1)):
            if mine[0] != theirs[0]:
                counts = f"{len(ko.citations)} citations in {ko.file}, {len(en.citations)} in {en.file}"
                yield Finding(en.file, theirs[1], f"'{mine[0]}' in Korean (line {mine[1]}), '{theirs[0]}' in English ({counts})")
                break


@rule("P206")
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
                yield Finding(page.file, line, f"a link to '{target}', a page that is not there{nearest(goal, known)}")
            elif not goal.endswith(".md") and not (site.root / "docs" / page.language / goal).is_file():
                yield Finding(page.file, line, f"a link to '{target}', neither a page nor a file")
            elif anchor and goal in known and anchor not in _anchors(site, known[goal]):
                yield Finding(page.file, line, f"a link to '{target}', an id that {goal} does not have{nearest(anchor, _anchors(site, known[goal]))}")


def _anchors(site: Site, page: Page) -> set[str]:
    """Ids on a page: its headings', and those of the records that its blocks show."""
    ids = {heading.id for heading in page.headings}
    for directive in page.directives:
        if directive.name in BLOCKS:
            ids |= BLOCKS[directive.name].anchors(site.ledger, directive.argument)
    return ids


@rule("P207")
def opening(site: Site) -> Iterator[Finding]:
    """A story opens with three sentences in one paragraph.

    Say in three sentences what happened, why, and what is not yet clear; move the rest below.
    """
    for page in site.all_pages:
        if page.is_story:
            first = next((passage for passage in page.passages if passage.kind == "prose"), None)
            count = len(first.sentences) if first else 0
            if count != 3:
                yield Finding(page.file, first.line if first else 1, f"an opening of {count} sentence{'' if count == 1 else 's'}")


@rule("P208")
def known_claim(site: Site) -> Iterator[Finding]:
    """Every claim cited stands in data/claims.

    Correct the id, or add the claim's record to the city's file in data/claims.
    """
    for page in site.all_pages:
        for claim, line in page.citations:
            if claim not in site.ledger.claims:
                yield Finding(page.file, line, f"the unknown claim '{claim}'{nearest(claim, site.ledger.claims)}")


@rule("P209")
def known_block(site: Site) -> Iterator[Finding]:
    """Every block '/// name | argument' is one the site knows, with an argument it takes, and is closed by '///'.

    Correct the name or the argument (CONTRIBUTING.md lists the blocks), and end the block with a line '///'.
    """
    for page in site.all_pages:
        for directive in page.directives:
            if found := block_fault(site.ledger, directive.name, directive.argument, directive.full):
                yield Finding(page.file, directive.line, found)
            if not directive.closed:
                yield Finding(page.file, directive.line, f"the block '{directive.name}' that is never closed")


@rule("P210")
def no_own_definition(site: Site) -> Iterator[Finding]:
    """Footnotes are never defined on a page: the ledger defines them.

    Remove the definition; put what it says into the claim's evidence or note.
    """
    for page in site.all_pages:
        for passage in page.passages:
            if passage.kind == "prose" and passage.sentences and passage.sentences[0].text.startswith(":") and passage.sentences[0].claims:
                yield Finding(page.file, passage.line, f"a definition of '[^{passage.sentences[0].claims[0]}]'")


@rule("P211")
def same_blocks(site: Site) -> Iterator[Finding]:
    """Both languages show the same blocks in the same order.

    Add the block that is missing in one language, or bring the blocks into one order.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.directives, en.directives):
            if mine is None or theirs is None or (mine.name, mine.argument) != (theirs.name, theirs.argument):
                here = f"'{mine.name} | {mine.argument}' (line {mine.line})" if mine else "nothing"
                there = f"'{theirs.name} | {theirs.argument}'" if theirs else "nothing"
                yield Finding(en.file, theirs.line if theirs else 1, f"{here} in Korean, {there} in English")
                break


@rule("T001")
def written(site: Site) -> Iterator[Finding]:
    """Nothing is left to write: no page and no data file holds the mark TODO.

    Put your text in the place of the mark; in a data file, remove the line that asks once its records stand.
    """
    for path, line, asked in gaps(site.root):
        yield Finding(shown(path, site.root), line, asked)


RULES = (
    front_matter,
    heading_id,
    both_languages,
    same_headings,
    same_citations,
    internal_link,
    opening,
    known_claim,
    known_block,
    no_own_definition,
    same_blocks,
    written,
)
